"""What the audit page shows of each document: its lines with kind and rule, and where articles begin or may begin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
from markupsafe import Markup

from framescope.corpus.doubts import contradictions
from framescope.corpus.model import Corpus

_LINE = ("line", "start", "end", "kind", "rule")
_Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class ShownLine:
    """One line: its number from 1, kind, rule, and its text as HTML with the in-line residue marked."""

    number: int
    kind: str
    rule: str
    html: Markup


@dataclass(frozen=True)
class Beginning:
    """Why an article begins at a line, or may begin there: then `certain` is False."""

    certain: bool
    rule: str


@dataclass(frozen=True)
class ShownDocument:
    """One document of the page; `beginnings` by line number, `articles` and `contradictions` as rows of tables."""

    document_id: str
    articles: Sequence[Mapping[str, Any]]
    contradictions: Sequence[Mapping[str, Any]]
    lines: Sequence[ShownLine]
    beginnings: Mapping[int, Beginning]


@dataclass(frozen=True)
class Rows:
    """Rows of a corpus's tables by document."""

    articles: _Rows
    marks: _Rows
    boundaries: _Rows
    contradictions: _Rows


def rows_by_document(corpus: Corpus) -> Rows:
    """Return what stands about each document in other tables than `lines`."""
    evidence = corpus.evidence
    boundaries = evidence[evidence["field"] == "boundary"]
    contradicted = contradictions(evidence)
    contradicted["document_id"] = contradicted["article_id"].str.replace(r"#\d+$", "", regex=True)
    return Rows(*map(_by_document, (corpus.articles, corpus.marks, boundaries, contradicted)))


def shown_documents(corpus: Corpus, rows: Rows, first: int, last: int) -> Iterator[ShownDocument]:
    """Yield the documents from row `first` to row `last` (exclusive) as the page shows them."""
    bounds = corpus.first_lines
    documents = corpus.documents.iloc[first:last]
    for i, (name, text) in enumerate(zip(documents["document_id"], documents["text"], strict=True), start=first):
        lines = corpus.lines.iloc[bounds[i] : bounds[i + 1]]
        yield ShownDocument(
            name,
            rows.articles.get(name, ()),
            rows.contradictions.get(name, ()),
            list(_lines(text, lines, rows.marks.get(name, ()))),
            _beginnings(lines["start"].tolist(), rows.boundaries.get(name, ())),
        )


def _by_document(table: pd.DataFrame) -> _Rows:
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for row in table.astype(object).where(table.notna(), None).to_dict("records"):
        grouped.setdefault(row["document_id"], []).append({str(key): value for key, value in row.items()})
    return grouped


def _lines(text: str, lines: pd.DataFrame, marks: Sequence[Mapping[str, Any]]) -> Iterator[ShownLine]:
    for number, start, end, kind, rule in zip(*(lines[name].tolist() for name in _LINE), strict=True):
        raw = text[start:end]
        # What stands here is the guard of a correction: the line without the white space around it.
        first = start + len(raw) - len(raw.lstrip())
        last = max(first, start + len(raw.rstrip()))
        inside = [mark for mark in marks if mark["start"] < last and mark["end"] > first]
        yield ShownLine(number, kind, rule, _marked(text, first, last, inside))


def _marked(text: str, start: int, end: int, marks: Sequence[Mapping[str, Any]]) -> Markup:
    parts = []
    for mark in sorted(marks, key=lambda one: one["start"]):
        first, last = max(start, mark["start"]), min(end, mark["end"])
        said = escape(f"{mark['kind']}: {mark['rule']}")
        parts += [escape(text[start:first]), f'<mark title="{said}">', escape(text[first:last]), "</mark>"]
        start = last
    return Markup("".join([*parts, escape(text[start:end])]))  # noqa: S704  # every piece of text is escaped


def _beginnings(starts: Sequence[int], boundaries: Sequence[Mapping[str, Any]]) -> dict[int, Beginning]:
    found: dict[int, Beginning] = {}
    for claim in boundaries:
        number = bisect_right(starts, claim["start"])
        certain = claim["confidence"] == "certain"
        if certain or number not in found:
            found[number] = Beginning(certain, claim["rule"])
    return found
