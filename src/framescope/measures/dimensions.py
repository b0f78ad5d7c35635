"""What a table is broken down by: the levels of each key, and which of them every hit and token has.

A table by category and outlet has a row for every category in every outlet, also where nothing was found.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.errors import unknown_name
from framescope.measures.reading import NOT_STATED, Ints, Reading, declared, token_values

#: Keys of the lexicon; a finer one brings the coarser ones with it.
LEXICON_KEYS = ("set", "category", "entry")
_READING_ORDER = ("article_id", "document_id", "title", "url", "story", "copy_group")


@dataclass(frozen=True)
class Dimension:
    """One or more keys that vary together.

    Attributes
    ----------
    levels
        One row per level; the columns are the keys.
    of_item
        Level of each hit or mention; -1 where it has none of those shown.
    of_cell
        Level of each row of `token_cells`; None where tokens do not carry the key (a category).
    """

    levels: pd.DataFrame
    of_item: Ints
    of_cell: Ints | None = None


def by_names(by: str | Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return the keys asked for, each once.

    Raises
    ------
    UnknownNameError
        For a key that is not among the known ones.
    """
    names = tuple(dict.fromkeys([by] if isinstance(by, str) else by))
    for name in names:
        if name not in known:
            raise unknown_name("key in by", name, known)
    return names


def article_dimension(names: Sequence[str], reading: Reading, items: Ints, cells: pd.DataFrame) -> Dimension:
    """Return the keys of articles: every combination among the articles that are read.

    `items` is the place of each hit.
    """
    places = reading.places[list(names)]
    levels = places[reading.places["read"].to_numpy()].drop_duplicates()
    levels = levels.iloc[np.lexsort([rank for name in reversed(names) for rank in _ranks(levels[name])])]
    levels = levels.reset_index(drop=True)
    code = pd.MultiIndex.from_frame(levels).get_indexer(pd.MultiIndex.from_frame(places)).astype(np.int64)
    return Dimension(levels, code[items], code[cells["place"].to_numpy()])


def token_dimension(name: str, corpus: Corpus, tokens: Ints, cells: pd.DataFrame) -> Dimension:
    """Return the values of a key of `TOKEN_KEYS` of which the view reads any token; `tokens` is that of each item."""
    known, codes = token_values(corpus, name)
    read = np.unique(cells[name].to_numpy()[cells["n_read"].to_numpy() > 0])
    shown = np.full(len(known), -1, dtype=np.int64)
    shown[read] = np.arange(len(read))
    levels = pd.DataFrame({name: pd.Series([known[code] for code in read], dtype="str")})
    return Dimension(levels, shown[codes[tokens]], shown[cells[name].to_numpy()])


def lexicon_dimension(names: Sequence[str], hits: pd.DataFrame) -> Dimension:
    """Return sets, categories or entries: those of the lexicon, also without a hit, in its order.

    Of entries those that `hits` names in ``attrs["entries"]`` ([set, category, entry] each) and those found.
    """
    columns = list(LEXICON_KEYS[: max(LEXICON_KEYS.index(name) for name in names) + 1])
    found = hits[columns].astype("str")
    pairs = pd.DataFrame(declared(hits), columns=["set", "category"], dtype="str")
    if columns[-1] == "entry":
        rank = pd.MultiIndex.from_frame(pairs).get_indexer(pd.MultiIndex.from_frame(found[["set", "category"]]))
        in_order = found.assign(rank=rank).sort_values(["rank", "entry"], kind="stable")[columns]
        asked_for = pd.DataFrame(hits.attrs.get("entries", []), columns=columns, dtype="str")
        levels = pd.concat([asked_for, in_order], ignore_index=True).drop_duplicates()
    else:
        levels = pairs[columns].drop_duplicates()
    levels = levels.reset_index(drop=True)
    return Dimension(levels, _codes(levels, found))


def item_dimension(values: pd.Series[str], *, first: Sequence[str] = ()) -> Dimension:
    """Return the values of a column of hits or mentions: `first`, then the others sorted, empty ones last."""
    given = values.astype("str").fillna(NOT_STATED)
    others = sorted(set(given) - set(first), key=lambda value: (value == NOT_STATED, value))
    levels = pd.DataFrame({str(values.name): pd.Series([*first, *others], dtype="str")})
    return Dimension(levels, _codes(levels, given.to_frame()))


def cross(dimensions: Sequence[Dimension]) -> pd.DataFrame:
    """Return every combination of levels, one row each, the first dimension varying slowest."""
    sizes = [len(dimension.levels) for dimension in dimensions]
    rows = pd.RangeIndex(math.prod(sizes))
    if not dimensions:
        return pd.DataFrame(index=rows)
    index = np.unravel_index(rows.to_numpy(), sizes) if len(rows) else [np.empty(0, np.int64)] * len(sizes)
    parts = [one.levels.iloc[at].set_axis(rows) for one, at in zip(dimensions, index, strict=True)]
    return pd.concat(parts, axis=1)


def combine(levels: Sequence[Ints], sizes: Sequence[int], length: int) -> Ints:
    """Return the row of `cross` for each combination of levels; -1 where one of them is -1."""
    combined = np.zeros(length, dtype=np.int64)
    missing = np.zeros(length, dtype=np.bool_)
    for level, size in zip(levels, sizes, strict=True):
        combined = combined * size + level
        missing |= level < 0
    combined[missing] = -1
    return combined


def group_of_rows(dimensions: Sequence[Dimension], shared: Sequence[bool]) -> Ints:
    """Return, for each row of ``cross(dimensions)``, its row in the cross of those that are shared."""
    sizes = [len(dimension.levels) for dimension in dimensions]
    n_rows = math.prod(sizes)
    at = np.unravel_index(np.arange(n_rows), sizes) if dimensions and n_rows else [np.empty(0, np.int64)] * len(sizes)
    kept = [i for i, is_shared in enumerate(shared) if is_shared]
    return combine([at[i] for i in kept], [sizes[i] for i in kept], n_rows)


def _ranks(values: pd.Series[str]) -> tuple[Ints, Ints]:
    """Return sort keys, the lesser first: articles as they are read, names by the alphabet, "not stated" last."""
    in_reading_order = values.name in _READING_ORDER
    codes, _ = pd.factorize(values, sort=not in_reading_order)
    unstated = (values == NOT_STATED).to_numpy() & (not in_reading_order)
    return codes.astype(np.int64), unstated.astype(np.int64)


def _codes(levels: pd.DataFrame, values: pd.DataFrame) -> Ints:
    return pd.MultiIndex.from_frame(levels).get_indexer(pd.MultiIndex.from_frame(values)).astype(np.int64)
