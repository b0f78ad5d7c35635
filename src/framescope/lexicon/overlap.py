"""Which of several overlapping stretches are left: from left to right, the longest."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def leftmost_longest(group: Ints, rank: Ints, start: Ints, length: Ints) -> Ints:
    """Return the places of the stretches that are left, sorted by group and start.

    From left to right the longest of each group wins, of equal ones the one with the lowest rank; no
    two that are left in one group overlap.
    """
    if not len(start):
        return np.empty(0, dtype=np.int64)
    # Matches come nearly in the order of the text, and groups are few: stable sorts are quick with both.
    worse = rank - length * (rank.max() + 1)
    worse -= worse.min()
    in_text = np.argsort(start * (worse.max() + 1) + worse, kind="stable")
    order = in_text[np.argsort(group.astype(np.min_scalar_type(group.max()))[in_text], kind="stable")]
    # One number line for all groups, far enough apart that no stretch reaches into the next group's.
    begin = (group * (int((start + length).max()) + 1) + start)[order]
    first = np.diff(begin, prepend=-1) > 0
    order, begin = order[first], begin[first]
    kept: Ints = order[_first_come(begin, begin + length[order])]
    return kept


def _first_come(begin: Ints, end: Ints) -> Bools:
    """Return which intervals (sorted by begin) are kept when each kept one pushes out what overlaps it."""
    kept = np.append(True, begin[1:] >= np.maximum.accumulate(end)[:-1])
    contested = ~kept
    contested[:-1] |= contested[1:]
    at = np.flatnonzero(contested)
    kept[at] = _chained(begin[at], end[at], kept[at])
    return kept


def _chained(begin: Ints, end: Ints, free: Bools) -> Bools:
    """Return which intervals are kept, given those that nothing before them reaches.

    From each of them a chain leads on, each time to the first interval that begins at or after the end of
    the last. The chains are followed in doubling steps.
    """
    n = len(begin)
    kept = np.append(free, False)
    jump = np.append(np.searchsorted(begin, end), n)
    while True:
        reached = jump[kept]
        if kept[reached].all():
            return kept[:n]
        kept[reached] = True
        jump = jump[jump]
