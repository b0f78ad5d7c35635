"""The same story twice: the passages that articles share.

Articles are compared, never files: a page that glues a syndicated story to another article would
hide it (raw Jaccard .46 where containment is .97 one way and .47 the other).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from framescope.corpus.candidates import find_candidates
from framescope.corpus.copyrule import CopyRule
from framescope.corpus.model import Tokens
from framescope.corpus.passages import Shared, shared_passages
from framescope.corpus.shingles import ArticleWords, Ints, article_bounds, inverse, word_keys
from framescope.schema import COPIES


def find_copies(
    tokens: Tokens,
    article_ids: Iterable[str],
    rule: CopyRule | None = None,
    *,
    bounds: tuple[Ints, Ints] | None = None,
) -> pd.DataFrame:
    """Find the passages that two articles share, in title, headings and body.

    Parameters
    ----------
    tokens
        The tokens of all articles, in memory or memory-mapped: they are read in blocks.
    article_ids
        The name of each article, in the order of ``tokens.article``; all differ.
    rule
        Lengths, and how closely to look.
    bounds
        Where the tokens of each article begin and end, where that is known without reading ``tokens.article``.

    Returns
    -------
    DataFrame
        The table `copies`: one row per passage, sorted; article a is the first of the two by article_id.
        ``attrs["search"]`` says what was looked at: ``every`` (one shingle in so many was used to find
        pairs), ``crowded`` (shingles in more than 32 articles), ``pairs_left`` (pairs that share
        something and were not compared).

    Notes
    -----
    Containment counts *distinct* shingles: the share of a's that b holds. It says how much of a
    stands in b, not who had it first. One changed word destroys as many shingles as a shingle has
    words, so at one change in ten words containment falls to about 0.9 ** 5 = .59.

    What depends on the size of a corpus is only which pairs are compared. Where all shingles are looked
    at, every pair is found but for one that shares only what more than 32 articles share: of those each is
    compared with the next four in length, which keeps groups together and leaves most pairs of a crowd unlisted.
    Where one in 16 is looked at, the two must share a run of eight words that is one of these: a
    passage of 60 words is found 97 times in 100, one of 20 words 56 times; articles up to 300 words give all
    their shingles. Beside the pairs that share a quarter, each article is then compared only
    with the three longer ones it shares most with.
    """
    rule = rule or CopyRule()
    names = pd.Index(list(article_ids), dtype="str")
    first, past = bounds or article_bounds(tokens.article, len(names))
    words = ArticleWords(tokens, first, past, word_keys(tokens.vocabulary))
    pairs = find_candidates(words, names, rule)
    found = list(shared_passages(words, pairs.a, pairs.b, rule))
    copies = COPIES.frame(_rows(found, names) if found else ())
    copies.attrs["search"] = {"every": pairs.every, "crowded": pairs.crowded, "pairs_left": pairs.left}
    return copies


def _rows(found: Sequence[Shared], names: pd.Index) -> pd.DataFrame:
    """Return passages as rows; which article is a, and the order of the rows, hang on the names alone."""
    by_name = names.argsort()
    rank = inverse(by_name)
    articles = rank[np.concatenate([np.stack([one.a, one.b], axis=1) for one in found])]
    spans, n_tokens, containment = (
        np.concatenate([getattr(one, column) for one in found]) for column in ("spans", "n_tokens", "containment")
    )
    row = np.arange(len(articles))
    one = (articles[:, 0] > articles[:, 1]).astype(np.int64)
    other = 1 - one
    columns = {
        "article_a": articles[row, one],
        "article_b": articles[row, other],
        "start_a": spans[row, 2 * one],
        "end_a": spans[row, 2 * one + 1],
        "start_b": spans[row, 2 * other],
        "end_b": spans[row, 2 * other + 1],
        "n_tokens": n_tokens[row, one],
        "containment_a": containment[row, one],
        "containment_b": containment[row, other],
    }
    table = pd.DataFrame(columns).sort_values(list(columns)[:4], ignore_index=True)
    for name in ("article_a", "article_b"):
        values = pd.Categorical.from_codes(table[name], categories=names[by_name])
        table[name] = values.remove_unused_categories()
    return table
