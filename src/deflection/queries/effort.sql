-- The newest effort score of each reader per article and language, on whole days.
SELECT article, locale, score, sum(CASE score WHEN 1 THEN effort_1 WHEN 2 THEN effort_2 WHEN 3 THEN effort_3 WHEN 4 THEN effort_4 WHEN 5 THEN effort_5 WHEN 6 THEN effort_6 WHEN 7 THEN effort_7 END) AS n
FROM article_day CROSS JOIN (SELECT 1 AS score UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7) AS scores
WHERE site = :site AND day * 86400000 + 86399999 >= :since
GROUP BY article, locale, score
HAVING sum(CASE score WHEN 1 THEN effort_1 WHEN 2 THEN effort_2 WHEN 3 THEN effort_3 WHEN 4 THEN effort_4 WHEN 5 THEN effort_5 WHEN 6 THEN effort_6 WHEN 7 THEN effort_7 END) > 0
