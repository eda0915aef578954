-- The newest vote of each reader per article and language, on whole days.
SELECT article, locale, sum(yes) AS yes, sum(yes + no) AS n
FROM article_day
WHERE site = :site AND day * 86400000 + 86399999 >= :since
GROUP BY article, locale
HAVING sum(yes + no) > 0
