"""Whose words each token is: the link from tokens to the rows of `quotations`."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from framescope.corpus.model import Corpus
from framescope.schema import VOICE_OF_KIND, VOICES

Ints = npt.NDArray[np.int64]

#: The row of a token that is nobody's but the article's.
NO_QUOTATION = -1


def quotation_of_tokens(corpus: Corpus) -> Ints:
    """Return the row of `quotations` each token belongs to; `NO_QUOTATION` where there is none.

    A token belongs to a quotation that holds it and gives it its voice: a word inside quotation marks
    within indirect speech belongs to the marks, a title in quotation marks to nobody. Of several such
    quotations it is the one that begins last.
    """
    quotations, tokens = corpus.quotations, corpus.tokens
    row = np.full(len(tokens), NO_QUOTATION, dtype=np.int64)
    if quotations.empty:
        return row
    first, past = first_tokens(corpus), _tokens_from(corpus, quotations["end"].to_numpy(np.int64))
    given = {kind: VOICES.index(voice) if voice != "own" else -1 for kind, voice in VOICE_OF_KIND.items()}
    voice = quotations["kind"].astype("str").map(given).to_numpy(np.int64)
    size = np.maximum(past - first, 0)
    quotation = np.repeat(np.arange(len(quotations)), size)
    at = np.arange(len(quotation)) - np.repeat(np.cumsum(size) - size, size) + np.repeat(first, size)
    held = tokens.voice[at] == voice[quotation]
    # Of several assignments to one place the last is kept: rows are in the order of the text.
    row[at[held]] = quotation[held]
    return row


def speakers_at(corpus: Corpus, tokens: Ints) -> list[str | None]:
    """Return the speaker's name of each of some tokens; None where nobody is named."""
    names = [name if isinstance(name, str) else None for name in corpus.quotations["speaker_name"]]
    names.append(None)  # what NO_QUOTATION, -1, picks
    return [names[row] for row in quotation_of_tokens(corpus)[tokens].tolist()]


def first_tokens(corpus: Corpus) -> Ints:
    """Return the first token of each row of `quotations` (of what follows, where it holds none)."""
    return _tokens_from(corpus, corpus.quotations["start"].to_numpy(np.int64))


def _documents(corpus: Corpus) -> Ints:
    """Return the row of `documents` of each quotation."""
    number = {name: n for n, name in enumerate(corpus.documents["document_id"])}
    of_article = dict(zip(corpus.articles["article_id"], corpus.articles["document_id"].map(number), strict=True))
    return corpus.quotations["article_id"].astype("str").map(of_article).to_numpy(np.int64)


def _tokens_from(corpus: Corpus, offset: Ints) -> Ints:
    """Return the first token at an offset, one of each quotation's document, or after it."""
    document = _documents(corpus)
    bounds, start = corpus.tokens.documents, corpus.tokens.start
    order = np.argsort(document, kind="stable")
    found = np.empty(len(document), dtype=np.int64)
    changes = np.flatnonzero(np.diff(document[order], prepend=-1, append=-1))
    for a, b in pairwise(changes):
        rows = order[a:b]
        begin, end = bounds[document[rows[0]] : document[rows[0]] + 2]
        found[rows] = begin + np.searchsorted(start[begin:end], offset[rows])
    return found
