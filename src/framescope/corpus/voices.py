"""Quotations of articles as a table, and the voice they give to the tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope.corpus.label import Labels
from framescope.corpus.labelled import Labelled, Row
from framescope.schema import QUOTATIONS, VOICE_OF_KIND, VOICES
from framescope.text.language import ASSESSED_LANGUAGES
from framescope.text.quotes import Passage, QuotedSpan, find_quotations

_HEADLINES = ("title", "heading", "repeat")
_NOT_KNOWN_YET = (None,) * 7  # speaker to attribution
_CODE_OF_KIND = {kind: VOICES.index(voice) for kind, voice in VOICE_OF_KIND.items()}


def find_voices(documents: Labelled, languages: Sequence[str | None]) -> tuple[pd.DataFrame, npt.NDArray[np.uint8]]:
    """Find the quotations of documents and the voice of each of their tokens.

    Parameters
    ----------
    documents
        The labelled documents.
    languages
        The language of each article; an unknown one is read by the rules of English.

    Returns
    -------
    tuple
        The table `quotations`, and a code into `schema.VOICES` for each token.
    """
    assessed = np.array([one is None or one in ASSESSED_LANGUAGES for one in languages], dtype=np.bool_)
    rows: list[Row] = []
    bounds = documents.tokens.bounds
    codes = np.full(int(bounds[-1]), VOICES.index("own"), dtype=np.uint8)
    for i, (name, text, labels) in enumerate(
        zip(documents.document_ids, documents.texts, documents.labels, strict=True)
    ):
        first, last = documents.first_articles[i : i + 2]
        found = _quotation_rows(text, labels, name, np.flatnonzero(assessed[first:last]).tolist())
        own = slice(int(bounds[i]), int(bounds[i + 1]))
        _give_voice(codes[own], documents.tokens.start[own], found)
        rows += found
    # Text around which no article stands is nobody's; of an article without rules nothing is said.
    codes[~np.append(assessed, True)[documents.article]] = VOICES.index("unassessed")
    return QUOTATIONS.frame(rows), codes


def _quotation_rows(text: str, labels: Labels, document_id: str, articles: Sequence[int]) -> list[Row]:
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


def _give_voice(codes: npt.NDArray[np.uint8], start: npt.NDArray[np.uint32], quotations: Sequence[Row]) -> None:
    """Write the voice of the tokens that stand in quotations; `start` is where each token stands."""
    columns = list(QUOTATIONS.columns)
    first, last, kind = columns.index("start"), columns.index("end"), columns.index("kind")
    spans = np.array([(row[first], row[last]) for row in quotations], dtype=start.dtype).reshape(-1, 2)
    for row, (lower, upper) in zip(quotations, np.searchsorted(start, spans).tolist(), strict=True):
        codes[lower:upper] = _CODE_OF_KIND[row[kind]]


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
