"""Which attribution a direct quotation belongs to: the tag behind it, before it, or in a paragraph near by."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text.said import Bools, Ints, Sayings
from framescope.text.traits import Traits
from framescope.text.wordkinds import COLON, COORDINATOR, LINE

#: A speaker is looked for over at most so many tokens without any attribution.
_FAR = 150
#: What shows whose words a quotation is, the best evidence first.
EVIDENCE = ("tag after", "tag before", "previous paragraph", "continuation", "forward reference", None)
_TAG_AFTER, _TAG_BEFORE, _PREVIOUS, _CONTINUATION, _FORWARD, _NONE = range(len(EVIDENCE))


class Quoted(NamedTuple):
    """Direct quotations as columns: tokens (end exclusive), group (unique over all texts), part of an article."""

    first: Ints
    past: Ints
    group: Ints
    part: Ints


class Found(NamedTuple):
    """The index of the attribution of each quotation (-1 if there is none), and the evidence, as in `EVIDENCE`."""

    saying: Ints
    evidence: Ints


def attribute(t: Traits, gap: npt.NDArray[np.uint8], quotations: Quoted, sayings: Sayings) -> Found:
    """Find the attribution of each quotation.

    Parameters
    ----------
    t, gap
        The traits of the tokens, and ``t.gap`` as an array.
    quotations
        Speech in quotation marks, in the order of the text.
    sayings
        What `framescope.text.finding.find_attributions` found.

    Notes
    -----
    Parts of one quotation have one speaker: the best evidence for any of them holds for all. A
    quotation without a tag is given to whoever spoke last if nobody else is named in between; that is
    how news is written, and it is wrong where a dialogue alternates without tags.
    """
    if not len(sayings.cue):
        return Found(np.full_like(quotations.first, -1), np.full_like(quotations.first, _NONE))
    saying, evidence = _near(t, gap, quotations, sayings)
    near = saying >= 0
    carried, reason, may_go_on = _carried(t, gap, quotations, sayings)
    saying[~near], evidence[~near] = carried[~near], reason[~near]
    for i in np.flatnonzero(may_go_on & ~near).tolist():
        if saying[i - 1] >= 0:
            saying[i], evidence[i] = saying[i - 1], _CONTINUATION
    order = np.lexsort((evidence, quotations.group))
    groups, first = np.unique(quotations.group[order], return_index=True)
    best = order[first][np.searchsorted(groups, quotations.group)]
    return Found(saying[best], evidence[best])


def _near(t: Traits, gap: npt.NDArray[np.uint8], q: Quoted, s: Sayings) -> Found:
    """Look behind each quotation, around it and before it, in its own sentence."""
    begin, end = np.asarray(t.begin)[q.first], np.asarray(t.end)[q.past - 1]
    after = np.searchsorted(s.cue, q.past)
    # Nothing behind the last attribution has a cue, and nothing before the first: both stand for the other there.
    tag, before = np.minimum(after, len(s.cue) - 1), np.maximum(after - 1, 0)
    any_after, any_before = after < len(s.cue), after > 0
    covering = np.where(any_after & _covers(s, tag, q), tag, -1)
    covering = np.where(any_before & _covers(s, before, q), before, covering)
    inside = any_after & (s.cue[tag] < end)
    adjoins = any_after & (s.part[tag] == q.part) & (q.past <= s.clause[tag, 0]) & (s.clause[tag, 0] <= q.past + 1)
    # Not: “…” The two have yet to speak.
    adjoins &= inside | (~s.leads[tag] & (covering < 0) & s.tag[tag])
    adjoins &= ~(s.leads & s.content)[tag]
    behind = np.minimum(q.past, len(gap) - 1)
    # Nor: He called it “nonsense” and the party agreed.
    adjoins &= (covering < 0) | (s.clause[tag, 0] == q.past) | (np.asarray(t.word)[behind] & COORDINATOR == 0)
    adjoins &= gap[behind] & LINE == 0
    holds = [adjoins, covering >= 0, any_before & (s.cue[before] >= begin), inside & s.tag[tag]]
    around = np.where(s.leads[covering], _TAG_BEFORE, _TAG_AFTER)
    return Found(
        np.select(holds, [tag, covering, before, tag], -1),
        np.select(holds, [_TAG_AFTER, around, _TAG_BEFORE, _TAG_AFTER], _NONE),
    )


def _covers(s: Sayings, which: Ints, q: Quoted) -> Bools:
    """Return whether one of the contents of an attribution holds a quotation."""
    first, past = np.moveaxis(s.contents[which], 2, 0)
    covered: Bools = ((first <= q.first[:, None]) & (q.past[:, None] <= past)).any(axis=1)
    return covered


def _carried(t: Traits, gap: npt.NDArray[np.uint8], q: Quoted, s: Sayings) -> tuple[Ints, Ints, Bools]:
    """Look for whoever spoke last before each quotation, or is named first behind it.

    Returned are also the quotations that go on with the one before, if that has a speaker.
    """
    speech = np.append(np.maximum.accumulate(np.where(s.speech, np.arange(len(s.cue)), -1)), -1)
    last = speech[np.searchsorted(s.cue, q.first) - 1]
    cue = s.cue[last]
    own = (last >= 0) & (s.part[last] == q.part) & (q.first - cue <= _FAR)
    led_in = (gap[q.first] & COLON > 0) & (np.asarray(t.end)[cue] >= q.first)
    lines = np.concatenate([[0], np.cumsum(gap & LINE > 0)])
    apart = np.where(led_in, gap[q.first] & LINE > 0, lines[q.first + 1] > lines[cue + 1])
    after = np.searchsorted(s.cue, q.past)
    tag = np.minimum(after, len(s.cue) - 1)
    following = (after < len(s.cue)) & (s.part[tag] == q.part) & (s.cue[tag] - q.past <= _FAR)
    following &= s.speech[tag] & s.named[tag]
    saying = np.select([own, following], [last, tag], -1)
    found = np.where(led_in, _TAG_BEFORE, _CONTINUATION)
    evidence = np.select([own & apart, own, following], [_PREVIOUS, found, _FORWARD], _NONE)
    past, part = np.roll(q.past, 1), np.roll(q.part, 1)
    goes_on = (part == q.part) & (q.first - past <= _FAR) & (~own | (past > cue))
    goes_on[:1] = False
    return saying, evidence, goes_on
