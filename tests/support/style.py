"""How a notice looks: widths, glyphs, labels, lines. One plan in two styles is one notice written twice."""

from __future__ import annotations

import random
from dataclasses import dataclass

from support.houses import House

PUNCTUATION = str.maketrans("，：；（）？！", ",:;()?!")
FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one notice."""

    seed: int
    glyphs: int = 0  # which form of each enumerator
    half_width: bool = False  # , : ; ( ) for ，：；（）
    full_digits: bool = False
    numerals: str = "arabic"  # of claims: arabic, chinese, mixed (aspects in Chinese)
    measures: str = "is"
    own_lines: bool = False  # each measure on its own line
    semicolons: bool = False  # measures end in ；
    label: int = 0
    label_form: str = "colon"  # colon, brackets, alone (a line of its own)
    label_break: bool = False  # the answer starts on the line below its label
    title_stop: bool = False  # 。 behind headings
    vary_titles: bool = False
    indent: str = ""
    blank_lines: bool = False
    trailing_space: bool = False
    crlf: bool = False
    wrap: int = 0  # hard line length, 0: none
    preamble: bool = False  # one more paragraph before the list
    noise: bool = False  # page chrome above and below
    sub_labels: bool = False
    organisation: int = 0  # form of the section about the work
    doubled_stop: bool = False  # one 。。
    title_lines: int = 1
    quirks: frozenset[str] = frozenset()


# what breaks the pattern of real notices: each is rare, several may meet
QUIRKS = (
    "glued",
    "fields",
    "plan",
    "nested",
    "broken_quote",
    "inner_quotes",
    "colon",
    "paragraphs",
    "pages",
    "aspect_lead",
    "wrapped",
)


def choose_style(seed: int, house: House, has_subs: bool) -> Style:
    """A look for a seed, within what the house allows."""
    rng = random.Random(f"{seed}:style")
    families = [family for family in house.measures if not (has_subs and family == house.sub)] or ["is"]
    family = rng.choice(families)
    return Style(
        seed,
        glyphs=rng.choice((0, 0, 1, 1, 2, 3)),
        half_width=rng.random() < 0.35,
        full_digits=rng.random() < 0.03,
        numerals=rng.choice(("arabic", "arabic", "arabic", "mixed", "chinese")),
        measures=family,
        own_lines=(family in {"arp", "ar", "cnp", "circ"} and rng.random() < 0.5) or rng.random() < 0.15,
        semicolons=rng.random() < 0.15,
        label=rng.randrange(15) if rng.random() < 0.6 else 0,
        label_form=rng.choice(("colon", "colon", "colon", "colon", "brackets", "alone")),
        label_break=rng.random() < 0.15,
        title_stop=rng.random() < 0.4,
        vary_titles=rng.random() < 0.25,
        indent=rng.choice(("", "", "　　", "　　", "    ")),
        blank_lines=rng.random() < 0.15,
        trailing_space=rng.random() < 0.1,
        crlf=rng.random() < 0.1,
        preamble=rng.random() < 0.3,
        noise=rng.random() < 0.15,
        sub_labels=rng.random() < 0.3,
        organisation=rng.randrange(4),
        doubled_stop=rng.random() < 0.08,
        title_lines=rng.choice((0, 1, 1, 1, 2)),
        quirks=frozenset(quirk for quirk in QUIRKS if rng.random() < 0.05),
    )
