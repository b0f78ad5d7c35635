"""Rates and shares: how often something stands in a text, out of what it could have been, each under its own name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framescope.measures.reading import Floats, Ints


@dataclass(frozen=True)
class OutOf:
    """Things counted, and out of how many; arrays of one shape, or of shapes that go together.

    Attributes
    ----------
    count
        Hits, mentions with a label, tokens of a voice.
    base
        Tokens read, mentions of the referent, tokens of all voices.
    """

    count: Ints
    base: Ints


def share(counted: OutOf) -> Floats:
    """Return how much of the base is counted; null where there is no base."""
    count, base = np.broadcast_arrays(counted.count, counted.base)
    shares: Floats = np.divide(count, base, out=np.full(count.shape, np.nan), where=base > 0)
    return shares


def per_1000(counted: OutOf) -> Floats:
    """Return how many are counted in a thousand."""
    return 1000 * share(counted)


def rolling(counted: OutOf, *, window: int) -> Floats:
    """Return the share in the sums over a window of periods around each (series x periods), null at both ends.

    Null as well where a period has no base: a gap stays one, whatever lies on both sides of it.
    """
    result = np.full(counted.base.shape, np.nan)
    inner = slice(window // 2, counted.base.shape[1] - window // 2)
    if window <= counted.base.shape[1]:
        views = [
            np.lib.stride_tricks.sliding_window_view(part, window, axis=1) for part in (counted.count, counted.base)
        ]
        result[:, inner] = share(OutOf(*(view.sum(axis=2) for view in views)))
    return np.where(counted.base > 0, result, np.nan)
