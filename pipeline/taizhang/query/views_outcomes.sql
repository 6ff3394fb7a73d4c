-- v_outcomes 成效：一行一份通报的一种成效、一种计数单位（人与人次、追缴与清退各自成行，不可相加）
-- One row per notice, outcome and counting unit: people dealt with, money, institutions made, cases filed.
-- 一处写几个数时，可能是总数与部分，也可能各计各的：只给下限 at_least（最大的一个）与上限 at_most（合计，不含“其中”）。
-- 总述与逐条常是同一件事：有总述（said_in 为 summary、both）取总述，否则取逐条（answers）。0 是写明的零，无行即未说。
-- money_other（涉案、罚没、核减等）不是本单位挽回的钱，不在此列。
CREATE VIEW v_outcomes AS
WITH said AS (
    SELECT
        notice_id,
        role AS outcome,
        CASE
            WHEN role LIKE 'persons%' AND unit IN ('人次', '次') THEN '人次'
            WHEN role LIKE 'persons%' OR unit IN ('人', '名') THEN '人'
            WHEN unit = '元' THEN '元'
            WHEN role = 'cases_filed' THEN '件'
            ELSE '项'
        END AS counting_unit,
        problem_id IS NULL AS in_summary,
        qualifier IS NOT DISTINCT FROM 'subset' AS part,
        qualifier IN ('approx', 'at_least', 'at_most') IS TRUE AS approximate,
        coalesce(value_low, CASE WHEN qualifier IS DISTINCT FROM 'at_most' THEN value END) AS low,
        coalesce(value_high, CASE WHEN qualifier IS DISTINCT FROM 'at_least' THEN value END) AS high,
        value,
        surface,
        char_start
    FROM counts
    WHERE value IS NOT NULL
        AND (role LIKE 'persons%'
            OR role IN ('money_recovered', 'money_refunded', 'loss_recovered', 'institutions_established', 'cases_filed'))
),
places AS (  -- the summary and the answers of a notice, each by itself
    SELECT
        notice_id,
        outcome,
        counting_unit,
        in_summary,
        max(low) AS at_least,
        CASE
            WHEN bool_or(high IS NULL AND NOT part) OR bool_and(part) AND bool_or(high IS NULL) THEN NULL
            WHEN bool_and(part) THEN sum(high)
            ELSE sum(high) FILTER (NOT part)
        END AS at_most,
        count(*) AS numbers,
        bool_or(value = 0) AS says_zero,
        bool_or(approximate) AS approximate,
        list(surface ORDER BY char_start) AS surfaces,
        min(char_start) AS char_start
    FROM said
    GROUP BY ALL
),
chosen AS (
    SELECT
        coalesce(s.notice_id, a.notice_id) AS notice_id,
        coalesce(s.outcome, a.outcome) AS outcome,
        coalesce(s.counting_unit, a.counting_unit) AS counting_unit,
        CASE WHEN a.notice_id IS NULL THEN 'summary' WHEN s.notice_id IS NULL THEN 'answers' ELSE 'both' END AS said_in,
        CASE WHEN s.notice_id IS NULL THEN a.at_least ELSE s.at_least END AS at_least,
        CASE WHEN s.notice_id IS NULL THEN a.at_most ELSE s.at_most END AS at_most,
        coalesce(s.numbers, a.numbers) AS numbers,
        coalesce(s.says_zero, a.says_zero) AS says_zero,
        coalesce(s.approximate, a.approximate) AS approximate,
        coalesce(s.surfaces, a.surfaces) AS surfaces,
        CASE WHEN s.notice_id IS NOT NULL THEN a.at_least END AS in_answers_at_least,
        coalesce(s.char_start, a.char_start) AS char_start
    FROM (SELECT * FROM places WHERE in_summary) s
    FULL JOIN (SELECT * FROM places WHERE NOT in_summary) a
        ON a.notice_id = s.notice_id AND a.outcome = s.outcome AND a.counting_unit = s.counting_unit
)
SELECT
    n.notice_id,
    n.agency,
    n.agency_function,
    n.region,
    n.publication_date,
    c.outcome,
    c.counting_unit,
    c.said_in,
    c.at_least,
    c.at_most,
    c.at_least IS NOT DISTINCT FROM c.at_most AS settled,
    c.numbers,
    c.says_zero,
    c.approximate,
    c.surfaces,
    c.in_answers_at_least,
    CASE
        WHEN c.in_answers_at_least > c.at_most THEN '逐条中有一个数已大于总述，两处所指或许不同'
        WHEN c.at_least IS DISTINCT FROM c.at_most THEN '写了不止一个数或约数，只知范围'
    END AS note,
    c.char_start,
    n.source_uri
FROM chosen c
JOIN notices n USING (notice_id)
ORDER BY n.source_uri, n.notice_id, c.outcome, c.counting_unit;
