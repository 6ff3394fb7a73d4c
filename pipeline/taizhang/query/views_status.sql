-- v_status 状态与完成：一行一份通报的一种口径（逐条所注 items、通报所称 claim、未说 none）
-- One row per notice and basis: what the items print themselves, what the notice claims in total, or nothing said.
-- 口径不同的两行不可相加或互补。条目或各状态合计不足总数时不算比率（completed_share 为空），原因见 note。
-- 逐条所注：0 即无一条注此状态；通报所称：空即未说。总数与各状态的归属取自核对（status_sum），此处不另行推断。
CREATE VIEW v_status AS
WITH items AS (
    SELECT
        notice_id,
        'items' AS basis,
        'main' AS scope,
        CASE level WHEN 'subproblem' THEN '子问题' ELSE '问题' END AS counting_unit,
        count(*) AS total,
        count(*) FILTER (status = 'completed') AS completed,
        count(*) FILTER (status = 'basically_completed') AS basically_completed,
        count(*) FILTER (status = 'in_progress') AS in_progress,
        count(*) FILTER (status = 'long_term') AS long_term,
        count(*) FILTER (status = 'not_completed') AS not_completed,
        count(*) FILTER (status IS NULL) AS not_said,
        count(*) FILTER (long_term AND status <> 'long_term') AS also_long_term
    FROM problems
    WHERE level <> 'aspect'
    GROUP BY notice_id, level
    HAVING count(status) > 0
),
-- 一项核对所据各句中的数：the counts inside the sentences that a verdict on a split rests on
behind AS (
    SELECT a.notice_id, a.scope, a.total, a.observed, c.role, c.value
    FROM (
        SELECT
            notice_id, scope, claimed AS total, observed,
            unnest([{'a': e.char_start, 'z': e.char_end} FOR e IN evidence]) AS sentence
        FROM audits
        WHERE "check" = 'status_sum'
    ) a
    JOIN (
        SELECT notice_id, scope, role, value, char_start, char_end
        FROM counts
        WHERE qualifier IS DISTINCT FROM 'subset'
            AND (role LIKE 'status%' OR role IN ('problems_claimed', 'tasks_claimed', 'problems_decomposed'))
    ) c
        ON c.notice_id = a.notice_id AND c.scope = a.scope
        AND c.char_start >= a.sentence.a AND c.char_end <= a.sentence.z
),
sums AS (  -- of each state its number, null where the sentences give two
    SELECT
        notice_id, scope, total, observed,
        CASE
            WHEN scope = 'petitions' THEN '信访件'
            WHEN bit_or(mark) & 32 > 0 THEN '问题'
            WHEN bit_or(mark) & 64 > 0 THEN '整改任务'
            WHEN bit_or(mark) & 128 > 0 THEN '分解后的问题'
            ELSE '条目'  -- the sentences do not say what the total counts
        END AS counting_unit,
        CASE WHEN min(completed) = max(completed) THEN min(completed) END AS completed,
        CASE WHEN min(basically_completed) = max(basically_completed) THEN min(basically_completed) END AS basically_completed,
        CASE WHEN min(in_progress) = max(in_progress) THEN min(in_progress) END AS in_progress,
        CASE WHEN min(long_term) = max(long_term) THEN min(long_term) END AS long_term,
        CASE WHEN min(not_completed) = max(not_completed) THEN min(not_completed) END AS not_completed,
        bit_count(bit_or(mark) & 31)::INTEGER AS states  -- how many are said
    FROM (  -- a column a state: an aggregate that filters rows for itself costs several times one that passes nulls over
        SELECT
            *,
            CASE WHEN role = 'status_completed' THEN value END AS completed,
            CASE WHEN role = 'status_basically_completed' THEN value END AS basically_completed,
            CASE WHEN role = 'status_in_progress' THEN value END AS in_progress,
            CASE WHEN role = 'status_long_term' THEN value END AS long_term,
            CASE WHEN role = 'status_not_completed' THEN value END AS not_completed,
            CASE role
                WHEN 'status_completed' THEN 1
                WHEN 'status_basically_completed' THEN 2
                WHEN 'status_in_progress' THEN 4
                WHEN 'status_long_term' THEN 8
                WHEN 'status_not_completed' THEN 16
                WHEN 'problems_claimed' THEN CASE WHEN value = total THEN 32 ELSE 0 END
                WHEN 'tasks_claimed' THEN CASE WHEN value = total THEN 64 ELSE 0 END
                WHEN 'problems_decomposed' THEN CASE WHEN value = total THEN 128 ELSE 0 END
                ELSE 0
            END AS mark
        FROM behind
    )
    GROUP BY notice_id, scope, total, observed
),
splits AS (  -- settled: each state has one number, and they add up to what the audit found
    SELECT
        *,
        states = len(numbers) AND list_sum(numbers) IS NOT DISTINCT FROM observed AS settled
    FROM (
        SELECT
            *,
            list_filter(
                [completed, basically_completed, in_progress, long_term, not_completed], lambda n: n IS NOT NULL
            ) AS numbers
        FROM sums
    )
),
said AS (
    SELECT * FROM items
    UNION ALL BY NAME
    SELECT
        notice_id,
        'claim' AS basis,
        scope,
        counting_unit,
        total::BIGINT AS total,
        CASE WHEN settled THEN completed END::BIGINT AS completed,
        CASE WHEN settled THEN basically_completed END::BIGINT AS basically_completed,
        CASE WHEN settled THEN in_progress END::BIGINT AS in_progress,
        CASE WHEN settled THEN long_term END::BIGINT AS long_term,
        CASE WHEN settled THEN not_completed END::BIGINT AS not_completed,
        CASE WHEN settled THEN total - observed END::BIGINT AS not_said
    FROM splits
    UNION ALL BY NAME
    SELECT notice_id, 'none' AS basis
    FROM notices
    ANTI JOIN items USING (notice_id)
    ANTI JOIN splits USING (notice_id)
)
SELECT
    n.notice_id,
    n.agency,
    n.agency_function,
    n.region,
    n.publication_date,
    s.basis,
    s.scope,
    s.counting_unit,
    s.total,
    s.completed,
    s.basically_completed,
    s.in_progress,
    s.long_term,
    s.not_completed,
    s.not_said,
    s.also_long_term,
    CASE WHEN s.not_said = 0 AND s.total > 0 THEN coalesce(s.completed, 0) / s.total END AS completed_share,
    CASE WHEN s.not_said = 0 AND s.total > 0
        THEN (coalesce(s.completed, 0) + coalesce(s.basically_completed, 0)) / s.total END AS nearly_completed_share,
    list_filter([
        CASE WHEN s.completed > 0 THEN 'completed' END,
        CASE WHEN s.basically_completed > 0 THEN 'basically_completed' END,
        CASE WHEN s.in_progress > 0 THEN 'in_progress' END,
        CASE WHEN s.long_term > 0 THEN 'long_term' END,
        CASE WHEN s.not_completed > 0 THEN 'not_completed' END
    ], lambda word: word IS NOT NULL) AS statuses_used,
    CASE
        WHEN s.basis = 'none' THEN '通报未说整改状态'
        WHEN s.basis = 'claim' AND s.not_said IS NULL THEN '各状态的数与总数对不上号，不列'
        WHEN s.not_said > 0 THEN '有' || s.not_said || '个' || s.counting_unit || '未说状态，不算比率'
        WHEN s.not_said < 0 THEN '各状态合计超出总数' || -s.not_said || '，不算比率'
        WHEN s.also_long_term > 0 THEN '有' || s.also_long_term || '个另注“长期坚持”'
    END AS note,
    n.source_uri
FROM said s
JOIN notices n USING (notice_id);
