"""Quotations of each article as a table, and the voice they give to its tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from framescope.corpus.label import Labels
from framescope.corpus.labelled import Row
from framescope.schema import QUOTATIONS, VOICE_OF_KIND, VOICES
from framescope.text.quotes import Passage, QuotedSpan, find_quotations

_HEADLINES = ("title", "heading", "repeat")
_NOT_KNOWN_YET = (None,) * 7  # speaker to attribution


def quotation_rows(text: str, labels: Labels, document_id: str, articles: Sequence[int]) -> list[Row]:
    """Return the rows of `quotations` for some articles of one document.

    Body lines are read as one run of paragraphs, so that a quotation may go on in the next one;
    every other line is read for itself. Who speaks is not known yet: those columns are null.
    """
    rows: list[Row] = []
    for n in articles:
        groups = 0
        for zone, passages in _readings(labels, n):
            spans = find_quotations(text, passages)
            rows.extend(_row(f"{document_id}#{n}", zone, span, groups) for span in spans)
            groups += len({span.group for span in spans})
    return sorted(rows, key=lambda row: (row[0], row[2]))


def voice_codes(start: npt.NDArray[np.int64], quotations: Sequence[Row]) -> npt.NDArray[np.uint8]:
    """Return the voice of each token of a document as a code into `schema.VOICES`.

    Parameters
    ----------
    start
        Offsets of the tokens, ascending.
    quotations
        Rows of `quotations` of the document.
    """
    columns = list(QUOTATIONS.columns)
    first, last, kind = columns.index("start"), columns.index("end"), columns.index("kind")
    codes = np.full(len(start), VOICES.index("own"), dtype=np.uint8)
    for row in quotations:
        lower, upper = np.searchsorted(start, (row[first], row[last]))
        codes[lower:upper] = VOICES.index(VOICE_OF_KIND[row[kind]])
    return codes


def _readings(labels: Labels, article: int) -> Iterator[tuple[str, list[Passage]]]:
    first, last = labels.segments[article]
    lines = [line for line in labels.lines[first:last] if line.kind != "blank"]
    yield "body", [Passage(line.start, line.end) for line in lines if line.kind == "body"]
    for line in lines:
        if line.kind != "body":
            yield line.kind, [Passage(line.start, line.end, headline=line.kind in _HEADLINES)]


def _row(article_id: str, zone: str, span: QuotedSpan, first_group: int) -> Row:
    where = (span.start, span.end, span.outer_start, span.outer_end)
    return (article_id, zone, *where, span.kind, first_group + span.group, *_NOT_KNOWN_YET, span.unclosed)
