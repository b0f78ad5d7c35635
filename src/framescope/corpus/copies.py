"""The same story twice: the passages that articles share.

Articles are compared, never files: a page that glues a syndicated story to another article would
hide it (raw Jaccard .46 where containment is .97 one way and .47 the other).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from framescope.corpus.candidates import find_candidates
from framescope.corpus.copyrule import CopyRule
from framescope.corpus.model import Tokens
from framescope.corpus.passages import Shared, shared_passages
from framescope.corpus.shingles import compared_words, inverse, word_characters
from framescope.schema import COPIES


def find_copies(
    tokens: Tokens,
    article_ids: Iterable[str],
    rule: CopyRule | None = None,
    *,
    folder: Path | None = None,
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
    folder
        Where the words of a large corpus may lie while it is compared (8 bytes each), unless in the system's folder
        for such files.

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
    with compared_words(tokens, len(names), folder) as words:
        pairs = find_candidates(words, names, rule)
        found = shared_passages(words, pairs.a, pairs.b, rule)
    copies = COPIES.frame(_rows(tokens, found, names) if len(found.a) else ())
    copies.attrs["search"] = {"every": pairs.every, "crowded": pairs.crowded, "pairs_left": pairs.left}
    return copies


def _rows(tokens: Tokens, found: Shared, names: pd.Index) -> pd.DataFrame:
    """Return passages as rows; which article is a, and the order of the rows, hang on the names alone."""
    by_name = names.argsort()
    articles = inverse(by_name)[np.stack([found.a, found.b], axis=1)]
    firsts, lasts = found.spans[:, ::2], found.spans[:, 1::2]
    starts, ends = (values.reshape(-1, 4) for values in word_characters(tokens, found.spans.ravel()))
    starts, ends = starts[:, ::2], ends[:, 1::2]
    row = np.arange(len(articles))
    one = (articles[:, 0] > articles[:, 1]).astype(np.int64)
    other = 1 - one
    columns = {
        "article_a": articles[row, one],
        "article_b": articles[row, other],
        "start_a": starts[row, one],
        "end_a": ends[row, one],
        "start_b": starts[row, other],
        "end_b": ends[row, other],
        "n_tokens": (lasts - firsts + 1)[row, one],
        "containment_a": found.containment[row, one],
        "containment_b": found.containment[row, other],
    }
    table = pd.DataFrame(columns).sort_values(list(columns)[:4], ignore_index=True)
    for name in ("article_a", "article_b"):
        values = pd.Categorical.from_codes(table[name], categories=names[by_name])
        table[name] = values.remove_unused_categories()
    return table
