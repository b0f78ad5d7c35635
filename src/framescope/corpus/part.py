"""Some documents of a corpus as a corpus, to be looked at by themselves: a view of the same memory, no copy."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np

from framescope.corpus.model import Corpus, Tokens


def tokens_of(tokens: Tokens, first: int, past: int) -> Tokens:
    """Return the tokens of the documents from row `first` to row `past` (exclusive); both count from 0."""
    bounds = tokens.documents
    start, end = int(bounds[first]), int(bounds[past])
    columns: dict[str, Any] = {field.name: getattr(tokens, field.name) for field in fields(Tokens)}
    for name, column in columns.items():
        if isinstance(column, np.ndarray):
            columns[name] = column[start:end]
    columns["documents"] = bounds[first : past + 1] - start
    return Tokens(**columns)


def part_of(corpus: Corpus, first: int, past: int) -> Corpus:
    """Return the documents from row `first` to row `past` (exclusive) with their tokens and quotations.

    ``articles`` stays whole, so that the numbers of articles are those of the corpus. Tokens and documents count
    from 0: add ``corpus.tokens.documents[first]`` and `first`. For what looks at documents one by one (matching);
    what counts stories needs all of them.
    """
    tokens = tokens_of(corpus.tokens, first, past)
    documents = corpus.documents.iloc[first:past].reset_index(drop=True)
    inside = corpus.articles["document_id"].isin(documents["document_id"])
    quoted = corpus.quotations["article_id"].isin(corpus.articles.loc[inside, "article_id"])
    quotations = corpus.quotations[quoted.to_numpy()].reset_index(drop=True)
    return replace(corpus, tables={**corpus.tables, "documents": documents, "quotations": quotations}, tokens=tokens)
