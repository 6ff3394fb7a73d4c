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
places AS (  -- the summary (s) and the answers (a) of a notice, each by itself
    SELECT
        notice_id,
        outcome,
        counting_unit,
        max(low) FILTER (in_summary) AS s_at_least,
        CASE
            WHEN bool_or(high IS NULL AND NOT part) FILTER (in_summary) OR bool_and(part) FILTER (in_summary) AND bool_or(high IS NULL) FILTER (in_summary) THEN NULL
            WHEN bool_and(part) FILTER (in_summary) THEN sum(high) FILTER (in_summary)
            ELSE sum(high) FILTER (in_summary AND NOT part)
        END AS s_at_most,
        count(*) FILTER (in_summary) AS s_numbers,
        bool_or(value = 0) FILTER (in_summary) AS s_zero,
        bool_or(approximate) FILTER (in_summary) AS s_approximate,
        list(surface ORDER BY char_start) FILTER (in_summary) AS s_surfaces,
        min(char_start) FILTER (in_summary) AS s_start,
        max(low) FILTER (NOT in_summary) AS a_at_least,
        CASE
            WHEN bool_or(high IS NULL AND NOT part) FILTER (NOT in_summary) OR bool_and(part) FILTER (NOT in_summary) AND bool_or(high IS NULL) FILTER (NOT in_summary) THEN NULL
            WHEN bool_and(part) FILTER (NOT in_summary) THEN sum(high) FILTER (NOT in_summary)
            ELSE sum(high) FILTER (NOT in_summary AND NOT part)
        END AS a_at_most,
        count(*) FILTER (NOT in_summary) AS a_numbers,
        bool_or(value = 0) FILTER (NOT in_summary) AS a_zero,
        bool_or(approximate) FILTER (NOT in_summary) AS a_approximate,
        list(surface ORDER BY char_start) FILTER (NOT in_summary) AS a_surfaces,
        min(char_start) FILTER (NOT in_summary) AS a_start
    FROM said
    GROUP BY notice_id, outcome, counting_unit
),
chosen AS (
    SELECT
        notice_id,
        outcome,
        counting_unit,
        CASE WHEN a_numbers = 0 THEN 'summary' WHEN s_numbers = 0 THEN 'answers' ELSE 'both' END AS said_in,
        CASE WHEN s_numbers = 0 THEN a_at_least ELSE s_at_least END AS at_least,
        CASE WHEN s_numbers = 0 THEN a_at_most ELSE s_at_most END AS at_most,
        CASE WHEN s_numbers = 0 THEN a_numbers ELSE s_numbers END AS numbers,
        coalesce(s_zero, a_zero) AS says_zero,
        coalesce(s_approximate, a_approximate) AS approximate,
        coalesce(s_surfaces, a_surfaces) AS surfaces,
        CASE WHEN s_numbers > 0 THEN a_at_least END AS in_answers_at_least,
        coalesce(s_start, a_start) AS char_start
    FROM places
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
JOIN notices n USING (notice_id);
