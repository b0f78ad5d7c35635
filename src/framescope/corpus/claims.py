"""What a page says about its own articles: title, author, outlet, date and address, by anchored patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framescope.corpus.dates import DATE, MONTH, read_date
from framescope.corpus.lines import Row, clean

_PARTICLE = r"(?:(?:de|da|do|dos|di|du|la|le|van|von|der|den|bin|ibn|al|el|ter)\b ?){0,2}"
_NAME = rf"(?:[^\W\d_a-z][\w'’.-]*(?: {_PARTICLE}[^\W\d_a-z][\w'’.-]*){{0,4}})"
_AUTHORS = rf"(?P<value>{_NAME}(?:(?:,? and |, | & ){_NAME})*?)"
_BYLINE = re.compile(
    r"(?i:(?:written |posted |published |reported |story |text |words |analysis |opinion )?by|"
    r"authors?|writer|reporter|von|par|por)"
    rf"[:|]? (?:(?:Dr|Prof|Professor|Sir|Mr|Mrs|Ms)\.? )?{_AUTHORS}"
    rf"(?=$|,| ?[|(/–—]| (?:in|for|at|of|on|from|with|am|le)\b| (?i:{MONTH}) \d)"
)
_NAMED_BYLINE = re.compile(
    rf"{_AUTHORS}(?: ?[,|–—-] ?| )(?:\w+ )?(?:[Ss]taff|[Cc]orrespondent|[Ee]ditor|[Rr]eporter|[Ww]riter)"
)
_AFTER_DATE = re.compile(rf"\d,? (?i:by|von|par|por) {_AUTHORS}$")
_BOX = re.compile(
    r"(?:(?i:latest|recent|more|other|all) )?(?i:posts?|articles?|stories|columns?)?(?: written)? ?(?i:by|of|from):? "
    rf"{_AUTHORS}(?=$| \()"
)
_YEARS = r"(?:19|20)\d\d(?: ?[-–] ?(?:19|20)?\d\d)?"
#: Pattern, its name, and whether the line names its outlet outright.
_OUTLETS = tuple(
    (re.compile(pattern, re.IGNORECASE), rule, certain)
    for pattern, rule, certain in (
        (r"the post .{1,250} appeared first on (?P<value>.{2,80}?)\.?$", "appeared-first", True),
        (
            r"the original source of this article is (?P<value>[^.©]{2,60}?)(?: copyright|©|\.|$)",
            "original-source",
            True,
        ),
        (rf"copyright ©? ?(?-i:{_NAME}), (?P<value>[^,.©]{{2,60}}), (?:19|20)\d\d\b", "copyright-line", True),
        (
            rf"(?:©|\(c\)|copyright)(?: ?©)? ?{_YEARS},? (?:by )?(?P<value>[^.,©|]{{2,60}}?)(?:[.,|]|$| all rights)",
            "copyright-line",
            False,
        ),
        (
            r"(?:this|the) (?:article|story|piece|post|essay|column|op-ed|interview) (?:was |has been )?"
            r"(?:first |originally )+(?:published|appeared|posted) (?:on|in|by|at) (?P<value>[^.,]{2,60})",
            "first-published",
            False,
        ),
    )
)
_RIGHTS_HOLDER = re.compile(rf"(?i:copyright) ©? ?(?P<value>{_NAME}), [^,.©]{{2,60}}, (?:19|20)\d\d\b")
_DATED_OUTLET = re.compile(
    r"(?P<value>[^\W\d_][^,|·•\d]{2,50}?) ?[,|·•] ?(?=(?:[A-Za-z]{3,9},? )?(?:\d|[A-Za-z]{3,9}\.? \d))"
)
_ADDRESS = re.compile(
    r"(?P<label>(?:permalink|url|article url|original link|link|source|via|short ?link): ?)?"
    r"(?P<value>(?:https?://|www\.)[^\s<>]{3,500})",
    re.IGNORECASE,
)
_DATE = re.compile(rf"\b{DATE}", re.IGNORECASE)
_REVISED = re.compile(r"updated|modified|update\b", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """One statement of a line about its article; `start` and `end` are offsets into the document."""

    field: str
    value: str
    start: int
    end: int
    rule: str
    certain: bool


def find_claims(text: str, rows: Sequence[Row]) -> list[Said]:
    """Return what the lines of one article state, in the order of the text.

    Parameters
    ----------
    text
        The document.
    rows
        The labelled lines of one article, furniture included.

    Notes
    -----
    Certain is what an anchored pattern finds in the article's own head: its title, a byline, a date
    alone or behind "Published". What the page's furniture says of author or outlet is uncertain
    unless the line names its outlet outright. A second date that differs is uncertain too.
    """
    body = [row.number for row in rows if row.kind == "body"]
    first, last = (body[0], body[-1]) if body else (len(text), len(text))
    said: list[Said] = []
    for row in rows:
        if row.kind in ("body", "blank", "heading", "repeat", "caption"):
            continue
        said.extend(_of_line(text, row, before=row.number < first, within=first < row.number < last))
    return list(_one_certain_each(said))


def _of_line(text: str, row: Row, *, before: bool, within: bool) -> Iterator[Said]:
    raw = text[row.start : row.end]
    written = clean(raw)
    start = row.start + len(raw) - len(raw.lstrip())
    end = row.start + len(raw.rstrip())

    def say(field: str, value: str, rule: str, *, certain: bool) -> Said:
        at = text.find(value, start, end)
        return Said(field, value, at if at >= 0 else start, at + len(value) if at >= 0 else end, rule, certain)

    if row.kind == "title":
        yield say("title", written, row.rule, certain=True)
    elif row.rule in ("byline", "byline-dated"):
        match = _BYLINE.match(written) or _NAMED_BYLINE.match(written) or _AFTER_DATE.search(written)
        if match:
            yield say("author", match["value"], row.rule, certain=not within)
        if row.rule == "byline-dated":
            yield from (say(*claim[:3], certain=claim[3]) for claim in _of_dateline(written, row, before=before))
    elif row.rule == "name-under-by":
        yield say("author", written, row.rule, certain=not within)
    elif row.kind == "dateline":
        yield from (say(*claim[:3], certain=claim[3]) for claim in _of_dateline(written, row, before=before))
    elif row.kind == "furniture":
        yield from (say(*claim[:3], certain=claim[3]) for claim in _of_furniture(written, row, before=before))


def _of_dateline(written: str, row: Row, *, before: bool) -> Iterator[tuple[str, str, str, bool]]:
    stated = read_date(written)
    if stated:
        certain = before and not stated.ambiguous and not row.tail and not _REVISED.match(written)
        yield "date", stated.iso, row.rule, certain
    elif impossible := _DATE.search(written):
        yield "date", impossible[0], "impossible-date", False
    outlet = _DATED_OUTLET.match(written)
    if row.rule == "published-line" and outlet and not re.match(r"(?i)published|posted|updated|last|first", written):
        yield "outlet", outlet["value"], "outlet-and-date", False


def _of_furniture(written: str, row: Row, *, before: bool) -> Iterator[tuple[str, str, str, bool]]:
    for pattern, rule, certain in _OUTLETS:
        if match := pattern.search(written):
            yield "outlet", match["value"].strip(), rule, certain
            break
    if holder := _RIGHTS_HOLDER.search(written):
        yield "author", holder["value"], "copyright-line", False
    if row.rule in ("author-box", "see-also") and (box := _BOX.match(written)):
        yield "author", box["value"], "author-box", False
    address = _ADDRESS.match(written) if row.rule in ("bare-address", "appeared-first") else None
    # An address alone after the text belongs to something else: a book, a channel, another site.
    if address and (address["label"] or before):
        certain = (address["label"] or "").lower().startswith(("permalink", "url", "article url"))
        yield "url", address["value"].rstrip(".,)"), "stated-address", certain


def _one_certain_each(said: Sequence[Said]) -> Iterator[Said]:
    """Keep the first certain value of each field; one that contradicts it is uncertain."""
    settled: dict[str, str] = {}
    for one in said:
        certain = one.certain and settled.setdefault(one.field, one.value) == one.value
        yield one if certain == one.certain else Said(one.field, one.value, one.start, one.end, one.rule, certain)
