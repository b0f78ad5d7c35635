"""Ends of intervals: from a statistic drawn again, or seen with each unit left out, to low and high."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit, ndtr, ndtri, stdtrit

from framescope.measures.reading import Floats
from framescope.measures.resample import Interval

_NOTHING: Floats = np.empty((0, 0))


@dataclass(frozen=True)
class Resampled:
    """A statistic of each row of a table, as it was seen and as it might have been.

    Attributes
    ----------
    estimate
        The statistic as it was seen.
    level
        Nominal coverage of the interval, 0 to 1.
    drawn
        Rows x draws: the statistic in each draw of units; null where it has none. `jackknife_t` needs none.
    without
        Rows x units: the statistic with each unit left out. `percentile` needs none.
    n_units
        Independent units.
    """

    estimate: Floats
    level: float
    drawn: Floats = field(default_factory=lambda: _NOTHING)
    without: Floats = field(default_factory=lambda: _NOTHING)
    n_units: int = 0

    @property
    def tails(self) -> Floats:
        """Shares of the draws below either end, if there is no bias."""
        return np.array([(1 - self.level) / 2, (1 + self.level) / 2])

    @property
    def freedom(self) -> int:
        """Degrees of freedom of t."""
        return max(self.n_units - 1, 1)


def jackknife_t(seen: Resampled) -> tuple[Floats, Floats]:
    """Return the logit of a share or rate -+ t of n - 1 degrees of freedom times its jackknife error, turned back.

    Infinite errors (without one unit the share is 0 or 1) give null ends: nothing is known of the other units.
    """
    n = seen.n_units
    with np.errstate(divide="ignore", invalid="ignore"):
        without, centre = logit(np.ascontiguousarray(seen.without)), logit(seen.estimate)
        gaps = without - without.mean(axis=1, keepdims=True)
        error = np.sqrt((n - 1) / n * (gaps * gaps).sum(axis=1))
    low, high = (expit(centre + t * error) for t in stdtrit(seen.freedom, seen.tails))
    # There and back, a logit is off by a rounding: where all units agree, the estimate would lie outside.
    return np.minimum(low, seen.estimate), np.maximum(high, seen.estimate)


def percentile(seen: Resampled) -> tuple[Floats, Floats]:
    """Return the quantiles of the draws."""
    return _quantiles(seen.drawn, np.broadcast_to(seen.tails, (len(seen.drawn), 2)))


def bca(seen: Resampled) -> tuple[Floats, Floats]:
    """Return quantiles at levels moved by the bias of the draws and by the acceleration."""
    return _accelerated(seen, ndtri(seen.tails))


def bca_expanded(seen: Resampled) -> tuple[Floats, Floats]:
    """Return `bca` with t quantiles times √(n / (n - 1)) in place of normal ones."""
    wider = np.sqrt((seen.freedom + 1) / seen.freedom)
    return _accelerated(seen, stdtrit(seen.freedom, seen.tails) * wider)


def _accelerated(seen: Resampled, z: Floats) -> tuple[Floats, Floats]:
    drawn, estimate = seen.drawn, seen.estimate[:, None]
    n = (~np.isnan(drawn)).sum(axis=1, keepdims=True)
    # Draws equal to the estimate count as half below it.
    below = (drawn < estimate).sum(axis=1, keepdims=True) + (drawn <= estimate).sum(axis=1, keepdims=True)
    moved = (bias := ndtri(below / np.maximum(2 * n, 1))) + z
    with np.errstate(invalid="ignore"):
        levels = ndtr(bias + moved / (1 - _acceleration(seen.without)[:, None] * moved))
    return _quantiles(drawn, levels)


def _quantiles(drawn: Floats, levels: npt.NDArray[np.float64]) -> tuple[Floats, Floats]:
    n = (~np.isnan(drawn)).sum(axis=1)[:, None]
    place = levels * (n - 1)
    at = np.clip(np.nan_to_num(np.floor(place)), 0, np.maximum(n - 2, 0)).astype(np.int64)
    ordered = np.sort(drawn, axis=1)  # nulls last
    first = np.take_along_axis(ordered, at, axis=1)
    second = np.take_along_axis(ordered, np.minimum(at + 1, np.maximum(n - 1, 0)), axis=1)
    with np.errstate(invalid="ignore"):
        step = second - first
    # Between two infinite draws, or one that is and one that is not, there is no middle.
    ends = first + np.where(np.isfinite(step), (place - at) * step, 0.0)
    return ends[:, 0], ends[:, 1]


def _acceleration(without: Floats) -> Floats:
    """Return the skewness of the leave-one-out values by six (Efron and Tibshirani 1993, eq. 14.15); 0 if undefined."""
    without = np.ascontiguousarray(without)  # row by row, or the order of adding would hang on the rows beside
    known = np.isfinite(without)
    mean = np.where(known, without, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    gaps = np.where(known, mean[:, None] - without, 0)
    squared = gaps * gaps
    squares, cubes = squared.sum(axis=1), (squared * gaps).sum(axis=1)  # a third power by `**` takes ten times as long
    skewness: Floats = np.divide(cubes, 6 * squares**1.5, out=np.zeros(len(cubes)), where=squares > 0)
    return skewness


#: The kinds of interval by name.
ENDS: Mapping[Interval, Callable[[Resampled], tuple[Floats, Floats]]] = {
    "jackknife_t": jackknife_t,
    "percentile": percentile,
    "bca": bca,
    "bca_expanded": bca_expanded,
}
