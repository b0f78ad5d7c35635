"""Residue inside lines that are otherwise text: markup, in-line datelines, picture credits, pasted promotion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from framescope.corpus.lines import EMPHASIS, TAG, UNDERLINE
from framescope.corpus.screen import holding

# Agencies as datelines name them, and as a line's last brackets do.
_AGENCY = (
    r"Reuters|Thomson Reuters Foundation|AP|A\.P\.|AFP|Associated Press|UPI|CNN|Xinhua|TASS|Sputnik|RIA Novosti|RIA|"
    r"Interfax|Bloomberg(?: News)?|SANA|IRNA|FNA|Tasnim|Anadolu|AA|PTI|ANI|IANS|dpa|DPA|EFE|ANSA|Kyodo|Yonhap|BBC|"
    r"NBC News|ABC News|CBS News|VOA|RFE/RL|KUNA|Petra|MENA|Bernama|PA|AAP|JTA|CNS|RNS|The Canadian Press"
)
_WIRE = "AP|AFP|Reuters|reuters|dpa|DPA|EPA|epd|EFE|KNA|kna|ANSA|TASS|Xinhua|PTI|IANS|UPI|DW|SANA|IRNA"
_PICTURE = (
    r"(?:Getty Images|Getty|Reuters|AFP|AP|EPA|Sputnik|RIA Novosti|TASS|Xinhua|Shutterstock|AP Photo|"
    r"Anadolu(?: Agency)?)"
)

_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ'’.-]+){0,3}"
_REGION = r"[,/] ?[A-ZÀ-Þ][\w'’. ]{1,24}"
_PLACE = rf"(?:{_CAPITALS}|[A-ZÀ-Þ][\w'’.-]+(?: [A-ZÀ-Þ][\w'’.-]+){{0,3}})(?:{_REGION})?"
_DAY = r"(?:, ?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"
_DASH = r"[ \u00a0]?(?:--?|—|–|―|:)[ \u00a0]?"
_DATELINES = (
    rf"{_PLACE}{_DAY},? ?[(/\[](?:{_AGENCY})[)/\]]{_DASH}",
    rf"[(\[/](?:{_AGENCY})[)\]/]{_DASH}",
    # Without an agency only capitals, a spaced long dash and a new sentence tell a place from an acronym.
    rf"(?:{_CAPITALS}{_REGION}{_DAY}|[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{{4,}}(?: [A-ZÀ-Þ]{{2,}}){{0,2}}{_DAY})"
    r"[ \u00a0](?:--|—|–)[ \u00a0]?(?=[A-ZÀ-Þ\"“‘'\d])",
)
_DATELINE = re.compile(rf"^(?:[ \u00a0*_]|<[a-z]{{1,6}}>)*(?P<mark>{'|'.join(_DATELINES)})")
# A dateline ends within so many characters of its line.
_OPENING = 160

_WHAT = (
    r"(?:(?:[Ff]ile |AP |AFP |Reuters |[Hh]andout |[Ss]tock )?(?:[Pp]hoto|PHOTO|[Ii]mage|IMAGE|[Pp]icture|"
    r"[Pp]hotograph|[Ss]creenshot|[Ii]llustration|[Vv]ideo)s?|[Cc]redit|[Ff]ile|FILE)"
)
# Patterns begin with the few characters that any match begins with: so the others are passed over quickly.
_CREDITS = (
    rf"(?<=[(\[]){_WHAT}(?: ?(?:by|courtesy(?: of)?|credit|via|from|[:/])[^()\[\]]{{0,120}})?[)\]]",
    rf"(?<=[(\[])[^()\[\]]{{0,80}}/{_PICTURE}(?:/[^()\[\]]{{0,40}})?[)\]]",
    rf"(?<=[(\[]){_PICTURE}/[^()\[\]]{{1,60}}[)\]]",
    rf"(?<=[(\[])(?:{_WIRE})(?:, ?(?:{_WIRE}))*[)\]](?=\s*$)",
    r"(?<=[(\[])(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by [^()\[\]]{1,200}[)\]]",
    rf"(?<=/)(?<!\w/) ?{_PICTURE} ?/(?!\w)",
    rf"(?<=©) ?(?:[A-Z][\w.-]+ ){{0,3}}?{_PICTURE}(?: ?/ ?[A-Z][\w.-]+(?: [A-Z][\w.-]+){{0,2}})?",
)
_CREDIT = re.compile(rf"[(\[/©](?:{'|'.join(_CREDITS)})")
_NAMED = rf": ?[A-Z][^.:()]{{1,60}}/{_PICTURE}\b"
_NAME, _NAMED_CREDIT = re.compile(_NAMED), re.compile(rf"{_WHAT}(?: [Cc]redit)?{_NAMED}")

_POINTER = (
    r"(?:READ|Read|SEE|See|WATCH|Watch) (?:MORE|more|ALSO|also|NEXT|next|RELATED|related)|RELATED|"
    r"ALSO READ|Also [Rr]ead|MORE|Related (?:article|story|post)s?"
)
_PROMO = re.compile(rf"[(\[](?:(?:{_POINTER})[^()\[\]]{{0,160}}|[Cc]lick (?:here|to|on|for)[^()\[\]]{{0,120}})[)\]]")
_PROMO_SENTENCES = (
    # Link text of a headline's length; where more runs on without a stop, only the pointer is told for certain.
    rf"(?:{_POINTER}) ?[:»>|–—-](?: ?[^\r\n.!?]{{1,120}}(?:[.!?]|(?=\s*$)))?",
    r"(?:Please )?(?:[Cc]lick|CLICK|[Tt]ap) (?:here|HERE) (?:to|for|TO|FOR) [^\r\n.!?]{1,120}[.!?]?",
    r"(?:Sign up|Subscribe|Follow)[^\r\n.!?]{0,60} "
    r"(?:newsletter|on Twitter|on Facebook|inbox|Telegram)[^\r\n.!?]{0,60}[.!?]?",
)
_PROMO_SENTENCE = re.compile("|".join(_PROMO_SENTENCES))
_NEXT_PROMO_SENTENCE = re.compile(rf"[.!?”\"…](?= ?[ACFMPRSTWct])(?= ?({'|'.join(_PROMO_SENTENCES)}))")
_MARKUP = re.compile(
    rf"(?P<tag>{TAG})"
    r"|(?P<entity>&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[\dA-Fa-f]{2,5});)"
    r"|(?P<link>!?\[(?=[^\[\]]{0,300}\]\([^()\s]{1,500}\))|\]\([^()\s]{1,500}\))"
    r"|^[ \t]*(?:>[ \t]*)*(?P<hashes>#{1,6})(?=[ \t])",
    re.IGNORECASE,
)
_EMPHASES = {"*": re.compile(EMPHASIS), "_": re.compile(UNDERLINE)}
_MARKUP_SIGNS = r"<[^ \d]|&[^ ;]+;|\]\(|\*[^*]+\*|_[^_]+_|^[ \t>]*#"
_MAY_HOLD_MARKUP = re.compile(r"[<&*_#\]]")
# What a line with residue holds, whatever else its patterns ask for.
_SIGNS = "|".join(
    (
        _MARKUP_SIGNS,
        rf"{_POINTER}|[Cc]lick |CLICK |[Tt]ap |Sign up|Subscribe|Follow",
        rf"[(\[](?:{_WHAT}|{_PICTURE}/|(?:{_WIRE})[,)\]]|(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by )",
        rf"/ ?{_PICTURE}|©",
        rf"[(/\[](?:{_AGENCY})[)/\]]|^[ \u00a0*_]*[A-ZÀ-Þ][A-ZÀ-Þ'’.-].*[ \u00a0](?:--|—|–)",
    )
).replace(r"\u00a0", "\u00a0")


class Residue(NamedTuple):
    """A stretch of one line that is not the author's text: offsets in that line, kind and rule."""

    start: int
    end: int
    kind: str
    rule: str


def find_residues(lines: Sequence[str]) -> Iterator[tuple[int, list[Residue]]]:
    """Yield the number of each line that may hold residue, and what `find_residue` finds: most lines need no look."""
    for number in np.flatnonzero(holding(lines, _SIGNS)).tolist():
        yield number, find_residue(lines[number])


def find_residue(line: str) -> list[Residue]:
    """Return the residue of one line, in order, without overlap.

    Parameters
    ----------
    line
        One line as it stands in the document.

    Notes
    -----
    Promotion, credits and datelines win over markup inside them. A dateline without an agency is
    told by capitals, a long dash and a capital letter after it; a paragraph that opens with a
    shouted name and a dash would lose that name.
    """
    found = [
        *(Residue(*span, "promo", "pasted-promotion") for span in _promotions(line)),
        *(Residue(*span, "credit", "inline-credit") for span in _credits(line)),
    ]
    if match := _DATELINE.match(line[:_OPENING]):
        found.append(Residue(*match.span("mark"), "dateline", "inline-dateline"))
    if _MAY_HOLD_MARKUP.search(line):
        found += [_markup(m) for m in _MARKUP.finditer(line)]
        for sign, pattern in _EMPHASES.items():
            if sign in line:
                found += [residue for m in pattern.finditer(line) for residue in _pair(m)]
    return _without_overlap(found, len(line)) if len(found) > 1 else found


def _promotions(line: str) -> list[tuple[int, int]]:
    spans = [match.span(1) for match in _NEXT_PROMO_SENTENCE.finditer(line)]
    if first := _PROMO_SENTENCE.match(line):
        spans.append(first.span())
    if "(" in line or "[" in line:
        spans += [match.span() for match in _PROMO.finditer(line)]
    return sorted(spans)


def _credits(line: str) -> list[tuple[int, int]]:
    spans = []
    if "(" in line or "/" in line or "[" in line or "©" in line:
        spans += [match.span() for match in _CREDIT.finditer(line)]
        if _NAME.search(line):
            spans += [match.span() for match in _NAMED_CREDIT.finditer(line)]
    return sorted(spans)


def _markup(match: re.Match[str]) -> Residue:
    group = match.lastgroup or "tag"
    rules = {"tag": "html-tag", "entity": "html-entity", "link": "markdown-link", "hashes": "markdown-heading"}
    return Residue(*match.span(group), "markup", rules[group])


def _pair(match: re.Match[str]) -> Iterator[Residue]:
    """Yield the opening and the closing sign of an emphasis."""
    width = len(match["sign"])
    yield Residue(match.start(), match.start() + width, "markup", "markdown-emphasis")
    yield Residue(match.end() - width, match.end(), "markup", "markdown-emphasis")


def _without_overlap(found: list[Residue], length: int) -> list[Residue]:
    """Keep what was found first where two overlap (promotion, credit, dateline, markup), then sort."""
    taken = bytearray(length)
    kept = []
    for one in found:
        if taken.find(1, one.start, one.end) < 0:
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            kept.append(one)
    return sorted(kept)
