r"""The tokenizer ``fs1``: where a word begins and ends, and what counts as the same form.

Rules, each with a test of its name in ``tests/text/test_tokens.py``:

- addresses, e-mails and handles are one token; they are found first, words are cut in what lies between;
- letters, digits and combining marks of any script make a token; punctuation is none;
- a hyphen (``-``, ``‐``, ``‑``) or apostrophe joins only between letters or digits:
  ``ez-Zor``, ``US-backed``, ``Syria’s``; the mark of ``countries’`` stays outside;
- en dash, em dash and ``/`` split; a no-break space is white space;
- numbers keep inner ``.`` and ``,``: ``1,000``, ``5.4``;
- a soft hyphen or zero-width character stays in the token, not in its form.

`framescope.text.scan` does the same for large corpora, compiled; the tests compare the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from unicodedata import normalize

import numpy as np
import numpy.typing as npt
import regex

#: Stored with every corpus: token offsets mean nothing without the rules that made them.
TOKENIZER = "fs1"

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
APOSTROPHES = "'’‘ʼ＇"
HYPHENS = "-‐‑"
#: These end a sentence before white space, those also without.
ENDS, FULL_ENDS = ".!?…", "。！？"

#: The classes of characters that the rules speak of. The modifier apostrophe ``ʼ`` counts as a letter in
#: Unicode; here it joins and never begins or ends a word. Where no `stop` stands between two words, nothing breaks.
CHARACTERS = {
    "letter": r"[[\p{L}\p{N}]--[ʼ]]",
    "digit": r"\p{N}",
    "mark": rf"[\p{{M}}{INVISIBLE}]",
    "join": rf"[{HYPHENS}{APOSTROPHES}]",
    "space": r"\s",
    "stop": rf"[{ENDS}{FULL_ENDS}\n\r\u2029]",
    "close": r"[\p{Pe}\p{Pf}\p{Pi}\"'*_]",
    "lower": r"\p{Lowercase}",
}

_WORD = regex.compile(
    r"""
    {letter} [{letter}{mark}]*
    (?: (?: {join} | (?<={digit}) [.,] (?={digit}) )      # US-backed  Syria’s  1,000  5.4m
        {letter} [{letter}{mark}]* )*
    """.format(**CHARACTERS),
    regex.VERBOSE | regex.VERSION1,
)
_ADDRESS = regex.compile(
    r"""
      (?: https?:// | (?<!\w) www\. ) [^\s<>"“”«»\p{Cs}]* [\p{L}\p{N}/]             # ends in no punctuation
    | (?<!\w) \w [\w.+-]{0,63}+ @ [\p{L}\p{N}-]+ (?:\.[\p{L}\p{N}-]+)* \.\p{L}{2,}  # an e-mail
    | (?<![\w@]) @ \w+                                                              # a handle
    """,
    regex.VERBOSE | regex.VERSION1,
)
_SIGN = regex.compile(r"@|://|www\.")
_SPACE = regex.compile(r"\s")
_SPACE_BEFORE = regex.compile(r"(?r)\s")

_EMPTY_LINE = regex.compile(r"\n\s*\n|\r\s*\r|\u2029")
_END_MARK = regex.compile(rf"[{ENDS}]{CHARACTERS['close']}*\s|[{FULL_ENDS}]", regex.VERSION1)
_LOWER = regex.compile(CHARACTERS["lower"])
_ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "sgt", "maj", "capt", "cmdr", "adm", "rev", "hon", "sen",
     "rep", "gov", "pres", "st", "jr", "sr", "vs", "no", "vol", "fig", "al", "etc", "inc", "ltd", "co", "corp", "dept",
     "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mt", "ft"}
)  # fmt: skip
_LONGEST_ABBREVIATION = max(map(len, _ABBREVIATIONS))

#: What the characters between two tokens say.
NO_BREAK, BREAK, BREAK_UNLESS_ABBREVIATED = 0, 1, 2

_FORM = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-"), **dict.fromkeys(INVISIBLE)})


@dataclass(frozen=True)
class TextTokens:
    """The tokens of one text: parallel columns, and the distinct forms to which they point.

    Attributes
    ----------
    start, length
        Where each token stands in the text, in Python string offsets (int64, uint32).
    breaks
        True where a sentence-like boundary stands before it, and for the first token.
    term
        Its form as a place in `types` (uint32).
    types
        Written forms; those of several texts if they were cut together.
    """

    start: npt.NDArray[np.int64]
    length: npt.NDArray[np.uint32]
    breaks: npt.NDArray[np.bool_]
    term: npt.NDArray[np.uint32]
    types: Sequence[str]

    def __len__(self) -> int:
        return len(self.term)

    @property
    def forms(self) -> list[str]:
        """The written form of each token, a list made anew."""
        return [self.types[i] for i in self.term.tolist()]


def tokenize(text: str) -> TextTokens:
    """Cut a text into tokens.

    Parameters
    ----------
    text
        Any string; nothing in it is changed.

    Returns
    -------
    TextTokens
        One entry per token, in order. ``text[start:start + length]`` is the token as written;
        ``types[term]`` holds it with apostrophes and hyphens unified and invisible characters left out.

    Notes
    -----
    ``breaks`` stops phrases, nothing more: it knows four dozen abbreviations and takes an end mark
    before a lower-case word for none. For sentences use `framescope.text.sentences`.
    """
    spans = _spans(text)
    start, end = np.fromiter(chain.from_iterable(spans), dtype=np.int64, count=2 * len(spans)).reshape(-1, 2).T.copy()
    ids: dict[str, int] = {}
    forms = (written_form(text[first:past]) for first, past in spans)
    term = np.fromiter((ids.setdefault(form, len(ids)) for form in forms), dtype=np.uint32, count=len(spans))
    types = list(ids)
    boundaries = _boundaries(text, start, end)
    breaks: npt.NDArray[np.bool_] = boundaries == BREAK
    doubtful = np.flatnonzero(boundaries == BREAK_UNLESS_ABBREVIATED)
    breaks[doubtful] = [not is_abbreviation(types[i]) for i in term[doubtful - 1].tolist()]
    return TextTokens(start, (end - start).astype(np.uint32), breaks, term, types)


def written_form(token: str) -> str:
    """Return a token as the vocabulary holds it: ``Da’esh`` and ``Da'esh`` are one form."""
    if token.isascii():
        return token
    return normalize("NFC", token.translate(_FORM))


def fold(form: str) -> str:
    """Return the form without case; ``US`` and ``us`` differ as forms and meet here."""
    return form.lower() if form.isascii() else normalize("NFC", form.casefold())


def fold_all(forms: Sequence[str]) -> list[str]:
    """Return forms as `fold` returns each, in a tenth of the time: no form holds a line feed."""
    return normalize("NFC", "\n".join(forms).casefold()).split("\n") if forms else []


def bare(form: str) -> str:
    """Return the form without a possessive ``'s``."""
    return form[:-2] if form.endswith(("'s", "'S")) and len(form) > 2 else form


def find_addresses(text: str, runs: Iterable[Sequence[int]] | None = None) -> list[tuple[int, int]]:
    """Return the spans of web and e-mail addresses and handles, in order.

    Parameters
    ----------
    text
        Any string.
    runs
        The stretches between white space that hold ``@``, ``://`` or ``www.``, in order, and perhaps more; found if
        they are not given. No address holds white space, so nothing else is read.
    """
    runs = _runs(text) if runs is None else runs
    return [match.span() for start, end in runs for match in _ADDRESS.finditer(text, start, end)]


def is_abbreviation(form: str) -> bool:
    """Return whether a full stop after this form may end no sentence."""
    return len(form) == 1 or (len(form) <= _LONGEST_ABBREVIATION and fold(form) in _ABBREVIATIONS)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    # To look for signs by themselves is much faster than the expression, and there are hardly ever any.
    signs = _SIGN.finditer(text) if "@" in text or "://" in text or "www." in text else ()
    past = 0
    for match in signs:
        sign = match.start()
        if sign >= past:
            before, after = _SPACE_BEFORE.search(text, past, sign), _SPACE.search(text, sign)
            start, past = before.end() if before else past, after.start() if after else len(text)
            yield start, past


def _spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    past = 0
    for start, end in find_addresses(text):
        spans += [match.span() for match in _WORD.finditer(text, past, start)]
        spans.append((start, end))
        past = end
    return spans + [match.span() for match in _WORD.finditer(text, past)]


def _boundaries(text: str, start: npt.NDArray[np.int64], end: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
    boundaries = np.zeros(len(start), dtype=np.uint8)
    boundaries[:1] = BREAK
    # Nearly every gap is one space; one character ends a sentence only where words are not spaced.
    narrowest = 0 if any(mark in text for mark in f"{FULL_ENDS}\u2029") else 1
    wide = np.flatnonzero(start[1:] - end[:-1] > narrowest) + 1
    gaps = zip(end[wide - 1].tolist(), start[wide].tolist(), strict=True)
    boundaries[wide] = [_boundary(text, first, past) for first, past in gaps]
    return boundaries


def _boundary(text: str, start: int, end: int) -> int:
    gap = text[start:end]
    if _EMPTY_LINE.search(gap):
        return BREAK
    if _END_MARK.search(gap) is None or _LOWER.match(text, end):
        return NO_BREAK
    return BREAK_UNLESS_ABBREVIATED if gap.startswith(".") else BREAK
