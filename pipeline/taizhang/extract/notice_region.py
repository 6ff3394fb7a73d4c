"""What a notice says about where its agency sits, gathered from its contacts and its text for the resolver."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.extract.inspectors import Inspection
from taizhang.normalise.evidence import Evidence
from taizhang.normalise.phones import area_code
from taizhang.normalise.places import mentions
from taizhang.records import Contact
from taizhang.text import Canonical, fold


def notice_evidence(doc: Canonical, contacts: Sequence[Contact], inspection: Inspection, year: int | None) -> Evidence:
    """The hints of a notice; `year` is that of publication."""
    phones = (fold(contact.surface) for contact in contacts if contact.kind in ("phone", "fax"))
    return Evidence(
        mentions(doc.folded),
        tuple(area for phone in phones if (area := area_code(phone))),
        tuple(fold(contact.surface) for contact in contacts if contact.kind == "address"),
        tuple(
            contact.normalised.partition("@")[2]
            for contact in contacts
            if contact.kind == "email" and contact.normalised
        ),
        inspection.inspector,
        inspection.level,
        year,
        doc.folded,
    )
