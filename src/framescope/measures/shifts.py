"""Contributions of words to a difference between two texts, each variant under its own name.

Each takes `Proportions` and returns one number per word; the numbers add up to the difference (Gallagher et al.
2021, Generalized word shift graphs, EPJ Data Science 10:4, table 1: target is their text 2). Logarithms are binary.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy

from framescope.errors import InputError
from framescope.measures.reading import Floats


@dataclass(frozen=True)
class Proportions:
    """Shares of each word in a target and a reference; each side adds up to 1."""

    target: Floats
    reference: Floats

    def __post_init__(self) -> None:
        for name in ("target", "reference"):
            shares = getattr(self, name)
            if not ((shares >= 0).all() and np.isclose(shares.sum(), 1)):
                raise InputError(f"Proportions: those of the {name} are not shares that add up to 1.")


def proportion_shift(shares: Proportions) -> Floats:
    """Return the difference of the shares; over all words it adds up to 0."""
    return shares.target - shares.reference


def entropy_shift(shares: Proportions) -> Floats:
    """Return the contributions to the difference of Shannon's entropies, in bits."""
    return _bits(shares.reference, shares.reference) - _bits(shares.target, shares.target)


def tsallis_shift(shares: Proportions, *, order: float = 2.0) -> Floats:
    """Return the contributions to the difference of Tsallis's entropies of one order."""
    return np.asarray((shares.reference**order - shares.target**order) / (order - 1), np.float64)


def kld_shift(shares: Proportions) -> Floats:
    """Return the contributions to the divergence of the target from the reference, in bits."""
    with np.errstate(divide="ignore"):
        ratio = np.divide(
            shares.target, shares.reference, out=np.full(len(shares.target), np.inf), where=shares.reference > 0
        )
    return np.asarray(xlogy(shares.target, np.where(shares.target > 0, ratio, 1)) / np.log(2), np.float64)


def jsd_shift(shares: Proportions) -> Floats:
    """Return the contributions to the Jensen-Shannon divergence, both sides weighing one half, in bits."""
    mixed = (shares.target + shares.reference) / 2
    sides = [_bits(side, _by(side, mixed)) for side in (shares.target, shares.reference)]
    return (sides[0] + sides[1]) / 2


def score_shift(shares: Proportions, *, scores: Floats) -> Floats:
    """Return the contributions to the difference of mean scores, seen from the reference's mean."""
    mean = float((shares.reference * scores).sum())
    return (shares.target - shares.reference) * (scores - mean)


def _by(shares: Floats, mixed: Floats) -> Floats:
    ratio: Floats = np.divide(shares, mixed, out=np.ones(len(shares)), where=mixed > 0)
    return ratio


def _bits(shares: Floats, inside: Floats) -> Floats:
    """Return p log2 x; 0 where p is 0."""
    return np.asarray(xlogy(shares, np.where(shares > 0, inside, 1)) / np.log(2), np.float64)
