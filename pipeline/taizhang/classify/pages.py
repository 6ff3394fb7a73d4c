"""The kind of a page: the rules of the gate, whose answer the model weighs beside the opening's own words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from taizhang.classify.features import page_features, page_text
from taizhang.classify.linear import softmax
from taizhang.classify.model import Model, PagePart
from taizhang.ingest import gate
from taizhang.ingest.gate import NOTICE, PageKind
from taizhang.text import Canonical

# The gate is right on pages with problems and answers; only a model this sure may refuse what it takes for a notice,
# since a notice refused is lost to every table.
REFUSE_AT = 0.9
ACCEPT_AT = 0.6


def page_kind(canonical: Canonical, title: str | None = None, model: Model | None = None) -> PageKind:
    """The kind of the page whose text this is; without a model, what the rules say."""
    ruled = gate.page_kind(canonical, title)
    if model is None:
        return ruled
    shares = page_shares([page_text(canonical.folded, title)], [ruled], model.pages)[0]
    return merge(ruled, shares, model.pages)


def page_shares(texts: Sequence[str], ruled: Sequence[PageKind], part: PagePart) -> NDArray[np.float32]:
    """The model's share of each kind, one row a page."""
    sparse = part.linear.vocabulary.encode(texts)
    return softmax(part.linear.scores(sparse, page_features(ruled)), part.temperature)


def merge(ruled: PageKind, shares: NDArray[np.float32], part: PagePart) -> PageKind:
    """The model's kind, unless it would refuse or accept a notice against the rules without being sure."""
    best = int(shares.argmax())
    kind, share = part.kinds[best], float(shares[best])
    notice = float(shares[part.kinds.index(NOTICE)])
    if ruled.is_notice and kind != NOTICE and 1 - notice < REFUSE_AT:
        return PageKind(NOTICE, max(notice, 1 - REFUSE_AT))
    if not ruled.is_notice and kind == NOTICE and share < ACCEPT_AT:
        return PageKind(ruled.kind, 1 - share)
    return PageKind(kind, share)
