"""Which articles tell one story in the same words, and which of them stands for it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from framescope.corpus.copyrule import CopyRule
from framescope.corpus.dates import day_spans
from framescope.corpus.shingles import Ints
from framescope.errors import unknown_name


def copy_groups(copies: pd.DataFrame, articles: pd.DataFrame, rule: CopyRule | None = None) -> pd.DataFrame:
    """Join articles that tell one story, and name a representative for each.

    Parameters
    ----------
    copies
        The table `copies`.
    articles
        ``n_tokens``, ``date`` and ``outlet`` of each article, indexed by article_id.
    rule
        Thresholds, time window, and who represents a group.

    Returns
    -------
    DataFrame
        Indexed like `articles`: ``copy_group`` (the representative's article_id; None if unique) and
        ``representative``. The order of the articles does not matter.

    Raises
    ------
    UnknownNameError
        If the rule names an outlet that no article has.

    Notes
    -----
    Groups are closed under joining: if b copies a and c copies b, all three are one group, also
    where a and c share little, or lie further apart than the window.
    """
    rule = rule or CopyRule()
    for outlet in rule.outlets:
        if outlet not in (known := articles["outlet"].dropna().unique()):
            raise unknown_name("outlet in CopyRule", outlet, sorted(known))
    spans = day_spans(articles["date"])
    a, b = _alike(copies, articles.index, rule)
    if rule.window is not None:
        near = _days_apart(spans, a, b) <= rule.window
        a, b = a[near], b[near]
    n = len(articles)
    graph = sparse.coo_array((np.ones(len(a), np.int8), (a, b)), shape=(n, n))
    _, story = connected_components(graph, directed=False)
    order = _preference(articles, spans, rule)
    _, first = np.unique(story[order], return_index=True)
    speaks = order[first]
    group = articles.index.to_numpy(dtype=object)[speaks][story]
    alone = np.bincount(story, minlength=len(first))[story] == 1
    group[alone] = None
    return pd.DataFrame(
        {"copy_group": pd.Series(group, articles.index, dtype=object), "representative": speaks[story] == np.arange(n)}
    )


def _alike(copies: pd.DataFrame, names: pd.Index, rule: CopyRule) -> tuple[Ints, Ints]:
    """Return the rows of pairs that share enough."""
    both = copies[["containment_a", "containment_b"]].to_numpy()
    enough = copies[(both.max(axis=1) >= rule.shorter) & (both.min(axis=1) >= rule.longer)]
    a, b = (names.get_indexer(pd.Index(enough[name].astype("str"))) for name in ("article_a", "article_b"))
    return a, b


def _days_apart(spans: pd.DataFrame, a: Ints, b: Ints) -> Ints:
    """Return the fewest days that can lie between two articles; 0 where a date is not known."""
    first, last = spans["first"].to_numpy(), spans["last"].to_numpy()
    apart = np.maximum(first[a] - last[b], first[b] - last[a])
    days: Ints = apart.astype("timedelta64[D]").astype(np.int64)
    return np.where(np.isnat(apart), 0, days)


def _preference(articles: pd.DataFrame, spans: pd.DataFrame, rule: CopyRule) -> Ints:
    """Return the rows of articles, whoever is to stand for a group before those it stands before."""
    named = {outlet: i for i, outlet in enumerate(rule.outlets)}
    keys = pd.DataFrame({"outlet": articles["outlet"].map(named).fillna(len(named)).to_numpy()})
    if rule.representative == "earliest":
        keys["date"] = spans["last"].to_numpy()
    keys["n_tokens"] = -articles["n_tokens"].to_numpy()
    keys["article_id"] = articles.index.to_numpy(dtype=object)
    return keys.sort_values(list(keys.columns), na_position="last").index.to_numpy()
