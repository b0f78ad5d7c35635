"""Everything a scholar should know of a lexicon before counting with it, in one go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framescope.corpus.model import NO_ARTICLE, Corpus
from framescope.corpus.view import View, articles_of, check_view, select
from framescope.errors import expect
from framescope.lexicon.check import caught, ties, unmatched
from framescope.lexicon.hits import find_hits
from framescope.lexicon.misses import near_misses
from framescope.lexicon.model import Lexicon
from framescope.lexicon.places import scan
from framescope.lexicon.program import compile_lexicon
from framescope.lexicon.shadows import never_matching, shadowed_by_pattern, shadowed_in


@dataclass(frozen=True)
class LexiconReport:
    """A lexicon and what was found out about it.

    Attributes
    ----------
    lexicon
        The lexicon.
    n_hits
        Its hits in the corpus; None without a corpus.
    tables
        Title to table, in the order a reader needs them: without a corpus the entries that never match and
        those that others cover, with one also what it reaches, what its wildcards caught, which entries found nothing
        and why, which words two labels claim, and what it nearly found.
    """

    lexicon: Lexicon
    n_hits: int | None
    tables: dict[str, pd.DataFrame]


def lexicon_report(lexicon: Lexicon, corpus: Corpus | None = None) -> LexiconReport:
    """Say what a lexicon does: which entries say nothing new and, with a corpus, what it finds and misses there.

    Parameters
    ----------
    lexicon
        The lexicon.
    corpus
        Where to try it.

    Notes
    -----
    The tables look at the whole corpus, residue included, except `reach`, which reads the default view.
    """
    covered = shadowed_by_pattern(lexicon)
    tables = {
        "Entries that never match, whatever the text": never_matching(lexicon),
        "Entries that another one covers, whatever the text": covered,
    }
    if corpus is None:
        return LexiconReport(lexicon, None, tables)
    hits = find_hits(corpus, lexicon)
    shadowed = shadowed_in(scan(corpus.tokens, compile_lexicon(lexicon)))
    which = ["set", "category", "entry"]
    known = pd.MultiIndex.from_frame(shadowed[which]).isin(pd.MultiIndex.from_frame(covered[which]))
    tables |= {
        "Entries that another one covers in this corpus": shadowed[~known].reset_index(drop=True),
        "What it reaches": reach(corpus, hits),
        "What each wildcard caught": caught(corpus, hits),
        "Entries without a hit": unmatched(corpus, lexicon, hits),
        "Words that two labels claim": ties(corpus, lexicon, hits),
        "One letter away from a hit, and not counted": near_misses(corpus, hits),
    }
    return LexiconReport(lexicon, len(hits), tables)


def reach(corpus: Corpus, hits: pd.DataFrame, *, view: View | None = None) -> pd.DataFrame:
    """Return how much of a corpus a lexicon reaches, as a whole and by category.

    Parameters
    ----------
    corpus
        The corpus the hits were found in.
    hits
        Columns ``set, category, token, n_tokens`` of `schema.HITS`, with ``attrs["categories"]``.
    view
        What is read: hits count by their first token.

    Returns
    -------
    DataFrame
        One row for ``all`` (set and category), then one per set and category in the order of the
        lexicon: ``count`` (hits), ``tokens`` (covered by a hit), ``n_tokens`` (read), ``share``
        (tokens / n_tokens), ``articles`` (with a hit), ``n_articles`` (read), ``share_articles``.
        Shares of nothing are empty.

    Notes
    -----
    Coverage says how much a lexicon speaks to a corpus, not whether it is right; common words raise it.
    """
    read = select(corpus, view)
    articles = articles_of(corpus, check_view(corpus, view))[:-1]
    expect("hits", hits, pd.DataFrame, "fs.find_hits")
    seen = hits[read[hits["token"].to_numpy(dtype=np.int64)]]
    pairs = [(str(set_), str(category)) for set_, category in hits.attrs.get("categories", [])]
    rows = [("all", "all", *_reached(corpus, seen))]
    for set_, category in pairs:
        rows.append((set_, category, *_reached(corpus, seen[(seen["set"] == set_) & (seen["category"] == category)])))
    table = pd.DataFrame(rows, columns=["set", "category", "count", "tokens", "articles"])
    table["n_tokens"], table["n_articles"] = int(read.sum()), int(articles.sum())
    table["share"] = table["tokens"] / table["n_tokens"].where(table["n_tokens"] > 0)
    table["share_articles"] = table["articles"] / table["n_articles"].where(table["n_articles"] > 0)
    order = ["set", "category", "count", "tokens", "n_tokens", "share", "articles", "n_articles", "share_articles"]
    return table[order]


def _reached(corpus: Corpus, hits: pd.DataFrame) -> tuple[int, int, int]:
    """Return the hits, the tokens they cover (each once), and the articles they stand in."""
    ordered = hits.sort_values("token")
    first = ordered["token"].to_numpy(dtype=np.int64)
    past = first + ordered["n_tokens"].to_numpy(dtype=np.int64)
    before = np.append(0, np.maximum.accumulate(past)[:-1])[: len(past)]
    tokens = np.clip(past - np.maximum(first, before), 0, None).sum()
    articles = np.unique(corpus.tokens.article[first])
    return len(hits), int(tokens), int((articles != NO_ARTICLE).sum())
