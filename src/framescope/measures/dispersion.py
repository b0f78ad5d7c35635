"""Dispersion: whether a word is everybody's or the habit of one article, story or outlet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd
from scipy import sparse

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, unknown_name
from framescope.measures.counts import TermCounts, count_terms
from framescope.measures.distances import Distances
from framescope.measures.options import check_number
from framescope.measures.parts import Parts
from framescope.measures.reading import Ints, read_view
from framescope.measures.registry import Measure, Needs, chosen_measures
from framescope.measures.scores import score

Part = Literal["article_id", "story", "outlet"]
DEFAULT_MEASURES = ("range", "dp_norm")


def dispersion(
    corpus: Corpus,
    *,
    measures: str | Sequence[str] = DEFAULT_MEASURES,
    by: Part = "article_id",
    view: View | None = None,
    min_count: int = 1,
) -> pd.DataFrame:
    """Measure how evenly words are spread over a corpus.

    Parameters
    ----------
    corpus
        The corpus.
    measures
        Names of measures (``fs.measures("dispersion")`` lists them).
    by
        What the parts are: ``"article_id"``, ``"story"`` (copies of one story are one part) or
        ``"outlet"`` (articles whose outlet is not stated are one part); never equal slices. Measures
        from distances (``ald``, ``arf`` …) need no parts and do not look at it.
    view
        What is read. Parts of which nothing is read are left out.
    min_count
        Fewest occurrences of a word that is shown.

    Returns
    -------
    DataFrame
        One row per word, the most frequent first: ``term`` (case-folded), ``count, n_tokens,
        per_million, by, n_parts`` (with text), then a column per measure. A measure that needs two
        parts is null where there is one.

    Raises
    ------
    UnknownNameError
        For a measure or a part nobody knows.
    InputError
        If `min_count` is below 1 or no measure is named.

    Notes
    -----
    Formulas and sources: `measures`. Compare words of like frequency: a word that occurs three times
    cannot be spread over ten articles, and most measures call that uneven. Distances run through the
    corpus in its order, as a ring: another order of the articles gives other values.
    """
    chosen = chosen_measures(measures if isinstance(measures, str) else list(measures), "dispersion")
    if not chosen:
        raise InputError('dispersion: name at least one measure, as in measures=["dp_norm"].')
    if by not in get_args(Part):
        raise unknown_name("part", by, get_args(Part))
    check_number("min_count", min_count, whole=True)
    if min_count < 1:
        raise InputError(f"dispersion: min_count is a count from 1 on; not {min_count!r}.")
    counts = count_terms(corpus, view=view)
    n_parts, scores = _scores(corpus, view, counts, chosen, by)
    total = counts.totals.to_numpy(np.int64)
    n = counts.n_tokens
    table = pd.DataFrame(
        {
            "term": pd.Series(counts.terms, dtype="str"),
            "count": total,
            "n_tokens": np.full(len(total), n, np.int64),
            "per_million": 1e6 * total / max(n, 1),
            "by": pd.Series(by, index=range(len(total)), dtype="str"),
            "n_parts": np.full(len(total), n_parts, np.int64),
        }
    )
    table = pd.concat([table, scores], axis=1)
    shown = table[table["count"] >= min_count]
    return shown.sort_values(["count", "term"], ascending=[False, True]).reset_index(drop=True)


def parts_of(counts: TermCounts, by: Part = "article_id") -> Parts:
    """Return the parts of a corpus that hold text, with their counts.

    Raises
    ------
    InputError
        If no part holds any.
    """
    articles = counts.articles
    # Residue without an article has no id of its own: each row is a part.
    codes = np.arange(len(articles)) if by == "article_id" else pd.factorize(articles[by], sort=True)[0]
    n_parts = int(codes.max(initial=-1)) + 1
    rows = np.arange(len(codes))
    joined = sparse.csr_array((np.ones(len(rows), np.int64), (codes, rows)), shape=(n_parts, len(rows)))
    sizes: Ints = np.bincount(codes, weights=counts.lengths.to_numpy(), minlength=n_parts).astype(np.int64)
    held = np.flatnonzero(sizes)
    return Parts((joined @ counts.matrix)[held].tocsc(), sizes[held])


def _scores(
    corpus: Corpus, view: View | None, counts: TermCounts, chosen: list[Measure], by: Part
) -> tuple[int, pd.DataFrame]:
    """Return the number of parts, and a column per measure."""
    if counts.n_tokens == 0:
        return 0, pd.DataFrame({one.name: pd.Series([], dtype=np.float64) for one in chosen})
    parts = parts_of(counts, by)
    things: dict[Needs, Any] = {"parts": parts}
    if any(one.needs == "positions" for one in chosen):
        things["positions"] = _distances(corpus, view, counts)
    return parts.n, score(chosen, things, options={})


def _distances(corpus: Corpus, view: View | None, counts: TermCounts) -> Distances:
    tokens = corpus.tokens
    read = tokens.vocabulary.fold[tokens.term[read_view(corpus, view).mask]]
    used, which = np.unique(read, return_inverse=True)
    column = counts.terms.get_indexer(pd.Index([tokens.vocabulary.forms[i] for i in used], dtype="str"))
    return Distances.of(np.asarray(column, np.int64)[which], len(counts.terms))
