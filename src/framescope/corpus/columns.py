"""The tokens of all documents as one set of columns, and what is read off them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from mmap import mmap
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from framescope.corpus.labelled import DEFAULT_ZONE, Labelled
from framescope.corpus.model import NO_ARTICLE, Tokens
from framescope.text.batch import tokenize_many
from framescope.text.vocabulary import VocabularyBuilder

Number = TypeVar("Number", bound=np.generic)

_BLOCK = 250_000


def token_columns(documents: Labelled, voice: npt.NDArray[np.uint8]) -> Tokens:
    """Return the tokens of labelled documents, with the voice of each."""
    batch = documents.tokens
    builder = VocabularyBuilder()
    return Tokens(
        term=builder.encode(batch.types)[batch.term],
        start=batch.start.astype(np.int64),
        length=batch.length,
        article=documents.article,
        zone=documents.zone,
        voice=voice,
        breaks=documents.breaks,
        documents=batch.bounds,
        vocabulary=builder.build(),
    )


def text_columns(texts: Sequence[str]) -> Tokens:
    """Return the tokens of texts that are no articles: a row of documents, all of one zone and voice."""
    batch = tokenize_many(texts)
    builder = VocabularyBuilder()
    n = len(batch.term)
    return Tokens(
        term=builder.encode(batch.types)[batch.term],
        start=batch.start.astype(np.int64),
        length=batch.length,
        article=np.full(n, NO_ARTICLE, dtype=np.int32),
        zone=np.zeros(n, dtype=np.uint8),
        voice=np.zeros(n, dtype=np.uint8),
        breaks=batch.breaks,
        documents=batch.bounds,
        vocabulary=builder.build(),
    )


def article_lengths(tokens: Tokens, n_articles: int) -> npt.NDArray[np.int64]:
    """Return the tokens in title, headings and body of each article."""
    counts = np.zeros(n_articles, dtype=np.int64)
    for _, article in counted_tokens(tokens):
        add_lengths(counts, article)
    return counts


def add_lengths(counts: npt.NDArray[np.int64], article: npt.NDArray[np.int32]) -> None:
    """Count the articles of a block of `counted_tokens`; they stand in their order."""
    of_block = np.bincount(article - article[0])
    counts[article[0] : article[0] + len(of_block)] += of_block


def counted_tokens(tokens: Tokens) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]]:
    """Yield, block by block, which tokens stand in title, headings or body, and of which articles; none is empty."""
    for begin in range(0, len(tokens), _BLOCK):
        block = slice(begin, begin + _BLOCK)
        zone, article = mapped(tokens.zone)[block], mapped(tokens.article)[block]
        counted = np.flatnonzero(DEFAULT_ZONE.take(zone) & (article != NO_ARTICLE))
        if len(counted):
            yield begin + counted, article[counted]


def mapped(column: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """Return a column as a plain array; a memory-mapped one is mapped for the occasion.

    What was read through one map for the whole run would be counted as this process's memory, all of the columns in
    the end. A view of a part does not know where in its file it begins, so it is read as it is.
    """
    if isinstance(column, np.memmap) and isinstance(column.base, mmap) and column.filename is not None:
        column = np.memmap(column.filename, column.dtype, "r", column.offset, column.shape)
    return column.view(np.ndarray)
