-- What the comparison pages stand on, each table once: texts stay in the files.
-- 比较页所据的表：一份通报、一个问题、一项核对……各一行，连同所在的组（gid）。全文不在其中。
-- {key} is the expression of a notice's group, null where it has none; `seat` puts notices into the order of the dataset.

CREATE TABLE c_notices AS
WITH aspects AS (  -- the framework that the aspects of a notice follow
    SELECT notice_id, min(split_part(framework, '·', 1)) AS framework
    FROM problems
    WHERE level = 'aspect' AND framework IS NOT NULL
    GROUP BY notice_id
),
how AS (
    SELECT notice_id, avg(specificity) AS specificity
    FROM measures
    GROUP BY notice_id
)
SELECT
    a.*,
    row_number() OVER (ORDER BY a.source_uri, a.notice_id) AS seat,
    CASE WHEN a.agency IS NOT NULL THEN a.agency || chr(31) || coalesce(a.region_code, '') END AS agency_key,
    t.inspection_start,
    t.inspection_end,
    t.feedback_date,
    t.publication_date_source,
    t.days_to_feedback,
    t.days_to_publication,
    t.days_in_all,
    t.in_order,
    t.to_the_day,
    t.missing,
    n.model_version,
    f.framework,
    how.specificity
FROM v_agencies a
JOIN notices n USING (notice_id)
JOIN v_timeliness t USING (notice_id)
LEFT JOIN aspects f USING (notice_id)
LEFT JOIN how USING (notice_id);

CREATE TABLE c_problems AS
WITH below AS (  -- rows that have rows below them: their measures stand with those
    SELECT DISTINCT notice_id, parent_id AS problem_id
    FROM problems
    WHERE level = 'subproblem' AND parent_id IS NOT NULL
)
SELECT
    n.seat,
    p.notice_id,
    p.problem_id,
    n.agency,
    n.agency_key,
    n.agency_function,
    n.province,
    n.model_version,
    p.counting_unit,
    left(coalesce(p.problem, ''), 300) AS statement,
    p.category,
    p.status,
    p.measures,
    p.specificity,
    b.problem_id IS NOT NULL AS divided,
    p.char_start,
    p.char_end
FROM v_problems p
JOIN c_notices n USING (notice_id)
LEFT JOIN below b ON b.notice_id = p.notice_id AND b.problem_id = p.problem_id;

CREATE TABLE c_members AS
SELECT DISTINCT {by} || left(sha256({by} || ':' || k), 12) AS gid, k AS key, notice_id
FROM {members}
WHERE k IS NOT NULL;

CREATE TABLE c_audits AS
SELECT
    n.seat,
    a.notice_id,
    row_number() OVER (PARTITION BY a.notice_id ORDER BY a."check", a.scope, a.claimed, a.observed, a.explanation) AS ordinal,
    n.agency,
    a."check",
    a.scope,
    a.verdict,
    a.explanation,
    a.evidence[1].char_start AS char_start,
    a.evidence[1].char_end AS char_end
FROM audits a
JOIN c_notices n USING (notice_id);

CREATE TABLE c_outcomes AS
WITH places AS (  -- the numbers behind an outcome, each with its place
    SELECT
        o.notice_id, o.outcome, o.counting_unit,
        list({{'surface': c.surface, 'char_start': c.char_start, 'char_end': c.char_end}} ORDER BY c.char_start, c.char_end) AS places
    FROM v_outcomes o
    JOIN counts c
        ON c.notice_id = o.notice_id AND c.role = o.outcome AND c.value IS NOT NULL
        AND (c.problem_id IS NULL) = (o.said_in <> 'answers') AND list_contains(o.surfaces, c.surface)
    GROUP BY ALL
)
SELECT n.seat, n.agency, o.* EXCLUDE (agency, agency_function, region, publication_date, source_uri), p.places
FROM v_outcomes o
JOIN c_notices n USING (notice_id)
LEFT JOIN places p ON p.notice_id = o.notice_id AND p.outcome = o.outcome AND p.counting_unit = o.counting_unit;

CREATE TABLE c_status AS
WITH splits AS (  -- the sentence of a claimed total
    SELECT
        notice_id, scope, claimed::BIGINT AS total,
        min(evidence[1].char_start) AS char_start, arg_min(evidence[1].char_end, evidence[1].char_start) AS char_end
    FROM audits
    WHERE "check" = 'status_sum'
    GROUP BY ALL
)
SELECT
    n.seat, n.agency,
    s.* EXCLUDE (agency, agency_function, region, publication_date, source_uri),
    e.char_start, e.char_end
FROM v_status s
JOIN c_notices n USING (notice_id)
LEFT JOIN splits e ON s.basis = 'claim' AND e.notice_id = s.notice_id AND e.scope = s.scope AND e.total = s.total;

CREATE TABLE c_days AS
-- The sentences of the three dates, where the notice prints them.
SELECT
    d.notice_id,
    min({{'char_start': d.char_start, 'char_end': d.char_end}}) FILTER (d.role = 'inspection_period' AND d.date_to = n.inspection_end) AS inspection,
    min({{'char_start': d.char_start, 'char_end': d.char_end}})
        FILTER (d.role = 'feedback' AND n.feedback_date BETWEEN d.date_from AND d.date_to) AS feedback,
    min({{'char_start': d.char_start, 'char_end': d.char_end}})
        FILTER (d.role = 'publication' AND n.publication_date BETWEEN d.date_from AND d.date_to) AS publication
FROM dates d
JOIN c_notices n USING (notice_id)
GROUP BY d.notice_id;
