"""A shard: some documents with everything that can be said of them without the others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain

import numpy as np
import pandas as pd

from framescope import schema
from framescope.corpus.columns import token_columns
from framescope.corpus.corrections import Corrections, decisions_for
from framescope.corpus.html import EXTRACT
from framescope.corpus.labelled import Labelled, Row, label_documents, line_table, mark_table
from framescope.corpus.linekeys import keyed_lines
from framescope.corpus.metadata import Metadata, document_claims, metadata_claims, settle
from framescope.corpus.model import Tokens
from framescope.corpus.voices import find_voices
from framescope.garbage import no_cycles_sought
from framescope.text.language import english_function_words, identify_language

# Sources that were read with the documents.
_TOLD = ("record", "html")


@dataclass(frozen=True)
class Shard:
    """Some documents with everything that can be said of them without the others.

    Attributes
    ----------
    tables
        Their tables, by name.
    tokens
        Their tokens.
    keyed
        What `keyed_lines` says of their lines, for the comparison with those of other documents.
    digest
        A number that names them; of several shards the sum names all documents.
    """

    tables: Mapping[str, pd.DataFrame]
    tokens: Tokens
    keyed: pd.DataFrame
    digest: int


@no_cycles_sought()
def label_shard(
    documents: pd.DataFrame,
    *,
    claims: pd.DataFrame | None = None,
    metadata: Metadata | None = None,
    corrections: Corrections | None = None,
) -> Shard:
    """Label documents; parameters as in `build_corpus`.

    What `metadata` and `corrections` say of other documents is left aside.
    """
    texts = dict(zip(documents["document_id"], documents["text"], strict=True))
    taken_out = documents.loc[documents["decoding"].str.contains(rf"\b{EXTRACT}\b"), "document_id"]
    read = label_documents(texts, decisions_for(corrections or Corrections(), texts), frozenset(taken_out))
    document_of = dict(zip(read.article_ids, np.repeat(read.document_ids, np.diff(read.first_articles)), strict=True))
    told = document_claims(claims, document_of) if claims is not None else []
    said = _text_claims(read) + _language_claims(read) + _encoding_claims(documents) + told
    said += metadata_claims(metadata or Metadata(), document_of)
    place = {name: i for i, name in enumerate(texts)}
    said.sort(key=lambda row: place[row[0]])
    settled = settle(said, document_of)
    quotations, voice = find_voices(read, settled["language"].tolist())
    tokens = token_columns(read, voice)
    articles = settled.assign(
        document_id=list(document_of.values()),
        n_tokens=read.lengths,
        copy_group=None,
        representative=True,
    )
    tables = {
        "documents": documents.reset_index(drop=True),
        "lines": line_table(read),
        "marks": mark_table(read),
        "articles": schema.ARTICLES.frame(articles.reset_index(names="article_id")),
        "quotations": quotations,
        "evidence": schema.EVIDENCE.frame(said),
    }
    return Shard(tables, tokens, keyed_lines(read, tokens), documents_digest(documents, said))


def _text_claims(documents: Labelled) -> list[Row]:
    """Return as rows of `evidence` what the texts say of themselves."""
    return [
        (name, article_id, one.field, one.value, "text", one.start, one.end, one.rule, one.confidence, one.guessed)
        for name, article_id, one in documents.claims()
    ]


def _language_claims(documents: Labelled) -> list[Row]:
    """Return as rows of `evidence` the language of each article, read off its title, headings and body."""
    english = english_function_words(documents.tokens.types).take(documents.tokens.term)
    counts = (documents.lengths.tolist(), documents.count(english).tolist())
    rows: list[Row] = []
    for i, (article_id, n_tokens, n_english) in enumerate(zip(documents.article_ids, *counts, strict=True)):
        if found := identify_language(partial(documents.article_text, i), n_tokens, n_english):
            where = (article_id.rpartition("#")[0], article_id, "language", found[0], "model", None, None, found[1])
            rows.append((*where, "certain", True))
    return rows


def _encoding_claims(documents: pd.DataFrame) -> list[Row]:
    guessed = documents[documents["decoding"].str.contains("guessed")]
    named = guessed[["document_id", "encoding", "decoding"]].itertuples(index=False)
    return [
        (name, None, "encoding", encoding, "file", None, None, decoding, "uncertain", True)
        for name, encoding, decoding in named
    ]


def documents_digest(documents: pd.DataFrame, evidence: Iterable[Row]) -> int:
    """Name the content of documents, in whatever order: their texts, and what records and pages say of them.

    `evidence` are rows of that table.
    """
    read = zip(documents["document_id"].tolist(), documents["text_sha256"].tolist(), strict=True)
    told = (
        (name, field, value, rule, confidence)
        for name, _, field, value, source, _, _, rule, confidence, _ in evidence
        if source in _TOLD
    )
    digests = (hashlib.sha256("\t".join(part).encode()).digest() for part in chain(read, told))
    return sum(map(int.from_bytes, digests)) % (1 << 256)
