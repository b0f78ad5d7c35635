"""Quotation marks: which words stand inside them, and whether they are speech, scare quotes, titles or terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from framescope.text.quote_context import has_boundary
from framescope.text.quote_kinds import kinds_of
from framescope.text.quote_marks import Passage
from framescope.text.quote_pairs import MarkedSpan, pair_marks
from framescope.text.quote_rules import has_cue

__all__ = ["Passage", "QuotedSpan", "find_quotations"]

#: More characters than this between two quotations, and the second does not resume the first.
_INTERRUPTION = 160
#: An attribution of no more words than this may have lost its comma: he said, said the minister.
_TAG = 3
_RESUMED = re.compile(r"[,—–-]\s*\Z")
_PAUSED = re.compile(r"[,;—–…-]\s*\Z")


class QuotedSpan(NamedTuple):
    """One stretch of words inside quotation marks; offsets as in the table `quotations`.

    `start` and `end` stand exactly inside the marks, `outer_start` and `outer_end` include them
    (and equal them where there is no mark). `unclosed`: the quotation `group` has no closing mark
    anywhere.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    kind: str
    group: int
    unclosed: bool


def find_quotations(text: str, passages: Sequence[Passage]) -> list[QuotedSpan]:
    """Find what stands inside quotation marks.

    Parameters
    ----------
    text
        The text that holds the passages; nothing in it is changed.
    passages
        Body paragraphs and headlines; those of one run together and in order, runs in any order.

    Returns
    -------
    list[QuotedSpan]
        Outermost quotations in the order of the passages, not overlapping, each inside one passage. `kind` is
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
    groups = _groups(text, spans)
    closed = {group for group, span in zip(groups, spans, strict=True) if span.closed}
    kinds = kinds_of(text, passages, spans, groups)
    return [
        QuotedSpan(s.start, s.end, s.outer_start, s.outer_end, kind, group, group not in closed)
        for s, kind, group in zip(spans, kinds, groups, strict=True)
    ]


def _groups(text: str, spans: Sequence[MarkedSpan]) -> list[int]:
    groups: list[int] = []
    for i, span in enumerate(spans):
        joined = i > 0 and (span.continues or _resumes(text, spans[i - 1], span))
        groups.append(groups[-1] if joined else groups[-1] + 1 if groups else 0)
    return groups


def _resumes(text: str, first: MarkedSpan, second: MarkedSpan) -> bool:
    """Return whether only the attribution stands between two parts of one quoted sentence."""
    if first.passage != second.passage or second.outer_start - first.outer_end > _INTERRUPTION:
        return False
    between = text[first.outer_end : second.outer_start]
    last = text[max(first.start, first.end - 4) : first.end].rstrip()
    paused = _PAUSED.search(last) or (last[-1:].isalnum() and between.lstrip().startswith((",", "—", "–", "- ")))
    # “We fight,” he said “and win.”: a lost comma, but no second object of the verb (called it a “farce”).
    lost_comma = text[second.start : second.start + 1].islower() and len(between.split()) <= _TAG
    resumed = _RESUMED.search(between) or lost_comma
    return bool(paused and resumed and has_cue(between)) and not has_boundary(text[first.outer_end : second.start + 1])
