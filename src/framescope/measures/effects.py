"""Intervals over stories for the effect sizes of keyness: how much a difference hangs on which stories were told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from framescope.measures.articlewise import Sides
from framescope.measures.association import Contingency
from framescope.measures.ends import Resampled
from framescope.measures.intervals import MIN_UNITS, Ends, methods, reasons
from framescope.measures.reading import Floats, Ints
from framescope.measures.registry import Measure
from framescope.measures.resample import PLURAL, Resampling, resampled_sums

#: Numbers held at a time (8 bytes each).
_HELD = 10_000_000


def effect_intervals(
    sides: Sides, chosen: Sequence[Measure], options: Mapping[str, Any], resampling: Resampling
) -> pd.DataFrame:
    """Return intervals of effect sizes.

    Parameters
    ----------
    sides
        Counts by story and side, of the terms that are shown.
    chosen
        Effect sizes.
    options
        What they are told.
    resampling
        How stories are drawn. Where none stands on both sides, each side is drawn from itself; else all
        stories together, each with its parts on either side (matched pairs stay pairs).

    Returns
    -------
    DataFrame
        One row per term: ``low_<measure>, high_<measure>, estimable_<measure>, reason_<measure>`` of each
        measure; ``method, unit, n_units_target, n_units_reference``.
    """
    stories = ByStory.of(sides)
    n_terms = sides.counts.shape[1]
    fewest = min(stories.n_units)
    ends = {one.name: Ends.none(n_terms) for one in chosen}
    if fewest >= MIN_UNITS:
        per_term = max(resampling.n_resamples, len(stories.n1) if resampling.leaves_out else 0)
        step = max(1, _HELD // per_term)
        for first in range(0, n_terms, step):
            _fill(ends, slice(first, min(first + step, n_terms)), (stories, chosen, options, resampling))
    n_units = np.full(n_terms, fewest, np.int64)
    absent = [np.asarray(part.sum(axis=0)) == 0 for part in (stories.target, stories.reference)]
    columns: dict[str, Any] = {}
    made = np.zeros(n_terms, np.bool_)
    for one in chosen:
        end = ends[one.name]
        reason = reasons(end, n_units, resampling.unit)
        for side, none in zip(("target", "reference"), absent, strict=True):
            # Drawn again, nothing stays nothing: the draws do not know how rare the word is there.
            reason[none & (n_units >= MIN_UNITS)] = f"found in none of the {PLURAL[resampling.unit]} of the {side}"
        estimable = pd.isna(reason)
        columns |= {f"low_{one.name}": np.where(estimable, end.low, np.nan)}
        columns |= {f"high_{one.name}": np.where(estimable, end.high, np.nan)}
        columns |= {f"estimable_{one.name}": estimable, f"reason_{one.name}": pd.Series(reason, dtype="str")}
        made |= estimable
    columns |= {"method": methods(made, n_units, resampling)}
    columns |= {"unit": pd.Series(resampling.unit, index=range(n_terms), dtype="str")}
    columns |= dict(zip(("n_units_target", "n_units_reference"), stories.n_units, strict=True))
    return pd.DataFrame(columns, index=range(n_terms))


@dataclass(frozen=True)
class ByStory:
    """Stories x terms on either side, tokens of each story on either side, and the stratum of each story."""

    target: sparse.csc_array
    reference: sparse.csc_array
    n1: Ints
    n2: Ints

    @classmethod
    def of(cls, sides: Sides) -> ByStory:
        """Bring the two parts of a story together."""
        story = np.arange(len(sides.lengths)) if sides.story is None else np.unique(sides.story, return_inverse=True)[1]
        n, rows = int(story.max()) + 1, sides.counts.tocsr()
        counts: list[sparse.csc_array] = []
        lengths: list[Ints] = []
        for side in (np.flatnonzero(sides.in_target), np.flatnonzero(~sides.in_target)):
            cells = (np.ones(len(side), np.int64), (story[side], np.arange(len(side))))
            counts.append(sparse.csc_array(sparse.csr_array(cells, shape=(n, len(side))) @ rows[side]))
            lengths.append(np.bincount(story[side], sides.lengths[side], minlength=n).astype(np.int64))
        return cls(counts[0], counts[1], lengths[0], lengths[1])

    @property
    def n_units(self) -> tuple[int, int]:
        """Stories with text in the target and in the reference."""
        return int((self.n1 > 0).sum()), int((self.n2 > 0).sum())

    @property
    def stratum(self) -> Ints:
        """From what each story is drawn: its side, or all stories together if one stands on both sides."""
        apart = not ((self.n1 > 0) & (self.n2 > 0)).any()
        return np.asarray((self.n1 > 0) if apart else np.zeros(len(self.n1)), np.int64)


def _fill(
    ends: Mapping[str, Ends],
    terms: slice,
    told: tuple[ByStory, Sequence[Measure], Mapping[str, Any], Resampling],
) -> None:
    """Write the ends of some terms."""
    stories, chosen, options, resampling = told
    parts = [stories.target[:, terms], stories.reference[:, terms]]
    sizes = sparse.csr_array(np.stack([stories.n1, stories.n2], axis=1))
    sums = resampled_sums(sparse.hstack([*parts, sizes], format="csr"), resampling, stratum=stories.stratum)
    n = parts[0].shape[1]
    drawn = _table(sums[:n], sums[n:-2], sums[-2], sums[-1])
    seen = _table(
        *(np.asarray(part.sum(axis=0), np.float64)[:, None] for part in parts), *map(np.sum, (stories.n1, stories.n2))
    )
    nothing = (sums[-2] == 0) | (sums[-1] == 0)  # draws that left one side empty
    without = None
    if resampling.leaves_out:
        a, b = (part.toarray().T.astype(np.float64) for part in parts)
        rest = [whole.sum() - whole for whole in (stories.n1, stories.n2)]
        without = _table(a.sum(axis=1, keepdims=True) - a, b.sum(axis=1, keepdims=True) - b, *rest)
    for one in chosen:
        settings = {name: options[name] for name in one.options}
        values = Resampled(
            one.function(seen, **settings)[:, 0],
            resampling.level,
            np.where(nothing, np.nan, one.function(drawn, **settings)),
            np.empty((n, 0)) if without is None else one.function(without, **settings),
            min(stories.n_units),
        )
        ends[one.name].write(terms, values, resampling.interval)


def _table(a: Floats, b: Floats, n1: Any, n2: Any) -> Contingency:
    """Return tables, terms x draws; sizes are one per draw."""
    return Contingency(a, n1 - a, b, n2 - b)
