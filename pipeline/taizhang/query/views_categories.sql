-- v_categories 类别：一行一份通报、一种计数单位下的一个类别，连同单位、地区、职能、年份
-- One row per notice, counting unit and category, to be summed by agency, region, function or year.
-- 先取一种 counting_unit 再加总：方面含问题，问题含子问题。category 为空的一行是尚未归类的，也要列出来。
-- share 是占本通报同一单位的比例；几份通报合起来的比例请用 sum(problems) 另算，不要平均 share。
-- of_unit 在同一通报的各行里重复，不可求和。
CREATE VIEW v_categories AS
SELECT
    n.notice_id,
    n.agency,
    n.agency_function,
    n.agency_level,
    n.region_code,
    n.region,
    n.province,
    n.inspection_level,
    year(n.publication_date) AS year,
    CASE c.level WHEN 'aspect' THEN '方面' WHEN 'problem' THEN '问题' ELSE '子问题' END AS counting_unit,
    c.category,
    zh('category', c.category) AS category_name,
    c.problems,
    t.of_unit,
    c.problems / t.of_unit AS share,
    n.source_uri
FROM (
    SELECT notice_id, level, category, count(*) AS problems
    FROM problems
    GROUP BY notice_id, level, category
) c
JOIN notices n USING (notice_id)
LEFT JOIN (
    SELECT notice_id, level, count(*) AS of_unit
    FROM problems
    GROUP BY notice_id, level
) t ON t.notice_id = c.notice_id AND t.level = c.level;
