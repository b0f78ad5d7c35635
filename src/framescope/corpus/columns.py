"""The tokens of all documents as one set of columns, and what is read off them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.corpus.labelled import DEFAULT_ZONE, Labelled
from framescope.corpus.model import NO_ARTICLE, Tokens
from framescope.text.batch import tokenize_many
from framescope.text.vocabulary import VocabularyBuilder


def token_columns(documents: Labelled, voice: npt.NDArray[np.uint8]) -> Tokens:
    """Return the tokens of labelled documents, with the voice of each."""
    batch = documents.tokens
    builder = VocabularyBuilder()
    return Tokens(
        term=builder.encode(batch.types)[batch.term],
        start=batch.start.astype(np.int64),
        length=batch.length,
        article=documents.article.astype(np.int32),
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


def article_lengths(tokens: Tokens, article_ids: Sequence[str]) -> pd.Series[int]:
    """Return the tokens in title, headings and body of each article, indexed by article_id."""
    counts = np.bincount(tokens.article[_compared(tokens)], minlength=len(article_ids))
    return pd.Series(counts, index=pd.Index(article_ids, name="article_id"), dtype=np.int64)


def _compared(tokens: Tokens) -> npt.NDArray[np.bool_]:
    return np.asarray(DEFAULT_ZONE[tokens.zone] & (tokens.article != NO_ARTICLE))
