"""Who wrote it: names under a lone "by", and notes on the author that close a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from framescope.corpus.lines import Row
from framescope.corpus.place import is_text
from framescope.corpus.titles import looks_like_name

# What stands above a name alone.
_BY = (
    "by", "written by", "posted by", "published by", "author", "text", "von", "autor", "par", "auteur", "por", "di",
    "autore", "door", "av", "af",
)  # fmt: skip
_AUTHOR = re.compile(r"(?!By |Von |Par |Por |The )[^\W\d_a-z][\w'.-]+(?: [^\W\d_a-z][\w'.-]*){1,3}")
_OUTLET = re.compile(r"\b(?:AFP|Agenc|Daily|Desk|Jazeera|Media|Network|News|Post|Press|Reuters|Staff|Team|Times|Today)")
_ROLE = re.compile(r"(?:the )?(author|writer)\b")
_PRONOUN = re.compile(r"(?:He|She|They|His|Her|My)\b")
# One of so many first lines may begin with the author's name and what he is.
_FIRST = 3
# A paragraph that begins with the author's name has so many words.
_NOTE = 6
_NAME = re.compile(r"(?:(?:Dr|Prof|Professor|Sir)\.? )?((?:[^\W\d_a-z][\w'.-]*)(?: [^\W\d_a-z][\w'.-]*){0,3})")


def settle_names(live: Sequence[Row]) -> None:
    """Label the author's name under a line that says no more than "by"."""
    for row, after in pairwise(live):
        if row.lower.rstrip(" :") in _BY and not after.kind and looks_like_name(after.text):
            row.settle("byline", "by-alone")
            after.settle("byline", "name-under-by")


def settle_author_notes(live: Sequence[Row]) -> None:
    """Label a closing sentence on the author: among the last paragraphs, about nobody the text names."""
    text = [i for i, row in enumerate(live) if is_text(row) or (row.hint == "author-note" and not row.kind)]
    named = (_AUTHOR.search(row.text) for row in live if row.kind == "byline" and not _OUTLET.search(row.text))
    authors = tuple(match.group() for match in named if match)
    after = 0
    for i in reversed(text[2:]):
        row = live[i]
        beside = i + 1 < len(live) and live[i + 1].kind in ("furniture", "dateline", "bio")
        if (after <= 1 or beside) and _is_author_note(live, i, authors, beside=beside):
            row.settle("bio", "author-note")
            if live[i - 1].text in authors or _heads_note(live, i):
                live[i - 1].settle("bio", "author-box-name")
        elif not row.tail:
            after += 1


def _is_author_note(live: Sequence[Row], i: int, authors: tuple[str, ...], *, beside: bool) -> bool:
    """Whether a paragraph begins with the author's name, or is worded as a note and about nobody else."""
    row = live[i]
    if row.text.startswith(authors) and row.words >= _NOTE:
        return True
    if row.hint == "author-note" and _heads_note(live, i):
        return True
    if row.hint != "author-note" or _known(row, live[:i]):
        return False
    # A pronoun stands for the author only next to a note that names him, or to what lies under a text.
    return beside or not _PRONOUN.match(row.text) or "author-note" in (live[i - 1].hint, live[i - 1].rule)


def _heads_note(live: Sequence[Row], i: int) -> bool:
    """Whether the name with which a note begins stands alone above it."""
    name = live[i - 1].text
    return i > 0 and looks_like_name(name) and live[i].text.startswith(name)


def _known(note: Row, earlier: Sequence[Row]) -> bool:
    """Whether the person a note speaks of is somebody the text itself named."""
    role, match = _ROLE.match(note.lower), _NAME.match(note.text)
    name = f" {role.group(1)}" if role else match.group(1).split()[-1] if match else ""
    if len(name) < 4 or name == "They":
        return False
    signed = f"{match.group(1)}," if match and not role else name
    read = [row for i, row in enumerate(earlier) if not (row.kind or (i < _FIRST and row.text.startswith(signed)))]
    return any(name in row.text for row in read)
