"""Which tokens stand near a node: within some tokens of it or in its sentence, each token counted once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.errors import InputError
from framescope.measures.around import around
from framescope.measures.reading import Bools, Ints
from framescope.schema import VOICES

Span = int | tuple[int, int] | Literal["sentence"]


@dataclass(frozen=True)
class Near:
    """The surroundings of some nodes, one truth value per token of the corpus.

    Attributes
    ----------
    left, right
        Whether it stands near a node, to the node's left, to its right.
    node
        Whether it is part of a node; such a token is near no other.
    """

    left: Bools
    right: Bools
    node: Bools


def near_nodes(corpus: Corpus, hits: pd.DataFrame, *, span: Span = 5, across_quotations: bool = False) -> Near:
    """Return what stands near hits.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The nodes.
    span
        Tokens on each side, or (to the left, to the right), or ``"sentence"``. It ends with the article,
        and, unless asked for otherwise, where a quotation begins or ends.
    across_quotations
        Whether what is said inside quotation marks is near a node outside, and the other way round.

    Raises
    ------
    InputError
        If the span is none.
    """
    token = hits["token"].to_numpy(np.int64)
    past = token + hits["n_tokens"].to_numpy(np.int64)
    if span == "sentence":
        first, stop = _sentences(corpus, hits)
    else:
        before, after = _sides(span)
        first, stop = token - before, past + after
    edges = _edges(corpus, across_quotations=across_quotations)
    first = np.maximum(first, edges[np.searchsorted(edges, token, side="right") - 1])
    stop = np.minimum(stop, edges[np.searchsorted(edges, past - 1, side="right")])
    n = len(corpus.tokens)
    node = _covered(token, past, n)
    return Near(_covered(first, token, n) & ~node, _covered(past, stop, n) & ~node, node)


def _edges(corpus: Corpus, *, across_quotations: bool) -> Ints:
    """Return where stretches begin that no span leaves, and where the last one ends."""
    tokens = corpus.tokens
    new = np.zeros(len(tokens) + 1, np.bool_)
    new[tokens.documents] = True
    new[1:-1] |= tokens.article[1:] != tokens.article[:-1]
    if not across_quotations:
        quoted = tokens.voice == VOICES.index("quoted")
        new[1:-1] |= quoted[1:] != quoted[:-1]
    new[-1] = True
    return np.flatnonzero(new).astype(np.int64)


def _covered(first: Ints, past: Ints, n: int) -> Bools:
    """Return which of n places lie in one of these ranges."""
    kept = first < past
    steps = np.bincount(first[kept], minlength=n + 1) - np.bincount(past[kept], minlength=n + 1)
    return np.asarray(np.cumsum(steps[:n]) > 0, np.bool_)


def _sentences(corpus: Corpus, hits: pd.DataFrame) -> tuple[Ints, Ints]:
    """Return the first token of the sentences each hit stands in, and the one after their last."""
    from framescope.text.sentences import sentence_spans  # nupunkt loads a model

    where = around(corpus, hits)
    first, stop = where.token.copy(), where.past.copy()
    bounds = np.stack([where.document, where.low, where.high], axis=1)
    lines, line = np.unique(bounds, axis=0, return_inverse=True)
    for i, (row, low, high) in enumerate(lines.tolist()):
        spans = np.array(sentence_spans(corpus.unbroken(row), low, high), np.int64).reshape(-1, 2)
        begin = corpus.tokens.documents[row]
        starts = corpus.tokens.start[begin : corpus.tokens.documents[row + 1]]
        for hit in np.flatnonzero(line.reshape(-1) == i):
            touched = spans[(spans[:, 0] < where.end[hit]) & (spans[:, 1] > where.start[hit])]
            if len(touched):
                first[hit] = min(begin + np.searchsorted(starts, touched[0, 0]), first[hit])
                stop[hit] = max(begin + np.searchsorted(starts, touched[-1, 1]), stop[hit])
    return first, stop


def _sides(span: int | tuple[int, int]) -> tuple[int, int]:
    sides = (span, span) if isinstance(span, int) else span
    good = isinstance(sides, (tuple, list)) and len(sides) == 2
    if not good or not all(type(side) is int and side >= 0 for side in sides) or not any(sides):
        raise InputError(
            f'window is a number of tokens from 1 on, (to the left, to the right), or "sentence"; not {span!r}.'
        )
    return sides[0], sides[1]
