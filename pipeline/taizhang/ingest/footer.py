"""The footer of a site, told by its line: who runs it, its licence, its links. Words: `lexicon/page.toml`, `[footer]`."""

from __future__ import annotations

import re
from functools import cache

from taizhang.lexicon import load


def is_footer(folded: str) -> bool:
    """Whether a line (folded) belongs to the footer of the site and not to the notice.

    A mark (ICP备, 版权所有) settles it. A label (主办单位, 技术支持) must stand before a colon or at the head of a line
    that is no sentence, a link (联系我们) must be all there is: measures use the same words.
    """
    marks, labels, links = _patterns()
    if marks.search(folded):
        return True
    return links.fullmatch(folded) is not None or ("。" not in folded and labels.search(folded) is not None)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = load("page")["footer"]
    labels = "|".join(sorted(map(re.escape, words["labels"]), key=len, reverse=True))
    links = "|".join(sorted(map(re.escape, words["links"]), key=len, reverse=True))
    return (
        re.compile("|".join(words["marks"])),
        re.compile(rf"(?:^|[ |·])(?:{labels}) ?:|^(?:{labels}) {{1,4}}[^ ,;]{{2,30}}$"),
        re.compile(rf"(?<![ |·>/-])[ |·>/-]*+(?:(?:{links})[ |·>/-]*+)+"),
    )
