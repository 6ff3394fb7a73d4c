"""The closed vocabularies of the tables: the words of the annotation guidelines, and no others.

A column whose metadata names one of these holds no other value, which `taizhang verify` checks.
"""

from __future__ import annotations

OUTCOMES = ("extracted", "duplicate", "not_a_notice", "quarantined")
PAGE_KINDS = (
    "rectification_notice",
    "rectification_summary",
    "announcement",
    "feedback",
    "news",
    "template",
    "commentary",
    "audit_findings",
    "other",
)
AGENCY_LEVELS = (
    "central",
    "province",
    "city",
    "county",
    "township",
    "village",
    "enterprise",
    "school",
    "hospital",
    "other",
)
PROBLEM_LEVELS = ("aspect", "problem", "subproblem")
PROBLEM_SOURCES = ("rule", "model")
STATUSES = ("completed", "basically_completed", "in_progress", "long_term", "not_completed")
TENSES = ("done", "ongoing", "planned")
COUNT_ROLES = (
    "aspects_claimed",
    "categories_claimed",
    "problems_claimed",
    "suggestions_claimed",
    "problems_decomposed",
    "tasks_claimed",
    "measures_claimed",
    "status_completed",
    "status_basically_completed",
    "status_in_progress",
    "status_long_term",
    "status_not_completed",
    "completion_rate",
    "institutions_established",
    "meetings_held",
    "cases_filed",
    "persons_disciplined",
    "persons_organisational",
    "persons_admonished",
    "persons_reminded",
    "persons_criticised",
    "persons_self_criticism",
    "persons_interviewed",
    "persons_transferred",
    "persons_accountable",
    "money_recovered",
    "money_refunded",
    "loss_recovered",
    "money_other",
    "frequency",
    "duration",
    "other",
)
SCOPES = (
    "main",
    "immediate",
    "petitions",
    "individual_cases",
    "special_check",
    "previous_round",
    "villages",
    "leader_share",
    "system_wide",
)
QUALIFIERS = ("approx", "at_least", "at_most", "subset")
PRECISIONS = ("day", "part_of_month", "month", "year")
DATE_ROLES = (
    "inspection_period",
    "feedback",
    "publication",
    "as_of",
    "deadline",
    "notice_period",
    "measure",
    "mention",
)
CONTACT_KINDS = ("phone", "fax", "email", "address", "postcode", "mailbox", "person", "hours")
CITATION_ACTS = ("studied", "made", "revised", "cited")
VERDICTS = ("consistent", "inconsistent", "unverifiable")
CHECKS = (
    "problems_claimed_vs_enumerated",
    "aspects_claimed_vs_enumerated",
    "categories_claimed_vs_enumerated",
    "status_sum",
    "completion_rate",
    "repeated_claims_agree",
    "parts_sum",
    "persons_sum",
    "money_sum",
    "dates_in_order",
    "action_before_inspection",
    "numbering_gap",
    "problem_without_measure",
)

# What a line of a notice is: the roles of the outline, with the lines inside an item told apart. `answer` is what was
# done (its label and its measures included), `status` a state on a line of its own, `field` an owner, a term, an aim or
# a table head, `continuation` the rest of a line broken in the middle.
LINE_ROLES = (
    "title",
    "noise",
    "opening",
    "organisation",
    "section",
    "aspect",
    "problem",
    "subproblem",
    "answer",
    "status",
    "field",
    "continuation",
    "outcome",
    "next_steps",
    "closing",
    "contacts",
    "signature",
)
