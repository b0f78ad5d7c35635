"""The tokens of all documents as one set of columns, and what is read off them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.corpus.labelled import DEFAULT_ZONE, LabelledDocument
from framescope.corpus.model import NO_ARTICLE, Tokens
from framescope.text.batch import tokenize_many
from framescope.text.tokens import TextTokens
from framescope.text.vocabulary import VocabularyBuilder


def token_columns(documents: Sequence[LabelledDocument], voices: Sequence[npt.NDArray[np.uint8]]) -> Tokens:
    """Join the tokens of documents, in their order, with the voice of each."""
    builder = VocabularyBuilder()
    terms = _terms([one.tokens for one in documents], builder)
    first = np.cumsum([0, *(len(one.article_ids) for one in documents)])
    return Tokens(
        term=_join(terms, np.uint32),
        start=_join([one.tokens.start for one in documents], np.int64),
        length=_join([one.tokens.length for one in documents], np.uint32),
        article=_join([_articles(one, first[i]) for i, one in enumerate(documents)], np.int32),
        zone=_join([one.zone for one in documents], np.uint8),
        voice=_join(voices, np.uint8),
        breaks=_join([one.breaks for one in documents], np.bool_),
        documents=np.cumsum([0, *(len(one.tokens.start) for one in documents)], dtype=np.int64),
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


def _terms(texts: Sequence[TextTokens], builder: VocabularyBuilder) -> list[npt.NDArray[np.uint32]]:
    """Return the ids of the tokens of each text; texts that were cut together share one map from types to ids."""
    ids: dict[int, npt.NDArray[np.uint32]] = {}
    for text in texts:
        if id(text.types) not in ids:
            ids[id(text.types)] = builder.encode(text.types)
    return [ids[id(text.types)][text.term] for text in texts]


def _compared(tokens: Tokens) -> npt.NDArray[np.bool_]:
    return np.asarray(DEFAULT_ZONE[tokens.zone] & (tokens.article != NO_ARTICLE))


def _articles(document: LabelledDocument, first: np.int64) -> npt.NDArray[np.int64]:
    return document.segment + first if document.article_ids else np.full(len(document.segment), NO_ARTICLE)


def _join(parts: Sequence[npt.NDArray[Any]], dtype: type) -> npt.NDArray[Any]:
    return np.concatenate([np.empty(0, dtype=dtype), *parts], dtype=dtype, casting="unsafe")
