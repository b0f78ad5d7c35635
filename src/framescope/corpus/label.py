"""One document's labels: the kind of each line, in-line residue, where its articles begin, what it says of itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from typing import NamedTuple

from framescope.corpus.claims import find_claims
from framescope.corpus.kinds import recognise
from framescope.corpus.lines import Row, clean, read_rows, split_lines
from framescope.corpus.marks import find_residues
from framescope.corpus.segments import Boundary, find_boundaries, release, split
from framescope.corpus.titles import settle_titles
from framescope.corpus.wrapped import paragraphs_of, unwrapped
from framescope.corpus.zones import settle_places
from framescope.errors import InputError, unknown_name
from framescope.schema import LINE_KINDS

Span = tuple[int, int]

# Documents whose lines are looked at together.
_TOGETHER = 512


@dataclass(frozen=True)
class Decisions:
    """What a reader decided about one document; line numbers count from 1.

    `boundaries`: line -> whether an article begins there; `kinds`: line -> its kind.
    """

    boundaries: Mapping[int, bool] = field(default_factory=dict)
    kinds: Mapping[int, str] = field(default_factory=dict)


class Line(NamedTuple):
    """One line: offsets (terminator included), kind, rule that decided, whether the next goes on with its paragraph."""

    start: int
    end: int
    kind: str
    rule: str
    goes_on: bool = False


class Mark(NamedTuple):
    """One piece of in-line residue."""

    start: int
    end: int
    kind: str
    rule: str


@dataclass(frozen=True)
class Claim:
    """Something the text says about itself; `article` is the ordinal of the article it speaks of."""

    field: str
    value: str | None
    start: int
    end: int
    rule: str
    confidence: str
    article: int | None
    guessed: bool = False


@dataclass(frozen=True)
class Labels:
    """Labels of one document.

    `segments` are line ranges (from, to), one per article; together they tile the lines. Empty if
    the document holds no article. Everything between is told by the kind of each line.
    """

    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    segments: tuple[tuple[int, int], ...]
    claims: tuple[Claim, ...]


def label_document(text: str, decisions: Decisions | None = None, *, extracted: bool = False) -> Labels:
    """Label one document, as `label_texts` does."""
    return label_texts([text], [decisions], [extracted])[0]


def label_texts(texts: Sequence[str], decisions: Sequence[Decisions | None], extracted: Sequence[bool]) -> list[Labels]:
    """Label documents.

    Parameters
    ----------
    texts
        The decoded documents.
    decisions
        What a reader decided about each; it overrides the rules.
    extracted
        Whether each was taken out of a page, so that next to no furniture is left in it.

    Returns
    -------
    list of Labels
        The lines tile the text, the segments tile the lines (none without body text), marks do not
        overlap. A boundary is claimed whether it was split or not.

    Raises
    ------
    InputError
        If a decision names a line the document does not have.
    UnknownNameError
        If a decision names a kind that does not exist.

    Notes
    -----
    Body is the default: a line is furniture only where a named rule says so, so that some furniture
    is counted rather than text lost. The lines of a paragraph that was broken at a fixed width have one label;
    a decision about one of them is a decision about all.
    """
    labels: list[Labels] = []
    for first in range(0, len(texts), _TOGETHER):
        block = slice(first, first + _TOGETHER)
        labels += _label_block(texts[block], [one or Decisions() for one in decisions[block]], extracted[block])
    return labels


def _label_block(texts: Sequence[str], decisions: Sequence[Decisions], extracted: Sequence[bool]) -> Iterator[Labels]:
    joined = [unwrapped(text) for text in texts]
    rows = read_rows(joined)
    recognise(chain.from_iterable(rows))
    held = [
        range(len(own)) if one is text else paragraphs_of(text, one)
        for text, one, own in zip(texts, joined, rows, strict=True)
    ]
    decided = map(_of_paragraphs, decisions, held)
    settled = [_settle(*document) for document in zip(joined, rows, decided, extracted, strict=True)]
    marks = _find_marks(joined, rows)
    for n, (text, own, (segments, said)) in enumerate(zip(texts, rows, settled, strict=True)):
        labels = Labels(tuple(Line(row.start, row.end, row.kind, row.rule) for row in own), marks[n], segments, said)
        yield labels if joined[n] is text else _on_lines(labels, text, held[n])


def _of_paragraphs(decisions: Decisions, held: Sequence[int]) -> Decisions:
    """Return decisions about lines as decisions about the lines of the unwrapped text."""
    _check(decisions, len(held))
    if isinstance(held, range):
        return decisions
    boundaries = {held[number - 1] + 1: begins for number, begins in decisions.boundaries.items()}
    return Decisions(boundaries, {held[number - 1] + 1: kind for number, kind in decisions.kinds.items()})


def _on_lines(labels: Labels, text: str, held: Sequence[int]) -> Labels:
    """Return the labels of an unwrapped text for the lines as they stand in the document."""
    spans = zip(split_lines(text), held, [*held[1:], None], strict=True)
    lines = tuple(
        Line(*span, labels.lines[n].kind, labels.lines[n].rule, goes_on=n == following) for span, n, following in spans
    )
    segments = tuple((bisect_left(held, first), bisect_left(held, last)) for first, last in labels.segments)
    return replace(labels, lines=lines, segments=segments)


def _settle(
    text: str, rows: Sequence[Row], decisions: Decisions, extracted: bool
) -> tuple[tuple[Span, ...], tuple[Claim, ...]]:
    """Decide what depends on the lines around; return the line ranges of the articles, and what these state."""
    _prepare(rows, decisions)
    settle_places(rows, extracted=extracted)
    boundaries = find_boundaries(rows)
    begins = split(rows, boundaries, decisions.boundaries)
    release(rows, begins)
    cuts = [0, *(boundary.line for boundary in begins), len(rows)]
    segments = tuple(pairwise(cuts))
    for first, last in segments:
        settle_titles(rows[first:last], extracted=extracted)
    _decide_kinds(rows, decisions)
    if not any(row.kind == "body" for row in rows):
        segments = ()
    return segments, tuple(_claims(text, rows, segments, [*boundaries, *begins]))


def _check(decisions: Decisions, n_lines: int) -> None:
    for number in (*decisions.boundaries, *decisions.kinds):
        if not 1 <= number <= n_lines:
            raise InputError(
                f"A decision is about line {number}, but the document has {n_lines} lines, counted from 1."
            )
    for kind in decisions.kinds.values():
        if kind not in LINE_KINDS:
            raise unknown_name("kind of line", kind, LINE_KINDS)


def _decide_kinds(rows: Sequence[Row], decisions: Decisions) -> None:
    """Set the kinds a reader decided."""
    for number, kind in decisions.kinds.items():
        rows[number - 1].settle(kind, "decided")


def _prepare(rows: Sequence[Row], decisions: Decisions) -> None:
    """Let the rules about places see a reader's decisions; what is text has no kind yet."""
    for number, kind in decisions.kinds.items():
        row = rows[number - 1]
        row.kind, row.hint = ("" if kind == "body" else kind), ""


def _find_marks(texts: Sequence[str], rows: Sequence[Sequence[Row]]) -> list[tuple[Mark, ...]]:
    """Return the marks in each text, offsets counted from its beginning."""
    marks: list[list[Mark]] = [[] for _ in texts]
    read = [(n, row) for n, own in enumerate(rows) for row in own if row.kind not in ("blank", "furniture")]
    found = find_residues([texts[n][row.start : row.end] for n, row in read])
    for (n, row), residues in zip(read, found, strict=True):
        if residues:
            marks[n] += [Mark(row.start + one.start, row.start + one.end, one.kind, one.rule) for one in residues]
    return list(map(tuple, marks))


def _claims(
    text: str, rows: Sequence[Row], segments: Sequence[tuple[int, int]], boundaries: Sequence[Boundary]
) -> Iterator[Claim]:
    firsts = {first: n for n, (first, _) in enumerate(segments)}
    for boundary in sorted(set(boundaries), key=lambda one: (one.line, not one.certain)):
        row = rows[boundary.line]
        n = next((n for n, (first, last) in enumerate(segments) if first <= boundary.line < last), None)
        certain = boundary.certain and boundary.line in firsts
        value = clean(text[row.start : row.end])
        yield Claim("boundary", value, row.start, row.end, boundary.rule, _confidence(certain), n, guessed=not certain)
    for n, (first, last) in enumerate(segments):
        for one in find_claims(text, rows[first:last]):
            yield Claim(
                one.field, one.value, one.start, one.end, one.rule, _confidence(one.certain), n, guessed=not one.certain
            )


def _confidence(certain: bool) -> str:
    return "certain" if certain else "uncertain"
