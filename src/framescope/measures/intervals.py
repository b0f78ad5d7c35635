"""From draws to intervals, and the reasons why there is none.

The constants are set by the coverage simulation (``benchmarks/coverage.py``, results in ``benchmarks/README.md``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.special import ndtr, ndtri, stdtrit

from framescope.measures.reading import Bools, Ints
from framescope.measures.resample import PLURAL, Floats, Resampling, left_out, resampled_sums

#: Below this many independent units no interval is given.
MIN_UNITS = 15
#: From here on coverage is near nominal; below, the method says that it is not.
WELL_COVERED_UNITS = 30
#: Largest share of resamples with nothing to count in; beyond it the others are no fair draw.
MAX_EMPTY = 0.05
#: Numbers held at a time (8 bytes each).
_HELD = 20_000_000


@dataclass(frozen=True)
class Ends:
    """Intervals of the rows of a table.

    Attributes
    ----------
    low, high
        Their ends; null where none was made.
    empty
        Share of the draws in which there was nothing to count in.
    varies
        Whether the draws differ at all.
    """

    low: Floats
    high: Floats
    empty: Floats
    varies: Bools

    @classmethod
    def none(cls, n: int) -> Ends:
        """Return `n` intervals that were not made."""
        return cls(np.full(n, np.nan), np.full(n, np.nan), np.zeros(n), np.zeros(n, np.bool_))


def ratios(counts: sparse.csr_array, base: sparse.csr_array, group: Ints, resampling: Resampling) -> pd.DataFrame:
    """Return ratios of sums over units, with intervals.

    Parameters
    ----------
    counts
        Units x rows: how often.
    base
        Units x groups: out of how many.
    group
        The group of each row.
    resampling
        How intervals are made.

    Returns
    -------
    DataFrame
        ``count, base, ratio, low, high, method, unit, n_units, estimable, reason``, one row per row of
        the table. `n_units` counts the units in which the group has anything at all.

    Notes
    -----
    The estimate is the ratio of sums, ``sum(count) / sum(base)``, not a mean of the units' ratios: a long
    article weighs more than a short one. Each draw takes as many units as there are, with replacement; see
    `interval_ends`. It misleads where units are few (it is too narrow: see `MIN_UNITS`), and where the units
    are no sample of anything: then it says how much the number hangs on single stories, not how far it lies
    from a truth outside the corpus.
    """
    units = np.flatnonzero(np.asarray(base.sum(axis=1)) > 0)
    counts, base = counts[units], base[units]
    total = np.asarray(counts.sum(axis=0), dtype=np.int64)
    out_of = np.asarray(base.sum(axis=0), dtype=np.int64)[group]
    n_units = np.asarray((base > 0).sum(axis=0), dtype=np.int64)[group]
    worth = np.flatnonzero((n_units >= MIN_UNITS) & (total > 0))
    ends = ratio_ends(counts, base, (worth, group), resampling)
    reason = reasons(ends, n_units, resampling.unit)
    reason[(total == 0) & (n_units >= MIN_UNITS)] = f"no variance: found in none of the {PLURAL[resampling.unit]}"
    reason[out_of == 0] = "nothing to count in"
    estimable = pd.isna(reason)
    return pd.DataFrame(
        {
            "count": total,
            "base": out_of,
            "ratio": np.divide(total, out_of, out=np.full(len(total), np.nan), where=out_of > 0),
            "low": np.where(estimable, ends.low, np.nan),
            "high": np.where(estimable, ends.high, np.nan),
            "method": methods(estimable, n_units, resampling),
            "unit": pd.Series(resampling.unit, index=range(len(total)), dtype="str"),
            "n_units": n_units,
            "estimable": estimable,
            "reason": pd.Series(reason, dtype="str"),
        }
    )


def interval_ends(
    drawn: Floats, estimate: Floats, resampling: Resampling, jackknife: Floats | None = None, n_units: int = 0
) -> tuple[Floats, Floats]:
    """Return the ends of intervals from draws.

    Parameters
    ----------
    drawn
        Rows x draws: the statistic in each draw; null where it has none.
    estimate
        The statistic of each row as it was seen.
    resampling
        Level, and which interval.
    jackknife
        Rows x units: the statistic with each unit left out. Only BCa intervals need it.
    n_units
        Independent units. Only ``"bca_expanded"`` needs it.

    Notes
    -----
    ``"percentile"``: the quantiles at (1 - level) / 2 and (1 + level) / 2 of the draws (Efron and Tibshirani
    1993, An Introduction to the Bootstrap, pp. 170-171). ``"bca"``: at levels moved by the bias of the draws
    and by the acceleration, from the jackknife (the same, eqs. 14.9-14.15, pp. 184-188); draws equal to the
    estimate count as half below it. Where the acceleration is not defined it is taken for 0.
    ``"bca_expanded"``: the same with t quantiles of n - 1 degrees of freedom times √(n / (n - 1)) in place of
    the normal ones, since n units drawn again vary too little (Hesterberg 2015, What teachers should know about
    the bootstrap, The American Statistician 69(4), 371-386).
    """
    tails = np.array([(1 - resampling.level) / 2, (1 + resampling.level) / 2])
    z = ndtri(tails)
    if resampling.interval == "bca_expanded":
        freedom = max(n_units - 1, 1)
        z = stdtrit(freedom, tails) * np.sqrt((freedom + 1) / freedom)
    n = (~np.isnan(drawn)).sum(axis=1)[:, None]
    levels = np.broadcast_to(ndtr(z), (len(drawn), 2))
    if resampling.accelerated:
        if jackknife is None:
            raise ValueError("A BCa interval needs the jackknife.")
        seen = estimate[:, None]
        below = (drawn < seen).sum(axis=1, keepdims=True) + (drawn <= seen).sum(axis=1, keepdims=True)
        moved = (bias := ndtri(below / np.maximum(2 * n, 1))) + z
        with np.errstate(invalid="ignore"):
            levels = ndtr(bias + moved / (1 - _acceleration(jackknife)[:, None] * moved))
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


def ratio_ends(
    counts: sparse.csr_array, base: sparse.csr_array, rows: tuple[Ints, Ints], resampling: Resampling
) -> Ends:
    """Return the intervals of the ratios of those rows that are worth one: `rows` holds these, and each row's group."""
    worth, group = rows
    ends = Ends.none(len(group))
    per_row = max(resampling.n_resamples, counts.shape[0] if resampling.accelerated else 0)
    step = max(1, _HELD // per_row)
    order = worth[np.argsort(group[worth], kind="stable")]
    for chunk in (order[i : i + step] for i in range(0, len(order), step)):
        groups, place = np.unique(group[chunk], return_inverse=True)
        sums = resampled_sums(sparse.hstack([counts[:, chunk], base[:, groups]], format="csr"), resampling)
        for g, below in enumerate(sums[len(chunk) :]):
            own = np.flatnonzero(place == g)
            at, drawn = chunk[own], below > 0
            ratio = sums[own][:, drawn] / below[drawn]
            out_of = base[:, [groups[g]]].toarray()
            found = counts[:, at]
            seen = np.asarray(found.sum(axis=0), np.float64) / out_of.sum()
            jackknife = left_out(found.T.toarray(), out_of.T) if resampling.accelerated else None
            ends.low[at], ends.high[at] = interval_ends(ratio, seen, resampling, jackknife, int((out_of > 0).sum()))
            ends.empty[at], ends.varies[at] = 1 - drawn.mean(), np.ptp(ratio, axis=1) > 0
    return ends


def reasons(ends: Ends, n_units: Ints, unit: str) -> npt.NDArray[np.object_]:
    """Return why there is no interval; None where there is one. The first reason that holds is given."""
    reason = np.full(len(n_units), None, dtype=object)
    reason[~ends.varies] = f"no variance: the same in every draw of {PLURAL[unit]}"
    for share in np.unique(ends.empty[ends.empty > MAX_EMPTY]):
        which = ends.empty == share
        reason[which] = f"{100 * share:.0f} % of the resamples are empty; at most {100 * MAX_EMPTY:g} % may be"
    for n in np.unique(n_units[n_units < MIN_UNITS]):
        noun = unit if n == 1 else PLURAL[unit]
        reason[n_units == n] = f"{n} {noun}; an interval needs at least {MIN_UNITS}"
    return reason


def methods(estimable: Bools, n_units: Ints, resampling: Resampling) -> pd.Series[str]:
    """Return how each interval was made, and whether it covers less than it says."""
    method = np.full(len(estimable), "no interval", dtype=object)
    method[estimable] = resampling.method
    few = estimable & (n_units < WELL_COVERED_UNITS)
    method[few] = f"{resampling.method}; under-covering below {WELL_COVERED_UNITS} {PLURAL[resampling.unit]}"
    return pd.Series(method, dtype="str")


def _acceleration(jackknife: Floats) -> Floats:
    """Return the skewness of the leave-one-out values by six (Efron and Tibshirani 1993, eq. 14.15)."""
    jackknife = np.ascontiguousarray(jackknife)  # row by row, or the order of adding would hang on the rows beside
    known = np.isfinite(jackknife)
    mean = np.where(known, jackknife, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    gaps = np.where(known, mean[:, None] - jackknife, 0)
    squared = gaps * gaps
    squares, cubes = squared.sum(axis=1), (squared * gaps).sum(axis=1)  # a third power by `**` takes ten times as long
    skewness: Floats = np.divide(cubes, 6 * squares**1.5, out=np.zeros(len(cubes)), where=squares > 0)
    return skewness
