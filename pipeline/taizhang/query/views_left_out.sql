-- v_left_out 未取用的内容：一行一处没有进入各表的东西及其原因
-- One row per thing that did not become a row or a value, and why.
-- what：document 整份未取用（outcome 是其结果）；text 未读入任何单元的文字（amount 为占全文的百分数）；structure 结构疑点；
-- field 通报未说或未能读出的属性；value 写着但读不出确数的数或日期。
CREATE VIEW v_left_out AS
WITH found AS (
    SELECT
        'document' AS what,
        outcome,
        coalesce(split_part(reason, ':', 1), outcome) AS reason_code,
        coalesce(trim(substr(reason, strpos(reason, ':') + 1)), '未写原因') AS reason,
        1.0 AS amount,
        '份' AS counting_unit,
        notice_id,
        source_uri,
        member
    FROM documents
    WHERE outcome <> 'extracted'
    UNION ALL BY NAME
    SELECT
        'text' AS what, 'unread' AS reason_code, '有文字不属于任何已识别的单元' AS reason,
        round(100 * (1 - read_share::DOUBLE), 1) AS amount, '%' AS counting_unit, notice_id
    FROM texts
    WHERE round(100 * (1 - read_share::DOUBLE), 1) > 0
    UNION ALL BY NAME
    SELECT
        'structure' AS what, 'warning' AS reason_code, unnest(warnings) AS reason, 1.0 AS amount,
        '处' AS counting_unit, notice_id
    FROM texts
    UNION ALL BY NAME
    SELECT 'field' AS what, field AS reason_code, '通报未说或未能读出' || name AS reason, 1.0 AS amount,
        '项' AS counting_unit, notice_id
    FROM (
        SELECT notice_id, unnest([
            {'field': 'agency', 'name': '单位', 'missing': agency IS NULL},
            {'field': 'region_code', 'name': '行政区划', 'missing': region_code IS NULL},
            {'field': 'inspection_end', 'name': '巡察结束日', 'missing': inspection_end IS NULL},
            {'field': 'feedback_date', 'name': '反馈日期', 'missing': feedback_date IS NULL},
            {'field': 'publication_date', 'name': '公布日期', 'missing': publication_date IS NULL},
            {'field': 'problems_claimed', 'name': '问题总数', 'missing': problems_claimed IS NULL}
        ], recursive := true)
        FROM notices
    )
    WHERE missing
    UNION ALL BY NAME
    SELECT 'value' AS what, role AS reason_code, '写作“' || surface || '”，读不出确数' AS reason, 1.0 AS amount,
        '处' AS counting_unit, notice_id
    FROM counts
    WHERE value IS NULL
    UNION ALL BY NAME
    SELECT 'value' AS what, role AS reason_code, '写作“' || surface || '”，不能确定是哪一天' AS reason, 1.0 AS amount,
        '处' AS counting_unit, notice_id
    FROM dates
    WHERE date_from IS NULL
)
SELECT
    f.what,
    f.outcome,
    f.reason_code,
    f.reason,
    f.amount,
    f.counting_unit,
    f.notice_id,
    n.agency,
    coalesce(f.source_uri, n.source_uri) AS source_uri,
    f.member
FROM found f
LEFT JOIN notices n USING (notice_id);
