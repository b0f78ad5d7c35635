"""Whether two groups of articles are comparable (the same stories, period, outlet), and what remains where they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.errors import InputError, expect, unknown_name
from framescope.measures.counts import TermCounts
from framescope.measures.reading import ARTICLE_KEYS, NOT_STATED, Bools

#: Periods, as how much of an ISO date tells them.
PERIODS = {"day": 10, "month": 7, "year": 4}
CRITERIA = ("story", "month", "outlet", "language")
_UNMATCHED = (NOT_STATED, "unique")

Criterion = str | pd.Series


def comparability(
    target: TermCounts, reference: TermCounts, *, on: Criterion | Sequence[Criterion] = CRITERIA
) -> pd.DataFrame:
    """Say in what two groups of articles are alike.

    Parameters
    ----------
    target, reference
        What `count_terms` returns.
    on
        One or several of ``day, month, year`` (of the date) and the keys of articles (``story``,
        ``copy_group``, ``outlet``, ``author``, ``language`` …); or a Series of your own by ``article_id``
        (events or genres that you coded), whose name is shown.

    Returns
    -------
    DataFrame
        One row per criterion: ``criterion``; ``n_target, n_reference`` (values among articles with text);
        ``n_shared`` (values on both sides); ``share_target, share_reference`` (share of the tokens that lie
        in articles with a shared value); ``matched``: True if all do.

    Raises
    ------
    UnknownNameError
        For a key nobody knows.
    InputError
        If a Series of your own lacks an article or names one twice.

    Notes
    -----
    What is not stated is shared with nobody. Shared values are not equal parts: both sides may have articles
    of every month, one of them mostly of May. Events and genres are in no text: code them and pass them.
    """
    rows = []
    for criterion in _listed(on):
        sides = [_values(one, criterion) for one in (target, reference)]
        lengths = [one.lengths.to_numpy() for one in (target, reference)]
        known = [set(side[(n > 0) & ~np.isin(side, _UNMATCHED)]) for side, n in zip(sides, lengths, strict=True)]
        shared = known[0] & known[1]
        within = [
            float(n[np.isin(side, list(shared))].sum() / max(n.sum(), 1))
            for side, n in zip(sides, lengths, strict=True)
        ]
        name = criterion if isinstance(criterion, str) else str(criterion.name)
        rows.append((name, len(known[0]), len(known[1]), len(shared), *within, min(within) == 1))
    columns = ["criterion", "n_target", "n_reference", "n_shared", "share_target", "share_reference", "matched"]
    return pd.DataFrame(rows, columns=columns).astype({"criterion": "str"})


def matched(
    target: TermCounts, reference: TermCounts, *, on: Criterion | Sequence[Criterion]
) -> tuple[TermCounts, TermCounts]:
    """Keep the articles of two groups that have their like on the other side.

    Parameters
    ----------
    target, reference
        What `count_terms` returns; neither is changed.
    on
        As in `comparability`. With several, articles are alike if they agree in all.

    Returns
    -------
    tuple of TermCounts
        Target and reference, restricted.

    Raises
    ------
    UnknownNameError
        For a key nobody knows.
    InputError
        If nothing remains, or a Series of your own does not fit.

    Notes
    -----
    What remains speaks of the stories, months or genres both sides have, and of nothing else. The sides still
    may hold them in different proportions.
    """
    keys = []
    for one in (target, reference):
        values = [_values(one, criterion) for criterion in _listed(on)]
        bare = np.logical_or.reduce([np.isin(side, _UNMATCHED) for side in values]) | (one.lengths.to_numpy() == 0)
        joined = pd.Series(list(zip(*values, strict=True)), dtype=object)
        keys.append((joined, np.asarray(~bare, np.bool_)))
    (a, in_a), (b, in_b) = keys
    shared = set(a[in_a]) & set(b[in_b])
    kept: list[Bools] = [in_a & a.isin(shared).to_numpy(), in_b & b.isin(shared).to_numpy()]
    if not kept[0].any():
        names = ", ".join(one if isinstance(one, str) else str(one.name) for one in _listed(on))
        raise InputError(f"matched: no article of the target has its like in the reference by {names}.")
    return target.where(kept[0]), reference.where(kept[1])


def criteria_shared(target: TermCounts, reference: TermCounts) -> str:
    """Return in words on what two groups are matched, in part (share of their tokens in shared values), and not."""
    table = comparability(target, reference)
    least = table[["share_target", "share_reference"]].min(axis=1)
    alike = table.loc[table["matched"], "criterion"].tolist()
    some = table[(least > 0) & ~table["matched"]]
    partly = [
        f"{criterion} ({_percent(a)} and {_percent(b)} of the tokens)"
        for criterion, a, b in zip(some["criterion"], some["share_target"], some["share_reference"], strict=True)
    ]
    apart = table.loc[least == 0, "criterion"].tolist()
    said = (("matched on", alike), ("in part on", partly), ("not matched on", apart))
    return "; ".join(f"{how} {', '.join(criteria)}" for how, criteria in said if criteria)


def _percent(share: float) -> str:
    return f"{min(100 * share, 99.9):.1f} %" if share < 1 else "100 %"  # all but one article is not all


def _listed(on: Criterion | Sequence[Criterion]) -> list[Criterion]:
    return [on] if isinstance(on, (str, pd.Series)) else list(on)


def _values(counts: TermCounts, criterion: Criterion) -> npt.NDArray[np.object_]:
    """Return the value of each article."""
    expect("Each group", counts, TermCounts, "fs.count_terms")
    articles = counts.articles
    if isinstance(criterion, pd.Series):
        ids = articles["article_id"]
        if criterion.index.has_duplicates or (missing := ids[~ids.isin(criterion.index)].tolist()):
            what = "names an article twice" if criterion.index.has_duplicates else f"lacks {missing[0]!r}"
            raise InputError(f"The criterion {criterion.name!r} {what}; it holds one value for each article_id.")
        return criterion.reindex(ids).astype("str").fillna(NOT_STATED).to_numpy(dtype=object)
    if criterion in PERIODS:
        date, digits = articles["date"].astype("str"), PERIODS[criterion]
        known = (date != NOT_STATED) & (date.str.len() >= digits)
        return date.str[:digits].where(known, NOT_STATED).to_numpy(dtype=object)
    if criterion not in ARTICLE_KEYS:
        raise unknown_name("criterion", criterion, [*PERIODS, *ARTICLE_KEYS])
    return articles[criterion].astype("str").to_numpy(dtype=object)
