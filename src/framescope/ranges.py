"""Ranges of places, laid one after the other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]


def ranges(first: Places, past: Places) -> Places:
    """Return the numbers from each `first` to before its `past`, one range after the other."""
    sizes = past - first
    before = np.cumsum(sizes) - sizes
    return np.repeat(first - before, sizes) + np.arange(sizes.sum())


def spread(bounds: Places, rows: npt.NDArray[np.integer]) -> tuple[Places, Places]:
    """Return every place of the stretches of some rows: which of the rows, and the place itself.

    Row i holds the places from ``bounds[i]`` to ``bounds[i + 1]``.
    """
    first, past = bounds.take(rows), bounds.take(rows + 1)
    which = np.repeat(np.arange(len(rows), dtype=np.int64), past - first)
    return which, (past - np.cumsum(past - first)).take(which) + np.arange(len(which))
