-- place(origin, position)：规范文本中一个位置在原件中的所在：部件、页、段、其内的字符位置（读取时补入的字符为空）
-- Where a position of the canonical text stands in the original: place(t.origin, p.char_start).page
-- 写成一个表达式而不用子查询：子查询要先为所有行算完，才轮到所要的那一份通报
CREATE MACRO place(origin, position) AS list_transform(
    [list_filter(origin, lambda r: r.char_start <= position)[-1]],
    lambda run: {
        'part': run.part,
        'page': run.page,
        'paragraph': run.paragraph,
        'offset': run."offset" + position - run.char_start
    }
)[1];

-- v_places 原文位置：一行一处问题、措施、数量、日期、联系方式或引用，及其在原件中的所在
-- One row per row of those tables, with where it begins in the original: page, part, paragraph, character.
CREATE VIEW v_places AS
WITH found AS (
    SELECT 'problems' AS "table", notice_id, problem_id AS row_id, title AS surface, char_start, char_end FROM problems
    UNION ALL BY NAME
    SELECT 'measures' AS "table", notice_id, measure_id AS row_id, surface, char_start, char_end FROM measures
    UNION ALL BY NAME
    SELECT 'counts' AS "table", notice_id, count_id AS row_id, surface, char_start, char_end FROM counts
    UNION ALL BY NAME
    SELECT 'dates' AS "table", notice_id, date_id AS row_id, surface, char_start, char_end FROM dates
    UNION ALL BY NAME
    SELECT 'contacts' AS "table", notice_id, NULL AS row_id, surface, char_start, char_end FROM contacts
    UNION ALL BY NAME
    SELECT 'citations' AS "table", notice_id, NULL AS row_id, surface, char_start, char_end FROM citations
)
SELECT
    f."table",
    CASE f."table"
        WHEN 'problems' THEN '问题'
        WHEN 'measures' THEN '措施'
        WHEN 'counts' THEN '数量'
        WHEN 'dates' THEN '日期'
        WHEN 'contacts' THEN '联系方式'
        ELSE '文件'
    END AS counting_unit,
    f.notice_id,
    f.row_id,
    f.surface,
    f.char_start,
    f.char_end,
    f.p.part,
    f.p.page,
    f.p.paragraph,
    f.p."offset",
    n.source_uri
FROM (SELECT found.*, place(t.origin, found.char_start) AS p FROM found JOIN texts t USING (notice_id)) f
JOIN notices n USING (notice_id);
