"""Which attribution a direct quotation belongs to: the tag behind it, before it, or in a paragraph near by."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple

from framescope.text.cuekinds import INNER, IS_PREPOSITION, TAKES_TAG
from framescope.text.said import NO_SOURCE, Saying, has_content
from framescope.text.traits import Traits
from framescope.text.wordkinds import COLON, LINE

Evidence = Literal["tag after", "tag before", "previous paragraph", "continuation", "forward reference"]

#: A speaker is looked for over at most so many tokens without any attribution.
_FAR = 150
_RANK = ("tag after", "tag before", "previous paragraph", "continuation", "forward reference", None)


class Quoted(NamedTuple):
    """A direct quotation in token indices (end exclusive), its group (unique over all texts) and part of an article."""

    first: int
    past: int
    group: int
    part: int


class Found(NamedTuple):
    """The index of the attribution of a quotation (-1 if there is none), and the evidence for it."""

    saying: int
    evidence: Evidence | None


NOT_FOUND = Found(-1, None)


def attribute(t: Traits, quotations: Sequence[Quoted], sayings: Sequence[Saying], part: Sequence[int]) -> list[Found]:
    """Find the attribution of each quotation.

    Parameters
    ----------
    t
        The traits of the tokens.
    quotations
        Speech in quotation marks, in the order of the text.
    sayings
        What `framescope.text.sayings.find_sayings` found.
    part
        The part of an article that each saying stands in.

    Notes
    -----
    Parts of one quotation have one speaker: the best evidence for any of them holds for all. A
    quotation without a tag is given to whoever spoke last if nobody else is named in between; that is
    how news is written, and it is wrong where a dialogue alternates without tags.
    """
    cues = [saying.cue for saying in sayings]
    found: list[Found] = []
    for i, quotation in enumerate(quotations):
        near = _near(t, quotation, sayings, cues, part)
        if near is NOT_FOUND:
            before = quotations[i - 1] if i and quotations[i - 1].part == quotation.part else None
            near = _carried(t, quotation, before, found[-1] if before else NOT_FOUND, sayings, cues, part)
        found.append(near)
    best: dict[int, Found] = {}
    for quotation, one in zip(quotations, found, strict=True):
        known = best.setdefault(quotation.group, one)
        if _RANK.index(one.evidence) < _RANK.index(known.evidence):
            best[quotation.group] = one
    return [best[quotation.group] for quotation in quotations]


def _near(t: Traits, q: Quoted, sayings: Sequence[Saying], cues: Sequence[int], part: Sequence[int]) -> Found:
    """Look behind the quotation, around it and before it, in its own sentence."""
    begin, end = t.begin[q.first], t.end[q.past - 1]
    after = bisect_left(cues, q.past)
    covering = None
    if after and _covers(sayings[after - 1], q):
        covering = after - 1
    elif after < len(sayings) and _covers(sayings[after], q):
        covering = after
    if after < len(sayings) and part[after] == q.part:
        tag = sayings[after]
        adjoins = q.past <= tag.clause[0] <= q.past + 1 and (not tag.leads or tag.cue < end)
        # Not: “…” The two have yet to speak.
        adjoins = adjoins and (tag.cue < end or (covering is None and _may_be_tag(tag)))
        if adjoins and (not tag.leads or not has_content(tag)) and not t.gap[q.past] & LINE:
            return Found(after, "tag after")
    if covering is not None:
        return Found(covering, "tag before" if sayings[covering].leads else "tag after")
    if after and cues[after - 1] >= begin:
        return Found(after - 1, "tag before")
    if after < len(sayings) and cues[after] < end:
        return Found(after, "tag after")
    return NOT_FOUND


def _covers(saying: Saying, q: Quoted) -> bool:
    return any(first <= q.first and q.past <= past for first, past in saying.contents)


def _carried(
    t: Traits,
    q: Quoted,
    before: Quoted | None,
    last: Found,
    sayings: Sequence[Saying],
    cues: Sequence[int],
    part: Sequence[int],
) -> Found:
    """Look for whoever spoke last before the quotation, or is named first behind it."""
    k = bisect_left(cues, q.first) - 1
    while k >= 0 and q.first - cues[k] <= _FAR and not _speaks(sayings[k]):
        k -= 1
    own = k >= 0 and part[k] == q.part and q.first - cues[k] <= _FAR
    if before is not None and last.saying >= 0 and q.first - before.past <= _FAR and (not own or before.past > cues[k]):
        return Found(last.saying, "continuation")
    if own:
        if t.gap[q.first] & COLON and t.end[cues[k]] >= q.first:
            return Found(k, "previous paragraph" if t.gap[q.first] & LINE else "tag before")
        apart = any(t.gap[i] & LINE for i in range(cues[k] + 1, q.first + 1))
        return Found(k, "previous paragraph" if apart else "continuation")
    k = bisect_left(cues, q.past)
    following = k < len(sayings) and part[k] == q.part and cues[k] - q.past <= _FAR
    if following and _speaks(sayings[k]) and sayings[k].source != NO_SOURCE:
        return Found(k, "forward reference")
    return NOT_FOUND


def _speaks(saying: Saying) -> bool:
    """Return whether somebody speaks here, and does not only think or want something."""
    return not saying.kind & INNER and _may_be_tag(saying)


def _may_be_tag(saying: Saying) -> bool:
    return bool(saying.kind & (TAKES_TAG | IS_PREPOSITION))
