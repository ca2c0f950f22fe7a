-- Whole years without gaps, as calculations over time in BI tools want them.
WITH days AS (
    SELECT unnest([date_earliest, date_latest, published_on]) AS day FROM timeline
    UNION
    SELECT published_on FROM current_articles
),

years AS (
    SELECT year(min(day)) AS first_year, year(max(day)) AS last_year FROM days
),

calendar AS (
    SELECT unnest(generate_series(make_date(first_year, 1, 1), make_date(last_year, 12, 31), INTERVAL 1 DAY))::DATE AS date
    FROM years
    UNION ALL
    SELECT NULL
)

SELECT
    bi.date_key(date) AS date_key,
    date,
    year(date) AS year,
    quarter(date) AS quarter,
    month(date) AS month,
    [
        'janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'
    ][month(date)] AS month_fr,
    monthname(date) AS month_en,
    strftime(date, '%Y-%m') AS year_month,
    day(date) AS day,
    isoyear(date) AS iso_year,
    week(date) AS iso_week,
    isodow(date) AS weekday,
    ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'][isodow(date)] AS weekday_fr,
    dayname(date) AS weekday_en,
    isodow(date) > 5 AS is_weekend
FROM calendar
