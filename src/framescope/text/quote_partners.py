"""Which quotation marks of one paragraph are partners."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from framescope.text.quote_marks import FAMILIES, ROLES, Ints, Mark, Marks, Passage

Pairs = list[tuple[Mark, Mark]]

_LINE_LEAD = " \t\r\n\u00a0\u200b\ufeff>*•·-–—([|"
#: A mark after "s" and before a word closes only what was opened this near; else it is a possessive.
_WEAK_REACH = 80


def in_turn(marks: Marks) -> tuple[npt.NDArray[np.bool_], Ints, Ints]:
    """Find the passages whose marks do nothing but open and close in turn, as nearly everywhere.

    Single marks that cannot open (the rebels’ claim) have no part in it. Returned are whether each passage is
    such a one, and which marks of these passages open and which close.
    """
    passage = np.repeat(np.arange(len(marks.first) - 1), np.diff(marks.first))
    single = marks.family == FAMILIES.index("single")
    may_open = np.isin(marks.role, [ROLES.index("open"), ROLES.index("either")])
    double = np.flatnonzero(~single)
    family, role, around = marks.family[double], marks.role[double], passage[double]
    first = np.searchsorted(around, around)
    here = np.arange(len(double))
    behind = (here - first) % 2  # 1 where the mark before should be the partner
    partner = np.minimum(here + 1 - 2 * behind, len(double) - 1)
    expected = np.where(behind, ROLES.index("close"), ROLES.index("open"))
    fits = (role == expected) & (family == family[partner]) & (around == around[partner]) & (partner != here)
    plain = np.ones(len(marks.first) - 1, dtype=np.bool_)
    plain[around[~fits]] = False
    plain[passage[single & may_open]] = False
    paired = double[plain[around]]
    return plain, paired[::2], paired[1::2]


def match(text: str, passage: Passage, marks: Sequence[Mark]) -> tuple[Pairs, list[Mark]]:
    """Return the pairs of a paragraph, and in order the opening marks that found no partner."""
    pairs: Pairs = []
    open_marks: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.family == "single":
            continue
        stack = open_marks.setdefault(mark.family, [])
        if mark.role == "open" or (mark.role == "either" and not stack):
            stack.append(mark)
        elif stack:
            pairs.append((stack.pop(), mark))
    alone = [mark for stack in open_marks.values() for mark in stack if mark.role == "open"]
    if all(mark.family != "single" for mark in marks):
        return pairs, sorted(alone, key=lambda mark: mark.start)
    outside = _outside(pairs, marks)
    pairs += _match_single(text, outside)
    first = outside[0] if outside else None
    if first and first.family == "single" and first.may_open and all(first is not a for a, _ in pairs):
        # ‘Paragraphs of one speech in single marks ... (but a lone apostrophe elsewhere is none)
        alone += [first] if at_start(text, passage, first) else []
    return pairs, sorted(alone, key=lambda mark: mark.start)


def _outside(pairs: Pairs, marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks that stand in none of the pairs, and the pairs' own."""
    outside, end = [], -1
    ends = {opening.start: closing.start for opening, closing in pairs}
    for mark in marks:
        if mark.start >= end:
            outside.append(mark)
            end = max(end, ends.get(mark.start, -1))
    return outside


def _match_single(text: str, marks: Sequence[Mark]) -> Pairs:
    pairs: Pairs = []
    i = 0
    while i < len(marks):
        partner = _partner(text, marks, i) if marks[i].family == "single" and marks[i].may_open else None
        if partner is not None:
            pairs.append((marks[i], marks[partner]))
        i = i + 1 if partner is None else partner + 1
    return pairs


def _partner(text: str, marks: Sequence[Mark], i: int) -> int | None:
    """Return the mark that closes a single one: not a possessive, if there is anything better."""
    weak = None
    others = False
    for j in range(i + 1, len(marks)):
        mark = marks[j]
        if mark.family != "single":
            others = True
        elif mark.role == "open":
            break
        elif text[mark.start - 1] in ',.?!…"”':
            return j
        elif not others and weak is None:
            possessive = text[mark.start - 1] in "sSzx" and text[mark.end : mark.end + 2].strip().isalpha()
            if not possessive:
                return j
            if mark.start - marks[i].end <= _WEAK_REACH:
                weak = j
    return weak


def at_start(text: str, passage: Passage, mark: Mark) -> bool:
    """Return whether nothing but white space and signs stands before a mark in its paragraph."""
    return mark.start - passage.start < 20 and not text[passage.start : mark.start].strip(_LINE_LEAD)
