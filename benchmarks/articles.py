"""Any number of articles for measuring: real paragraphs of real news, drawn again and again."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from framescope import schema
from framescope.corpus.columns import text_columns
from framescope.corpus.model import Corpus
from framescope.schema import ZONES

#: Where the articles are in the folder of data.
SOURCE = Path("news_articles") / "NewsArticles.csv.gz"
_CHARACTERS = 5_750  # drawing stops here: with the paragraph that passes it, 5,900 on average
_SENTENCES = 3  # of a paragraph; the source has lost its own
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“‘])|(?<=[.!?][\"”’])\s+(?=[A-Z\"“‘])")


def articles(data: Path, n: int, *, seed: int = 0) -> Iterator[str]:
    """Yield `n` articles of about 5,900 characters each; the same seed gives the same articles."""
    paragraphs = _paragraphs(data / SOURCE)
    rng = np.random.default_rng(seed)
    for _ in range(n):
        drawn: list[str] = []
        size = 0
        while size < _CHARACTERS:
            drawn.append(paragraphs[rng.integers(len(paragraphs))])
            size += len(drawn[-1]) + 2
        yield "\n\n".join(drawn)


def plain_corpus(texts: Sequence[str]) -> Corpus:
    """Return a corpus of one article a text, all of it body and outside quotation marks: no rule looks at its lines."""
    names = [f"{i:06}.txt" for i in range(len(texts))]
    tokens = text_columns(texts)
    counts = np.diff(tokens.documents)
    documents = [
        (name, name, "0", "0", "utf-8", "", "file", len(text), text) for name, text in zip(names, texts, strict=True)
    ]
    rows = pd.DataFrame({"article_id": [f"{name}#0" for name in names], "document_id": names, "n_tokens": counts})
    tables = {name: schema.TABLES[name].frame() for name in schema.CORPUS_TABLES}
    tables["documents"] = schema.DOCUMENTS.frame(documents)
    tables["lines"] = _lines(names, texts)
    tables["articles"] = schema.ARTICLES.frame(
        rows.assign(representative=True).reindex(columns=list(schema.ARTICLES.columns))
    )
    tokens = replace(
        tokens,
        article=np.repeat(np.arange(len(texts), dtype=np.int32), counts),
        zone=np.full(len(tokens), ZONES.index("body"), dtype=np.uint8),
    )
    return Corpus(tables, tokens, "benchmark")


def _lines(names: Sequence[str], texts: Sequence[str]) -> pd.DataFrame:
    spans = [[match.span() for match in re.finditer(r"[^\n]*\n|[^\n]+", text)] for text in texts]
    document = pd.Categorical.from_codes(np.repeat(np.arange(len(texts)), list(map(len, spans))), pd.Index(names))
    bounds = np.array([span for found in spans for span in found], dtype=np.int64).reshape(-1, 2)
    number = np.concatenate([np.empty(0, np.int64), *(np.arange(1, len(found) + 1) for found in spans)])
    columns = {"document_id": document, "line": number, "start": bounds[:, 0], "end": bounds[:, 1]}
    lines = pd.DataFrame(columns).assign(kind="body", rule="benchmark")
    return schema.LINES.frame(lines.assign(article_id=document.rename_categories("{}#0".format), goes_on=False))


@cache
def _paragraphs(source: Path) -> list[str]:
    csv.field_size_limit(1 << 30)
    with gzip.open(source) as raw:
        bodies = [row["text"] for row in csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline=""))]
    paragraphs = []
    for body in bodies:
        sentences = [sentence for sentence in SENTENCE_END.split(body) if sentence.strip()]
        paragraphs += [" ".join(sentences[i : i + _SENTENCES]) for i in range(0, len(sentences), _SENTENCES)]
    return paragraphs
