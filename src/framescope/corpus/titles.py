"""Titles, headings and what is said again, within one article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from framescope.corpus.lines import Row
from framescope.corpus.place import LONG, TEASER, Place, find_text, is_text, lonely

# With so many lines of furniture before the text there are menus, and other pieces' headlines among them.
_BUSY = 4
_OUTLET = re.compile(r" ?(?:[|–—:·»]|\s-) ?[^|–—:·»]{2,40}$")
_NUMBERED = re.compile(r"(?:\d{1,2}|[ivx]{1,4})[.):](?: \S|[^\s\d])", re.IGNORECASE)
_SENTENCE_START = re.compile(
    r"(?:this|that|these|those|it|he|she|they|we|i|you|there|here|his|her|and|but|so|then|also|now|because|if)\b"
    r"(?! \w+ing\b)",
    re.IGNORECASE,
)
# Names of sections or buttons in a row.
_BAR = re.compile(r" / .* / | · ")
_WEIGHTY = 4
# So soon after the title a name alone is the author's.
_SIGNED = 3
# A line said so often names a series.
_SERIES = 3
# In so many lines above a title, notices have a smaller share of the words of its text.
_NEAR_TITLE, _ABOVE = 40, 0.2
# A label around the title is no longer than this.
_LABEL = 9
_CAPITALISED = r"[^\W\d_a-z][\w'.-]*"
_PERSON = re.compile(
    r"(?!(?:The|A|An|By|In|On|At|For|From|All|More|Our|Your|Die|Der|Das|Ein|Eine|Im|Am|Auf|Beim|Mit|Für|Mehr|Alle|Zur?m?|"
    r"Le|La|Les|Un|Une|Des|El|Los|Las|Il|Lo|Gli) )"
    rf"{_CAPITALISED}(?: (?:(?:de|da|van|von|der|bin|al|el|ter) ){{0,2}}{_CAPITALISED}){{1,3}}"
)
# The text that a heading heads begins within so many lines.
_AHEAD = 9
# A full stop that ends an abbreviation or trails off ends no sentence.
_UNSTOPPED = re.compile(r"(?:\b[A-Z]|\.\.)\.\W*$")


def settle_titles(live: Sequence[Row], *, extracted: bool = False) -> None:
    """Label title, headings, repeats and, at last, body in the lines of one article."""
    place = find_text(live, extracted=extracted)
    start = place.start if place else None
    busy = place is not None and (place.page or sum(row.kind == "furniture" for row in live[: place.start]) >= _BUSY)
    title = next((i for i, row in enumerate(live) if row.kind == "title"), None)
    if title is None and (title := _find_title(live, start, busy=busy)) is not None:
        live[title].settle("title", "markdown-title" if live[title].level else "first-headline")
    if title is not None:
        _settle_copies(live, title)
    _settle_head(live, place, title, busy=busy)
    _settle_adjacent_copies(live)
    _settle_series(live)
    _settle_signature(live)
    for i, row in enumerate(live):
        if not row.kind:
            _settle_heading(live, i)
    _settle_caption_copies(live)
    for row in live:
        if not row.kind:
            row.settle("body", "running-text" if row.prose else "default")


def _find_title(live: Sequence[Row], start: int | None, *, busy: bool) -> int | None:
    if start is None:
        return None
    if start == 0 and (live[0].ends or len(live) == 1):
        return None
    head = [i for i in range(start) if _like_headline(live[i]) or _dated(live, i)]
    if not head:
        return None
    marked = [i for i in head if live[i].level in (1, 2)]
    if marked:
        return marked[0]
    weighty = [i for i in head if live[i].words >= _WEIGHTY] or head
    if not busy:
        return weighty[0]
    return max(weighty, key=lambda i: (_score(live, i, start), i))


def _score(live: Sequence[Row], i: int, start: int) -> float:
    """Return how much a line among menus looks like the title: said again, signed or dated, near the text.

    Pages say their title again in breadcrumbs, in buttons to share it, above comments; a headline
    that comes again unchanged behind the text is one of a list.
    """
    row = live[i]
    key = _key(row)
    again = row.words > _WEIGHTY and any(
        key in other.lower and (n < start or other.lower != row.lower) for n, other in enumerate(live) if n != i
    )
    # A deck is longer than a headline, a label shorter, a name is neither.
    size = 1 if _WEIGHTY < row.words <= 14 else 0 if looks_like_name(row.text) else 0.5
    # Of two headlines running the second is a deck; a run of more is a list, above whose last line there is nothing.
    listed = i > 0 and _heads(live[i - 1])
    deck = _heads(row) and any(map(_heads, live[i + 1 : i + 3]))
    return 3 * again + _signed(live, i) + size + deck / (2 if listed else 1) - (start - i) / 8


def _signed(live: Sequence[Row], i: int) -> float:
    """Return how near a byline or date stands, up to eight lines below or two above."""
    below = next((k for k, row in enumerate(live[i + 1 : i + 9]) if row.kind in ("byline", "dateline")), None)
    if below is not None:
        return 3.5 - below / 2
    return 2.0 if any(row.kind in ("byline", "dateline") for row in live[max(0, i - 2) : i]) else 0.0


def _heads(row: Row) -> bool:
    """Whether a line is as long as a headline or a deck."""
    return row.words > _WEIGHTY and _like_headline(row)


def _like_headline(row: Row) -> bool:
    if row.kind or row.words > 30 or (row.listed and not row.level) or _BAR.search(row.text):
        return False
    if row.last in ".,:;" and not _UNSTOPPED.search(row.text):
        return False
    first = row.text.split(" ", 1)[0]  # iPhone and eBay begin a headline, too
    return bool(row.level) or (row.words >= 2 and not (first[:1].islower() and first.islower()))


def _dated(live: Sequence[Row], i: int) -> bool:
    """Whether a short sentence stands with nothing but a date or a byline around: a headline with a full stop."""
    row = live[i]
    around = (live[k].kind for k in (i - 1, i + 1) if 0 <= k < len(live))
    return not row.kind and 2 <= row.words < 14 and any(kind in ("byline", "dateline") for kind in around)


def looks_like_name(text: str) -> bool:
    """Whether a line could be nothing but a person's name: two to four words, all with a capital."""
    return len(text) <= 40 and bool(_PERSON.fullmatch(text))


def _key(row: Row) -> str:
    return _OUTLET.sub("", row.lower).rstrip(" .!")


def _bare(row: Row) -> str:
    return row.lower.rstrip(" .!")


def _settle_copies(live: Sequence[Row], title: int) -> None:
    """Label what says the title again, with or without a name of the outlet behind either."""
    key, whole = _key(live[title]), _bare(live[title])
    for i, row in enumerate(live):
        if i == title or not row.lower.startswith(key[:12]) or row.words < 2 or row.kind not in ("", "furniture"):
            continue
        if whole and (_bare(row) in (key, whole) or _key(row) == whole):
            row.settle("repeat", "title-again")


def _settle_head(live: Sequence[Row], place: Place | None, title: int | None, *, busy: bool) -> None:
    """Label what stands around the title: section names before it, buttons and decks after it."""
    if place is None or title is None:
        return
    start, spare = place.start, _doubtful(live, place, title)
    for i, row in enumerate(live[:title]):
        label = row.short and not row.quoted and not _goes_on(row)
        few, alone = row.words < LONG, lonely(live, i)
        notice = place.page and (few and alone if spare else few or (alone and row.words <= TEASER))
        if not row.kind and (label or notice):
            row.settle(*(("bio", row.hint) if row.hint == "author-note" else ("furniture", "before-title")))
    for i in range(title + 1, start):
        row = live[i]
        if row.kind or row.quoted or row.listed or not row.short or _goes_on(row):
            continue
        if row.words >= 5 and (not busy or (i == title + 1 and not _BAR.search(row.text))):
            row.settle("heading", "deck")
        elif busy and i <= title + _SIGNED and looks_like_name(row.text):
            row.settle("byline", "bare-name")
        elif busy and row.words <= _LABEL:
            row.settle("furniture", "head-label")


def _doubtful(live: Sequence[Row], place: Place, title: int) -> bool:
    """Whether so much text stands above the title that it may be a heading of the text."""
    near = live[max(0, title - _NEAR_TITLE) : title]
    above, text = (sum(r.words for r in rows if is_text(r)) for rows in (near, live[place.start : place.end + 1]))
    return above >= _ABOVE * text


def _goes_on(row: Row) -> bool:
    """Whether a line is part of a sentence that was wrapped or leads to the next line."""
    return row.text[:1].islower() or row.last in ",:;"


def _settle_adjacent_copies(live: Sequence[Row]) -> None:
    """Label the second of two equal lines: a deck that opens the text, a picture's text and its caption."""
    for row, after in pairwise(live):
        if row.lower == after.lower and row.words >= 5 and row.kind == after.kind and row.kind in ("", "caption"):
            after.settle("repeat", "caption-again" if row.kind else "said-twice")


def _settle_series(live: Sequence[Row]) -> None:
    """Label a line that comes again and again after the first: a series of pictures says its name over each."""
    lines = [row for row in live if not row.kind and row.short and not row.quoted and row.words >= _WEIGHTY]
    times = Counter(row.lower for row in lines)
    seen: set[str] = set()
    for row in lines:
        if row.lower in seen and times[row.lower] >= _SERIES:
            row.settle("repeat", "said-again-and-again")
        seen.add(row.lower)


def _settle_heading(live: Sequence[Row], i: int) -> None:
    row = live[i]
    if row.prose and not row.level:
        return
    before = live[i - 1] if i else None
    after = next(
        (other for other in live[i + 1 : i + _AHEAD] if other.kind not in ("caption", "furniture", "repeat")), None
    )
    leads = after is not None and not after.kind and (after.prose or after.ends)
    if row.level:
        row.settle("heading", "markdown-heading")
    elif not leads or before is None or row.quoted or row.words > 16 or row.last in ".,:;!?…":
        return
    elif _NUMBERED.match(row.text) and row.short:
        row.settle("heading", "numbered-heading")
    elif _stands_alone(before) and row.short and not row.listed and _names(row):
        signs = row.hint == "byline-agency" or (before.kind in ("byline", "dateline") and looks_like_name(row.text))
        row.settle(*(("byline", "bare-name") if signs else ("heading", "short-line-before-text")))


def _settle_signature(live: Sequence[Row]) -> None:
    """Label a name alone that closes the text: whoever wrote it signs it."""
    last = next((i for i in range(len(live) - 1, 1, -1) if live[i].kind != "furniture"), 0)
    if last and not live[last].kind and live[last].short and looks_like_name(live[last].text) and live[last - 1].ends:
        live[last].settle("byline", "signature")


def _stands_alone(before: Row) -> bool:
    """Whether the line before ends something, so that the next is not one more item of a list."""
    return bool(before.kind) or before.ends or before.prose


def _names(row: Row) -> bool:
    """Whether it names a topic; a clause with its subject says something instead."""
    return (
        row.words <= 12 and (row.text[:1].isupper() or row.text[:1].isdigit()) and not _SENTENCE_START.match(row.text)
    )


def _settle_caption_copies(live: Sequence[Row]) -> None:
    seen: set[str] = set()
    for row in live:
        if row.kind == "caption" and row.words >= 5:
            if row.lower in seen:
                row.settle("repeat", "caption-again")
            seen.add(row.lower)
