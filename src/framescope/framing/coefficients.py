"""Coefficients of agreement over nominal, ordinal and interval codes.

A coefficient is a pair: what every unit adds (`parts`, linear in the units) and what the sums make
(`value`). Resampling units is then weights times parts, with the same formula for every draw.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ratings:
    """What coders said about units.

    Attributes
    ----------
    counts
        Units x categories: how many coders chose each (float64).
    table
        Units x categories x categories: what the one and the other coder said (two coders, units both
        coded); None with any other number of coders.
    scale
        The categories as numbers, where the coefficient takes distances; None for names.
    """

    counts: Floats
    table: Floats | None = None
    scale: Floats | None = None

    @property
    def pairable(self) -> npt.NDArray[np.bool_]:
        """Which units two coders or more have coded; the others say nothing of agreement."""
        return np.asarray(self.counts.sum(axis=1) >= 2)


@dataclass(frozen=True)
class Coefficient:
    """One variant of agreement: its source, what each unit adds to it, and the value of the sums.

    `parts` returns units x parts; `value` takes sums with the parts on the last axis and returns one
    value for each row, NaN where chance alone leaves nothing to agree on.
    """

    source: str
    note: str
    parts: Callable[[Ratings], Floats]
    value: Callable[[Floats, Ratings], Floats]
    two_coders: bool = False
    numbers: bool = False


def _divide(above: Floats, below: Floats) -> Floats:
    quotient = np.full(np.shape(below), np.nan)
    np.divide(above, below, out=quotient, where=below > 1e-12)
    return quotient


def _beyond_chance(observed: Floats, expected: Floats) -> Floats:
    return _divide(observed - expected, 1 - expected)


def _agreement_of_unit(counts: Floats) -> Floats:
    n = counts.sum(axis=1)
    return _divide((counts * (counts - 1)).sum(axis=1), n * (n - 1))


def _percent_parts(ratings: Ratings) -> Floats:
    """Per unit: the share of agreeing pairs, and 1 (pairable units only)."""
    pairable = ratings.pairable
    return np.column_stack([np.where(pairable, np.nan_to_num(_agreement_of_unit(ratings.counts)), 0.0), pairable])


def _percent_value(sums: Floats, ratings: Ratings) -> Floats:
    return _divide(sums[..., 0], sums[..., 1])


def _bennett_value(sums: Floats, ratings: Ratings) -> Floats:
    return _beyond_chance(_percent_value(sums, ratings), np.asarray(1 / ratings.counts.shape[1]))


def _share_parts(ratings: Ratings) -> Floats:
    """Per unit: as `_percent_parts`, 1 if anybody coded it, and the share of coders for each category."""
    n = ratings.counts.sum(axis=1, keepdims=True)
    shares = np.divide(ratings.counts, n, out=np.zeros_like(ratings.counts), where=n > 0)
    return np.column_stack([_percent_parts(ratings), n[:, 0] > 0, shares])


def _fleiss_value(sums: Floats, ratings: Ratings) -> Floats:
    shares = _divide(sums[..., 3:], np.broadcast_to(sums[..., 2:3], sums[..., 3:].shape))
    return _beyond_chance(_percent_value(sums, ratings), (shares**2).sum(axis=-1))


def _ac1_value(sums: Floats, ratings: Ratings) -> Floats:
    shares = _divide(sums[..., 3:], np.broadcast_to(sums[..., 2:3], sums[..., 3:].shape))
    by_chance = (shares * (1 - shares)).sum(axis=-1) / max(shares.shape[-1] - 1, 1)
    return _beyond_chance(_percent_value(sums, ratings), by_chance)


def _cohen_parts(ratings: Ratings) -> Floats:
    assert ratings.table is not None, "asked for two coders only"  # noqa: S101  # `two_coders` says so
    return ratings.table.reshape(len(ratings.table), -1)


def _cohen_value(sums: Floats, ratings: Ratings) -> Floats:
    k = ratings.counts.shape[1]
    table = sums.reshape(*sums.shape[:-1], k, k)
    n = table.sum(axis=(-2, -1))
    observed = _divide(np.trace(table, axis1=-2, axis2=-1), n)
    expected = _divide((table.sum(axis=-1) * table.sum(axis=-2)).sum(axis=-1), n**2)
    return _beyond_chance(observed, expected)


def _alpha_parts(ratings: Ratings) -> Floats:
    """Per unit: coincidences, the pairs of values divided by the number of coders less one."""
    counts = ratings.counts
    k = counts.shape[1]
    pairs = counts[:, :, np.newaxis] * counts[:, np.newaxis, :] - counts[:, :, np.newaxis] * np.eye(k)
    others = np.maximum(counts.sum(axis=1) - 1, 1)
    return np.asarray((pairs / others[:, np.newaxis, np.newaxis]).reshape(len(counts), -1))


def _alpha_value(sums: Floats, ratings: Ratings, *, level: str) -> Floats:
    k = ratings.counts.shape[1]
    coincidences = sums.reshape(*sums.shape[:-1], k, k)
    n_of = coincidences.sum(axis=-1)
    n = n_of.sum(axis=-1)
    distance = _distances(n_of, ratings.scale, level)
    observed = (coincidences * distance).sum(axis=(-2, -1))
    expected = (n_of[..., :, np.newaxis] * n_of[..., np.newaxis, :] * distance).sum(axis=(-2, -1))
    return 1 - _divide((n - 1) * observed, expected)


def _distances(n_of: Floats, scale: Floats | None, level: str) -> Floats:
    """Return squared differences between categories, which for ranks depend on how often each was used."""
    k = n_of.shape[-1]
    if level == "nominal":
        return np.asarray(1 - np.eye(k))
    if level in ("interval", "ratio"):
        assert scale is not None, "asked for numbers only"  # noqa: S101  # `numbers` says so
        squares = np.asarray((scale[:, np.newaxis] - scale[np.newaxis, :]) ** 2)
        if level == "interval":
            return squares
        sums = (scale[:, np.newaxis] + scale[np.newaxis, :]) ** 2
        return np.divide(squares, sums, out=np.zeros_like(squares), where=sums > 0)
    middle = np.cumsum(n_of, axis=-1) - n_of / 2  # ranks from the middle of one category to that of the other
    return np.asarray((middle[..., :, np.newaxis] - middle[..., np.newaxis, :]) ** 2)


_KRIPPENDORFF = "Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability, pp. 1-7"
_RARE = "Low where one category is rare, however seldom coders differ: read it beside `percent` and prevalence."

#: Every coefficient by the name that stands in tables.
COEFFICIENTS: Mapping[str, Coefficient] = MappingProxyType(
    {
        "percent": Coefficient(
            "share of agreeing pairs, averaged over units (Fleiss 1971, p. 379, eq. 2)",
            "Leaves chance aside: two coders who always say `no` agree fully.",
            _percent_parts,
            _percent_value,
        ),
        "alpha_nominal": Coefficient(_KRIPPENDORFF, _RARE, _alpha_parts, partial(_alpha_value, level="nominal")),
        "alpha_ordinal": Coefficient(
            _KRIPPENDORFF, _RARE, _alpha_parts, partial(_alpha_value, level="ordinal"), numbers=True
        ),
        "alpha_interval": Coefficient(
            _KRIPPENDORFF,
            "Rests on distances between numbers: do not use it for ranks.",
            _alpha_parts,
            partial(_alpha_value, level="interval"),
            numbers=True,
        ),
        "alpha_ratio": Coefficient(
            _KRIPPENDORFF,
            "Rests on proportions between numbers: 1 and 2 differ as much as 10 and 20. Only for scales with a true 0.",
            _alpha_parts,
            partial(_alpha_value, level="ratio"),
            numbers=True,
        ),
        "s_bennett": Coefficient(
            "Bennett, E. M., Alpert, R. & Goldstein, A. C. (1954). Communications through limited response "
            "questioning, pp. 303-308",
            "Chance is one in the number of categories: each category that nobody uses raises it.",
            _percent_parts,
            _bennett_value,
        ),
        "kappa_cohen": Coefficient(
            "Cohen, J. (1960). A coefficient of agreement for nominal scales, p. 40",
            "Chance is taken from each coder's own habits: coders who disagree on how often gain by it.",
            _cohen_parts,
            _cohen_value,
            two_coders=True,
        ),
        "kappa_fleiss": Coefficient(
            "Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters, pp. 379-380; with "
            "unequal numbers of coders as Gwet (2014), Handbook of inter-rater reliability",
            _RARE,
            _share_parts,
            _fleiss_value,
        ),
        "ac1_gwet": Coefficient(
            "Gwet, K. L. (2008). Computing inter-rater reliability in the presence of high agreement, pp. 37-38",
            "High where one category dominates: it does not show that coders can tell the rare one.",
            _share_parts,
            _ac1_value,
        ),
    }
)
