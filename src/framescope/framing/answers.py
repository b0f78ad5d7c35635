"""Answers of coders: checked against the codebook, put into rows of the table `codings`, found again in a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framescope.corpus.model import Corpus
from framescope.errors import InputError, expect, unknown_name
from framescope.framing.codebook import Codebook
from framescope.schema import CODER_KINDS, CODINGS, UNITS

#: Answers to questions about the whole unit, and to whether anything was marked.
YES_NO = ("yes", "no")


class CodingWarning(UserWarning):
    """An answer that could not be used, or was changed on the way; the message says where and why."""


@dataclass(frozen=True)
class Coder:
    """Who codes: a name, what kind of coder it is, and the how-manieth time through the units."""

    name: str
    kind: str
    number: int = 1

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InputError("A coder needs a name (a pseudonym will do): agreement is between coders.")
        if self.kind not in CODER_KINDS:
            raise unknown_name("kind of coder", self.kind, CODER_KINDS)
        if self.number < 1:
            raise InputError(f"The number of a pass counts from 1; not {self.number}.")


def units_by_id(units: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return the rows of the table `units` by their ids."""
    expect("units", units, pd.DataFrame, "fs.coding_sample")
    records = UNITS.frame(units).to_dict("records")
    return {str(unit["unit_id"]): {str(name): value for name, value in unit.items()} for unit in records}


def check_answer(codebook: Codebook, element: str, value: str | None) -> None:
    """Refuse an answer that the codebook does not know.

    Raises
    ------
    UnknownNameError
        If the element or the answer does not exist; None (cannot decide) is always an answer.
    """
    if element not in codebook.elements:
        raise unknown_name(f"element of {codebook.name}", element, codebook.elements)
    asked = codebook.elements[element]
    allowed = asked.choices if asked.answer == "choice" else YES_NO
    if value is not None and value not in allowed:
        raise unknown_name(f"answer to {element!r}", value, allowed)


def answer_rows(
    unit: Mapping[str, Any], coder: Coder, codebook: Codebook, element: str, value: str | None,
    spans: Sequence[tuple[int, int]] = (), *, at: str | None = None,
) -> list[dict[str, Any]]:  # fmt: skip
    """Return the rows of `codings` for one answer; a marked span is a row of its own.

    Parameters
    ----------
    unit
        A row of the table `units`.
    coder, codebook, element, value
        Who answers what.
    spans
        What was marked, as offsets into the document.
    at
        When, as ISO 8601.

    Raises
    ------
    UnknownNameError
        For an element or answer that the codebook does not know.
    InputError
        If a span does not lie in the unit, or spans are given without a yes.
    """
    check_answer(codebook, element, value)
    for start, end in spans:
        if not unit["start"] <= start < end <= unit["end"]:
            raise InputError(f"{element!r}: the span {start}-{end} does not lie in unit {unit['unit_id']!r}.")
    if spans and value != "yes":
        raise InputError(f"{element!r}: words are marked in unit {unit['unit_id']!r}, but the answer is {value!r}.")
    row = {
        "coder": coder.name,
        "coder_kind": coder.kind,
        "pass": coder.number,
        "codebook": f"{codebook.name} {codebook.version}",
        **{name: unit[name] for name in ("unit_id", "document_id", "text_sha256", "start", "end")},
        "element": element,
        "value": value,
        "at": at,
    }
    marked: Iterable[tuple[int | None, int | None]] = spans or [(None, None)]
    return [{**row, "span_start": start, "span_end": end} for start, end in marked]


def as_codings(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return rows as the table `codings`."""
    return CODINGS.frame(pd.DataFrame(list(rows), columns=list(CODINGS.columns), dtype=object))


def still_valid(codings: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Tell which codings still speak of the text that was coded.

    Parameters
    ----------
    codings
        The table `codings`.
    corpus
        The corpus, perhaps built again since.

    Returns
    -------
    DataFrame
        The codings with ``article_id`` (the article around the unit now, which may have other bounds than when it
        was coded), ``valid`` and the ``reason`` where not: the document is gone, or its text is another one.

    Notes
    -----
    Units are kept as offsets into the text of a document, whose digest is kept as well: moving the boundary of
    an article, or another kind of line, leaves a coding valid; a changed text does not.
    """
    expect("codings", codings, pd.DataFrame, "fs.read_journal")
    expect("corpus", corpus, Corpus, "fs.read_corpus")
    digest = dict(zip(corpus.documents["document_id"], corpus.documents["text_sha256"], strict=True))
    now = codings["document_id"].astype("str").map(digest)
    gone, other = now.isna(), now.notna() & (now != codings["text_sha256"])
    reason = pd.Series(None, index=codings.index, dtype=object)
    reason[gone] = "the document is not in the corpus"
    reason[other] = "the document's text has changed since it was coded"
    lines = corpus.lines[corpus.lines["article_id"].notna()]
    stretch = (
        lines.groupby(["document_id", "article_id"], observed=True).agg({"start": "min", "end": "max"}).reset_index()
    )
    of_document = {str(name): one for name, one in stretch.groupby("document_id", observed=True)}
    found = [
        _article_around(of_document.get(name), start)
        for name, start in zip(codings["document_id"].astype("str"), codings["start"].tolist(), strict=True)
    ]
    article = pd.Series(found, index=codings.index, dtype="str")
    return codings.assign(article_id=article, valid=~(gone | other), reason=reason.astype("str"))


def _article_around(stretches: pd.DataFrame | None, start: int) -> str | None:
    if stretches is None:
        return None
    around = stretches[(stretches["start"] <= start) & (start < stretches["end"])]
    return str(around["article_id"].iloc[0]) if len(around) else None
