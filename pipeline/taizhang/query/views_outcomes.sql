-- v_outcomes 成效：一行一份通报的一种成效、一种计数单位、一处所在（总述 summary 或逐条 answers）
-- One row per notice, outcome, counting unit and place: people dealt with, money, institutions made, cases.
-- 一处写几个数时，既可能是总数与其部分，也可能各计各的：只给下限 at_least（最大的一个）和上限 at_most（合计，不含“其中”）。
-- 总述与逐条写的常是同一件事，不可相加，取 headline 为真的一行；人与人次、追缴与清退也不可相加。0 是写明的零，无行即未说。
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
        CASE WHEN problem_id IS NULL THEN 'summary' ELSE 'answers' END AS place,
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
places AS (
    SELECT
        notice_id,
        outcome,
        counting_unit,
        place,
        max(low) AS at_least,
        CASE
            WHEN bool_or(high IS NULL AND NOT part) THEN NULL
            WHEN bool_or(NOT part) THEN sum(high) FILTER (NOT part)
            WHEN bool_or(high IS NULL) THEN NULL
            ELSE sum(high)
        END AS at_most,
        count(*) FILTER (NOT part) AS numbers,
        count(*) FILTER (part) AS parts,
        count(*) FILTER (value = 0) AS zeros,
        bool_or(approximate) AS approximate,
        list(surface ORDER BY char_start) AS surfaces,
        min(char_start) AS char_start
    FROM said
    GROUP BY ALL
)
SELECT
    n.notice_id,
    n.agency,
    n.agency_function,
    n.region,
    n.publication_date,
    p.outcome,
    p.counting_unit,
    p.place,
    p.at_least,
    p.at_most,
    p.at_least IS NOT DISTINCT FROM p.at_most AS settled,
    p.place = max(p.place) OVER (PARTITION BY p.notice_id, p.outcome, p.counting_unit) AS headline,
    p.numbers,
    p.parts,
    p.zeros,
    p.approximate,
    p.surfaces,
    p.char_start,
    n.source_uri
FROM places p
JOIN notices n USING (notice_id)
ORDER BY n.source_uri, p.notice_id, p.outcome, p.counting_unit, p.place DESC;
