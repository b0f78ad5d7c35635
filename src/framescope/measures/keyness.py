"""Keyness: which words set one text, voice, outlet or corpus apart from another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, TypedDict, Unpack, get_args

import numpy as np
import pandas as pd

from framescope.errors import InputError, unknown_name
from framescope.measures.association import Contingency
from framescope.measures.counts import TermCounts
from framescope.measures.frequencies import Frequencies, frequencies, sides_by_unit
from framescope.measures.reading import Unit
from framescope.measures.registry import Measure, Needs, chosen_measures
from framescope.measures.scores import score, sorted_by
from framescope.measures.significance import Adjustment

DEFAULT_MEASURES = ("ll_4term", "log_ratio_walter")


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
        `mann_whitney`, `permutation`: what is independent, ``"story"`` or ``"outlet"``.
    n_permutations, seed
        `permutation`: deals, and what they start from.
    """

    min_count: int = 1
    k: float = 1.0
    alpha: float = 0.05
    family: int | None = None
    prior: float = 0.01
    prior_total: float = 1000.0
    unit: Unit = "story"
    n_permutations: int = 2000
    seed: int = 0

    def __post_init__(self) -> None:
        if self.unit not in get_args(Unit):
            raise unknown_name("unit", self.unit, get_args(Unit))
        for name in ("k", "prior", "prior_total"):
            if not (np.isfinite(getattr(self, name)) and getattr(self, name) > 0):
                raise InputError(f"keyness: {name} is a number above 0; not {getattr(self, name)!r}.")
        if self.min_count < 1:
            raise InputError(f"keyness: min_count is a count from 1 on; not {self.min_count!r}.")


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
        and ``p_<measure>_<adjust>`` where there is a p, and ``note``: what the sides are and what the
        measures were told. By the first measure, the target's key words first; ties by count, then by
        the alphabet.

    Raises
    ------
    UnknownNameError
        For a measure, an adjustment, an option or a unit nobody knows.
    InputError
        If a side is no table of counts, lists no whole numbers, or is empty; if a measure over articles
        is asked for and a side is a plain list; if an option has no meaning.

    Notes
    -----
    Formulas and sources: `measures`. Statistics of difference are signed: negative for words of the
    reference. Token-level p values take every word for an independent draw; words within a story are
    not, so that they are far too small. ``mann_whitney`` and ``permutation`` compare stories. A key word
    says that two corpora differ, not why: topic, period and genre come first, framing last.
    """
    chosen = _checked(measures, adjust)
    settings = _settings(options)
    a, b = frequencies(target, n_target, "target"), frequencies(reference, n_reference, "reference")
    terms = a.counts.index.union(b.counts.index, sort=True)
    table = _counted(a, b, terms)
    present = (table["count_target"] + table["count_reference"]).to_numpy() > 0
    table, terms = table[present].reset_index(drop=True), terms[present]
    kept = (table["count_target"] + table["count_reference"]).to_numpy() >= settings.min_count
    told = asdict(settings)
    told["family"] = settings.family if settings.family is not None else max(int(kept.sum()), 1)
    cells = Contingency.of_counts(table["count_target"], table["count_reference"], a.n, b.n)
    things: dict[Needs, Any] = {"counts": cells}
    shared = _add_articles(things, chosen, (a, b), terms, settings.unit)
    scores = score(chosen, things, options=told, adjust=adjust, kept=kept)
    result = pd.concat([table[kept].reset_index(drop=True), scores], axis=1)
    result["note"] = pd.Series(_note((a, b), chosen, told, shared), index=result.index, dtype="str")
    return sorted_by(result, chosen[0], "count_target", "term")


def _checked(measures: str | Sequence[str], adjust: str | None) -> list[Measure]:
    chosen = chosen_measures(measures if isinstance(measures, str) else list(measures), "keyness")
    if not chosen:
        raise InputError('keyness: name at least one measure, as in measures=["ll_4term"].')
    if adjust is not None and adjust not in get_args(Adjustment):
        raise unknown_name("adjustment", adjust, get_args(Adjustment))
    return chosen


def _settings(options: KeynessOptions) -> KeynessSettings:
    known = [field.name for field in fields(KeynessSettings)]
    for name in options:
        if name not in known:
            raise unknown_name("option of keyness", name, known)
    return KeynessSettings(**options)


def _counted(a: Frequencies, b: Frequencies, terms: pd.Index[str]) -> pd.DataFrame:
    columns: dict[str, Any] = {"term": pd.Series(terms, dtype="str")}
    sides = (a, b)
    columns |= {f"count_{side.name}": side.of(terms) for side in sides}
    columns |= {f"n_{side.name}": np.full(len(terms), side.n, np.int64) for side in sides}
    columns |= {f"per_million_{side.name}": 1e6 * side.of(terms) / side.n for side in sides}
    columns |= {f"n_articles_{side.name}": _n_articles(side, terms) for side in sides}
    columns["comparable"] = a.could_hold(terms) & b.could_hold(terms)
    return pd.DataFrame(columns)


def _n_articles(side: Frequencies, terms: pd.Index[str]) -> Any:
    if side.articles is None:
        return pd.array([pd.NA] * len(terms), dtype="Int64")
    found = np.asarray(side.articles.document_frequency.reindex(terms, fill_value=0), np.int64)
    return pd.array(found, dtype="Int64")


def _add_articles(
    things: dict[Needs, Any],
    chosen: list[Measure],
    sides: tuple[Frequencies, Frequencies],
    terms: pd.Index[str],
    unit: Unit,
) -> int:
    """Add the counts by story where a measure needs them; return how many stories are on both sides."""
    names = [one.name for one in chosen if one.needs == "articles"]
    a, b = (side.articles for side in sides)
    if not names:
        return 0
    if a is None or b is None:
        lists = " and ".join(side.name for side in sides if side.articles is None)
        raise InputError(
            f"{', '.join(names)} compare articles, but the {lists} is a plain list of frequencies: "
            "give what fs.count_terms returns on both sides, or leave these measures out."
        )
    by_unit = sides_by_unit(a, b, terms, unit)
    things["articles"] = by_unit
    return by_unit.n_shared


def _note(sides: tuple[Frequencies, Frequencies], chosen: list[Measure], told: Mapping[str, Any], shared: int) -> str:
    parts = [f"{side.name}: {side.note}" for side in sides]
    used = dict.fromkeys(name for one in chosen for name in one.options)
    parts += [f"{name} = {told[name]}" for name in used]
    if any(one.needs == "articles" for one in chosen):
        unit = told["unit"]
        parts.append(f"unit = {unit}")
        if shared:
            plural = {"story": "stories", "outlet": "outlets"}[unit]
            parts.append(f"{shared} {plural} have words on both sides, which are not independent there")
    return "; ".join(parts)
