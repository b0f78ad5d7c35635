"""Word shifts: which words make the difference between two texts. The contributions of all words add up to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from framescope.errors import InputError
from framescope.measures.counts import TermCounts
from framescope.measures.frequencies import Frequencies, frequencies
from framescope.measures.options import check_number
from framescope.measures.registry import chosen_measures
from framescope.measures.shifts import Proportions


@dataclass(frozen=True)
class _Compared:
    table: pd.DataFrame
    proportions: Proportions


def word_shift(
    target: TermCounts | pd.Series[int],
    reference: TermCounts | pd.Series[int],
    *,
    measure: str = "jsd_shift",
    scores: pd.Series[float] | None = None,
    order: float = 2.0,
) -> pd.DataFrame:
    """Say how much each word adds to a difference between two texts.

    Parameters
    ----------
    target, reference
        What `count_terms` returns (of an outlet, a voice, a period, another corpus), or a Series of counts by
        term; neither is changed.
    measure
        ``fs.measures("shift")`` lists them: ``proportion_shift``, ``entropy_shift``, ``tsallis_shift``,
        ``kld_shift``, ``jsd_shift``, ``score_shift``.
    scores
        `score_shift`: a score by term. Words without one are left out, on both sides.
    order
        `tsallis_shift`: order of the entropy, above 0 and not 1. Above 1 frequent words weigh more.

    Returns
    -------
    DataFrame
        One row per word of either side: ``term, count_target, count_reference, p_target, p_reference`` (share
        of the words compared), the measure (the word's contribution), ``share`` (the contribution by the sum
        of all contributions without their signs), ``difference`` (their sum, the same in every row) and
        ``note``. The greatest contributions of either sign first, ties by the alphabet.

    Raises
    ------
    UnknownNameError
        For a measure nobody knows.
    InputError
        If a side is no table of counts or is empty, if `score_shift` has no scores (or another measure has
        some), a score is no number, or no word has one; if `order` has no meaning.

    Notes
    -----
    Formulas and sources: `measures`. A contribution is arithmetic, not importance: the commonest words move
    most proportions. The divergence of two short texts is large whatever they say, since most words are on one
    side only. No interval is given; `keyness` tests single words over stories.
    """
    chosen = chosen_measures(measure, "shift")[0]
    compared = _compare(frequencies(target, None, "target"), frequencies(reference, None, "reference"))
    told: dict[str, Any] = {"order": order, "scores": None}
    if chosen.name == "score_shift":
        compared, told["scores"] = _scored(compared, scores)
    elif scores is not None:
        raise InputError(f"word_shift: {chosen.name} takes no scores; score_shift does.")
    check_number("order", order, whole=False)
    if not (np.isfinite(order) and order > 0 and order != 1):
        raise InputError(f"word_shift: order is a number above 0 and not 1 (entropy_shift is 1); not {order!r}.")
    contribution = chosen.function(compared.proportions, **{name: told[name] for name in chosen.options})
    total = np.abs(contribution).sum()
    table = compared.table.assign(**{chosen.name: contribution})
    table["share"] = contribution / total if 0 < total < np.inf else np.nan
    table["difference"] = contribution.sum()
    table["note"] = pd.Series(_note(compared.table, chosen.name, order), index=table.index, dtype="str")
    greatest = np.lexsort((table["term"], -np.abs(contribution)))
    return table.iloc[greatest].reset_index(drop=True)


def _compare(a: Frequencies, b: Frequencies) -> _Compared:
    terms = a.counts.index.union(b.counts.index, sort=True)
    found = [side.of(terms) for side in (a, b)]
    held = (found[0] + found[1]) > 0
    columns = {"term": pd.Series(terms[held], dtype="str"), "count_target": found[0][held]}
    return _proportions(pd.DataFrame(columns | {"count_reference": found[1][held]}))


def _proportions(table: pd.DataFrame) -> _Compared:
    sizes = [int(table[name].sum()) for name in ("count_target", "count_reference")]
    if not all(sizes):
        raise InputError("word_shift: a side holds none of the words compared; there is nothing to compare.")
    p, q = (
        table[f"count_{side}"].to_numpy(np.float64) / n for side, n in zip(("target", "reference"), sizes, strict=True)
    )
    return _Compared(table.assign(p_target=p, p_reference=q), Proportions(p, q))


def _scored(compared: _Compared, scores: pd.Series[float] | None) -> tuple[_Compared, Any]:
    """Return the words that have a score, their proportions among each other, and the scores."""
    if scores is None:
        raise InputError("word_shift: score_shift needs scores: a Series of numbers by term.")
    if scores.index.has_duplicates:
        raise InputError(f"word_shift: scores name {scores.index[scores.index.duplicated()][0]!r} twice.")
    values = pd.to_numeric(scores, errors="coerce").astype(np.float64)
    if not np.isfinite(values).all():
        wrong = values.index[~np.isfinite(values)][0]
        raise InputError(f"word_shift: the score of {wrong!r} is {scores[wrong]!r}; scores are numbers.")
    known = compared.table["term"].isin(values.index)
    table = compared.table.loc[known, ["term", "count_target", "count_reference"]].reset_index(drop=True)
    return _proportions(table), values.reindex(table["term"]).to_numpy()


def _note(table: pd.DataFrame, measure: str, order: float) -> str:
    n1, n2 = (int(table[name].sum()) for name in ("count_target", "count_reference"))
    told = f"; order = {order:g}" if measure == "tsallis_shift" else ""
    return f"target: {n1:,} tokens; reference: {n2:,} tokens; {len(table):,} words{told}"
