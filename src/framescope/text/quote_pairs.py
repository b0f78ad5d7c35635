"""Which quotation marks belong together, and which paragraphs go on with a quotation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text.quote_marks import Ints, Mark, Passage, find_marks
from framescope.text.quote_partners import at_start, in_turn, match

Bools = npt.NDArray[np.bool_]


class MarkedSpan(NamedTuple):
    """A stretch between two marks, or between a mark and the end of its paragraph.

    `passage` is the paragraph's index; `continues` says that the span before goes on here;
    `closed` that a closing mark stands at its end.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    passage: int
    continues: bool = False
    closed: bool = True


class MarkedSpans(NamedTuple):
    """Spans as columns, each as in `MarkedSpan`."""

    start: Ints
    end: Ints
    outer_start: Ints
    outer_end: Ints
    passage: Ints
    continues: Bools
    closed: Bools


_SENTENCE_END = re.compile(r"[.!?…][)\]”’\"']*\s*\Z")
#: How many paragraphs without any mark may stand between an opening and its closing mark.
_BRIDGED = 3


def pair_marks(text: str, passages: Sequence[Passage]) -> MarkedSpans:
    """Pair quotation marks, paragraph by paragraph.

    Parameters
    ----------
    text
        The text that holds the passages.
    passages
        Paragraphs in order, not overlapping.

    Returns
    -------
    MarkedSpans
        Outermost spans in order, not overlapping, each inside its passage and with a word in it. A
        mark that pairs with nothing (an apostrophe, a stray closing mark) gives no span.

    Notes
    -----
    A paragraph that ends within a quotation is gone on with by the next one if that re-opens with
    a mark, or if its first mark is a closing one (up to three paragraphs without any mark may stand
    between). Otherwise the span ends with its paragraph. Where extraction has lost the paragraph
    breaks, a mark that re-opens after a full stop is read in the same way. A headline neither goes
    on nor is gone on with.
    """
    marks = find_marks(text, passages)
    plain, opening, closing = in_turn(marks)
    spans, looked_at = _one_by_one(text, passages, marks.by_passage(), plain)
    rows = np.array(spans, dtype=np.int64).reshape(-1, len(MarkedSpan._fields))
    passage = np.searchsorted(marks.first, opening, side="right") - 1
    places = (marks.end[opening], marks.start[closing], marks.start[opening], marks.end[closing], passage)
    turns = np.stack([*places, np.zeros_like(passage), np.ones_like(passage)], axis=1)
    turns = turns[~np.isin(passage, looked_at)]
    held = [_holds_word(text, start, end) for start, end in turns[:, :2].tolist()]
    found = np.concatenate([turns[held], rows])
    columns = found[np.argsort(found[:, 4], kind="stable")].T
    return MarkedSpans(*columns[:5], *columns[5:].astype(np.bool_))


def _one_by_one(
    text: str, passages: Sequence[Passage], marks: Sequence[list[Mark]], plain: Bools
) -> tuple[list[MarkedSpan], list[int]]:
    """Return the spans of passages whose marks do not just open and close in turn or are gone on with, and these."""
    spans: list[MarkedSpan] = []
    looked_at: list[int] = []
    carried, opening, begun = "", -1, False
    for i, (passage, in_order) in enumerate(zip(passages, plain.tolist(), strict=True)):
        if in_order and not carried:
            continue
        looked_at.append(i)
        head, mine, reopening = _carry(text, i, passage, marks[i], carried)
        found = [head] if head else []
        if head is None or head.closed:
            pairs, alone = match(text, passage, mine)
            tail = _tail(text, passages, marks, i, alone)
            carried, opening = (tail.family, tail.start) if tail else ("", -1)
            ends = _ends(text, passage, mine, alone, tail)
            again = {reopening, *(mark for _, mark in ends.values())}
            found += [MarkedSpan(a.end, b.start, a.start, b.end, i, a.start in again) for a, b in pairs]
            found += [MarkedSpan(a.end, end, a.start, end, i, a.start in again, False) for a, (end, _) in ends.items()]
        kept = _outermost(text, found)
        if head and head.closed and begun and head not in kept:  # the closing mark stands alone on its line
            spans[-1] = spans[-1]._replace(closed=True)
        if kept and not begun:  # nothing but a mark stood at the end of the paragraph before
            kept[0] = kept[0]._replace(continues=False)
        spans += kept
        bridged = head is not None and not head.closed
        begun = bool(carried and kept) and (bridged or kept[-1].outer_start == opening)
    return spans, looked_at


def _carry(
    text: str, i: int, passage: Passage, marks: list[Mark], family: str
) -> tuple[MarkedSpan | None, list[Mark], int]:
    """Return the span with which a paragraph goes on, the marks after it, or where it re-opens (else -1)."""
    if not family:
        return None, marks, -1
    first = next((mark for mark in marks if mark.family == family), None)
    if first is not None and first.role != "close":
        return None, marks, first.start
    start = _first_word(text, passage.start, passage.end)
    if first is None:
        end = _trimmed(text, start, passage.end)
        return MarkedSpan(start, end, start, end, i, True, False), [], -1
    rest = [mark for mark in marks if mark.start > first.start]
    return MarkedSpan(start, first.start, start, first.end, i, True), rest, -1


def _tail(
    text: str, passages: Sequence[Passage], marks: Sequence[list[Mark]], i: int, alone: Sequence[Mark]
) -> Mark | None:
    """Return the opening mark whose quotation goes on in a later paragraph."""
    if not alone or passages[i].headline:
        return None
    tail = alone[-1]
    after = next((mark for mark in reversed(marks[i]) if mark.family == tail.family and mark.may_open), tail)
    if after.start > tail.start and _ends_sentence(text, tail.end, after.start):
        return None
    for k in range(i + 1, min(i + 2 + _BRIDGED, len(passages))):
        first = next((mark for mark in marks[k] if mark.family == tail.family), None)
        if passages[k].headline or passages[k].run != passages[i].run:
            return None
        if first is None and tail.family != "single":
            continue
        reopens = first is not None and k == i + 1 and first.may_open and at_start(text, passages[k], first)
        closes = first is not None and first.role == "close" and tail.family != "single"
        return tail if reopens or closes else None
    return None


def _ends(
    text: str, passage: Passage, marks: Sequence[Mark], alone: Sequence[Mark], tail: Mark | None
) -> dict[Mark, tuple[int, int]]:
    """Return where quotations without closing mark end, and the mark that re-opens each (else -1)."""
    if not alone:
        return {}
    openings = [mark.start for mark in marks if mark.may_open and mark.family != "single"]
    ends = {}
    for mark in alone:
        if mark.family != "double" and mark is not tail:
            continue  # arrows and apostrophes: without a partner they mean nothing
        after = bisect_right(openings, mark.start)
        limit = passage.end if mark is tail or after == len(openings) else openings[after]
        reopens = limit < passage.end and _ends_sentence(text, mark.end, limit)
        ends[mark] = _trimmed(text, mark.end, limit), limit if reopens else -1
    return ends


def _outermost(text: str, spans: Iterable[MarkedSpan]) -> list[MarkedSpan]:
    """Return the spans that stand in no other one and hold a word, in order."""
    kept: list[MarkedSpan] = []
    end = -1
    for span in sorted(spans, key=lambda span: (span.outer_start, -span.outer_end)):
        if span.outer_start >= end:
            end = span.outer_end
            if _holds_word(text, span.start, span.end):
                kept.append(span)
    return kept


def _holds_word(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[start:end]))


def _ends_sentence(text: str, start: int, end: int) -> bool:
    return _SENTENCE_END.search(text[max(start, end - 8) : end]) is not None


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _first_word(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
