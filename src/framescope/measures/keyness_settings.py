"""What `keyness` can be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict, get_args

import numpy as np

from framescope.errors import InputError, unknown_name
from framescope.measures.reading import Unit
from framescope.measures.resample import Bootstrap, Resampling


class KeynessOptions(TypedDict, total=False):
    """Options of single measures; see `KeynessSettings`."""

    min_count: int
    k: float
    alpha: float
    family: int | None
    prior: float
    prior_total: float
    unit: Unit
    n_permutations: int
    interval: Bootstrap | None
    level: float
    n_resamples: int
    n_jobs: int
    seed: int


@dataclass(frozen=True)
class KeynessSettings:
    """What single measures of keyness can be told.

    Attributes
    ----------
    min_count
        Fewest occurrences on both sides together of a word that is shown.
    k
        `simple_maths`: added to both rates per million.
    alpha
        `lrc` and its like: one less the nominal coverage.
    family
        `lrc` and its like: how many intervals are made; by default the words shown.
    prior
        `log_odds_z_var2`, `log_odds_z_var4`: pseudo-count of every word.
    prior_total
        Their informative versions: size of the prior in tokens.
    unit
        What is independent, ``"story"`` or ``"outlet"``: for `mann_whitney`, `permutation` and intervals.
    n_permutations
        `permutation`: how often stories are dealt.
    interval
        ``"percentile"``, ``"bca"`` or ``"bca_expanded"``: make intervals of the effect sizes asked for; None
        makes none.
    level, n_resamples, n_jobs
        Of intervals: as in `Resampling`.
    seed
        What permutations and resamples start from.
    """

    min_count: int = 1
    k: float = 1.0
    alpha: float = 0.05
    family: int | None = None
    prior: float = 0.01
    prior_total: float = 1000.0
    unit: Unit = "story"
    n_permutations: int = 2000
    interval: Bootstrap | None = None
    level: float = 0.95
    n_resamples: int = 2000
    n_jobs: int = 1
    seed: int = 0

    def __post_init__(self) -> None:
        if self.unit not in get_args(Unit):
            raise unknown_name("unit", self.unit, get_args(Unit))
        if self.interval is not None:
            if self.interval not in get_args(Bootstrap):
                raise unknown_name("interval of keyness", self.interval, get_args(Bootstrap))
            self.resampling()
        for name in ("k", "prior", "prior_total"):
            if not (np.isfinite(getattr(self, name)) and getattr(self, name) > 0):
                raise InputError(f"keyness: {name} is a number above 0; not {getattr(self, name)!r}.")
        if self.min_count < 1:
            raise InputError(f"keyness: min_count is a count from 1 on; not {self.min_count!r}.")

    def resampling(self) -> Resampling:
        """Return how intervals are made."""
        return Resampling(
            unit=self.unit, level=self.level, n_resamples=self.n_resamples, seed=self.seed,
            interval=self.interval or "bca_expanded", n_jobs=self.n_jobs,
        )  # fmt: skip
