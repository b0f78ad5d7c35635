"""Agreement between coders, element by element and category by category, with the tier that a figure must carry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Unpack, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from framescope.errors import unknown_name
from framescope.framing.coefficients import COEFFICIENTS, Coefficient, Floats, Ratings
from framescope.framing.ratings import Between, element_ratings, raters_of
from framescope.measures.intervals import MIN_UNITS
from framescope.measures.resample import Resampling, ResamplingOptions, resampled_sums, resampling_from

#: The row of an element that stands for all its categories.
ALL = "(all)"
#: Krippendorff (2004), Content Analysis, p. 241: rely on .80 and more, draw tentative conclusions from .667.
RELIABLE, TENTATIVE = 0.80, 0.667
#: From this share on, one category is so frequent that coefficients corrected for chance fall (Feinstein and
#: Cicchetti 1990, "High agreement but low kappa", Journal of Clinical Epidemiology 43(6)).
SKEWED = 0.80
NOT_ASSESSED = "not assessed"
Over = Literal["unit", "document"]


def agreement(
    codings: pd.DataFrame,
    *,
    coefficients: Sequence[str] = ("percent", "alpha_nominal", "kappa_fleiss", "ac1_gwet"),
    between: Between = "coders",
    over: Over = "unit",
    scales: dict[str, Sequence[str]] | None = None,
    **resampling: Unpack[ResamplingOptions],
) -> pd.DataFrame:
    """Measure how far coders agree.

    Parameters
    ----------
    codings
        The table `codings`. A null answer counts as missing.
    coefficients
        Names out of `framescope.framing.coefficients.COEFFICIENTS`. The first alpha among them decides the tier.
    between
        ``"coders"``: reproducibility, each coder's first pass. ``"passes"``: stability, the passes of each
        coder by themselves.
    over
        What is resampled: units, or the documents they stand in (units of one text are not independent).
    scales
        Element -> its categories in their order, for coefficients that need an order; numbers keep their
        distances, words are 1, 2, 3 ...
    **resampling
        ``level=0.95``, ``n_resamples=2000``, ``seed=0``.

    Returns
    -------
    DataFrame
        One row per element, category (``(all)`` first; a category alone is that category against the rest)
        and coefficient: ``value`` (1 is perfect, 0 what chance would give; `percent` is a share), ``low,
        high, method, n_units`` (that two have coded), ``n_coders, n_codings, coder_kinds, prevalence`` of the
        category (of the most frequent one where all are together), ``assessed`` (reproducibility or stability
        of whom), ``tier``, ``paradox`` (high agreement, low coefficient, one dominating category),
        ``estimable``, ``reason``.

    Raises
    ------
    UnknownNameError
        For a coefficient, option or element nobody knows.
    InputError
        With one coder, no unit that two have coded, or two answers of one coder to one question.

    Notes
    -----
    An interval resamples units with replacement (Efron & Tibshirani 1993, ch. 13); it says nothing of other
    coders. Where all coders used a single category, agreement is full and nothing shows that they can tell
    categories apart: the value is 1, ``estimable`` False. Two passes of one coder tell that the coder is
    stable, not that the codebook is understood by others: their tier stays `not assessed`.
    """
    for name in coefficients:
        if name not in COEFFICIENTS:
            raise unknown_name("coefficient", name, COEFFICIENTS)
    if over not in get_args(Over):
        raise unknown_name("way to resample", over, get_args(Over))
    options = resampling_from(resampling)
    groups = raters_of(codings, between)
    for element in scales or {}:
        if element not in set(codings["element"].astype("str")):
            raise unknown_name("element", element, sorted(set(codings["element"].astype("str"))))
    rows = []
    for assessed, chosen in groups:
        for element, answers in chosen.groupby(chosen["element"].astype("str"), sort=True):
            ratings, categories, frame = element_ratings(answers, (scales or {}).get(str(element)))
            about = _about(answers, frame, assessed)
            clusters = pd.factorize(frame.index if over == "unit" else frame.index.str.rsplit("@", n=1).str[0])[0]
            measured = _measure(ratings, categories, coefficients, clusters, (options, over))
            rows += [{"element": element, **row, **about} for row in measured]
    return _finish(pd.DataFrame(rows))


def tier(alpha: float, *, kinds: str = "human") -> str:
    """Name the tier of reliability of an alpha; codings that are not all by people say so.

    Notes
    -----
    Krippendorff's limits are customs, not tests: what .70 costs depends on what is concluded.
    """
    if np.isnan(alpha):
        return NOT_ASSESSED
    name = "α ≥ .80" if alpha >= RELIABLE else ".667 ≤ α < .80" if alpha >= TENTATIVE else "α < .667"
    return name if kinds == "human" else f"{name} (coders: {kinds})"


def disagreements(
    codings: pd.DataFrame, units: pd.DataFrame | None = None, *, between: Between = "coders"
) -> pd.DataFrame:
    """List the answers in which coders, or the passes of one, differ, with what they read.

    Parameters
    ----------
    codings
        The table `codings`.
    units
        The table `units`, for the texts.
    between
        As in `agreement`.

    Returns
    -------
    DataFrame
        ``element, unit_id, document_id, start, end, text`` (null without `units`), and a column per coder or pass.
    """
    rows = []
    for assessed, chosen in raters_of(codings, between):
        for element, answers in chosen.groupby(chosen["element"].astype("str"), sort=True):
            frame = element_ratings(answers, None)[2]
            differ = frame[[len(set(said.dropna())) > 1 for _, said in frame.iterrows()]]
            rows.append(differ.assign(element=element, assessed=assessed).reset_index())
    table = pd.concat(rows, ignore_index=True)
    about = codings.drop_duplicates("unit_id").set_index("unit_id")[["document_id", "start", "end"]]
    table = table.join(about, on="unit_id")
    texts = None if units is None else units.set_index("unit_id")["text"]
    table["text"] = None if texts is None else table["unit_id"].map(texts)
    first = ["element", "unit_id", "document_id", "start", "end", "text"]
    of_one = [] if between == "coders" else ["assessed"]
    return table[[*of_one, *first, *(name for name in table.columns if name not in (*first, "assessed"))]]


def _about(answers: pd.DataFrame, frame: pd.DataFrame, assessed: str) -> dict[str, object]:
    return {
        "assessed": assessed,
        "n_units": int((frame.notna().sum(axis=1) >= 2).sum()),
        "n_coders": int(answers["coder"].nunique()),
        "n_codings": int(frame.notna().sum().sum()),
        "coder_kinds": ", ".join(sorted(set(answers["coder_kind"].astype("str")))),
    }


def _measure(
    ratings: Ratings,
    categories: list[str],
    names: Sequence[str],
    clusters: npt.NDArray[np.int64],
    how: tuple[Resampling, Over],
) -> list[dict[str, object]]:
    """Return the rows of one element: all categories, then each against the rest."""
    n_of = ratings.counts[ratings.pairable].sum(axis=0)
    shares = n_of / n_of.sum()
    rows: list[dict[str, object]] = []
    alone = range(len(categories)) if len(categories) > 2 else ()
    for which in (None, *alone):
        of_rows = ratings if which is None else _against_the_rest(ratings, which)
        for name in names:
            coefficient = COEFFICIENTS[name]
            if which is not None and coefficient.numbers:
                continue
            rows.append(
                {
                    "category": ALL if which is None else categories[which],
                    "coefficient": name,
                    **_with_interval(coefficient, of_rows, clusters, how),
                    "prevalence": float(shares.max() if which is None else shares[which]),
                    "frequent": categories[int(shares.argmax())],
                }
            )
    return rows


def _against_the_rest(ratings: Ratings, which: int) -> Ratings:
    def collapse(values: Floats, axis: int) -> Floats:
        one = np.take(values, [which], axis=axis)
        return np.concatenate([one, values.sum(axis=axis, keepdims=True) - one], axis=axis)

    table = None if ratings.table is None else collapse(collapse(ratings.table, 1), 2)
    return Ratings(collapse(ratings.counts, 1), table)


def _with_interval(
    coefficient: Coefficient, ratings: Ratings, clusters: npt.NDArray[np.int64], how: tuple[Resampling, Over]
) -> dict[str, object]:
    options, over = how
    nothing = {"value": np.nan, "low": np.nan, "high": np.nan, "method": "no interval", "estimable": False}
    if coefficient.two_coders and ratings.table is None:
        return {**nothing, "reason": "needs exactly two coders"}
    if coefficient.numbers and ratings.scale is None:
        return {**nothing, "reason": "needs an order of the categories: give `scales`"}
    parts = coefficient.parts(ratings)
    value = float(coefficient.value(parts.sum(axis=0), ratings))
    if np.isnan(value):
        return {**nothing, "value": 1.0, "reason": "all coders used a single category: nothing to tell apart"}
    n = len(np.unique(clusters[ratings.pairable]))
    if n < MIN_UNITS:
        return {**nothing, "value": value, "reason": f"{n} {over}s; an interval needs at least {MIN_UNITS}"}
    member = sparse.csr_array((np.ones(len(clusters)), (clusters, np.arange(len(clusters)))))
    per_cluster = sparse.csr_array(member[np.unique(clusters[ratings.pairable])] @ parts)
    drawn = coefficient.value(resampled_sums(per_cluster, options).T, ratings)
    drawn = drawn[~np.isnan(drawn)]
    if len(drawn) == 0 or np.ptp(drawn) == 0:
        return {**nothing, "value": value, "reason": f"no variance: the same in every draw of {over}s"}
    low, high = np.quantile(drawn, [(1 - options.level) / 2, (1 + options.level) / 2])
    method = f"percentile bootstrap over {over}s, {options.n_resamples} resamples, {100 * options.level:g} % interval"
    return {"value": value, "low": low, "high": high, "method": method, "estimable": True, "reason": None}


def _finish(table: pd.DataFrame) -> pd.DataFrame:
    keys = ["assessed", "element", "category"]
    decided = table[table["coefficient"].str.startswith("alpha")].drop_duplicates(keys)
    alpha = table[keys].merge(decided[[*keys, "value", "reason"]], how="left", on=keys)
    told = alpha["reason"].isna() | ~alpha["reason"].str.contains("single category", na=False)
    usable = alpha["value"].where(told & table["assessed"].eq("reproducibility"))
    table["tier"] = [tier(a, kinds=kinds) for a, kinds in zip(usable, table["coder_kinds"], strict=True)]
    percent = table[keys].merge(table[table["coefficient"] == "percent"][[*keys, "value"]], how="left", on=keys)
    skewed = (percent["value"] >= SKEWED) & (alpha["value"] < TENTATIVE) & (table["prevalence"] >= SKEWED)
    said = [
        f"{100 * p:.0f} % of the codes are {c!r}" for p, c in zip(table["prevalence"], table["frequent"], strict=True)
    ]
    table["paradox"] = pd.Series(said, dtype="str").where(skewed)
    columns = [
        "element", "category", "coefficient", "value", "low", "high", "method", "n_units", "n_coders", "n_codings",
        "coder_kinds", "prevalence", "assessed", "tier", "paradox", "estimable", "reason",
    ]  # fmt: skip
    return table[columns]
