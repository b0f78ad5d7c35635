"""Where a document's articles begin: certain by rule, decided by a reader, or worth a closer look."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from framescope.corpus.lines import Row
from framescope.corpus.place import find_text

# Titles of sections of a chronicle: this many dated sections of so few paragraphs are one article.
_CHRONICLE_DATES, _CHRONICLE_PARAGRAPHS = 3, 4
# With fewer paragraphs before it, a date stands under a standfirst.
_BEFORE = 2
# Lines a headline's byline, caption or deck may take before the text; words that make a heading a headline.
_AHEAD, _LONG_HEADING = 9, 6
# Two sentences, an address or an open end are no headline.
_NO_HEADLINE = re.compile(r"[.!?][\"'”’)]? [A-Z]|https?:|www\.|[-–—)(/]$")
_SMALL = re.compile(
    r"(?:a|an|the|and|but|or|nor|for|of|in|on|at|to|by|from|with|as|is|are|was|its|into|over|under|after|before|vs|via)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Boundary:
    """A line at which an article begins or may begin; `trigger` is the line that showed it."""

    line: int
    trigger: int
    rule: str
    certain: bool


def find_boundaries(live: Sequence[Row]) -> list[Boundary]:
    """Return the boundaries inside a document that its lines show, in order.

    Notes
    -----
    Only a line that holds nothing but a full date, between running text and running text, is
    certain; headlines, bylines and furniture in mid-file also stand within one article, and lists of
    links and comments have dates of their own.
    """
    candidates = [(i, row) for i, row in enumerate(live) if row.kind or row.short]
    place = find_text(live) if candidates else None
    found: dict[int, Boundary] = {}
    for i, row in candidates:
        if place is None or i <= place.start or not (rule := _trigger(live, i, page=place.page)):
            continue
        first = _first_line(live, i) if rule == "date-line" else i
        boundary = Boundary(live[first].number, row.number, rule, rule == "date-line")
        if boundary.certain or boundary.line not in found:
            found[boundary.line] = boundary
    doubted = _doubt_chronicle(live, [found[line] for line in sorted(found)])
    return [boundary for boundary in doubted if not (boundary.certain and _under_standfirst(live, boundary))]


def split(boundaries: Sequence[Boundary], decided: Mapping[int, bool]) -> list[Boundary]:
    """Return the boundaries at which to split: the certain ones, as corrected by a reader's decisions.

    Parameters
    ----------
    boundaries
        What `find_boundaries` found.
    decided
        Line number (from 1) to whether an article begins there.
    """
    kept = {
        boundary.line: boundary
        for boundary in boundaries
        if boundary.certain and decided.get(boundary.line + 1, decided.get(boundary.trigger + 1, True))
    }
    for number, begins in decided.items():
        if begins and number > 1:
            kept[number - 1] = Boundary(number - 1, number - 1, "decided", certain=True)
    return [kept[line] for line in sorted(kept)]


def _under_standfirst(live: Sequence[Row], boundary: Boundary) -> bool:
    """Whether so little text stands before a date that it heads the article rather than ends one."""
    return sum(row.prose and _is_text(row) for row in live if row.number < boundary.line) < _BEFORE


def _is_text(row: Row) -> bool:
    return not row.kind and not row.tail and not row.short


def _text_follows(live: Sequence[Row], i: int) -> bool:
    """Whether running text comes soon after line i, before a list or a comment area."""
    for row in live[i + 1 : i + _AHEAD]:
        if row.tail and row.tail != live[i].tail:
            return False
        if _is_text(row) and row.words >= 4:
            return True
    return False


def _paragraphs_follow(live: Sequence[Row], i: int) -> bool:
    """Whether two paragraphs running come soon after line i: an article rather than a teaser or a comment."""
    ahead = live[i + 1 : i + _AHEAD]
    return any(_is_text(a) and a.prose and _is_text(b) for a, b in pairwise(ahead))


def _trigger(live: Sequence[Row], i: int, *, page: bool) -> str:
    row = live[i]
    if not _text_follows(live, i):
        return ""
    if row.rule == "date-line" and (row.tail or (page and not _amid_text(live, i))):
        if not _paragraphs_follow(live, i):
            return ""
        return "date-line" if row.tail == "end" and not page else "date-line-among-furniture"
    if row.tail:
        return ""
    if row.rule in ("date-line", "published-line"):
        return row.rule
    return "byline-in-mid-file" if row.rule == "byline" else _headline_trigger(live, i)


def _headline_trigger(live: Sequence[Row], i: int) -> str:
    row, before = live[i], live[i - 1]
    if not _like_headline(row) or row.words < 3:
        return ""
    if (before.kind == "furniture" and before.tail) or before.kind == "bio":
        return "headline-after-page-end"
    if row.level == 1:
        return "first-level-heading"
    if not (_is_text(before) and _is_text_after(live, i)):
        return ""
    return "title-case-line" if is_title_case(row.text) else "long-heading" if row.words >= _LONG_HEADING else ""


def _like_headline(row: Row) -> bool:
    return not row.kind and row.short and not row.quoted and not row.listed and row.last not in ",:;"


def _amid_text(live: Sequence[Row], i: int) -> bool:
    """Whether the text runs up to a date, or to the headline above it: on a saved page, lists have dates too."""
    return any(_is_text(row) and row.prose for row in live[max(0, i - 2) : i])


def _is_text_after(live: Sequence[Row], i: int) -> bool:
    return i + 1 < len(live) and _is_text(live[i + 1])


def _first_line(live: Sequence[Row], i: int) -> int:
    """Return where the article of a date line begins: at its headline and byline, if they stand before it."""
    first = i
    while first > 0 and live[first - 1].kind in ("byline", "dateline"):
        first -= 1
    row = live[first - 1]
    # Under an article's end a headline was taken for one of the links there.
    headline = (_like_headline(row) or row.rule == "after-end") and not _NO_HEADLINE.search(row.text)
    return first - 1 if headline and 4 <= row.words <= 20 and row.text[:1].isupper() else first


def release(live: Sequence[Row], boundaries: Sequence[Boundary]) -> None:
    """Give back the head of each article that begins under another one's end."""
    for boundary in boundaries:
        for row in live:
            if boundary.line <= row.number <= boundary.trigger:
                row.tail = ""
                if row.rule == "after-end":
                    row.kind = row.rule = ""


def is_title_case(text: str) -> bool:
    """Whether nearly every content word of a line is capitalised."""
    words = [word for word in text.split() if word[:1].isalpha() and not _SMALL.fullmatch(word)]
    capitals = sum(word[:1].isupper() for word in words)
    return len(words) >= 3 and capitals >= len(words) - len(words) // 6


def _doubt_chronicle(live: Sequence[Row], boundaries: list[Boundary]) -> list[Boundary]:
    """Doubt every date in a chronicle: many dates, few paragraphs under each."""
    dates = [boundary for boundary in boundaries if boundary.certain]
    if len(dates) < _CHRONICLE_DATES:
        return boundaries
    paragraphs = sum(_is_text(row) for row in live if row.number >= dates[0].line)
    if paragraphs >= _CHRONICLE_PARAGRAPHS * len(dates):
        return boundaries
    return [
        Boundary(boundary.line, boundary.trigger, "date-in-chronicle", certain=False) if boundary.certain else boundary
        for boundary in boundaries
    ]
