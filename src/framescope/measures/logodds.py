"""Log-odds with a Dirichlet prior: which words a side would be recognised by, shrunk where they are rare."""

from __future__ import annotations

import numpy as np

from framescope.errors import InputError
from framescope.measures.association import Contingency, divide
from framescope.measures.reading import Floats


def log_odds_z(table: Contingency, prior: Floats, *, terms_of_variance: int) -> Floats:
    """Return the z score of the difference of log-odds (Monroe, Colaresi and Quinn 2008, pp. 387-390).

    Parameters
    ----------
    table
        All words of the two sides.
    prior
        Pseudo-count of each word, above 0; the same for both sides, added once.
    terms_of_variance
        2 (an approximation for rare words) or 4 (with the words that are not this one).

    Returns
    -------
    array
        Positive for words of the target; null where the prior and the counts leave no other word.
    """
    if (prior <= 0).any():
        raise InputError("log-odds: the prior of every word is a pseudo-count above 0.")
    whole = prior.sum()
    words = table.o11 + prior, table.o21 + prior
    # Summed from the parts, or a tiny prior is lost in a large corpus and a one-word side is not noticed.
    others = table.o12 + (whole - prior), table.o22 + (whole - prior)
    alone = (others[0] <= 0) | (others[1] <= 0)
    safe = [np.where(alone, 1.0, other) for other in others]
    variance = divide(1, words[0]) + divide(1, words[1])
    if terms_of_variance == 4:
        variance = variance + divide(1, safe[0]) + divide(1, safe[1])
    difference = np.log(words[0]) - np.log(safe[0]) - np.log(words[1]) + np.log(safe[1])
    return np.where(alone, np.nan, difference / np.sqrt(variance))


def log_odds_z_var2(table: Contingency, *, prior: float = 0.01) -> Floats:
    """Uninformative prior: the same pseudo-count for every word; variance of two terms."""
    return log_odds_z(table, _flat(table, prior), terms_of_variance=2)


def log_odds_z_var4(table: Contingency, *, prior: float = 0.01) -> Floats:
    """Uninformative prior: the same pseudo-count for every word; variance of four terms."""
    return log_odds_z(table, _flat(table, prior), terms_of_variance=4)


def log_odds_z_var2_informative(table: Contingency, *, prior_total: float = 1000.0) -> Floats:
    """Prior in proportion to the two sides together, `prior_total` tokens strong; variance of two terms."""
    return log_odds_z(table, _pooled(table, prior_total), terms_of_variance=2)


def log_odds_z_var4_informative(table: Contingency, *, prior_total: float = 1000.0) -> Floats:
    """Prior in proportion to the two sides together, `prior_total` tokens strong; variance of four terms."""
    return log_odds_z(table, _pooled(table, prior_total), terms_of_variance=4)


def _flat(table: Contingency, prior: float) -> Floats:
    return np.full(len(table.o11), float(prior))


def _pooled(table: Contingency, total: float) -> Floats:
    if not total > 0:
        raise InputError(f"prior_total is a number of tokens above 0; not {total!r}.")
    return total * divide(table.c1, table.c1.sum())
