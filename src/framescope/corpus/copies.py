"""The same story twice: passages that articles share, and the groups that tell one story.

Articles are compared, never files: a page that glues a syndicated story to another article would
hide it (raw Jaccard .46 where containment is .97 one way and .47 the other).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from framescope.errors import InputError
from framescope.schema import COPIES

Array = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class CopyRule:
    """When articles are copies, and what is listed as a shared passage.

    Attributes
    ----------
    shingle
        Words in a shingle.
    shorter, longer
        Containment that makes a copy group: of the article with fewer shingles, and of the other.
    passage
        Fewest tokens that must be the same for a passage to be listed.
    gap
        Tokens in a row that may differ inside a passage before it ends.
    """

    shingle: int = 5
    shorter: float = 0.8
    longer: float = 0.3
    passage: int = 20
    gap: int = 8

    def __post_init__(self) -> None:
        if self.shingle < 1 or self.passage < self.shingle or self.gap < 0:
            raise InputError("CopyRule: needs shingle >= 1, passage >= shingle and gap >= 0.")
        if not (0 < self.shorter <= 1 and 0 < self.longer <= 1):
            raise InputError("CopyRule: shorter and longer are shares above 0 and up to 1.")


@dataclass(frozen=True)
class ArticleWords:
    """What is compared of one article: folded term ids in reading order and where they stand."""

    article_id: str
    terms: Array
    start: Array
    end: Array


def find_copies(articles: list[ArticleWords], rule: CopyRule | None = None) -> pd.DataFrame:
    """Find every passage that two articles share.

    Parameters
    ----------
    articles
        The words to compare, as a rule those in title, headings and body.
    rule
        Lengths and thresholds.

    Returns
    -------
    DataFrame
        The table `copies`: one row per passage, article a before article b in the order given.

    Notes
    -----
    Containment counts *distinct* shingles: the share of a's that b holds. It says how much of a
    stands in b, not who had it first. One changed word destroys as many shingles as a shingle has
    words, so at one change in ten words containment falls to about 0.9 ** 5 = .59.
    """
    rule = rule or CopyRule()
    distinct = [np.unique(_shingles(article.terms, rule.shingle), return_index=True) for article in articles]
    rows: list[tuple[object, ...]] = []
    for i, j, shared in _pairs([hashes for hashes, _ in distinct], rule):
        a, b = articles[i], articles[j]
        containment = (shared / len(distinct[i][0]), shared / len(distinct[j][0]))
        for (first_a, last_a), (first_b, last_b) in _passages(distinct[i], distinct[j], rule):
            spans = (a.start[first_a], a.end[last_a], b.start[first_b], b.end[last_b])
            rows.append((a.article_id, b.article_id, *map(int, spans), last_a - first_a + 1, *containment))
    return COPIES.frame(rows)


def copy_groups(copies: pd.DataFrame, lengths: pd.Series[int], rule: CopyRule | None = None) -> pd.DataFrame:
    """Join articles that tell one story, and name a representative for each.

    Parameters
    ----------
    copies
        The table `copies`.
    lengths
        Tokens of each article, indexed by article_id.
    rule
        Thresholds.

    Returns
    -------
    DataFrame
        Indexed like `lengths`: ``copy_group`` (the representative's article_id; None if unique) and
        ``representative``: the longest of the group, ties by article_id.

    Notes
    -----
    Groups are closed under joining: if b copies a and c copies b, all three are one group, also
    where a and c share little.
    """
    rule = rule or CopyRule()
    ids = lengths.index
    pairs = copies[["article_a", "article_b", "containment_a", "containment_b"]].drop_duplicates()
    both = pairs[["containment_a", "containment_b"]]
    alike = pairs[(both.max(axis=1) >= rule.shorter) & (both.min(axis=1) >= rule.longer)]
    a, b = (ids.get_indexer(pd.Index(alike[name])) for name in ("article_a", "article_b"))
    graph = sparse.coo_array((np.ones(len(a)), (a, b)), shape=(len(ids), len(ids)))
    _, component = connected_components(graph, directed=False)
    order = pd.DataFrame({"component": component, "length": -lengths.to_numpy(), "id": ids, "row": range(len(ids))})
    first = order.sort_values(["component", "length", "id"]).drop_duplicates("component").set_index("component")
    size = np.bincount(component, minlength=len(first)) if len(ids) else np.zeros(0, dtype=np.int64)
    group = pd.Series(first["id"].reindex(component).to_numpy(), index=ids, dtype=object)
    return pd.DataFrame(
        {
            "copy_group": group.where(size[component] > 1, None),
            "representative": first["row"].reindex(component).to_numpy() == np.arange(len(ids)),
        },
        index=ids,
    )


def _shingles(terms: Array, width: int) -> Hashes:
    """Return a 64-bit hash of each run of `width` terms, one per start."""
    n = max(len(terms) - width + 1, 0)
    hashed = np.zeros(n, dtype=np.uint64)
    words = (terms.astype(np.uint64) + np.uint64(1)) * _ODD
    words ^= words >> np.uint64(29)
    for k in range(width):
        hashed = hashed * _ODD + words[k : k + n]
    return hashed ^ (hashed >> np.uint64(32))


def _pairs(distinct: list[Hashes], rule: CopyRule) -> list[tuple[int, int, int]]:
    """Return (a, b, number of distinct shingles both hold) for articles a < b that may share a passage."""
    rows = np.repeat(np.arange(len(distinct)), [len(one) for one in distinct])
    if not len(rows):
        return []
    _, columns, counts = np.unique(np.concatenate(distinct), return_inverse=True, return_counts=True)
    often = counts[columns] > 1
    shape = (len(distinct), len(counts))
    holds = sparse.csr_array((np.ones(int(often.sum()), dtype=np.int64), (rows[often], columns[often])), shape=shape)
    shared = sparse.coo_array(sparse.triu(holds @ holds.T, k=1))
    enough = np.flatnonzero(shared.data >= -(-rule.passage // rule.shingle))
    order = enough[np.lexsort((shared.col[enough], shared.row[enough]))]
    return [(int(shared.row[k]), int(shared.col[k]), int(shared.data[k])) for k in order]


def _passages(
    a: tuple[Hashes, Array], b: tuple[Hashes, Array], rule: CopyRule
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return shared passages as first and last token in a and in b."""
    # The first occurrence stands for a repeated shingle: a refrain must not pair with all its likes.
    (in_a, in_b) = _meeting(a, b)
    step_a, step_b = np.diff(in_a), np.diff(in_b)
    longest = rule.shingle + rule.gap
    ends = (step_a > longest) | (step_b > longest) | (step_b < 0)
    bounds = [0, *(np.flatnonzero(ends) + 1).tolist(), len(in_a)]
    found = []
    for start, stop in pairwise(bounds):
        same = rule.shingle + int(np.minimum(step_a[start : stop - 1], rule.shingle).sum())
        if stop > start and same >= rule.passage:
            first_a, last_a = int(in_a[start]), int(in_a[stop - 1]) + rule.shingle - 1
            first_b, last_b = int(in_b[start]), int(in_b[stop - 1]) + rule.shingle - 1
            found.append(((first_a, last_a), (first_b, last_b)))
    return found


def _meeting(a: tuple[Hashes, Array], b: tuple[Hashes, Array]) -> tuple[Array, Array]:
    """Return where the shingles of both stand in a and in b, in the order of a."""
    (hashes_a, first_a), (hashes_b, first_b) = a, b
    at = np.minimum(np.searchsorted(hashes_b, hashes_a), len(hashes_b) - 1)
    both = np.flatnonzero(hashes_b[at] == hashes_a)
    in_a, in_b = first_a[both], first_b[at[both]]
    order = np.argsort(in_a, kind="stable")
    return in_a[order], in_b[order]
