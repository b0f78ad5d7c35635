"""How evenly a word is spread along a corpus, from the distances between its occurrences: no parts needed.

The corpus is a ring: the distance after the last occurrence goes on to the first, so that distances sum
to the length of the corpus (Savický and Hlaváčová 2002, Journal of Quantitative Linguistics 9(3), p. 215).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framescope.errors import InputError
from framescope.measures.association import divide
from framescope.measures.reading import Floats, Ints


@dataclass(frozen=True)
class Distances:
    """Distances between the occurrences of terms.

    Attributes
    ----------
    term
        The term of each distance.
    distance
        Tokens from one occurrence to the next, from 1 on.
    n_terms, n_tokens
        How many terms there are, and how long the corpus is.
    """

    term: Ints
    distance: Floats
    n_terms: int
    n_tokens: int

    @classmethod
    def of(cls, terms: npt.ArrayLike, n_terms: int) -> Distances:
        """Return the distances in a corpus given as one term (a number below `n_terms`) per token."""
        given = np.asarray(terms, np.int64)
        if len(given) and not (given.min() >= 0 and given.max() < n_terms):
            raise InputError(f"Distances: terms are numbers from 0 to {n_terms - 1}.")
        position = np.argsort(given, kind="stable")
        term = given[position]
        last = np.ones(len(term), np.bool_)
        last[:-1] = term[1:] != term[:-1]
        first = np.roll(last, 1)
        following = np.roll(position, -1)
        following[last] = position[first] + len(given)
        return cls(term, (following - position).astype(np.float64), n_terms, len(given))

    @property
    def total(self) -> Floats:
        """Occurrences of each term."""
        return np.bincount(self.term, minlength=self.n_terms).astype(np.float64)

    def over(self, values: Floats) -> Floats:
        """Return the sum of values (one per distance) over each term; null for a term without any."""
        sums = np.bincount(self.term, weights=values, minlength=self.n_terms)
        return np.where(self.total > 0, sums, np.nan)


def ald(distances: Distances) -> Floats:
    """Return the average logarithmic distance, to base 10."""
    return distances.over(distances.distance * np.log10(distances.distance)) / max(distances.n_tokens, 1)


def f_ald(distances: Distances) -> Floats:
    """Return the count that evenly spread occurrences with this `ald` would have."""
    return distances.n_tokens * 10.0 ** -ald(distances)


def arf(distances: Distances) -> Floats:
    """Return the average reduced frequency: occurrences that are close to each other count as less than one."""
    stretch = divide(distances.n_tokens, distances.total)[distances.term]
    return divide(distances.over(np.minimum(distances.distance, stretch)), stretch_of(distances))


def awt(distances: Distances) -> Floats:
    """Return the average waiting time: tokens until the next occurrence, from anywhere in the corpus."""
    return (1 + distances.over(distances.distance**2) / max(distances.n_tokens, 1)) / 2


def f_awt(distances: Distances) -> Floats:
    """Return the count that evenly spread occurrences with this `awt` would have."""
    return divide(float(distances.n_tokens) ** 2, distances.over(distances.distance**2))


def stretch_of(distances: Distances) -> Floats:
    """Return the mean distance of each term."""
    return divide(distances.n_tokens, distances.total)
