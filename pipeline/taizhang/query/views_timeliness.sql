-- v_timeliness 时效：一行一份通报，巡察结束 → 反馈 → 公布各隔几天
-- One row per notice: days from the end of the inspection to the feedback and on to publication.
-- 缺日期处为空（见 missing）；前后颠倒（in_order 为假）时不算天数；只写到月或旬者 to_the_day 为假，天数有出入。
-- 公布日期有的据页面（page、meta），有的据落款（signature）：落款通常早几天，两种不宜混排名次。
CREATE VIEW v_timeliness AS
WITH vague AS (
    SELECT DISTINCT d.notice_id
    FROM dates d
    JOIN notices n USING (notice_id)
    WHERE d.precision <> 'day'
        AND (d.role = 'inspection_period' AND (d.date_from = n.inspection_start OR d.date_to = n.inspection_end)
            OR d.role = 'feedback' AND n.feedback_date BETWEEN d.date_from AND d.date_to
            OR d.role = 'publication' AND n.publication_date BETWEEN d.date_from AND d.date_to)
),
spans AS (
    SELECT
        *,
        coalesce(inspection_start <= inspection_end, TRUE)
        AND coalesce(inspection_end <= feedback_date, TRUE)
        AND coalesce(feedback_date <= publication_date, TRUE)
        AND coalesce(inspection_end <= publication_date, TRUE) AS in_order
    FROM notices
)
SELECT
    notice_id,
    agency,
    agency_function,
    agency_level,
    region,
    inspection_level,
    inspection_start,
    inspection_end,
    feedback_date,
    publication_date,
    publication_date_source,
    year(publication_date) AS year,
    '天' AS counting_unit,
    CASE WHEN in_order THEN inspection_end - inspection_start + 1 END AS days_inspected,
    CASE WHEN in_order THEN feedback_date - inspection_end END AS days_to_feedback,
    CASE WHEN in_order THEN publication_date - feedback_date END AS days_to_publication,
    CASE WHEN in_order THEN publication_date - inspection_end END AS days_in_all,
    in_order,
    v.notice_id IS NULL AS to_the_day,
    list_filter([
        CASE WHEN inspection_end IS NULL THEN '巡察结束日' END,
        CASE WHEN feedback_date IS NULL THEN '反馈日' END,
        CASE WHEN publication_date IS NULL THEN '公布日' END
    ], lambda word: word IS NOT NULL) AS missing,
    source_uri
FROM spans
LEFT JOIN vague v USING (notice_id);
