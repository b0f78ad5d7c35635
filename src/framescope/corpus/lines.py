"""A document's lines as the rules see them: offsets kept, markup and odd white space out of the way."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import accumulate, chain, pairwise

from framescope.corpus.screen import holding

# Signs of markup, of invisible characters, and of white space that is not one plain space.
_ODD_SIGNS = (
    "[<*_#\\[\\]&`>\\\\\u00a0\u200b-\u200f\u2060\ufeff\u00ad\u202f\t\v\f\x1c-\x1f\x85"
    "\u1680\u2000-\u200a\u2028\u2029\u205f\u3000]|  "
)
_ODD = re.compile(_ODD_SIGNS)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_TAG_NAMES = (
    "a abbr article aside b big blockquote br center cite code dd del div dl dt em embed figcaption figure font footer "
    "form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins label li main nav noscript ol p picture pre q s script "
    "section small source span strike strong style sub sup table tbody td tfoot th thead time tr u ul video"
)
#: An HTML tag; other words in angle brackets (ticker symbols, e-mail addresses) are text.
TAG = rf"</?(?:{'|'.join(_TAG_NAMES.split())})\b[^<>]{{0,500}}>|<!--[^<>]{{0,500}}-->"
#: Markdown emphasis that is opened and closed within the line.
EMPHASIS = r"(?<![\w*\\])(?P<sign>\*{1,3})(?=[^\s*])(?P<inner>[^*\r\n]{1,500})(?<=[^\s*])(?P=sign)(?![\w*])"
UNDERLINE = r"(?<![\w_\\])(?P<sign>_{1,3})(?=[^\s_])(?P<inner>[^_\r\n]{1,500})(?<=[^\s_])(?P=sign)(?![\w_])"
_TAG = re.compile(TAG, re.IGNORECASE)
_IMAGE = re.compile(r"!\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]{0,500}\)")
_EMPHASIS = re.compile(EMPHASIS)
_UNDERLINE = re.compile(UNDERLINE)
_PREFIX = re.compile(r"\s*(?:>\s*)*(#{1,6})\s+")
_QUOTE = re.compile(r"\s*(?:>\s+)+")
_HEADING_TAG = re.compile(r"\s*<h([1-6])\b", re.IGNORECASE)
_CLOSING = "\"'”’»)]*_"
_STOPS = ".!?…。！？।؟።။"
_OPENING = "\"“„«‘'‹「『"
_BULLET = re.compile(r"(?:[-–—•·▪●◦‣*+]|\(?[a-z\d]{1,2}[.)])\s+\S")


@dataclass(slots=True)
class Row:
    """One line while it is being labelled; `kind` is empty until a rule decides.

    `text` is the line without markup, invisible characters and doubled white space, apostrophes
    straight; `lower` is its lower case. `words` estimates the length in words, also where a script
    writes few spaces; `ends` says whether it ends like a sentence, `prose` whether it is a paragraph of
    running text, `short` whether it is neither, nor a row of a table: a label, a link or a headline.
    `level` is the markdown or HTML heading level, 0 for none.
    `hint` names a rule that holds only in certain places, `opens` what the rule says begins here,
    `tail` which area after an article it lies in (`comments`, `list`, `end`, `bio`, `page`), if any.
    """

    number: int
    start: int
    end: int
    text: str
    lower: str
    words: int
    ends: bool
    prose: bool
    short: bool
    level: int
    kind: str = ""
    rule: str = ""
    opens: str = ""
    hint: str = ""
    tail: str = ""

    @property
    def quoted(self) -> bool:
        """Whether it opens with a quotation mark: speech more often than a headline."""
        return self.text[:1] in _OPENING

    @property
    def table(self) -> bool:
        """Whether it is a row of a table, figures or words: nothing but lines is none."""
        return self.text[:1] == self.text[-1:] == "|" and any(map(str.isalnum, self.text))

    @property
    def last(self) -> str:
        """The last character before closing quotation marks and brackets."""
        return self.text.rstrip(_CLOSING)[-1:]

    @property
    def listed(self) -> bool:
        """Whether it starts with a bullet or an item number."""
        return bool(_BULLET.match(self.text))

    def settle(self, kind: str, rule: str) -> None:
        """Set kind and rule."""
        self.kind, self.rule = kind, rule


def line_bounds(text: str) -> list[int]:
    r"""Return where each line begins, and at last where the text ends; a terminator belongs to its line.

    A line ends after ``\n``, ``\r\n`` or a lone ``\r`` only.
    """
    return _bounds(_raw_lines(text))


def split_lines(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each line; the spans tile the text."""
    return list(pairwise(line_bounds(text)))


def read_rows(texts: Sequence[str]) -> list[tuple[list[int], list[Row]]]:
    """Return the `line_bounds` of each text, and a row for each of its lines that is not blank."""
    lines = [_raw_lines(text) for text in texts]
    stripped = [list(map(str.strip, raw_lines)) for raw_lines in lines]
    odd = iter(holding(list(filter(None, chain.from_iterable(stripped))), _ODD_SIGNS))
    bounds = map(_bounds, lines)
    return [(of_text[0], list(_rows(*of_text, odd))) for of_text in zip(bounds, lines, stripped, strict=True)]


def clean(raw: str) -> str:
    """Return a line without markup, invisible characters and doubled white space, otherwise as written."""
    line = raw.strip()
    return _cleaned(line) if _ODD.search(line) else line


def _cleaned(line: str) -> str:
    if not line.isascii():
        line = _INVISIBLE.sub("", line)
    if "<" in line:
        line = _TAG.sub("", line)
    if "&" in line:
        line = html.unescape(line)
    if "](" in line:
        line = _LINK.sub(r"\1", _IMAGE.sub(r"\1", line))
    line = _PREFIX.sub("", line, count=1) if "#" in line[:12] else line
    if ">" in line[:4]:
        line = _QUOTE.sub("", line, count=1)
    if "*" in line:
        line = _EMPHASIS.sub(r"\g<inner>", line)
    if "_" in line:
        line = _UNDERLINE.sub(r"\g<inner>", line)
    return " ".join(line.split())


def straighten(line: str) -> str:
    """Return a line with straight apostrophes."""
    if line.isascii():
        return line
    return line.replace("’", "'").replace("‘", "'")


def _raw_lines(text: str) -> list[str]:
    # str.splitlines also breaks at \x0b, \x0c, \x1c-\x1e, \x85, \u2028 and \u2029; those stand inside paragraphs.
    if "\r" not in text:
        *whole, last = text.split("\n")
        return [line + "\n" for line in whole] + ([last] if last else [])
    return StringIO(text, newline="").readlines()


def _bounds(raw_lines: Sequence[str]) -> list[int]:
    return list(accumulate(map(len, raw_lines), initial=0))


def _rows(bounds: Sequence[int], raw: Sequence[str], stripped: Sequence[str], odd: Iterator[bool]) -> Iterator[Row]:
    for number, line in enumerate(stripped):
        if line:
            text, level = (_cleaned(line), _level(raw[number])) if next(odd) else (line, 0)
            yield _row(number, bounds[number], bounds[number + 1], straighten(text), level)


def _row(number: int, start: int, end: int, text: str, level: int) -> Row:
    if not text:  # nothing but markup
        return Row(number, start, end, "", "", 0, False, False, True, level)
    last = text[-1]
    if last in _CLOSING:
        last = text.rstrip(_CLOSING)[-1:]
    ends = last in _STOPS and last != ""
    words = text.count(" ") + 1
    if len(text) >= 10 * words and not text.isascii():
        words = len(text) // 3  # Chinese, Japanese, Thai, Burmese write few or no spaces between words
    prose = words >= 20 or (words >= 14 and (ends or text[-1] in ",:;"))
    row = Row(number, start, end, text, text.lower(), words, ends, prose, not (ends or prose), level)
    row.short = row.short and not row.table
    return row


def _level(raw: str) -> int:
    if "#" in raw[:12]:
        marker = _PREFIX.match(raw)
        return len(marker.group(1)) if marker else 0
    tag = _HEADING_TAG.match(raw) if "<" in raw[:12] else None
    return int(tag.group(1)) if tag else 0
