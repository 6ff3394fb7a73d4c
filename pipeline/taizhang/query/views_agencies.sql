-- v_agencies 单位一览：一行一份通报，总数与所列、核对、口径和比较前应知的事
-- One row per notice: what it claims and lists, how its audits came out, and what to know before comparing it.
-- 一个单位几次被巡察则有几行。counting_unit 是所称总数数的东西；cautions 不为空的通报，不要直接与别家比多少。
CREATE VIEW v_agencies AS
WITH verdicts AS (
    SELECT
        notice_id,
        count(*) FILTER (verdict = 'consistent') AS consistent,
        count(*) FILTER (verdict = 'inconsistent') AS inconsistent,
        count(*) FILTER (verdict = 'unverifiable') AS unverifiable,
        any_value(verdict) FILTER ("check" = 'problems_claimed_vs_enumerated' AND scope = 'main') AS total_verdict,
        coalesce(bool_or(verdict = 'inconsistent') FILTER ("check" = 'repeated_claims_agree' AND scope = 'main'), FALSE)
            AS totals_differ
    FROM audits
    GROUP BY notice_id
),
lists AS (
    SELECT
        notice_id,
        max(value) FILTER (role = 'tasks_claimed' AND scope = 'main') AS tasks,
        min(value) FILTER (role = 'tasks_claimed' AND scope = 'main') AS least_tasks,
        list_sort(list_distinct(list(scope) FILTER (
            role = 'problems_claimed' AND scope NOT IN ('main', 'leader_share', 'system_wide')))) AS side_lists
    FROM counts
    WHERE role IN ('problems_claimed', 'tasks_claimed')
    GROUP BY notice_id
),
states AS (
    SELECT
        notice_id,
        count(*) FILTER (level = 'problem') AS problems,
        count(status) FILTER (level = 'problem') AS with_status
    FROM problems
    GROUP BY notice_id
),
facts AS (
    SELECT
        n.*,
        v.* EXCLUDE (notice_id),
        coalesce(l.side_lists, []) AS side_lists,
        CASE
            WHEN n.problems_claimed IS NOT NULL THEN '问题'
            WHEN l.tasks = l.least_tasks THEN '整改任务'
        END AS counting_unit,
        coalesce(n.problems_claimed, CASE WHEN l.tasks = l.least_tasks THEN l.tasks END)::INTEGER AS total_claimed,
        coalesce(s.problems, 0) AS problems_listed,
        coalesce(s.with_status, 0) AS with_status
    FROM notices n
    LEFT JOIN verdicts v USING (notice_id)
    LEFT JOIN lists l USING (notice_id)
    LEFT JOIN states s USING (notice_id)
)
SELECT
    notice_id,
    agency,
    organ,
    agency_function,
    agency_level,
    region_code,
    region,
    province,
    inspection_level,
    inspection_kind,
    publication_date,
    year(publication_date) AS year,
    counting_unit,
    total_claimed,
    total_verdict,
    aspects_enumerated AS aspects_listed,
    problems_listed,
    coalesce(subproblems_enumerated, 0) AS subproblems_listed,
    coalesce(measures_enumerated, 0) AS measures_listed,
    CASE WHEN problems_listed > 0 THEN round(coalesce(measures_enumerated, 0) / problems_listed, 2) END
        AS measures_per_problem,
    with_status AS problems_with_status,
    side_lists,
    coalesce(consistent, 0) AS consistent,
    coalesce(inconsistent, 0) AS inconsistent,
    coalesce(unverifiable, 0) AS unverifiable,
    list_filter([
        CASE WHEN counting_unit IS NULL THEN '未称总数' END,
        CASE WHEN counting_unit = '整改任务' THEN '总数按整改任务计，不是问题数' END,
        CASE WHEN totals_differ THEN '前后所称的数不一致' END,
        CASE WHEN total_verdict = 'inconsistent' THEN '所称总数与所列不符' END,
        CASE WHEN total_verdict = 'unverifiable' THEN '所称总数与所列对不上，正文不能定夺' END,
        CASE WHEN subproblems_enumerated > 0 THEN '问题之下另列子问题' END,
        CASE WHEN with_status > 0 AND with_status < problems_listed THEN '只有一部分问题注明状态' END,
        CASE WHEN len(side_lists) > 0 THEN '另有单列的清单，不并入主清单' END,
        CASE WHEN agency IS NULL THEN '未读出单位' END
    ], lambda word: word IS NOT NULL) AS cautions,
    title AS notice_title,
    source_uri
FROM facts;
