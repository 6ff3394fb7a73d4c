-- v_problems 问题明细：一行一个方面、问题或子问题，连同单位的属性；用来分组计数，读台账请用 v_ledger
-- One row per aspect, problem and sub-problem with the attributes of its agency: for counting, where v_ledger is for reading.
-- 先按 counting_unit 取一种再计数：方面含问题，问题含子问题，混着数就重复了。行序不定。category 为空即尚未归类。
-- 措施按问题编号的 64 位散列归组：编号长，整串归组与连接费时；编号只在一份通报之内比
CREATE VIEW v_problems AS
SELECT
    n.notice_id,
    n.agency,
    n.agency_function,
    n.agency_level,
    n.region,
    n.province,
    n.inspection_level,
    year(n.publication_date) AS year,
    CASE p.level WHEN 'aspect' THEN '方面' WHEN 'problem' THEN '问题' ELSE '子问题' END AS counting_unit,
    p.problem_id,
    p.parent_id,
    p.number,
    p.statement AS problem,
    p.status,
    p.long_term,
    p.category,
    p.framework,
    coalesce(m.measures, 0) AS measures,
    m.specificity,
    p.char_start,
    p.char_end,
    n.source_uri
FROM (SELECT *, hash(problem_id) AS hashed FROM problems) p
JOIN notices n USING (notice_id)
LEFT JOIN (
    SELECT notice_id, hash(problem_id) AS hashed, count(*) AS measures, avg(specificity) AS specificity
    FROM measures
    GROUP BY notice_id, hashed
) m ON m.notice_id = p.notice_id AND m.hashed = p.hashed;
