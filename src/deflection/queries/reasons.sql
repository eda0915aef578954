-- Reasons of readers whose newest vote is no yes, on whole days.
SELECT article, locale, reason, sum(CASE reason WHEN 'unanswered' THEN unanswered WHEN 'unclear' THEN unclear WHEN 'broken' THEN broken WHEN 'outdated' THEN outdated WHEN 'other' THEN other END) AS n
FROM article_day CROSS JOIN (SELECT 'unanswered' AS reason UNION ALL SELECT 'unclear' UNION ALL SELECT 'broken' UNION ALL SELECT 'outdated' UNION ALL SELECT 'other') AS reasons
WHERE site = :site AND day * 86400000 + 86399999 >= :since
GROUP BY article, locale, reason
HAVING sum(CASE reason WHEN 'unanswered' THEN unanswered WHEN 'unclear' THEN unclear WHEN 'broken' THEN broken WHEN 'outdated' THEN outdated WHEN 'other' THEN other END) > 0
ORDER BY n DESC, reason
