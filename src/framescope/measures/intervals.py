"""From draws to intervals, and the reasons why there is none.

The constants are set by the coverage simulation (``benchmarks/coverage.py``, results in ``benchmarks/README.md``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from framescope.measures.ends import ENDS, Resampled
from framescope.measures.rates import OutOf, share
from framescope.measures.reading import Bools, Floats, Ints
from framescope.measures.resample import PLURAL, Interval, Resampling, left_out, resampled_sums

#: Below this many independent units no interval is given.
MIN_UNITS = 15
#: From here on coverage is near nominal; below, the method says that it is not.
WELL_COVERED_UNITS = 30
#: Largest share of resamples with nothing to count in; beyond it the others are no fair draw.
MAX_EMPTY = 0.05
#: Numbers held at a time (8 bytes each): few, but where draws cost more than memory.
_HELD, _HELD_WITH_DRAWS = 1_000_000, 20_000_000


@dataclass(frozen=True)
class Ends:
    """Intervals of the rows of a table.

    Attributes
    ----------
    low, high
        Their ends; null where none was made.
    empty
        Share of the draws (or of the units left out) with nothing to count in.
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

    def write(self, rows: Ints | slice, seen: Resampled, interval: Interval) -> None:
        """Make the intervals of some rows."""
        self.low[rows], self.high[rows] = ENDS[interval](seen)
        values = seen.without if interval == "jackknife_t" else seen.drawn
        missing = np.isnan(values)
        self.empty[rows] = missing.mean(axis=1)
        most, least = np.where(missing, -np.inf, values).max(axis=1), np.where(missing, np.inf, values).min(axis=1)
        self.varies[rows] = most > least


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
    article weighs more than a short one. How intervals are made: `framescope.measures.ends`. They mislead
    where units are few (see `MIN_UNITS`), and where the units are no sample of anything: then they say how much
    the number hangs on single stories, not how far it lies from a truth outside the corpus.
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
    reason[(total > out_of) & ~pd.notna(ends.low)] = "more is counted than there is to count in: no share"
    reason[out_of == 0] = "nothing to count in"
    estimable = pd.isna(reason)
    return pd.DataFrame(
        {
            "count": total,
            "base": out_of,
            "ratio": share(OutOf(total, out_of)),
            "low": np.where(estimable, ends.low, np.nan),
            "high": np.where(estimable, ends.high, np.nan),
            "method": methods(estimable, n_units, resampling),
            "unit": pd.Series(resampling.unit, index=range(len(total)), dtype="str"),
            "n_units": n_units,
            "estimable": estimable,
            "reason": pd.Series(reason, dtype="str"),
        }
    )


def ratio_ends(
    counts: sparse.csr_array, base: sparse.csr_array, rows: tuple[Ints, Ints], resampling: Resampling
) -> Ends:
    """Return the intervals of the ratios of those rows that are worth one: `rows` holds these, and each row's group."""
    worth, group = rows
    ends = Ends.none(len(group))
    per_row = max(resampling.n_resamples if resampling.draws else 1, counts.shape[0] if resampling.leaves_out else 0)
    step = max(1, (_HELD_WITH_DRAWS if resampling.draws else _HELD) // per_row)
    order = worth[np.argsort(group[worth], kind="stable")]
    for chunk in (order[i : i + step] for i in range(0, len(order), step)):
        groups, place = np.unique(group[chunk], return_inverse=True)
        drawn = _drawn(counts[:, chunk], base[:, groups], place, resampling)
        for g, draws in enumerate(drawn):
            at = chunk[place == g]
            out_of = base[:, [groups[g]]].toarray()[:, 0]
            held = np.flatnonzero(out_of)
            found = counts[held][:, at].toarray().T
            seen = Resampled(
                share(OutOf(found.sum(axis=1), out_of.sum())),
                resampling.level,
                draws,
                left_out(OutOf(found, out_of[held][None])) if resampling.leaves_out else np.empty((len(at), 0)),
                len(held),
            )
            ends.write(at, seen, resampling.interval)
    return ends


def _drawn(counts: sparse.csr_array, base: sparse.csr_array, place: Ints, resampling: Resampling) -> list[Floats]:
    """Return for each group the ratios of its rows in each draw; null where there is nothing to count in."""
    n, n_groups = counts.shape[1], base.shape[1]
    if not resampling.draws:
        return [np.empty((int((place == g).sum()), 0)) for g in range(n_groups)]
    sums = resampled_sums(sparse.hstack([counts, base], format="csr"), resampling)
    below = np.where(sums[n:] > 0, sums[n:], np.nan)
    return [sums[:n][place == g] / below[g] for g in range(n_groups)]


def reasons(ends: Ends, n_units: Ints, unit: str) -> npt.NDArray[np.object_]:
    """Return why there is no interval; None where there is one. The first reason that holds is given."""
    reason = np.full(len(n_units), None, dtype=object)
    reason[np.isnan(ends.low)] = f"all of it, or all that is not it, stands in one {unit}"
    reason[~ends.varies] = f"no variance: the same whichever {PLURAL[unit]} are drawn"
    for empty in np.unique(ends.empty[ends.empty > MAX_EMPTY]):
        which = ends.empty == empty
        reason[which] = f"{100 * empty:.0f} % of the resamples are empty; at most {100 * MAX_EMPTY:g} % may be"
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
