"""A corpus made of texts as they are: each a document and an article, everything body and own."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from framescope import schema
from framescope.corpus.columns import text_columns
from framescope.corpus.model import Corpus
from framescope.schema import VOICES, ZONES

MakeCorpus = Callable[[Sequence[str]], Corpus]
_EMPTY = {name: schema.TABLES[name].frame() for name in schema.CORPUS_TABLES}


def corpus_of(texts: Sequence[str]) -> Corpus:
    tokens = text_columns(texts)
    document = np.repeat(np.arange(len(texts)), np.diff(tokens.documents))
    tokens = replace(
        tokens,
        article=document.astype(np.int32),
        zone=np.full(len(tokens), ZONES.index("body"), dtype=np.uint8),
        voice=np.full(len(tokens), VOICES.index("own"), dtype=np.uint8),
    )
    names = [f"d{i:02d}.txt" for i in range(len(texts))]
    documents = [
        {"document_id": name, "path": name, "sha256": "0", "text_sha256": "0", "encoding": "utf-8", "decoding": ""}
        | {"offset_basis": "file", "n_chars": len(text), "text": text}
        for name, text in zip(names, texts, strict=True)
    ]
    blank = dict.fromkeys(schema.ARTICLES.columns)
    articles = [
        blank | {"article_id": f"{name}#0", "document_id": name, "n_tokens": int(n), "representative": True}
        for name, n in zip(names, np.diff(tokens.documents), strict=True)
    ]
    tables = _EMPTY | {
        "documents": schema.DOCUMENTS.frame(documents),
        "articles": schema.ARTICLES.frame(articles),
    }
    return Corpus(tables, tokens, "test")


@pytest.fixture(scope="session")  # so that it can be used in properties
def make_corpus() -> MakeCorpus:
    return corpus_of
