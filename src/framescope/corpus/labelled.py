"""One document with its labels and its tokens: everything that can be said of it without the others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from framescope import schema
from framescope.corpus.label import Decisions, Labels, label_document
from framescope.text.batch import tokenize_many
from framescope.text.language import identify_language
from framescope.text.tokens import TextTokens

Row = tuple[Any, ...]

#: Kinds of line that belong to no article.
OUTSIDE = ("blank", "furniture")
_ZONE_CODE = {zone: code for code, zone in enumerate(schema.ZONES)}
# A blank line holds no word; if an invisible one stands in it after all, it is nobody's.
_ZONE_CODE["blank"] = _ZONE_CODE["furniture"]
#: Which zone codes an analysis reads unless told otherwise.
DEFAULT_ZONE = np.isin(np.arange(len(schema.ZONES)), [_ZONE_CODE[zone] for zone in schema.DEFAULT_ZONES])


@dataclass(frozen=True)
class LabelledDocument:
    """One document, its labels and its tokens."""

    document_id: str
    text: str
    labels: Labels
    tokens: TextTokens

    @cached_property
    def article_ids(self) -> list[str]:
        """The id of each article it holds."""
        return [f"{self.document_id}#{n}" for n in range(len(self.labels.segments))]

    @cached_property
    def line(self) -> npt.NDArray[np.int64]:
        """Row of the line each token stands in."""
        starts = np.array([line.start for line in self.labels.lines], dtype=np.int64)
        return np.searchsorted(starts, self.tokens.start, side="right") - 1

    @cached_property
    def segment(self) -> npt.NDArray[np.int64]:
        """Ordinal of the article around each token; -1 where there is none."""
        first_lines = np.array([first for first, _ in self.labels.segments], dtype=np.int64)
        return np.searchsorted(first_lines, self.line, side="right") - 1

    @cached_property
    def zone(self) -> npt.NDArray[np.uint8]:
        """Zone of each token: the kind of its line, unless an in-line mark stands over it."""
        zones = self._kind.copy()
        for mark in self.labels.marks:
            first, last = np.searchsorted(self.tokens.start, (mark.start, mark.end))
            zones[first:last] = _ZONE_CODE[mark.kind]
        return zones

    @cached_property
    def breaks(self) -> npt.NDArray[np.bool_]:
        """The tokenizer's breaks and those the labels add: another kind of line, another article."""
        breaks = self.tokens.breaks.copy()
        breaks[1:] |= (np.diff(self._kind) != 0) | (np.diff(self.segment) != 0)
        return breaks

    @cached_property
    def _kind(self) -> npt.NDArray[np.uint8]:
        kinds = np.array([_ZONE_CODE[line.kind] for line in self.labels.lines], dtype=np.uint8)
        return kinds[self.line]


def read_documents(texts: Mapping[str, str], decisions: Mapping[str, Decisions]) -> list[LabelledDocument]:
    """Label and tokenize documents, given as document_id -> text, with what a reader decided about some."""
    cut = tokenize_many(list(texts.values()))
    return [
        LabelledDocument(name, text, label_document(text, decisions.get(name)), tokens)
        for (name, text), tokens in zip(texts.items(), cut, strict=True)
    ]


def line_rows(document: LabelledDocument) -> list[Row]:
    """Return its rows of the table `lines`."""
    ends = [last for _, last in document.labels.segments]
    rows = []
    for i, line in enumerate(document.labels.lines):
        inside = bool(ends) and line.kind not in OUTSIDE
        article_id = document.article_ids[bisect_right(ends, i)] if inside else None
        rows.append((document.document_id, i + 1, line.start, line.end, line.kind, line.rule, article_id))
    return rows


def mark_rows(document: LabelledDocument) -> list[Row]:
    """Return its rows of the table `marks`."""
    return [(document.document_id, mark.start, mark.end, mark.kind, mark.rule) for mark in document.labels.marks]


def claim_rows(document: LabelledDocument) -> list[Row]:
    """Return its rows of the table `evidence`: what its text says of itself, and its language."""
    rows: list[Row] = []
    for said in document.labels.claims:
        article_id = None if said.article is None else document.article_ids[said.article]
        where = (said.start, said.end, said.rule, said.confidence, said.guessed)
        rows.append((document.document_id, article_id, said.field, said.value, "text", *where))
    for n, article_id in enumerate(document.article_ids):
        found = _language(document, n)
        if found is not None:
            language, rule = found
            rows.append(
                (document.document_id, article_id, "language", language, "model", None, None, rule, "certain", True)
            )
    return rows


def _language(document: LabelledDocument, article: int) -> tuple[str, str] | None:
    first, last = document.labels.segments[article]
    lines = document.labels.lines
    read = DEFAULT_ZONE[document.zone] & (document.segment == article)
    tokens = document.tokens
    forms = [tokens.types[i] for i in tokens.term[read].tolist()]
    return identify_language(document.text[lines[first].start : lines[last - 1].end], forms)
