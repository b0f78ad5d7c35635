"""Quotation marks: which can open, which can close, which is an apostrophe or an inch.

Characters and their neighbours only; pairs are made in `framescope.text.quote_pairs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Points = npt.NDArray[np.uint32]


class Passage(NamedTuple):
    """A paragraph of a text; `headline` for titles and headings, where marks set off a phrase.

    Passages of one `run` follow one another (the body of an article): a quotation may go on from one to the next.
    """

    start: int
    end: int
    headline: bool = False
    run: int = 0


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


class Marks(NamedTuple):
    """The marks of passages as columns, passage by passage; `first` is where those of each begin, and the end of all.

    `family` and `role` are indices into `FAMILIES` and `ROLES`.
    """

    start: Ints
    end: Ints
    family: Ints
    role: Ints
    first: Ints

    def by_passage(self) -> list[list[Mark]]:
        """Return the marks of each passage, in order."""
        families = map(FAMILIES.__getitem__, self.family.tolist())
        roles = map(ROLES.__getitem__, self.role.tolist())
        every = list(map(Mark, self.start.tolist(), self.end.tolist(), families, roles))
        return [every[a:b] for a, b in pairwise(self.first.tolist())]


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
FAMILIES = tuple(_FAMILIES)
ROLES = ("open", "close", "either", "inside")

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


_SPACE, _DOT, _ELLIPSIS = map(ord, " .…")


def find_marks(text: str, passages: Sequence[Passage]) -> Marks:
    """Return the quotation marks of passages, apostrophes, measures and tags left out."""
    bounds = np.array([passage[:2] for passage in passages], dtype=np.int64).reshape(-1, 2)
    points = np.frombuffer(f"{text}  ".encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    place, passage = _within(np.flatnonzero(_is_mark().take(points, mode="clip")), bounds)
    # Marks at once behind one another are a row; nearly every row is a single mark.
    joined = (place[1:] - place[:-1] == 1) & (passage[1:] == passage[:-1])
    first, last = np.append(True, ~joined)[: len(place)], np.append(~joined, True)[: len(place)]
    start, end, passage = place[first], place[last] + 1, passage[first]
    before = np.where(start > bounds[passage, 0], points[start - 1], _SPACE)
    after = np.where(end < bounds[passage, 1], points[end], _SPACE)
    after[(after == _DOT) & (points[end + 1] == _DOT)] = _ELLIPSIS
    family, role = _by_neighbours(points[start], before, after)
    # What more of the text is needed for is looked at one by one.
    elided = (family == FAMILIES.index("single")) & (role == ROLES.index("open"))
    dubious = (end - start > 1) | elided | _may_be_digit(before) | _may_be_digit(points[start - 2])
    outside = ~_in_tags(text, passages, start)
    rows = (column[dubious & outside].tolist() for column in (passage, start, end, before, after))
    looked_at = [mark for row in zip(*rows, strict=True) for mark in _marks_of_row(text, *row)]
    sure = np.stack([passage, start, end, family, role], axis=1)[outside & ~dubious & (role >= 0)]
    found = np.concatenate([sure, np.array(looked_at, dtype=np.int64).reshape(-1, 5)])
    found = found[np.lexsort((found[:, 1], found[:, 0]))]
    return Marks._make((*found[:, 1:].T, np.searchsorted(found[:, 0], np.arange(len(passages) + 1))))


@cache
def _is_mark() -> npt.NDArray[np.bool_]:
    """Return of each character up to the last that is a mark, and of one more for all beyond, whether it is one."""
    marks = [ord(mark) for mark in _FAMILY if len(mark) == 1]
    table = np.zeros(max(marks) + 2, dtype=np.bool_)
    table[marks] = True
    return table


def _within(place: Ints, bounds: Ints) -> tuple[Ints, Ints]:
    """Return the places that lie within bounds (which may be in any order), and the index of their bounds."""
    if not len(bounds):
        return place[:0], place[:0]
    order = np.argsort(bounds[:, 0], kind="stable")
    nearest = order[np.searchsorted(bounds[order, 0], place, side="right") - 1]
    inside = (bounds[nearest, 0] <= place) & (place < bounds[nearest, 1])
    return place[inside], nearest[inside]


def _by_neighbours(mark: Points, before: Points, after: Points) -> tuple[Ints, Ints]:
    """Return family and role of single marks; the role is -1 for an apostrophe."""
    kinds, which = np.unique(
        (mark.astype(np.int64) << 42) | (before.astype(np.int64) << 21) | after, return_inverse=True
    )
    known = [(chr(kind >> 42), chr(kind >> 21 & 0x1FFFFF), chr(kind & 0x1FFFFF)) for kind in kinds.tolist()]
    families = np.array([FAMILIES.index(_FAMILY[mark]) for mark, _, _ in known], dtype=np.int64)
    roles = np.array([(*ROLES, "").index(_role(*one)) for one in known], dtype=np.int64)
    roles[roles == len(ROLES)] = -1
    return families[which], roles[which]


def _may_be_digit(points: Points) -> npt.NDArray[np.bool_]:
    """Return whether characters may be digits or fractions; any of a script beyond Hebrew counts as such."""
    fraction = (points >= ord("²")) & (points <= ord("¾"))
    foreign = (points >= ord("٠")) & ((points < 0x2000) | (points > 0x206F))  # dashes and curly marks stand between
    digit: npt.NDArray[np.bool_] = (points >= ord("0")) & (points <= ord("9"))
    return digit | fraction | foreign


def _in_tags(text: str, passages: Sequence[Passage], place: Ints) -> npt.NDArray[np.bool_]:
    """Return whether places lie within a tag."""
    tagged = passages if "<" in text else ()
    tags = sorted(tag.span() for passage in tagged for tag in _TAG.finditer(text, passage.start, passage.end))
    bounds = np.array(tags, dtype=np.int64).reshape(-1, 2)
    begun, ended = (np.searchsorted(column, place, side="right") for column in bounds.T)
    inside: npt.NDArray[np.bool_] = begun > ended
    return inside


def _marks_of_row(
    text: str, passage: int, start: int, end: int, before: int, after: int
) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield passage, start, end, family and role of the marks of a row."""
    if _is_measure(text, start, chr(before)):
        return
    pieces = [piece.span() for piece in _PIECE.finditer(text, start, min(end, start + 3 * _MAX_ROW))]
    for piece in pieces if len(pieces) <= _MAX_ROW else ():
        for mark in _marks_of(text, piece, chr(before), chr(after)):
            yield passage, mark.start, mark.end, FAMILIES.index(mark.family), ROLES.index(mark.role)


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
    role = _role(mark, before, after)
    if role == "open" and mark in _FAMILIES["single"] and _ELISION.match(text, end):
        return []
    if role == "close open":
        return [Mark(start, start + 1, _FAMILY[mark], "close"), Mark(start + 1, end, _FAMILY[mark], "open")]
    return [Mark(start, end, _FAMILY[mark], role)] if role else []


@lru_cache(4096)
def _role(mark: str, before: str, after: str) -> str:
    """Return the role of a mark between two characters (two full stops are an ellipsis); "" for none."""
    loose = before.isspace() and after.isspace()
    opens = (before.isspace() or before in _BEFORE_OPENING) and not (after.isspace() or after in _NOT_OPENED_BEFORE)
    closes = (after.isspace() or after in _AFTER_CLOSING) and not before.isspace()
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
