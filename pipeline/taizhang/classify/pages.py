"""The kind of a page: what the rules of the gate say of the whole text, and the model of its opening."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from taizhang.classify.features import open_places, page_features, page_text
from taizhang.classify.linear import softmax
from taizhang.classify.model import Model, PagePart
from taizhang.ingest import gate
from taizhang.ingest.gate import NOTICE, PageKind
from taizhang.outline import unit as roles
from taizhang.outline.build import build_outline
from taizhang.text import Canonical

ACCEPT_AT = 0.5  # share from which the model's kind of another page stands against the rules'
# A notice that answers problems one by one is read where its opening alone looks like something else, unless it has
# places to be filled in. Over folds of the training pages this lets in two pages of 1,500 that are none.
_LONG, _ANSWERED, _OPEN_PLACES = 300, 3, 3
_ISSUES = (roles.PROBLEM, roles.SUBPROBLEM, roles.ASPECT)


def page_kind(canonical: Canonical, title: str | None = None, model: Model | None = None) -> PageKind:
    """The kind of the page whose text this is; without a model, what the rules say."""
    ruled = gate.page_kind(canonical, title)
    if model is None or gate.is_plan(canonical, title):
        return ruled
    shares = page_shares([page_text(canonical.folded, title)], model.pages)[0]
    merged = merge(ruled, shares, model.pages)
    if ruled.is_notice and not merged.is_notice and _itemised(canonical):
        return PageKind(NOTICE, ruled.score)
    return merged


def _itemised(canonical: Canonical) -> bool:
    """Whether the text answers several problems one by one, whatever its opening looks like."""
    if len(canonical) < _LONG or open_places(canonical.folded) >= _OPEN_PLACES:
        return False
    outline = build_outline(canonical)
    answered = set()
    for unit in outline.units:
        above = unit.parent if unit.role == roles.MEASURE else None
        while above is not None and outline.units[above].role not in _ISSUES:
            above = outline.units[above].parent
        answered.add(above)
    return len(answered - {None}) >= _ANSWERED


def page_shares(texts: Sequence[str], part: PagePart) -> NDArray[np.float32]:
    """The model's share of each kind, one row a page."""
    sparse = part.linear.vocabulary.encode(texts)
    return softmax(part.linear.scores(sparse, page_features(texts)), part.temperature)


def merge(ruled: PageKind, shares: NDArray[np.float32], part: PagePart) -> PageKind:
    """Whether a page is a notice the model decides, by the threshold that its training chose; what other kind it is, the
    model where it is sure of one, else the rules.
    """
    notice = part.kinds.index(NOTICE)
    chance = float(shares[notice])
    if chance >= part.notice_at:
        return PageKind(NOTICE, chance)
    others = shares.copy()
    others[notice] = 0
    best = int(others.argmax())
    if ruled.is_notice or float(others[best]) >= ACCEPT_AT:
        return PageKind(part.kinds[best], float(others[best]))
    return ruled
