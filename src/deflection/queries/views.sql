-- Views per article and locale.
SELECT article, locale, count(*) AS views
FROM event
WHERE site = :site AND type = 'view' AND article IS NOT NULL AND server_time >= :since
GROUP BY article, locale
