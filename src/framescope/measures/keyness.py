"""Keyness: which words set one text, voice, outlet or corpus apart from another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Unpack, get_args

import numpy as np
import pandas as pd

from framescope.errors import InputError, unknown_name
from framescope.measures.articlewise import Sides
from framescope.measures.association import Contingency
from framescope.measures.counts import TermCounts
from framescope.measures.effects import effect_intervals
from framescope.measures.frequencies import Frequencies, frequencies, sides_by_unit, taken
from framescope.measures.keyness_settings import KeynessOptions, KeynessSettings
from framescope.measures.matched import criteria_shared
from framescope.measures.options import from_options
from framescope.measures.reading import Ints
from framescope.measures.registry import Measure, Needs, chosen_measures, registry
from framescope.measures.resample import PLURAL
from framescope.measures.scores import score, sorted_by
from framescope.measures.significance import Adjustment

DEFAULT_MEASURES = ("ll_4term", "log_ratio_walter")


def keyness(
    target: TermCounts | pd.Series[int],
    reference: TermCounts | pd.Series[int],
    *,
    measures: str | Sequence[str] = DEFAULT_MEASURES,
    n_target: int | None = None,
    n_reference: int | None = None,
    adjust: Adjustment | None = "holm",
    **options: Unpack[KeynessOptions],
) -> pd.DataFrame:
    """Compare how often words stand in a target and in a reference.

    Parameters
    ----------
    target, reference
        What `count_terms` returns (of another outlet, voice, period or corpus), or a Series of counts by
        term; neither is changed. A list may carry its size in ``attrs["n_tokens"]`` and a description in
        ``attrs["note"]``, as `general_english` does.
    measures
        Names of measures (``fs.measures("keyness")`` lists them).
    n_target, n_reference
        Size of a list in tokens, where more words were counted than it lists.
    adjust
        How p values are adjusted for the number of words: ``"holm"``, ``"benjamini_hochberg"``,
        ``"bonferroni"``, or None.
    **options
        See `KeynessSettings`.

    Returns
    -------
    DataFrame
        One row per word of either side: ``term, count_target, count_reference`` (as counted, never
        smoothed), ``n_target, n_reference`` (tokens), ``per_million_target, per_million_reference,
        n_articles_target, n_articles_reference`` (empty for lists), ``comparable`` (False for a term that
        a list says it cannot hold: its values mean nothing), a column per measure, ``p_<measure>``
        and ``p_<measure>_<adjust>`` where there is a p; with ``interval``, ``low_, high_, estimable_`` and
        ``reason_<measure>`` of each effect size, ``method, unit, n_units_target, n_units_reference``; and
        ``note``: what the sides are, whether they are matched, and what the measures were told. By the first
        measure, the target's key words first; ties by count, then by the alphabet.

    Raises
    ------
    UnknownNameError
        For a measure, an adjustment, an option or a unit nobody knows.
    InputError
        If a side is no table of counts, lists no whole numbers, or is empty; if a measure over articles
        or an interval is asked for and a side is a plain list; if an option has no meaning.

    Notes
    -----
    Formulas and sources: `measures`. Statistics of difference are signed: negative for words of the
    reference. Token-level p values take every word for an independent draw; words within a story are
    not, so that they are far too small. ``mann_whitney``, ``permutation`` and intervals compare stories; a
    word that few stories hold has an interval that is too narrow. A key word says that two corpora differ, not
    why: topic, period and genre come first, framing last. See `comparability`, and `matched` to hold them equal.
    """
    chosen = _checked(measures, adjust)
    settings = from_options(KeynessSettings, options, "option of keyness")
    a, b = frequencies(target, n_target, "target"), frequencies(reference, n_reference, "reference")
    effects = _effects(chosen, settings)
    _refuse_lists([one.name for one in chosen if one.needs == "articles"], bool(effects), (a, b))
    terms = a.counts.index.union(b.counts.index, sort=True)
    table = _counted(a, b, terms)
    present = (table["count_target"] + table["count_reference"]).to_numpy() > 0
    table, terms = table[present].reset_index(drop=True), terms[present]
    kept = (table["count_target"] + table["count_reference"]).to_numpy() >= settings.min_count
    told = asdict(settings)
    told["family"] = settings.family if settings.family is not None else max(int(kept.sum()), 1)
    things: dict[Needs, Any] = {
        "counts": Contingency.of_counts(table["count_target"], table["count_reference"], a.n, b.n)
    }
    by_unit = None
    if (
        a.articles is not None
        and b.articles is not None
        and (effects or any(one.needs == "articles" for one in chosen))
    ):
        by_unit = things["articles"] = sides_by_unit(a.articles, b.articles, terms, settings.unit)
    scores = score(chosen, things, options=told, adjust=adjust, kept=kept)
    result = pd.concat([table[kept].reset_index(drop=True), scores], axis=1)
    if effects and by_unit is not None:
        shown = replace(by_unit, counts=by_unit.counts[:, np.flatnonzero(kept)])
        result = pd.concat([result, effect_intervals(shown, effects, told, settings.resampling())], axis=1)
    note = _note((a, b), chosen, told, by_unit)
    result["note"] = pd.Series(note, index=result.index, dtype="str")
    return sorted_by(result, chosen[0], "count_target")  # ties stay in the order of the alphabet


def _checked(measures: str | Sequence[str], adjust: str | None) -> list[Measure]:
    chosen = chosen_measures(measures if isinstance(measures, str) else list(measures), "keyness")
    if not chosen:
        raise InputError('keyness: name at least one measure, as in measures=["ll_4term"].')
    if adjust is not None and adjust not in get_args(Adjustment):
        raise unknown_name("adjustment", adjust, get_args(Adjustment))
    return chosen


def _counted(a: Frequencies, b: Frequencies, terms: pd.Index[str]) -> pd.DataFrame:
    columns: dict[str, Any] = {"term": pd.Series(terms, dtype="str")}
    sides = (a, b)
    places = {side.name: side.counts.index.get_indexer(terms) for side in sides}
    found = {side.name: taken(side.counts, places[side.name]) for side in sides}
    columns |= {f"count_{side.name}": found[side.name] for side in sides}
    columns |= {f"n_{side.name}": np.full(len(terms), side.n, np.int64) for side in sides}
    columns |= {f"per_million_{side.name}": 1e6 * found[side.name] / side.n for side in sides}
    columns |= {f"n_articles_{side.name}": _n_articles(side, places[side.name]) for side in sides}
    columns["comparable"] = a.could_hold(terms) & b.could_hold(terms)
    return pd.DataFrame(columns)


def _n_articles(side: Frequencies, places: Ints) -> Any:
    if side.articles is None:
        return pd.array([pd.NA] * len(places), dtype="Int64")
    return pd.array(taken(side.articles.document_frequency, places), dtype="Int64")


def _effects(chosen: Sequence[Measure], settings: KeynessSettings) -> list[Measure]:
    """Return the measures that intervals are made of; none if none are asked for."""
    if settings.interval is None:
        return []
    effects = [one for one in chosen if one.effect]
    if not effects:
        known = ", ".join(one.name for one in registry().values() if one.effect)
        raise InputError(
            f"keyness: interval={settings.interval!r} needs a measure of the size of a difference: {known}."
        )
    return effects


def _refuse_lists(names: Sequence[str], intervals: bool, sides: tuple[Frequencies, Frequencies]) -> None:
    """Refuse what only counts by article can tell, where a side is a list of frequencies."""
    lists = " and ".join(side.name for side in sides if side.articles is None)
    what = [*names, *(["intervals"] if intervals else [])]
    if lists and what:
        raise InputError(
            f"Only counts by article allow {', '.join(what)}; the {lists} is a plain list of frequencies: "
            "give what fs.count_terms returns on both sides, or leave them out."
        )


def _note(
    sides: tuple[Frequencies, Frequencies], chosen: Sequence[Measure], told: Mapping[str, Any], by_unit: Sides | None
) -> str:
    parts = [f"{side.name}: {side.note}" for side in sides]
    used = dict.fromkeys(name for one in chosen for name in one.options)
    parts += [f"{name} = {told[name]}" for name in used]
    a, b = (side.articles for side in sides)
    if a is not None and b is not None:
        parts.append(criteria_shared(a, b))
    if by_unit is not None:
        parts.append(f"unit = {told['unit']}")
        if n := by_unit.n_shared:
            parts.append(f"{n} {PLURAL[told['unit']]} have words on both sides, which are not independent there")
    return "; ".join(parts)
