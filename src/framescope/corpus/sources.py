"""Files to documents and what is claimed of them: one file after the other, a bad one stops no other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from framescope.corpus.archives import contents
from framescope.corpus.fields import Claim, date_orders, order_date
from framescope.corpus.formats import Found, documents_in, readable
from framescope.corpus.reports import Report, Tally
from framescope.errors import InputError
from framescope.schema import DOCUMENTS, EVIDENCE

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Reading:
    """What was read: the table `documents`, what records and pages claim (`evidence`), and what went wrong."""

    documents: pd.DataFrame
    claims: pd.DataFrame
    reports: tuple[Report, ...] = ()


@dataclass
class Source:
    """One file while it is read; of what cannot be used some is known only at its end.

    Attributes
    ----------
    name, path
        Its path below the root of the corpus, and where it is.
    columns
        Field -> column, where the names of columns do not tell.
    reports
        What went wrong.
    spoilt
        Contents (the file, or members of it) of which nothing may be used: they broke off, or changed meanwhile.
    orders
        Orders of day and month that its dates show, by column.
    """

    name: str
    path: Path
    columns: Mapping[str, str]
    reports: list[Report] = field(default_factory=list)
    spoilt: set[str] = field(default_factory=set)
    orders: dict[str, set[str]] = field(default_factory=dict)

    def documents(self) -> Iterator[tuple[str, Row, list[Row]]]:
        """Yield each document: the content that holds it, its row of `documents` and its rows of `evidence`."""
        try:
            yield from self._documents()
        except (OSError, InputError, MemoryError) as error:
            self.spoilt.add(self.name)
            self.reports = [Report.left_out(self.name, error or "there is not enough memory for it.")]

    def usable(self, content: str) -> bool:
        """Return whether the documents of a content may be used, as far as is known by now."""
        return not {content, self.name} & self.spoilt

    def _documents(self) -> Iterator[tuple[str, Row, list[Row]]]:
        before = stamp(self.path)
        sha256 = file_digest(self.path)
        tally = Tally(self.name)
        taken: set[str] = set()
        for content in contents(self.path, self.name, tally):
            own = content.name == self.name
            if not own and not readable(content.format_name):
                tally.add("files of formats that are not read were passed over", content.format_name)
                continue
            remarks = tally if own else Tally(content.name)
            try:
                for found in documents_in(content, self.columns, remarks):
                    row, claims = self._rows(content.name, sha256, found)
                    if row[0] in taken:
                        self.reports.append(Report.left_out(row[0], "another document of its file has the same name."))
                        continue
                    taken.add(row[0])
                    yield content.name, row, claims
            except InputError as error:
                if own:
                    raise
                self.spoilt.add(content.name)
                self.reports.append(Report.left_out(content.name, error))
            else:
                self.reports += [] if own else remarks.reports()
        if stamp(self.path) != before:
            raise InputError("it changed while it was read. Read it again when nothing writes to it.")
        self.reports += tally.reports()

    def _rows(self, content: str, sha256: str, found: Found) -> tuple[Row, list[Row]]:
        for rule, shown in date_orders(found.claims).items():
            self.orders.setdefault(rule, set()).update(shown)
        document_id = f"{content}::{found.record}" if found.record else content
        text_sha256 = hashlib.sha256(found.text.encode("utf-8")).hexdigest()
        decoded = (found.encoding, "; ".join(found.steps), found.basis)
        row = (document_id, self.name, sha256, text_sha256, *decoded, len(found.text), found.text)
        return row, [_claim_row(document_id, claim) for claim in found.claims]


def read_files(files: Iterable[tuple[str, Path]], columns: Mapping[str, str]) -> Reading:
    """Read files, given by their name in the corpus, into documents and what is claimed of them."""
    documents: dict[str, Row] = {}
    claims: list[Row] = []
    reports: list[Report] = []
    for name, path in files:
        source = Source(name, path, columns)
        found = list(source.documents())
        for content, row, said in found:
            if not source.usable(content):
                continue
            if row[0] in documents:
                source.reports.append(Report.left_out(row[0], "another file has the same name in another composition."))
                continue
            documents[row[0]] = row
            claims += [order_date_row(one, source.orders) for one in said]
        reports += source.reports
    return as_reading(documents.values(), claims, reports)


def as_reading(documents: Iterable[Row], claims: Iterable[Row], reports: Iterable[Report] = ()) -> Reading:
    """Return rows of `documents` and `evidence` as tables."""
    return Reading(DOCUMENTS.frame(documents), EVIDENCE.frame(claims), tuple(reports))


def order_date_row(row: Row, orders: Mapping[str, set[str]]) -> Row:
    """Return a row of `evidence` with its date decided, if the other dates of its column decide it."""
    name, article, what, value, source, start, end, rule, confidence, guessed = row
    if what != "date" or source != "record" or confidence == "certain":
        return row
    claim = order_date(Claim(what, value, source, rule, certain=False, written=value), orders)
    return (name, article, what, claim.value, source, start, end, claim.rule, _confidence(claim), guessed)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def stamp(path: Path) -> tuple[int, int, int]:
    """Return what changes when a file is written to."""
    state = path.stat()
    return state.st_ino, state.st_size, state.st_mtime_ns


def _claim_row(document_id: str, claim: Claim) -> Row:
    where = (None, None, claim.rule, _confidence(claim), claim.guessed)
    return (document_id, None, claim.field, claim.value, claim.source, *where)


def _confidence(claim: Claim) -> str:
    return "certain" if claim.certain else "uncertain"
