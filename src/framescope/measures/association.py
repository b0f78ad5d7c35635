"""Association in two-by-two tables: what keyness and collocation share.

Arrays in, arrays out, one entry per word; which variant a function computes is in its name.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import xlogy

from framescope.errors import InputError
from framescope.measures.reading import Floats


@dataclass(frozen=True)
class Contingency:
    """Two-by-two tables, one entry per word.

    Attributes
    ----------
    o11, o12, o21, o22
        The cells. Keyness: row 1 is the target, row 2 the reference, column 1 the word, column 2 all
        other words. Collocation: row 1 is what stands near the node, row 2 what does not, column 1
        the collocate, column 2 all other words.

    Raises
    ------
    InputError
        If a cell is negative or not a finite number.
    """

    o11: Floats
    o12: Floats
    o21: Floats
    o22: Floats

    def __post_init__(self) -> None:
        for name in ("o11", "o12", "o21", "o22"):
            cell = getattr(self, name)
            wrong = np.flatnonzero(~(np.isfinite(cell) & (cell >= 0)))
            if len(wrong):
                raise InputError(
                    f"A two-by-two table cannot hold {name} = {cell[wrong[0]]:g} (entry {wrong[0]}): a word stands "
                    "at most as often as there are tokens, a pair at most as often as each of its words."
                )

    @classmethod
    def of_counts(
        cls, target: npt.ArrayLike, reference: npt.ArrayLike, n_target: float, n_reference: float
    ) -> Contingency:
        """Return the tables of words that stand so often in a target and a reference of these sizes."""
        a, b = np.atleast_1d(np.asarray(target, np.float64)), np.atleast_1d(np.asarray(reference, np.float64))
        return cls(a, n_target - a, b, n_reference - b)

    @classmethod
    def of_margins(cls, o11: npt.ArrayLike, f1: npt.ArrayLike, f2: npt.ArrayLike, n: npt.ArrayLike) -> Contingency:
        """Return the tables of pairs: together, the first at all, the second at all, everything."""
        parts = np.broadcast_arrays(*(np.atleast_1d(np.asarray(part, np.float64)) for part in (o11, f1, f2, n)))
        both, first, second, total = parts
        return cls(both, first - both, second - both, total - first - second + both)

    @property
    def r1(self) -> Floats:
        """Size of row 1."""
        return self.o11 + self.o12

    @property
    def r2(self) -> Floats:
        """Size of row 2."""
        return self.o21 + self.o22

    @property
    def c1(self) -> Floats:
        """Size of column 1."""
        return self.o11 + self.o21

    @property
    def c2(self) -> Floats:
        """Size of column 2."""
        return self.o12 + self.o22

    @property
    def n(self) -> Floats:
        """Everything."""
        return self.r1 + self.r2

    @property
    def e11(self) -> Floats:
        """What o11 would be by chance."""
        return divide(self.r1 * self.c1, self.n)

    @property
    def direction(self) -> Floats:
        """1 where o11 is more than chance would have it, -1 where it is less, 0 where it is as much."""
        return np.sign(self.o11 * self.r2 - self.o21 * self.r1)


def divide(above: npt.ArrayLike, below: npt.ArrayLike) -> Floats:
    """Divide; something by nothing is infinite, nothing by nothing is null."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.divide(np.asarray(above, np.float64), np.asarray(below, np.float64)), np.float64)


def log2(value: npt.ArrayLike) -> Floats:
    """Return the logarithm to base 2; that of 0 is minus infinity."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.log2(np.asarray(value, np.float64)), np.float64)


def ll_2term(table: Contingency) -> Floats:
    """Signed log-likelihood over the two cells of the word (Rayson and Garside 2000)."""
    other = divide(table.r2 * table.c1, table.n)
    return _signed(table, 2 * (_deviance(table.o11, table.e11) + _deviance(table.o21, other)))


def ll_4term(table: Contingency) -> Floats:
    """Signed log-likelihood ratio over all four cells (Dunning 1993)."""
    cells = zip((table.o11, table.o12, table.o21, table.o22), _expected(table), strict=True)
    return _signed(table, 2 * np.sum([_deviance(o, e) for o, e in cells], axis=0))


def ll_4term_williams(table: Contingency) -> Floats:
    """`ll_4term` divided by Williams's correction (Williams 1976)."""
    return ll_4term(table) / _williams(table)


def chi2(table: Contingency) -> Floats:
    """Signed Pearson's chi-squared without correction."""
    return _signed(table, _chi2(table, 0.0))


def chi2_yates(table: Contingency) -> Floats:
    """Signed Pearson's chi-squared with Yates's correction, which never turns a difference round."""
    gap = np.abs(table.o11 * table.o22 - table.o12 * table.o21)
    return _signed(table, _chi2(table, np.minimum(table.n / 2, gap)))


def chi2_williams(table: Contingency) -> Floats:
    """`chi2` divided by Williams's correction."""
    return chi2(table) / _williams(table)


def phi2(table: Contingency) -> Floats:
    """Signed phi squared: chi-squared by the size of the table (Church and Gale 1991)."""
    return divide(chi2(table), table.n)


def simple_ll(table: Contingency) -> Floats:
    """Signed log-likelihood over the cell o11 alone (Evert 2008)."""
    value = 2 * (_deviance(table.o11, table.e11) - (table.o11 - table.e11))
    return _signed(table, value)


def log_ratio_hardie(table: Contingency) -> Floats:
    """Binary logarithm of the ratio of rates; a count of 0 is taken for one half (Hardie 2014).

    Null where a row is empty: there is no rate to compare with.
    """
    a, b = (np.where(cell == 0, 0.5, cell) for cell in (table.o11, table.o21))
    compared = (table.r1 > 0) & (table.r2 > 0)
    rows = (np.where(compared, row, np.nan) for row in (table.r1, table.r2))
    target, reference = (divide(cell, row) for cell, row in zip((a, b), rows, strict=True))
    return log2(target) - log2(reference)


def log_ratio_walter(table: Contingency) -> Floats:
    """Binary logarithm of the ratio of rates, one half added to each count and size (Walter 1975)."""
    target, reference = (table.o11 + 0.5) / (table.r1 + 0.5), (table.o21 + 0.5) / (table.r2 + 0.5)
    return log2(target) - log2(reference)


def pct_diff(table: Contingency) -> Floats:
    """Difference of the rates in per cent of the reference's (Gabrielatos and Marchi 2011)."""
    return 100 * (_rate_ratio(table) - 1)


def odds_ratio(table: Contingency) -> Floats:
    """Ratio of the odds of the word (Pojanapunya and Todd 2018)."""
    return divide(table.o11 * table.o22, table.o12 * table.o21)


def difference_coefficient(table: Contingency) -> Floats:
    """Difference of the rates by their sum (Hofland and Johansson 1982)."""
    target, reference = divide(table.o11, table.r1), divide(table.o21, table.r2)
    return divide(target - reference, target + reference)


def simple_maths(table: Contingency, *, k: float = 1.0) -> Floats:
    """Ratio of the rates per million, `k` added to each (Kilgarriff 2009)."""
    return divide(1e6 * divide(table.o11, table.r1) + k, 1e6 * divide(table.o21, table.r2) + k)


def _rate_ratio(table: Contingency) -> Floats:
    return divide(table.o11 * table.r2, table.o21 * table.r1)


def _expected(table: Contingency) -> list[Floats]:
    return [divide(row * column, table.n) for row in (table.r1, table.r2) for column in (table.c1, table.c2)]


def _deviance(observed: Floats, expected: Floats) -> Floats:
    """Return o ln(o / e); an empty cell adds nothing."""
    return np.asarray(xlogy(observed, divide(observed, np.where(observed > 0, expected, 1))), np.float64)


def _chi2(table: Contingency, correction: npt.ArrayLike) -> Floats:
    """Return chi-squared; 0 where a margin is empty, since nothing can differ there."""
    gap = np.abs(table.o11 * table.o22 - table.o12 * table.o21) - correction
    # Margin by margin, or the product of four of them leaves what a float can hold.
    ratio = divide(gap, table.r1 * table.c1) * divide(gap, table.r2 * table.c2) * table.n
    return np.where(gap > 0, ratio, 0.0)


def _williams(table: Contingency) -> Floats:
    """Return Williams's q, by which a statistic is *divided*; 1 where a margin is empty."""
    with np.errstate(divide="ignore", invalid="ignore"):
        rows = table.n / table.r1 + table.n / table.r2 - 1
        columns = table.n / table.c1 + table.n / table.c2 - 1
        q = 1 + rows * columns / (6 * table.n)
    return np.where(np.isfinite(q), q, 1.0)


def _signed(table: Contingency, value: Floats) -> Floats:
    # Rounding may carry a statistic of no difference just below 0; `+ 0.0` turns -0.0 into 0.0.
    return table.direction * np.maximum(value, 0.0) + 0.0
