"""What stands within some tokens of a hit: counts for collocation, and hits chosen by their company."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View, select
from framescope.errors import InputError
from framescope.lexicon.hits import find_terms
from framescope.measures.around import last_up_to
from framescope.measures.reading import Ints, check_hits, hits_read

Window = int | tuple[int, int]


def window_counts(
    corpus: Corpus, hits: pd.DataFrame, *, window: Window = 5, view: View | None = None, case: bool = False
) -> pd.DataFrame:
    """Count the words that stand near hits.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The nodes: rows of the table `hits` of this corpus.
    window
        Tokens looked at on each side of a hit, or (to the left, to the right). A window of 5 is L5 to R5;
        it is counted from the edges of the hit, and ends with the article.
    view
        What is read: hits whose first token is read, and of the words near them those that are read.
        A word that is not read (a caption between two paragraphs) is not counted, but takes up its place.
    case
        Tell forms apart by case; else case-folded forms are counted.

    Returns
    -------
    DataFrame
        ``term``, ``count`` (pairs of a hit and a word near it), ``left`` and ``right`` (on which side),
        ``n_articles`` (in which there is such a pair); then, the same in every row, ``n_hits`` and
        ``n_window`` (the sum of all counts). Most frequent first, ties by code point.

    Raises
    ------
    InputError
        If the hits are not hits of this corpus, or the window is none.

    Notes
    -----
    A word between two hits is near both and is counted for each, as NLTK's and quanteda's windows count
    it. Words that two categories match at the same place are one hit. The commonest words of a window
    are the commonest words of the language: counts alone are no association.
    """
    before, after = _sides(window)
    found = hits_read(corpus, hits, view).drop_duplicates(["token", "n_tokens"])
    nodes = _Nodes.of(corpus, found)
    left = _read(corpus, [nodes.token - k for k in range(1, before + 1)], nodes, view)
    right = _read(corpus, [nodes.past - 1 + k for k in range(1, after + 1)], nodes, view)
    tokens, vocabulary = corpus.tokens, corpus.tokens.vocabulary
    near = np.concatenate([left, right])
    term = tokens.term[near] if case else vocabulary.fold[tokens.term[near]]
    sides = [np.bincount(side, minlength=len(vocabulary)) for side in np.split(term, [len(left)])]
    used = np.flatnonzero(sides[0] + sides[1])
    # One number for each word in each article, text without one counted as an article of its own.
    pairs = np.sort((tokens.article[near] + np.int64(1)) * len(vocabulary) + term)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    table = pd.DataFrame(
        {
            "term": pd.Series([vocabulary.forms[i] for i in used.tolist()], dtype="str"),
            "count": (sides[0] + sides[1])[used],
            "left": sides[0][used],
            "right": sides[1][used],
            "n_articles": np.bincount(pairs % max(len(vocabulary), 1), minlength=len(vocabulary))[used],
            "n_hits": len(found),
            "n_window": len(near),
        }
    )
    return table.sort_values(["count", "term"], ascending=[False, True]).reset_index(drop=True)


def hits_near(corpus: Corpus, hits: pd.DataFrame, terms: str | Sequence[str], *, window: Window = 5) -> pd.DataFrame:
    """Return the hits that have certain words near them.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The table `hits` of this corpus.
    terms
        A pattern as in a lexicon (``"regime*"``, ``"air strike*"``), or several: one of them is enough.
    window
        As in `window_counts`. A term is near if the whole of it lies in the window.

    Returns
    -------
    DataFrame
        Rows of `hits`, in the order given: for a concordance of them, or the counts of `frequency`.

    Raises
    ------
    InputError
        If the hits are not hits of this corpus, the window is none, or a pattern cannot be read.

    Notes
    -----
    Near is not related: the two may stand in different sentences and speak of different things.
    """
    before, after = _sides(window)
    check_hits(corpus, hits)
    nodes = _Nodes.of(corpus, hits)
    company = find_terms(corpus, [terms] if isinstance(terms, str) else terms)
    begin, length = company["token"].to_numpy(np.int64), company["n_tokens"].to_numpy(np.int64)
    keep = np.zeros(len(hits), dtype=np.bool_)
    for n in np.unique(length).tolist():
        starts = np.append(np.unique(begin[length == n]), len(corpus.tokens))
        for low, high in (
            (np.maximum(nodes.token - before, nodes.first), nodes.token),
            (nodes.past, np.minimum(nodes.past + after, nodes.stop)),
        ):
            keep |= starts[np.searchsorted(starts, low)] + n <= high
    kept: pd.DataFrame = hits[keep]
    return kept


@dataclass(frozen=True)
class _Nodes:
    """The first token of each hit and the one after its last; the first of its article and the one after its last."""

    token: Ints
    past: Ints
    first: Ints
    stop: Ints

    @staticmethod
    def of(corpus: Corpus, hits: pd.DataFrame) -> _Nodes:
        tokens = corpus.tokens
        token = hits["token"].to_numpy(np.int64)
        document = np.searchsorted(tokens.documents, token, side="right") - 1
        begin, end = tokens.documents[document], tokens.documents[document + 1]
        article = tokens.article[token].astype(np.int64)
        first = last_up_to(tokens.article, article - 1, begin, token + 1) + 1
        stop = last_up_to(tokens.article, article, token, end) + 1
        return _Nodes(token, token + hits["n_tokens"].to_numpy(np.int64), first, stop)


def _read(corpus: Corpus, places: Sequence[Ints], nodes: _Nodes, view: View | None) -> Ints:
    """Return the tokens of the places beside hits that stand in the same article and are read."""
    near = np.concatenate([np.empty(0, np.int64), *(at[(at >= nodes.first) & (at < nodes.stop)] for at in places)])
    return near[select(corpus, view, at=near)]


def _sides(window: Window) -> tuple[int, int]:
    sides = window if isinstance(window, tuple) else (window, window)
    if len(sides) != 2 or not all(type(side) is int and side >= 0 for side in sides) or not any(sides):
        raise InputError(f"window is a number of tokens from 1 on, or (to the left, to the right); not {window!r}.")
    return sides
