"""The one place where chance is drawn: stories drawn again (bootstrap), dealt again (permutation), left out.

Words in one article are not independent, so whole units are drawn: stories (copy groups) or outlets. A draw is
integer weights times sparse counts: every row of a table is seen under the same draws, none in a loop of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypedDict, get_args

import numpy as np
import numpy.typing as npt
from scipy import sparse

from framescope.errors import InputError, unknown_name
from framescope.measures.options import from_options
from framescope.measures.rates import OutOf, share
from framescope.measures.reading import Bools, Floats, Ints, Unit

Interval = Literal["jackknife_t", "percentile", "bca", "bca_expanded"]
#: Those that stories are drawn for.
Bootstrap = Literal["percentile", "bca", "bca_expanded"]

#: What a unit is called, more than one of it.
PLURAL = {"story": "stories", "outlet": "outlets"}
_CALLED = {"percentile": "percentile", "bca": "BCa", "bca_expanded": "expanded BCa"}
#: Draws of one stream at most, and weights of one stream at most (8 bytes each; few enough for a processor's cache).
_DRAWS, _WEIGHTS = 50, 4_000_000


class ResamplingOptions(TypedDict, total=False):
    """Options of every measure with intervals; see `Resampling`."""

    unit: Unit
    level: float
    n_resamples: int
    seed: int
    interval: Interval
    n_jobs: int


@dataclass(frozen=True)
class Resampling:
    """How intervals are made.

    Attributes
    ----------
    unit
        What is drawn: ``"story"`` (a copy group, or an article without copies) or ``"outlet"``.
    level
        Nominal coverage, between 0 and 1.
    n_resamples
        Number of draws; at least one must lie beyond each end of the interval.
    seed
        Seed of the draws; the same seed gives the same interval, whatever the order of the documents and
        however many threads draw.
    interval
        ``"jackknife_t"``: from the logits of the share or rate with each unit left out; nothing is drawn. Or, from
        draws, ``"percentile"``, ``"bca"`` (bias-corrected and accelerated), or ``"bca_expanded"``: the same,
        widened for few units. Of the four the first holds best what it says.
    n_jobs
        Threads that draw, as joblib counts them (-1 is one per processor).
    """

    unit: Unit = "story"
    level: float = 0.95
    n_resamples: int = 2000
    seed: int = 0
    interval: Interval = "jackknife_t"
    n_jobs: int = 1

    def __post_init__(self) -> None:
        for name, known in (("unit", get_args(Unit)), ("interval", get_args(Interval))):
            if getattr(self, name) not in known:
                raise unknown_name(name, getattr(self, name), known)
        if not 0 < self.level < 1:
            raise InputError(f"level is a share between 0 and 1, as in 0.95; not {self.level!r}.")
        if self.n_resamples * (1 - self.level) / 2 < 1:
            fewest = int(np.ceil(2 / (1 - self.level)))
            raise InputError(
                f"n_resamples={self.n_resamples!r} is too few for a {100 * self.level:g} % interval: "
                f"take at least {fewest}, better 2000."
            )
        if self.seed < 0:
            raise InputError(f"seed is a whole number from 0 on; not {self.seed!r}.")
        if type(self.n_jobs) is not int or not self.n_jobs:
            raise InputError(f"n_jobs is a number of threads, or -1 for one per processor; not {self.n_jobs!r}.")

    @property
    def draws(self) -> bool:
        """Whether units are drawn again."""
        return self.interval != "jackknife_t"

    @property
    def leaves_out(self) -> bool:
        """Whether units are left out in turn."""
        return self.interval != "percentile"

    @property
    def method(self) -> str:
        """What the tables call an interval made this way."""
        units, interval = PLURAL[self.unit], f"{100 * self.level:g} % interval"
        if not self.draws:
            return f"jackknife t over {units} (logit), {interval}"
        return f"{_CALLED[self.interval]} bootstrap over {units}, {self.n_resamples} resamples, {interval}"


def resampling_from(options: ResamplingOptions) -> Resampling:
    """Return checked options.

    Raises
    ------
    UnknownNameError
        For an option nobody knows.
    """
    return from_options(Resampling, options)


def resampled_sums(counts: sparse.csr_array, resampling: Resampling, *, stratum: Ints | None = None) -> Floats:
    """Return sums over units drawn with replacement.

    Parameters
    ----------
    counts
        Units x columns.
    resampling
        How often, from which seed, by how many threads.
    stratum
        Code of each unit; from each stratum as many units are drawn as it has. None is a single stratum.

    Returns
    -------
    array
        Columns x draws.
    """
    n_units = counts.shape[0]
    if not n_units:
        return np.zeros((counts.shape[1], resampling.n_resamples))
    codes = np.zeros(n_units, np.int64) if stratum is None else stratum
    members = [np.flatnonzero(codes == code) for code in np.unique(codes)]

    def weights(rng: np.random.Generator, n: int) -> Floats:
        drawn = [units[rng.integers(0, len(units), size=(n, len(units)))] for units in members]
        cells = np.concatenate(drawn, axis=1) if len(drawn) > 1 else drawn[0]
        cells += np.arange(n)[:, None] * n_units  # a row of counters for each draw
        return np.bincount(cells.ravel(), minlength=n * n_units).reshape(n, n_units).T.astype(np.float64, order="C")

    # Integers below 2**53: exact in any order of adding, hence the same bytes on every machine.
    by_column = counts.T.tocsr().astype(np.float64)
    blocks = _blocks(lambda rng, n: by_column @ weights(rng, n), n_units, resampling)
    return np.concatenate([np.empty((counts.shape[1], 0)), *blocks], axis=1)


def dealt(in_target: Bools, twin: Ints, n_deals: int, seed: int) -> Iterator[Bools]:
    """Yield sides dealt at random (units x deals), in blocks of deals.

    Units of one side are dealt as cards are, so that each side keeps its number. A unit with a twin (`twin`
    holds its row on the other side, -1 for none) changes places with it or does not, as a coin falls: both are
    parts of one story, and a story cannot be on the same side twice.
    """
    alone = np.flatnonzero(twin < 0)
    left = np.flatnonzero((twin >= 0) & in_target)

    def deal(rng: np.random.Generator, n: int) -> Bools:
        sides = np.tile(in_target, (n, 1))
        sides[:, alone] = rng.permuted(sides[:, alone], axis=1)
        kept = rng.integers(0, 2, size=(n, len(left))).astype(np.bool_)
        sides[:, left], sides[:, twin[left]] = kept, ~kept
        return np.ascontiguousarray(sides.T)

    return _streams(deal, len(in_target), n_deals, seed)


def left_out(by_unit: OutOf) -> Floats:
    """Return shares with one unit left out in turn: rows x units; null where nothing remains.

    Counts are rows x units; the base is rows x units or 1 x units.
    """
    count, base = by_unit.count, by_unit.base
    return share(OutOf(count.sum(axis=1, keepdims=True) - count, base.sum(axis=1, keepdims=True) - base))


def _streams(
    draw: Callable[[np.random.Generator, int], Any], n_units: int, n_draws: int, seed: int
) -> Iterator[npt.NDArray[Any]]:
    for stream, n in _seeds(n_units, n_draws, seed):
        yield draw(np.random.Generator(np.random.PCG64(stream)), n)


def _seeds(n_units: int, n_draws: int, seed: int) -> list[tuple[np.random.SeedSequence, int]]:
    """Return a stream and a number of draws for each block: independent streams, whoever draws from them."""
    at_once = min(_DRAWS, max(1, _WEIGHTS // max(n_units, 1)))
    sizes = [min(at_once, n_draws - first) for first in range(0, n_draws, at_once)]
    return list(zip(np.random.SeedSequence(seed).spawn(len(sizes)), sizes, strict=True))


def _blocks(
    draw: Callable[[np.random.Generator, int], Floats], n_units: int, resampling: Resampling
) -> list[Floats] | Iterator[Floats]:
    if resampling.n_jobs == 1:
        return _streams(draw, n_units, resampling.n_resamples, resampling.seed)
    from joblib import Parallel, delayed  # only where asked for

    tasks = _seeds(n_units, resampling.n_resamples, resampling.seed)
    # Threads: drawing, counting and multiplying leave the interpreter alone, and nothing is copied.
    run = Parallel(n_jobs=resampling.n_jobs, prefer="threads")
    found: list[Floats] = run(delayed(draw)(np.random.Generator(np.random.PCG64(stream)), n) for stream, n in tasks)
    return found
