r"""The tokenizer ``fs1``: where a word begins and ends, and what counts as the same form.

Rules, each with a test of its name in ``tests/text/test_tokens.py``:

- letters, digits and combining marks of any script make a token; punctuation is none;
- a hyphen (``-``, ``‐``, ``‑``) or apostrophe joins only between letters or digits:
  ``ez-Zor``, ``US-backed``, ``Syria’s``; the mark of ``countries’`` stays outside;
- en dash, em dash and ``/`` split; a no-break space is white space;
- numbers keep inner ``.`` and ``,``: ``1,000``, ``5.4``;
- addresses, e-mails and handles are one token;
- a soft hyphen or zero-width character stays in the token, not in its form.
"""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import normalize

import numpy as np
import numpy.typing as npt
import regex

#: Stored with every corpus: token offsets mean nothing without the rules that made them.
TOKENIZER = "fs1"

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_APOSTROPHES = "'’‘ʼ＇"
_HYPHENS = "-‐‑"
# The modifier apostrophe counts as a letter in Unicode; here it joins and never begins or ends a word.
_LETTER = r"[[\p{L}\p{N}]--[ʼ]]"
_WORD = rf"[[\p{{L}}\p{{N}}\p{{M}}{_INVISIBLE}]--[ʼ]]"

_TOKEN = regex.compile(
    rf"""
      (?P<address>
          (?:https?://|www\.) [^\s<>"“”«»]* [\p{{L}}\p{{N}}/]              # an address ends in no punctuation
        | (?<!\w) \w [\w.+-]{{0,63}}+ @ [\p{{L}}\p{{N}}-]+ (?:\.[\p{{L}}\p{{N}}-]+)* \.\p{{L}}{{2,}}     # an e-mail
        | (?<![\w@]) @ \w+                                                 # a handle
      )
    | {_LETTER} {_WORD}*
      (?: (?: [{_HYPHENS}{_APOSTROPHES}] | (?<=\p{{N}}) [.,] (?=\p{{N}}) )      # US-backed  Syria’s  1,000  5.4m
          {_LETTER} {_WORD}* )*
    """,
    regex.VERBOSE | regex.VERSION1,
)

_EMPTY_LINE = regex.compile(r"\n\s*\n|\r\s*\r|\u2029")
_END_MARK = regex.compile(r"[.!?…][\p{Pe}\p{Pf}\p{Pi}\"'*_]*\s|[。！？]")
_ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "sgt", "maj", "capt", "cmdr", "adm", "rev", "hon", "sen",
     "rep", "gov", "pres", "st", "jr", "sr", "vs", "no", "vol", "fig", "al", "etc", "inc", "ltd", "co", "corp", "dept",
     "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mt", "ft"}
)  # fmt: skip

_FORM = str.maketrans({**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_INVISIBLE)})


@dataclass(frozen=True)
class TextTokens:
    """The tokens of one text: parallel columns, offsets in Python string offsets."""

    start: npt.NDArray[np.int64]
    length: npt.NDArray[np.int64]
    breaks: npt.NDArray[np.bool_]
    forms: list[str]


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
        ``forms`` holds it with apostrophes and hyphens unified and invisible characters left out;
        ``breaks`` is True where a sentence-like boundary stands before it (and for the first token).

    Notes
    -----
    ``breaks`` stops phrases, nothing more: it knows two dozen abbreviations and takes an end mark
    before a lower-case word for none. For sentences use `framescope.text.sentences`.
    """
    spans = [match.span() for match in _TOKEN.finditer(text)]
    bounds = np.array(spans, dtype=np.int64).reshape(-1, 2)
    forms = [written_form(text[start:end]) for start, end in spans]
    return TextTokens(bounds[:, 0], bounds[:, 1] - bounds[:, 0], _breaks(text, spans), forms)


def written_form(token: str) -> str:
    """Return a token as the vocabulary holds it: ``Da’esh`` and ``Da'esh`` are one form."""
    if token.isascii():
        return token
    return normalize("NFC", token.translate(_FORM))


def fold(form: str) -> str:
    """Return the form without case; ``US`` and ``us`` differ as forms and meet here."""
    return form.lower() if form.isascii() else normalize("NFC", form.casefold())


def bare(form: str) -> str:
    """Return the form without a possessive ``'s``."""
    return form[:-2] if form.endswith(("'s", "'S")) and len(form) > 2 else form


def _breaks(text: str, spans: list[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    breaks = np.zeros(len(spans), dtype=np.bool_)
    if spans:
        breaks[0] = True
    for i in range(1, len(spans)):
        before, after = spans[i - 1], spans[i]
        # Nearly every gap is one space; a full stop fills a gap alone only where words are not spaced.
        wide = after[0] - before[1] > 1 or text[before[1]] in "。！？\u2029"
        if wide and _is_break(text, before, after):
            breaks[i] = True
    return breaks


def _is_break(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    gap = text[before[1] : after[0]]
    if _EMPTY_LINE.search(gap):
        return True
    if _END_MARK.search(gap) is None or text[after[0]].islower():
        return False
    last = text[before[0] : before[1]]
    return not (gap.startswith(".") and (len(last) == 1 or fold(last) in _ABBREVIATIONS))
