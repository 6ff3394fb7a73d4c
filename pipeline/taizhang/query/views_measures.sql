-- v_measures 措施明细：一行一条措施，连同它所答的问题和单位的属性
-- One row per measure, with the problem that it answers and the attributes of its agency.
-- specificity 量写得实不实（名称、数字、日期、文件与空话），不量做得好不好；措辞习惯各家不同，只宜同类单位相比。
CREATE VIEW v_measures AS
SELECT
    n.notice_id,
    n.agency,
    n.agency_function,
    n.agency_level,
    n.region,
    n.province,
    year(n.publication_date) AS year,
    '条措施' AS counting_unit,
    p.category,
    p.statement AS problem,
    m.marker,
    m.surface AS measure,
    m.kinds,
    m.specificity,
    m.tense,
    m.problem_id,
    m.measure_id,
    m.char_start,
    m.char_end,
    n.source_uri
FROM measures m
JOIN notices n USING (notice_id)
LEFT JOIN problems p  -- one row at most: notice_id and problem_id tell the problems apart, as every write checks
    ON p.notice_id = m.notice_id AND p.problem_id = m.problem_id;

-- v_specificity 措施的具体程度：一行一份通报，措施多少条、写得实不实、已做还是将做
-- One row per notice: how many measures, how specific they are, and how many are done, going on or planned.
-- 没有措施的通报 measures 为 0，具体程度为空；measures_per_problem 的分母是有措施的问题，不是全部问题。
CREATE VIEW v_specificity AS
SELECT
    n.notice_id,
    n.agency,
    n.agency_function,
    n.agency_level,
    n.region,
    n.province,
    year(n.publication_date) AS year,
    '条措施' AS counting_unit,
    coalesce(m.measures, 0) AS measures,
    m.answered,
    round(m.measures / m.answered, 2) AS measures_per_problem,
    m.mean_specificity,
    m.low_quartile,
    m.median_specificity,
    m.high_quartile,
    coalesce(m.done, 0) AS done,
    coalesce(m.ongoing, 0) AS ongoing,
    coalesce(m.planned, 0) AS planned,
    coalesce(m.tense_unknown, 0) AS tense_unknown,
    n.source_uri
FROM notices n
LEFT JOIN (
    SELECT
        notice_id,
        count(*) AS measures,
        count(DISTINCT problem_id) AS answered,
        avg(specificity) AS mean_specificity,
        quantile_cont(specificity, 0.25) AS low_quartile,
        quantile_cont(specificity, 0.5) AS median_specificity,
        quantile_cont(specificity, 0.75) AS high_quartile,
        count(*) FILTER (tense = 'done') AS done,
        count(*) FILTER (tense = 'ongoing') AS ongoing,
        count(*) FILTER (tense = 'planned') AS planned,
        count(*) FILTER (tense IS NULL) AS tense_unknown
    FROM measures
    GROUP BY notice_id
) m USING (notice_id);
