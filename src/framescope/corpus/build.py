"""From documents to a corpus: label, tokenize, find voices, settle what is known, group copies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from framescope import schema
from framescope.corpus.columns import article_lengths
from framescope.corpus.copies import find_copies
from framescope.corpus.copygroups import copy_groups
from framescope.corpus.copyrule import CopyRule
from framescope.corpus.corrections import Corrections, check_documents
from framescope.corpus.glued import glued_evidence
from framescope.corpus.labelled import Row
from framescope.corpus.metadata import Metadata, check_articles
from framescope.corpus.model import Corpus, Tokens
from framescope.corpus.recurring import Part, changed_tables, recurring_evidence, recurring_lines, rezone
from framescope.corpus.shard import label_shard
from framescope.errors import InputError, expect
from framescope.text.tokens import TOKENIZER


def corpus_from_texts(texts: Mapping[str, str]) -> Corpus:
    """Build a corpus from texts that are already in memory.

    Parameters
    ----------
    texts
        document_id -> text.
    """
    expect("texts", texts, Mapping, "dict(...)")
    rows = []
    for name, text in texts.items():
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        rows.append((name, name, digest, digest, "none", "given as text", "file", len(text), text))
    return build_corpus(schema.DOCUMENTS.frame(rows))


def build_corpus(
    documents: pd.DataFrame,
    *,
    claims: pd.DataFrame | None = None,
    metadata: Metadata | None = None,
    corrections: Corrections | None = None,
    copy_rule: CopyRule | None = None,
) -> Corpus:
    """Build a corpus from the table `documents`.

    Parameters
    ----------
    documents
        The table `documents` of `framescope.schema`.
    claims
        What records and pages say of themselves, rows of the table `evidence`; they speak of the
        first article of their document.
    metadata
        What the texts do not state.
    corrections
        What a reader decided.
    copy_rule
        When articles count as copies.

    Raises
    ------
    InputError
        If two documents have the same id.
    GuardError
        If a correction or a metadata entry no longer fits.
    """
    expect("documents", documents, pd.DataFrame, "framescope.schema.DOCUMENTS.frame")
    metadata, corrections = metadata or Metadata(), corrections or Corrections()
    twice = documents["document_id"][documents["document_id"].duplicated()]
    if len(twice):
        raise InputError(f"Two documents have the id {twice.iloc[0]!r}; ids must differ.")
    shard = label_shard(documents, claims=claims, metadata=metadata, corrections=corrections)
    articles = shard.tables["articles"]
    check_documents(corrections, documents["document_id"])
    check_articles(metadata, articles)
    tables, tokens = dict(shard.tables), shard.tokens
    sizes = {name: len(table) for name, table in tables.items()}
    changes = recurring_lines([Part(shard.keyed, sizes, lambda: (tables["documents"], tables["lines"]))], articles)
    if len(changes):
        tables |= changed_tables(tables, changes)
        tokens = rezone(tokens, changes)
        articles = articles.assign(n_tokens=article_lengths(tokens, len(articles)))
    tables |= find_groups(articles, tokens, copy_rule)
    tables["evidence"] = schema.EVIDENCE.frame([*_rows(tables["evidence"]), *compared_evidence(tables, changes)])
    return Corpus(tables, tokens, corpus_digest(shard.digest, metadata, corrections, copy_rule))


def find_groups(
    articles: pd.DataFrame, tokens: Tokens, rule: CopyRule | None = None, *, folder: Path | None = None
) -> dict[str, pd.DataFrame]:
    """Compare all articles of a corpus: return `copies`, and `articles` with their groups; `folder` as there."""
    copies = find_copies(tokens, articles["article_id"].tolist(), rule, folder=folder)
    groups = copy_groups(copies, articles.set_index("article_id"), rule)
    return {"copies": copies, "articles": schema.ARTICLES.frame(articles.assign(**groups.reset_index(drop=True)))}


def compared_evidence(tables: Mapping[str, pd.DataFrame], changes: pd.DataFrame) -> list[Row]:
    """Return the rows of `evidence` that only a comparison of all documents gives."""
    compared = (tables[name] for name in ("documents", "lines", "articles", "copies"))
    return [*recurring_evidence(changes), *glued_evidence(*compared)]


def _rows(table: pd.DataFrame) -> Iterator[Row]:
    yield from table.astype(object).where(table.notna(), None).itertuples(index=False, name=None)


def corpus_digest(documents: int, *decisions: object) -> str:
    """Name the content of a corpus: its documents (the sum of the digests of its shards), and what was decided."""
    parts = [TOKENIZER, f"{documents % (1 << 256):064x}", *map(repr, decisions)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
