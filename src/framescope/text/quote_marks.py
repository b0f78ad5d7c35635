"""Quotation marks: which can open, which can close, which is an apostrophe or an inch.

Characters and their neighbours only; pairs are made in `framescope.text.quote_pairs`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Passage(NamedTuple):
    """A paragraph of a text; `headline` for titles and headings, where marks set off a phrase."""

    start: int
    end: int
    headline: bool = False


class Mark(NamedTuple):
    """One mark (``''`` is one) and what its shape and neighbours let it do.

    `role` is ``open``, ``close``, ``either`` (whichever is needed) or ``inside`` (a word on both
    sides: it may close, never open).
    """

    start: int
    end: int
    family: str
    role: str

    @property
    def may_open(self) -> bool:
        """Whether it can stand before quoted words."""
        return self.role in ("open", "either")


# A mark closes what a mark of its own family opened; within a family curly and straight may mix.
_FAMILIES: dict[str, tuple[str, ...]] = {
    "double": (*'“”„‟"＂', "``", "''", "´´", '""'),
    "guillemet": (*"«»",),
    "angle": (*"‹›",),
    "corner": (*"「」",),
    "white corner": (*"『』",),
    "single": (*"‘’‚‛'`´",),
}
_FAMILY = {mark: family for family, marks in _FAMILIES.items() for mark in marks}
_OPENS_BY_SHAPE = frozenset("“„‟«‹「『") | {"``"}
_CLOSES_BY_SHAPE = frozenset("”»›」』") | {"´´"}

# An apostrophe between two letters is none: most marks are one, and they are passed over here.
_CLUSTER = re.compile(r"[“”„‟\"＂«»‹›「」『』‘’‚‛'`´](?!(?<=[^\W_][‘’‚‛'`´])[^\W_])[“”„‟\"＂«»‹›「」『』‘’‚‛'`´]*")
_PIECE = re.compile(r"\"\"|``|''|´´|.")
#: A longer row of marks is ornament.
_MAX_ROW = 4

_BEFORE_OPENING = frozenset("([{<>*_|/-–—―…~#¿¡")
_AFTER_CLOSING = frozenset(")]}<>*_|/-–—―….,;:!?~[")
_NOT_OPENED_BEFORE = frozenset(".,;:!?)]}")
# 6' 2", 5'11, 40" x 30", a 27" screen: feet and inches.
_MEASURE = re.compile(
    r"(?<![\d.,])\d{1,2}\s?['’‘]\s?(?:1[01]|\d)(?:\.\d+|[½¼¾])?(?:\s?[\"”“]|\s?'')?(?!\w)"
    r"|\d[½¼¾]?\s?(?:[\"”]|'')(?=\s?(?:[x×]|by)\s?\d|[ -](?:wide)?(?:tall|wide|long|thick|screens?|displays?)\b"
    r"| (?:or|and|to) \d+\s?(?:[\"”]|'') )"
)
# The attributes of a tag: <a href="...">.
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>")
# ’tis, ’90s, rock ’n’ roll: the mark stands for letters left out.
_ELISION = re.compile(
    r"(?i)(?:tis|twas|twere|twill|til|till|em|cause|cos|cuz|coz|bout|round|ere|ello|burbs|neath|gainst|nuff"
    r"|nother|fraid|kay|sup)(?![\w“”\"‘’'-])|n(?!\w)|\d\ds?(?!\w)"
)


def marks_in(text: str, passage: Passage) -> list[Mark]:
    """Return the quotation marks of a paragraph in order, apostrophes, measures and tags left out."""
    found: list[Mark] = []
    in_tags: set[int] = set()
    if text.find("<", passage.start, passage.end) >= 0:
        tags = [match.span() for match in _TAG.finditer(text, passage.start, passage.end)]
        in_tags = {i for start, end in tags for i in range(start, end)}
    for row in _CLUSTER.finditer(text, passage.start, passage.end):
        start, end = row.span()
        before = text[start - 1] if start > passage.start else " "
        after = text[end] if end < passage.end else " "
        if start in in_tags or _is_measure(text, start, before):
            continue
        if end - start == 1:
            found += _marks_of(text, (start, end), before, after)
            continue
        pieces = [piece.span() for piece in _PIECE.finditer(text, start, min(end, start + 3 * _MAX_ROW))]
        if len(pieces) <= _MAX_ROW:
            for piece in pieces:
                found += _marks_of(text, piece, before, after)
    return found


def _is_measure(text: str, position: int, before: str) -> bool:
    number = text[max(0, position - 2) : max(0, position - 1)] if before.isspace() else before
    if not number.isnumeric():
        return False
    around = _MEASURE.finditer(text, max(0, position - 7), position + 20)
    return any(match.start() < position < match.end() for match in around)


def _marks_of(text: str, span: tuple[int, int], before: str, after: str) -> list[Mark]:
    """Return the mark with its role; none if it is no quotation mark, two if it closes and opens."""
    start, end = span
    mark = text[start:end]
    role = _role(mark, before, text[end : end + 2] if after == "." else after)
    if role == "open" and mark in _FAMILIES["single"] and _ELISION.match(text, end):
        return []
    if role == "close open":
        return [Mark(start, start + 1, _FAMILY[mark], "close"), Mark(start + 1, end, _FAMILY[mark], "open")]
    return [Mark(start, end, _FAMILY[mark], role)] if role else []


@lru_cache(4096)
def _role(mark: str, before: str, after: str) -> str:
    """Return the role of a mark between two characters (behind it two, if the first is a full stop); "" for none."""
    loose = before.isspace() and after.isspace()
    opens = (before.isspace() or before in _BEFORE_OPENING) and not (
        after.isspace() or (after[0] in _NOT_OPENED_BEFORE and after != "..")
    )
    closes = (after.isspace() or after[0] in _AFTER_CLOSING) and not before.isspace()
    if mark == '""' and not opens and not closes:  # `one""two`, or nothing between the two
        return "" if loose else "close open"
    if _FAMILY[mark] == "single":
        return "open" if opens and not closes else "close" if closes else ""
    if mark in _OPENS_BY_SHAPE:
        return "close" if closes and not opens else "open"
    if mark in _CLOSES_BY_SHAPE:
        return "either" if opens and not closes else "close"
    if opens != closes:
        return "open" if opens else "close"
    return "either" if opens or loose or before in ".,:;!?…" else "inside"
