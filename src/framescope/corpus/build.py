"""From documents to a corpus: label, tokenize, find voices, settle what is known, group copies."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope import schema
from framescope.corpus.columns import article_lengths, token_columns
from framescope.corpus.copies import find_copies
from framescope.corpus.copygroups import copy_groups
from framescope.corpus.copyrule import CopyRule
from framescope.corpus.corrections import Corrections, decisions_for
from framescope.corpus.labelled import LabelledDocument, Row, claim_rows, line_rows, mark_rows, read_documents
from framescope.corpus.metadata import Metadata, document_claims, metadata_claims, settle
from framescope.corpus.model import Corpus
from framescope.corpus.voices import quotation_rows, voice_codes
from framescope.errors import InputError
from framescope.text.language import ASSESSED_LANGUAGES
from framescope.text.tokens import TOKENIZER


def corpus_from_texts(texts: Mapping[str, str]) -> Corpus:
    """Build a corpus from texts that are already in memory.

    Parameters
    ----------
    texts
        document_id -> text.
    """
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
    metadata, corrections = metadata or Metadata(), corrections or Corrections()
    twice = documents["document_id"][documents["document_id"].duplicated()]
    if len(twice):
        raise InputError(f"Two documents have the id {twice.iloc[0]!r}; ids must differ.")
    texts = dict(zip(documents["document_id"], documents["text"], strict=True))
    decisions = decisions_for(corrections, texts)
    read = read_documents(texts, decisions)
    document_of = {article_id: one.document_id for one in read for article_id in one.article_ids}
    article_ids = list(document_of)

    told = document_claims(claims, article_ids) if claims is not None else []
    said = [row for one in read for row in claim_rows(one)]
    said += _encoding_claims(documents) + told + metadata_claims(metadata, document_of)
    evidence = schema.EVIDENCE.frame(said)
    settled = settle(evidence, article_ids)
    quoted = [_quotations(one, settled["language"]) for one in read]
    voices = [_voices(one, rows, settled["language"]) for one, rows in zip(read, quoted, strict=True)]
    tokens = token_columns(read, voices)
    copies = find_copies(tokens, article_ids, copy_rule)
    articles = settled.assign(document_id=list(document_of.values()), n_tokens=article_lengths(tokens, article_ids))
    articles = articles.join(copy_groups(copies, articles, copy_rule))
    tables = {
        "documents": documents.reset_index(drop=True),
        "lines": schema.LINES.frame([row for one in read for row in line_rows(one)]),
        "marks": schema.MARKS.frame([row for one in read for row in mark_rows(one)]),
        "articles": schema.ARTICLES.frame(articles.reset_index(names="article_id")),
        "copies": copies,
        "quotations": schema.QUOTATIONS.frame([row for rows in quoted for row in rows]),
        "evidence": evidence,
    }
    return Corpus(tables, tokens, _digest(documents, metadata, corrections, copy_rule, *told))


def _encoding_claims(documents: pd.DataFrame) -> list[Row]:
    guessed = documents[documents["decoding"].str.contains("guessed")]
    named = guessed[["document_id", "encoding", "decoding"]].itertuples(index=False)
    return [
        (name, None, "encoding", encoding, "file", None, None, decoding, "uncertain", True)
        for name, encoding, decoding in named
    ]


def _quotations(document: LabelledDocument, language: pd.Series[Any]) -> list[Row]:
    assessed = [n for n, name in enumerate(document.article_ids) if _assessed(language[name])]
    return quotation_rows(document.text, document.labels, document.document_id, assessed)


def _voices(document: LabelledDocument, quotations: list[Row], language: pd.Series[Any]) -> npt.NDArray[np.uint8]:
    codes = voice_codes(document.tokens.start, quotations)
    for n, name in enumerate(document.article_ids):
        if not _assessed(language[name]):
            codes[document.segment == n] = schema.VOICES.index("unassessed")
    return codes


def _assessed(language: object) -> bool:
    """Return whether there are rules for quotations; an unknown language is read by those of English."""
    return language in ASSESSED_LANGUAGES or not isinstance(language, str)


def _digest(documents: pd.DataFrame, *decisions: object) -> str:
    """Name the content of a corpus: the texts, what was decided about them, and the tokenizer."""
    parts = [TOKENIZER, *documents["document_id"], *documents["text_sha256"], *map(repr, decisions)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
