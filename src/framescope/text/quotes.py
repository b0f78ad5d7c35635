"""Quotation marks: which words stand inside them, and whether they are speech, scare quotes, titles or terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text.quote_context import has_boundary
from framescope.text.quote_kinds import kinds_of
from framescope.text.quote_marks import Ints, Passage
from framescope.text.quote_pairs import Bools, MarkedSpans, pair_marks
from framescope.text.quote_rules import has_cue

__all__ = ["Passage", "Quotations", "find_quotations"]

#: More characters than this between two quotations, and the second does not resume the first.
_INTERRUPTION = 160
#: An attribution of no more words than this may have lost its comma: he said, said the minister.
_TAG = 3
_PAUSES = (",", ";", "—", "–", "…", "-")
_PARTED = (",", "—", "–", "- ")
_RESUMING = (",", "—", "–", "-")


class Quotations(NamedTuple):
    """Stretches of words inside quotation marks, as columns; offsets as in the table `quotations`.

    `start` and `end` stand exactly inside the marks, `outer_start` and `outer_end` include them
    (and equal them where there is no mark). `unclosed`: the quotation `group` has no closing mark
    anywhere.
    """

    start: Ints
    end: Ints
    outer_start: Ints
    outer_end: Ints
    kind: npt.NDArray[np.object_]
    group: Ints
    unclosed: Bools


def find_quotations(text: str, passages: Sequence[Passage]) -> Quotations:
    """Find what stands inside quotation marks.

    Parameters
    ----------
    text
        The text that holds the passages; nothing in it is changed.
    passages
        Body paragraphs and headlines; those of one run together and in order, runs in any order.

    Returns
    -------
    Quotations
        Outermost quotations in the order of the text, not overlapping, each inside one passage. `kind` is
        ``speech``, ``scare``, ``title``, ``name`` or ``term``. A quotation that runs over paragraphs
        or is interrupted (“That,” he said, “is …”) is several spans of one `group`.

    Notes
    -----
    Marks are paired within a paragraph; see `framescope.text.quote_pairs.pair_marks` for when the
    next one goes on. A quotation without closing mark ends with its paragraph (or before the next
    opening mark) and is `unclosed`: what follows the speaker's last word there is counted as quoted.
    The kind is decided by what stands around, in the order of `framescope.text.quote_kinds`; short
    quotations are the uncertain ones, since nothing but their surroundings tells a scare quote from
    a word somebody said.
    """
    spans = pair_marks(text, passages)
    group = _groups(text, spans)
    closed = np.zeros(len(group), dtype=np.bool_)
    closed[group[spans.closed]] = True
    kinds = kinds_of(text, passages, spans, group)
    order = np.argsort(spans.start, kind="stable")
    return Quotations._make(column[order] for column in (*spans[:4], kinds, group, ~closed[group]))


def _groups(text: str, spans: MarkedSpans) -> Ints:
    """Return the number of the quotation that each span is a part of."""
    joined = spans.continues.copy()
    between = spans.outer_start[1:] - spans.outer_end[:-1]
    near = (np.diff(spans.passage) == 0) & (between <= _INTERRUPTION) & ~joined[1:]
    firsts = np.flatnonzero(near)
    places = (spans.start[firsts], spans.end[firsts], spans.outer_end[firsts], spans.outer_start[firsts + 1])
    columns = (column.tolist() for column in (*places, spans.start[firsts + 1]))
    joined[firsts + 1] = [_resumes(text, *row) for row in zip(*columns, strict=True)]
    joined[:1] = False
    group: Ints = np.cumsum(~joined) - 1
    return group


def _resumes(text: str, start: int, end: int, outer_end: int, outer_start: int, resumed_at: int) -> bool:
    """Return whether only the attribution stands between two parts of one quoted sentence."""
    between, last = text[outer_end:outer_start], text[max(start, end - 4) : end].rstrip()
    if not last.endswith(_PAUSES) and not (last[-1:].isalnum() and between.lstrip().startswith(_PARTED)):
        return False
    # “We fight,” he said “and win.”: a lost comma, but no second object of the verb (called it a “farce”).
    lost_comma = text[resumed_at : resumed_at + 1].islower() and len(between.split()) <= _TAG
    resumed = lost_comma or between.rstrip().endswith(_RESUMING)
    return resumed and has_cue(between) and not has_boundary(text[outer_end : resumed_at + 1])
