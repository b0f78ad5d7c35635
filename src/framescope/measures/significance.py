"""From statistics to p values, and from many p values to what may still be said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv, chdtrc, ndtr, ndtri

from framescope.errors import InputError, unknown_name
from framescope.measures.association import Contingency, divide, log2, log_ratio_hardie, log_ratio_walter
from framescope.measures.reading import Floats

Adjustment = Literal["holm", "benjamini_hochberg", "bonferroni"]
#: Tables as improbable as the one seen, up to rounding, count as such (the tolerance of R's fisher.test).
_AS_IMPROBABLE = 1 + 1e-7


def p_chi2(statistic: npt.ArrayLike) -> Floats:
    """Return the p of a statistic that is chi-squared with one degree of freedom, whatever its sign.

    By the survival function: ``1 - cdf`` is 0 from a statistic of about 70 on.
    """
    return np.asarray(chdtrc(1, np.abs(np.asarray(statistic, np.float64))), np.float64)


def p_normal(z: npt.ArrayLike) -> Floats:
    """Return the two-sided p of a z score, by the survival function."""
    return np.asarray(2 * ndtr(-np.abs(np.asarray(z, np.float64))), np.float64)


def adjust_p(p: npt.ArrayLike, method: Adjustment) -> Floats:
    """Adjust p values for how many there are.

    Parameters
    ----------
    p
        The p values of one family; nulls stay null and do not count.
    method
        ``"holm"`` (Holm 1979, Scandinavian Journal of Statistics 6, p. 67) and ``"bonferroni"`` bound the
        chance of a single false positive; ``"benjamini_hochberg"`` (1995, JRSS B 57, p. 293) bounds the
        expected share of false ones among those called significant.

    Raises
    ------
    UnknownNameError
        For another method.
    InputError
        If a p lies outside 0 to 1.
    """
    if method not in get_args(Adjustment):
        raise unknown_name("adjustment", method, get_args(Adjustment))
    given = np.asarray(p, np.float64)
    known = np.flatnonzero(~np.isnan(given))
    if ((given[known] < 0) | (given[known] > 1)).any():
        raise InputError("adjust_p takes p values: numbers from 0 to 1.")
    order = known[np.argsort(given[known], kind="stable")]
    adjusted = np.full(given.shape, np.nan)
    adjusted[order] = ADJUSTED[method](given[order])
    return adjusted


def holm(p: Floats) -> Floats:
    """Adjust the p values of a family, the smallest first, after Holm (1979)."""
    return np.minimum(np.maximum.accumulate((len(p) - np.arange(len(p))) * p), 1)


def benjamini_hochberg(p: Floats) -> Floats:
    """Adjust the p values of a family, the smallest first, after Benjamini and Hochberg (1995)."""
    rank = np.arange(1, len(p) + 1)
    return np.minimum(np.minimum.accumulate((len(p) / rank * p)[::-1])[::-1], 1)


def bonferroni(p: Floats) -> Floats:
    """Adjust the p values of a family after Bonferroni: each times their number."""
    return np.minimum(len(p) * p, 1)


#: The adjustments by name.
ADJUSTED: Mapping[Adjustment, Callable[[Floats], Floats]] = {
    "holm": holm,
    "benjamini_hochberg": benjamini_hochberg,
    "bonferroni": bonferroni,
}


def fisher_p_two_sided(table: Contingency) -> Floats:
    """Fisher's exact test: chance of a table at most as probable as this one, margins given."""
    return _fisher(table, 0)


def fisher_p_left(table: Contingency) -> Floats:
    """Fisher's exact test: chance of a count in the target as low as this one or lower."""
    return _fisher(table, 1)


def fisher_p_right(table: Contingency) -> Floats:
    """Fisher's exact test: chance of a count in the target as high as this one or higher."""
    return _fisher(table, 2)


def lrc(table: Contingency, *, alpha: float = 0.05, family: int | None = None) -> Floats:
    """Return the end of Log Ratio's exact interval that is nearer to 0; 0 where it spans 0.

    Parameters
    ----------
    table
        The words.
    alpha
        One less the nominal coverage of the intervals together.
    family
        How many intervals are made (Bonferroni's m); all words of the table if not given.

    Notes
    -----
    Bounds by Clopper and Pearson (1934, Biometrika 26, p. 404) on ``o11 / (o11 + o21)`` at
    ``alpha / 2m``, turned into a ratio of rates (Evert 2022, `corpora` for R, help of `keyness`).
    """
    level = _level(table, alpha, family) / 2
    lower = positive_lrc_at(table, level)
    flipped = Contingency(table.o21, table.o22, table.o11, table.o12)
    upper = -positive_lrc_at(flipped, level)
    return np.where(log_ratio_walter(table) >= 0, np.maximum(lower, 0), np.minimum(upper, 0)) + 0.0


def positive_lrc(table: Contingency, *, alpha: float = 0.05, family: int | None = None) -> Floats:
    """Return Log Ratio's lower bound alone, one-sided and not held at 0, as in `lrc`."""
    return positive_lrc_at(table, _level(table, alpha, family))


def positive_lrc_at(table: Contingency, level: float) -> Floats:
    """Return Log Ratio's exact lower bound at one level; minus infinity for a word the target lacks.

    The same where a row is empty: nothing is compared, and nothing bounds the ratio.
    """
    held = (table.o11 > 0) & (table.r1 > 0) & (table.r2 > 0)
    share = betaincinv(np.where(held, table.o11, 1), table.o21 + 1, level)
    sizes = divide(np.where(held, table.r2, 1), np.where(held, table.r1, 1))
    return np.where(held, log2(divide(share, 1 - share)) + log2(sizes), -np.inf)


def log_ratio_normal_bound(table: Contingency, *, alpha: float = 0.05, family: int | None = None) -> Floats:
    """Return `lrc` by the normal approximation of the standard error of the log ratio (Hardie's version)."""
    a, b = (np.where(cell == 0, 0.5, cell) for cell in (table.o11, table.o21))
    variance = divide(1, a) - divide(1, table.r1) + divide(1, b) - divide(1, table.r2)
    ratio = log_ratio_hardie(table)
    margin = -float(ndtri(_level(table, alpha, family) / 2)) * np.sqrt(np.maximum(variance, 0)) / np.log(2)
    bound = np.sign(ratio) * np.maximum(np.abs(ratio) - margin, 0) + 0.0
    return np.where(np.isnan(ratio), 0.0, bound)


def _level(table: Contingency, alpha: float, family: int | None) -> float:
    if not 0 < alpha < 1:
        raise InputError(f"alpha is a share between 0 and 1, as in 0.05; not {alpha!r}.")
    m = max(len(table.o11), 1) if family is None else family
    if m < 1:
        raise InputError(f"family is the number of intervals made together, from 1 on; not {family!r}.")
    return alpha / m


def _fisher(table: Contingency, which: int) -> Floats:
    """Return one of the three p of each table; equal tables are computed once."""
    cells = np.stack([table.o11, table.r1, table.c1, table.n], axis=1)
    if (cells != np.round(cells)).any():
        raise InputError("Fisher's exact test counts: its cells are whole numbers.")
    distinct, place = np.unique(cells, axis=0, return_inverse=True)
    results = np.array([_fisher_one(*row)[which] for row in distinct.tolist()], np.float64)
    return np.asarray(results[place.reshape(-1)], np.float64)


def _fisher_one(o11: float, r1: float, c1: float, n: float) -> tuple[float, float, float]:
    least, most = max(0.0, r1 + c1 - n), min(r1, c1)
    k = np.arange(least, most)
    # Neighbouring tables stand in this ratio: exact where factorials of large corpora would cancel.
    steps = np.log((r1 - k) * (c1 - k) / ((k + 1) * (n - r1 - c1 + k + 1)))
    weight = np.concatenate([[0.0], np.cumsum(steps)])
    chance = np.exp(weight - weight.max())
    chance /= chance.sum()
    at = int(o11 - least)
    two_sided = chance[chance <= chance[at] * _AS_IMPROBABLE].sum()
    ends = (two_sided, chance[: at + 1].sum(), chance[at:].sum())
    return min(ends[0], 1.0), min(ends[1], 1.0), min(ends[2], 1.0)
