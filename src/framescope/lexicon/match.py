"""Which places count: what no condition takes back, and of what overlaps the longest."""

from __future__ import annotations

import numpy as np

from framescope.lexicon.overlap import leftmost_longest
from framescope.lexicon.places import Matches, Scan, anchors_of, holding, places_of
from framescope.lexicon.program import Program
from framescope.ranges import spread


def allowed(scan: Scan, matches: Matches) -> Matches:
    """Return the matches that no condition (`not_before`, `not_after`, `not_in`, `near`) takes back.

    A condition looks no further than the next break: what stands in another sentence is no context.
    """
    program = scan.program
    if not len(program.condition):
        return _near(scan, matches)
    which, places = spread(program.conditions, matches.pattern)
    begin = matches.start[which]
    start = begin + program.shift[places]
    met = np.flatnonzero(holding(scan, program.condition[places], start))
    join = np.maximum(begin[met], start[met])
    met = met[(begin[met] == start[met]) | ~scan.boundary[join]]
    keep = np.ones(len(matches), dtype=np.bool_)
    keep[which[met]] = False
    return _near(scan, matches.take(keep))


def _near(scan: Scan, matches: Matches) -> Matches:
    """Return the matches that need no term near them, or have one: nearest before, nearest after."""
    program = scan.program
    if not len(program.near):
        return matches
    which, places = spread(program.nears, matches.pattern)
    term, window = program.near[places], program.window[matches.pattern[which]]
    begin, end = matches.start[which], matches.start[which] + matches.length[which]
    found = places_of(scan, anchors_of(scan, np.unique(program.near)))
    # One number line for all terms; a term has one length, so the nearest to begin is the nearest to end.
    line = np.sort(found.pattern * (len(scan.tokens) + 1) + found.start)
    base, length = term * (len(scan.tokens) + 1), program.length[term]
    good = np.zeros(len(which), dtype=np.bool_)
    last = np.searchsorted(line, base + begin - length, side="right") - 1
    for place, low, high in (
        (last, begin - window, begin - length),
        (np.searchsorted(line, base + end), end, end + window - length),
    ):
        known = np.flatnonzero((place >= 0) & (place < len(line)))
        start = line[place[known]] - base[known]
        inside = (start >= np.maximum(low[known], 0)) & (start <= np.minimum(high[known], len(scan.tokens) - 1))
        known, start = known[inside], start[inside]
        good[known[scan.stretch[start] == scan.stretch[begin[known]]]] = True
    keep = program.nears[matches.pattern + 1] == program.nears[matches.pattern]
    keep[which[good]] = True
    return matches.take(keep)


def longest(program: Program, matches: Matches) -> Matches:
    """Return the matches that are left when, from left to right, the longest one of each group wins.

    The result is sorted by group and place; no two of one group share a token. Where two entries match
    the same words the more specific one is named (`Program.rank`).
    """
    group, rank = program.group[matches.pattern], program.rank[matches.pattern]
    return matches.take(leftmost_longest(group, rank, matches.start, matches.length))
