"""Is a lexicon right? Its hits against what coders said about a probability sample of units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Unpack, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from framescope.corpus.model import Corpus
from framescope.errors import InputError, expect, unknown_name
from framescope.framing.consensus import consensus
from framescope.framing.sample import HIT
from framescope.framing.units import holds_hit
from framescope.lexicon.model import address
from framescope.measures.concordance import concordance
from framescope.measures.intervals import MIN_UNITS
from framescope.measures.reading import check_hits, declared
from framescope.measures.resample import Resampling, ResamplingOptions, resampled_sums, resampling_from
from framescope.schema import UNITS

Floats = npt.NDArray[np.float64]
By = Literal["category", "entry"]
#: The last two: the share of units with a hit, and the share that is yes, which is what the first one becomes when it
#: is corrected for false hits and misses (share_with_hit * precision / recall).
SCORES = ("precision", "recall", "f1", "share_with_hit", "share_corrected")
#: A corpus with fewer hits is read in full: a sample would save little and leave wide intervals.
CHECK_ALL_BELOW = 300


def validate_lexicon(
    corpus: Corpus,
    hits: pd.DataFrame,
    units: pd.DataFrame,
    codings: pd.DataFrame,
    *,
    gold: Mapping[str, str],
    by: By = "category",
    **resampling: Unpack[ResamplingOptions],
) -> pd.DataFrame:
    """Measure how well categories find what coders find.

    Parameters
    ----------
    corpus, hits
        The corpus and the table `hits` of it.
    units
        The table `units` that was coded, as `coding_sample` drew it.
    codings
        The table `codings`: answers ``yes`` and ``no``. What most coders said counts (`consensus`).
    gold
        Category (``set.label`` for a label) -> the element of the codebook that it should find.
    by
        ``category``, or ``entry``: each pattern by itself.
    **resampling
        ``level=0.95``, ``n_resamples=2000``, ``seed=0``.

    Returns
    -------
    DataFrame
        One row per category (and entry) and score: ``category, entry, element, score, value, low, high``;
        ``n_units`` coded and decided, ``n_yes`` of them, ``n_with_hit``; ``prevalence`` (weighted share of yes),
        ``coder_kinds``, ``method, estimable, reason``, and ``remark``.

    Raises
    ------
    UnknownNameError
        For a category or element that does not exist.
    InputError
        If no unit of the sample was coded and decided.

    Notes
    -----
    Units count with their sampling weights (Horvitz & Thompson 1952); intervals resample units within strata.
    ``precision`` = weight of units with a hit that are yes / of all with a hit; ``recall`` = the same / of all
    that are yes; ``f1`` their harmonic mean. Where no unit without a hit was coded, recall cannot be known and is
    null. ``share_with_hit`` is the weighted share of units with a hit; ``share_corrected`` = share_with_hit *
    precision / recall, the weighted share of yes: what the lexicon's share becomes when it is corrected for false
    hits and misses. For other texts take their own share_with_hit times precision / recall. It holds for texts like
    these: a lexicon that finds blame in war news may not in sports pages.
    For an entry, recall is the share of all yes units that this entry alone finds.
    """
    if by not in get_args(By):
        raise unknown_name("grouping", by, get_args(By))
    check_hits(corpus, hits)
    expect("units", units, pd.DataFrame, "fs.coding_sample")
    units, options = UNITS.frame(units), resampling_from(resampling)
    known = {address(set_, category): (set_, category) for set_, category in declared(hits)}
    rows = []
    for name, element in gold.items():
        if name not in known:
            raise unknown_name("category", name, known)
        set_, category = known[name]
        of = hits[(hits["set"] == set_) & (hits["category"] == category)]
        said = consensus(codings, element=element)["value"]
        kinds = ", ".join(sorted(set(codings.loc[codings["element"] == element, "coder_kind"].astype("str"))))
        coded = units.assign(value=units["unit_id"].map(said))
        coded = coded[coded["value"].isin(["yes", "no"])]
        if coded.empty:
            raise InputError(f"No unit of the sample was answered yes or no for {element!r}: code it first.")
        parts = [("(all)", of)] if by == "category" else list(of.groupby("entry", observed=True))
        about = {"element": element, "coder_kinds": kinds, "remark": _remark(of, coded)}
        for entry, chosen in parts:
            found = holds_hit(corpus, coded, chosen)
            rows += [{"category": name, "entry": str(entry), **row, **about} for row in _scores(coded, found, options)]
    columns = [
        "category", "entry", "element", "score", "value", "low", "high", "n_units", "n_yes", "n_with_hit", "prevalence",
        "coder_kinds", "method", "estimable", "reason", "remark",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def false_hits(
    corpus: Corpus, hits: pd.DataFrame, units: pd.DataFrame, codings: pd.DataFrame, *, category: str, element: str
) -> pd.DataFrame:
    """List the hits of a category that stand in units which coders answered with no, as a concordance."""
    check_hits(corpus, hits)
    expect("units", units, pd.DataFrame, "fs.coding_sample")
    known = {address(set_, name): (set_, name) for set_, name in declared(hits)}
    if category not in known:
        raise unknown_name("category", category, known)
    set_, name = known[category]
    of = hits[(hits["set"] == set_) & (hits["category"] == name)]
    said = consensus(codings, element=element)["value"]
    wrong = units[units["unit_id"].map(said) == "no"]
    inside = np.zeros(len(of), dtype=np.bool_)
    for document, one in wrong.groupby("document_id", observed=True):
        there = (of["document_id"] == document).to_numpy()
        for start, end in zip(one["start"], one["end"], strict=True):
            inside |= there & (of["start"] >= start).to_numpy() & (of["start"] < end).to_numpy()
    return concordance(corpus, of[inside], context="sentence", sort="document")


def _remark(hits: pd.DataFrame, coded: pd.DataFrame) -> str | None:
    whole = coded["stratum"].astype("str").str.contains(f"{HIT}=no", regex=False)
    checked = (coded.loc[~whole, "probability"] == 1).all()
    if len(hits) < CHECK_ALL_BELOW and not checked:
        return f"{len(hits)} hits: below {CHECK_ALL_BELOW} code every unit with a hit"
    return None


def _scores(coded: pd.DataFrame, found: npt.NDArray[np.bool_], options: Resampling) -> list[dict[str, object]]:
    yes = (coded["value"] == "yes").to_numpy()
    weight = coded["weight"].to_numpy(np.float64)
    parts = np.column_stack([weight * (found & yes), weight * found, weight * yes, weight])
    stratum = coded["stratum"].astype("str").to_numpy()
    blind = bool(np.char.find(stratum.astype(str), f"{HIT}=yes").max(initial=-1) >= 0 and found.all())
    codes = np.unique(stratum, return_inverse=True)[1]
    drawn = resampled_sums(sparse.csr_array(parts), options, stratum=codes)
    tails = [(1 - options.level) / 2, (1 + options.level) / 2]
    about = {
        "n_units": len(coded),
        "n_yes": int(yes.sum()),
        "n_with_hit": int(found.sum()),
        "prevalence": float(weight[yes].sum() / weight.sum()),
    }
    rows = []
    for name, value, draws in zip(SCORES, _of_sums(parts.sum(axis=0)), _of_sums(drawn), strict=True):
        reason = _reason(name, float(value), about, blind=blind)
        usable = draws[~np.isnan(draws)]
        if reason is None and np.ptp(usable) == 0:
            reason = "no variance: the same in every draw"
        low, high = np.quantile(usable, tails) if reason is None else (np.nan, np.nan)
        method = f"percentile bootstrap over units within strata, {options.n_resamples} resamples"
        rows.append(
            {
                "score": name, "value": np.nan if blind and name != "precision" else float(value), "low": low,
                "high": high, "method": method if reason is None else "no interval", "estimable": reason is None,
                "reason": reason, **about,
            }
        )  # fmt: skip
    return rows


def _of_sums(sums: Floats) -> tuple[Floats, ...]:
    """Return the scores of (true hits, hits, yes, all), each along the last axes."""
    true, hit, yes, every = sums

    def share(above: Floats, below: Floats) -> Floats:
        out = np.full(np.shape(below), np.nan)
        np.divide(above, below, out=out, where=np.asarray(below) > 0)
        return out

    return share(true, hit), share(true, yes), share(2 * true, hit + yes), share(hit, every), share(yes, every)


def _reason(name: str, value: float, about: Mapping[str, float], *, blind: bool) -> str | None:
    if blind and name != "precision":
        return "no unit without a hit was coded, so what the lexicon misses is unknown"
    n = {"precision": about["n_with_hit"], "recall": about["n_yes"]}.get(name, about["n_units"])
    if np.isnan(value):
        return "nothing to divide by"
    return f"{n:.0f} units; an interval needs at least {MIN_UNITS}" if n < MIN_UNITS else None
