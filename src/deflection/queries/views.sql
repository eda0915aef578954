-- Views per article and locale, on whole days.
SELECT article, locale, sum(views) AS views
FROM article_day
WHERE site = :site AND day * 86400000 + 86399999 >= :since
GROUP BY article, locale
