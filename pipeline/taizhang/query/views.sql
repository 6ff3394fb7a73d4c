-- Views over the tables of a dataset, ready for `taizhang query`. Each begins with what a row is. None is ordered.
-- 数据集的视图，`taizhang query` 打开即有。每个视图先说明一行是什么；各列的含义在 views.toml。
-- 视图不排序：先排序再计数，十万份通报要多花几秒。要次序就写 ORDER BY source_uri, char_start 之类。

-- v_ledger 整改台账：一行一个问题（方面不单列，子问题单列），连同其措施
-- One row per problem and sub-problem, with its aspect, its measures in order and where it stands in the text.
-- 同一通报内的编号按 64 位散列相比：编号长，整串归组与连接费时。
-- 只看一家用 ledger_of('单位名中的几个字')，列相同，十万份通报里也是立等可取；分组计数用 v_problems。
CREATE VIEW v_ledger AS
SELECT
    n.notice_id,
    n.agency,
    n.region,
    n.publication_date,
    h.titles[CASE p.level WHEN 'subproblem' THEN h.heads[p.above].above ELSE p.above END] AS aspect,
    CASE WHEN p.level = 'subproblem' THEN h.heads[p.above].title END AS problem_above,
    p.level,
    CASE p.level WHEN 'subproblem' THEN '子问题' ELSE '问题' END AS counting_unit,
    p.number,
    p.statement AS problem,
    p.category,
    p.status,
    coalesce(m.measures, 0) AS measures,
    m.measure_list,
    p.responsible,
    p.deadline,
    n.title AS notice_title,
    n.source_uri,
    p.problem_id,
    p.char_start,
    p.char_end
FROM (SELECT *, hash(problem_id) AS hashed, hash(parent_id) AS above FROM problems) p
JOIN notices n USING (notice_id)
LEFT JOIN (  -- the headings of a notice by their number: a join a notice, where one a problem would cost seconds
    SELECT
        notice_id,
        map(list(hashed) FILTER (NOT split), list(title) FILTER (NOT split)) AS titles,
        map(list(hashed) FILTER (split), list({'title': title, 'above': hash(parent_id)}) FILTER (split)) AS heads
    FROM (  -- problems only where sub-problems need them: lists that are carried to every row must be short
        SELECT
            *,
            hash(problem_id) AS hashed,
            level = 'problem' AND notice_id IN (SELECT notice_id FROM problems WHERE level = 'subproblem') AS split
        FROM problems
        WHERE level <> 'subproblem'
    )
    WHERE level = 'aspect' OR split
    GROUP BY notice_id
) h ON h.notice_id = p.notice_id
LEFT JOIN (
    SELECT
        notice_id,
        hash(problem_id) AS hashed,
        count(*) AS measures,
        [x.surface FOR x IN list_sort(list({'char_start': char_start, 'surface': surface}))] AS measure_list
    FROM measures
    GROUP BY notice_id, hashed
) m ON m.notice_id = p.notice_id AND m.hashed = p.hashed
WHERE p.level <> 'aspect';

-- v_audits 核对结论：一行一项核对，连同单位和所据原文
-- One row per check of a notice, with the agency and the sentences that the verdict rests on.
-- counting_unit 是 claimed、observed 数的东西；不同 counting_unit 的行不可并在一起求和。
CREATE VIEW v_audits AS
SELECT
    n.notice_id,
    n.agency,
    n.region,
    n.publication_date,
    a."check",
    a.scope,
    CASE a."check"
        WHEN 'aspects_claimed_vs_enumerated' THEN '方面'
        WHEN 'categories_claimed_vs_enumerated' THEN '类'
        WHEN 'completion_rate' THEN '%'
        WHEN 'persons_sum' THEN '人次'
        WHEN 'money_sum' THEN '元'
        WHEN 'numbering_gap' THEN '编号'
        WHEN 'dates_in_order' THEN NULL
        WHEN 'parts_sum' THEN '见说明'
        WHEN 'repeated_claims_agree' THEN '见说明'
        WHEN 'status_sum' THEN CASE a.scope WHEN 'petitions' THEN '信访件' ELSE '问题或任务' END
        ELSE '问题'
    END AS counting_unit,
    a.claimed,
    a.observed,
    a.verdict,
    a.explanation,
    [e.text FOR e IN a.evidence] AS evidence,
    a.readings,
    n.title AS notice_title,
    n.source_uri
FROM audits a
JOIN notices n USING (notice_id);

-- v_documents_account 输入清账：一行一种结果及原因，份数合计即输入总数
-- One row per outcome and reason; the numbers add up to all documents that came in.
CREATE VIEW v_documents_account AS
SELECT
    outcome,
    split_part(reason, ':', 1) AS reason_code,
    count(*) AS documents,
    sum(size_bytes)::BIGINT AS bytes,
    min(source_uri) AS example,
    '份' AS counting_unit
FROM documents
GROUP BY ALL;

-- v_disagreements 规则与模型不一致的问题类别：一行一个问题，两边各说什么、各有多少把握、最后取了哪个（null 为未定）
-- One row per problem whose trigger words name another category than the model's first choice, and what was decided.
CREATE VIEW v_disagreements AS
SELECT
    n.agency,
    n.source_uri,
    p.level,
    p.statement AS problem,
    p.rule.id AS rule_category,
    p.rule.score AS rule_score,
    p.model.id AS model_category,
    p.model.score AS model_score,
    p.category AS decided,
    n.model_version,
    p.notice_id,
    p.problem_id,
    p.char_start,
    p.char_end
FROM (
    SELECT
        *,
        list_filter(categories, lambda c: c.source = 'rule')[1] AS rule,
        list_filter(categories, lambda c: c.source = 'model')[1] AS model
    FROM problems
    WHERE len(categories) > 1
) p
JOIN notices n USING (notice_id)
WHERE p.rule.id <> p.model.id;
