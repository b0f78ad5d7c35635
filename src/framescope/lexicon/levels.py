"""Counting by the whole, not by its parts: hits of nested categories at an outer level."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.errors import InputError, expect
from framescope.lexicon.model import CATEGORIES, LEVEL
from framescope.lexicon.overlap import leftmost_longest
from framescope.lexicon.patterns import parse_pattern


def at_level(hits: pd.DataFrame, level: int = 1) -> pd.DataFrame:
    """Return the hits with every category named by its outermost `level` names, each word once.

    Parameters
    ----------
    hits
        What `find_hits` returned.
    level
        1 counts by ``violence``, 2 by ``violence/arson``; a category that is not that deep stays as it
        is, and so do naming sets.

    Returns
    -------
    DataFrame
        As `hits`, with the outer names in ``category`` and ``attrs["categories"]``. Where parts of one
        category have hits that share a word, the longest from left to right is left (of equal ones the
        one whose entry has fewer wildcards, then more letters): the whole has one hit there.

    Raises
    ------
    InputError
        If `level` is below 1.

    Notes
    -----
    Counts of the parts need not add up to the count of the whole, since parts may claim the same words.
    """
    expect("hits", hits, pd.DataFrame, "fs.find_hits")
    if level < 1:
        raise InputError(f"at_level: level counts from 1, the outermost category; not {level}.")
    names = hits["category"].astype("str")
    outer = names.where(hits["set"] != CATEGORIES, names.map(lambda name: _cut(name, level)))
    raised = hits.assign(category=outer.astype("category"))
    raised = raised[_left(raised)].reset_index(drop=True)
    raised.attrs = dict(hits.attrs)
    if "categories" in hits.attrs:
        pairs = [(s, _cut(c, level) if s == CATEGORIES else c) for s, c in hits.attrs["categories"]]
        raised.attrs["categories"] = [list(pair) for pair in dict.fromkeys(pairs)]
    return raised


def _cut(name: str, level: int) -> str:
    return LEVEL.join(name.split(LEVEL)[:level])


def _left(hits: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return which hits are left when the longest from left to right wins within each category."""
    inside = np.flatnonzero(hits["set"] == CATEGORIES)
    part = hits.iloc[inside]
    group = np.asarray(part["category"].cat.codes, dtype=np.int64)
    start, length = (np.asarray(part[name], dtype=np.int64) for name in ("token", "n_tokens"))
    kept = np.ones(len(hits), dtype=np.bool_)
    kept[inside] = False
    kept[inside[leftmost_longest(group, _ranks(part["entry"].astype("str")), start, length)]] = True
    return kept


def _ranks(entry: pd.Series[str]) -> npt.NDArray[np.int64]:
    """Rank entries as `find_hits` does: the one that says most about the words comes first."""
    table = pd.DataFrame({"wildcards": entry.map(_wildcards), "letters": -entry.str.len(), "entry": entry})
    return np.asarray(table.groupby(list(table.columns)).ngroup(), dtype=np.int64)


def _wildcards(entry: str) -> int:
    return sum(len(word.glob) - word.literals for word in parse_pattern(entry).words)
