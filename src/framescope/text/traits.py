"""What a rule needs to know of each token: its kind of word, the punctuation before it, its sentence, its quotation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from framescope.text.wordkinds import BRACKET, COLON, COMMA, DASH, END, LINE, MARK

#: The tokens from the first one on, before the second one.
Span = tuple[int, int]

#: Stands for a token, and for a span, where there is none: what is compiled has one type for both.
NOWHERE = -1
NOTHING: Span = (0, 0)
#: Arabic articles, as they stand before a name.
ARTICLES_OF_NAMES = ("al-", "el-")

_GAPS = {
    COMMA: ",،", COLON: ":;", DASH: "–—―", BRACKET: "()[]{}", MARK: "“”„‟\"＂«»‹›‘’‚‛'`´「」『』",
    END: ".!?…。！？", LINE: "\n\r\u2029",
}  # fmt: skip


class Column(Protocol):
    """Numbers that are read one at a time: a list, a view of an array, or an array where that is compiled."""

    def __getitem__(self, k: int, /) -> int:
        """Return the number of a token."""

    def __len__(self) -> int:
        """Return how many tokens there are."""


class Traits(NamedTuple):
    """Columns of traits, one entry a token: the rules read them token by token.

    `word`, `form` and `gap` are sums of the kinds of `framescope.text.wordkinds`; `begin` and `end` bound the
    token's sentence (as token indices, end exclusive); `quotation` is the index of the quotation around
    it, or -1. `verb`, `preposition`, `turn` and `outside` hold the next token, from each on,
    that is a finite verb, a preposition, where a content may end (behind a comma, a dash or a bracket, and at a
    conjunction), or outside quotation marks (the number of tokens if there is none). `as_verb`, `as_adjective` and
    `as_other` are the kinds of cue that it may be, sums of those of `framescope.text.cuekinds`; from `phrase_first` to
    `phrase_past` stands the phrase that it makes a cue (according to; 0 if there is none).
    `term` is its type; of each type, `types` is the form and `plain` the form in lower case without its possessive
    ending. What is compiled reads neither: these are no numbers.
    """

    word: Column
    form: Column
    gap: Column
    begin: Column
    end: Column
    quotation: Column
    verb: Column
    preposition: Column
    turn: Column
    outside: Column
    as_verb: Column
    as_adjective: Column
    as_other: Column
    phrase_first: Column
    phrase_past: Column
    term: Any
    types: Sequence[str] = ()
    plain: Sequence[str] = ()


#: The columns that hold all that a rule knows of a token: the others are for what is told of it in words.
NUMBERS = Traits._fields[: Traits._fields.index("term")]


def surname(plain: str) -> str:
    """Return the last word of a name, in its plain form, without its Arabic article: Assad is al-Assad."""
    return plain[3:] if plain.startswith(ARTICLES_OF_NAMES) else plain


def bare(form: str) -> str:
    """Return a form without its possessive ending."""
    return form[:-2] if form.endswith("'s") else form[:-1] if form.endswith("'") else form


@cache
def _gap_table() -> npt.NDArray[np.uint8]:
    table = np.zeros(0x10000, dtype=np.uint8)
    for kind, characters in _GAPS.items():
        for character in characters:
            table[ord(character)] = kind
    return table


def gaps(text: str, start: npt.NDArray[np.int64], end: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
    """Return the kinds of punctuation between each token and the one before, as sums of kinds."""
    found = np.zeros(len(start), dtype=np.uint8)
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    first, past = end[:-1], start[1:]
    space = characters[first] == ord(" ")
    telling = np.flatnonzero((past - first > 1) | ((past > first) & ~space))  # nearly always it is a single space
    length = past[telling] - first[telling]
    offset = np.cumsum(length) - length
    between = np.arange(length.sum()) + np.repeat(first[telling] - offset, length)
    kinds = _gap_table().take(characters[between], mode="clip")
    # A hyphen with a space around it is a dash, and so is one that stands for a lost space: over.- Lee left.
    second, third = (characters[np.minimum(first[telling] + k, len(characters) - 1)] for k in (1, 2))
    lost = (characters[first[telling]] == ord(".")) & (third == ord(" "))
    dashed = (space[telling] | lost) & (second == ord("-"))
    found[telling + 1] = np.bitwise_or.reduceat(kinds, offset) | np.where(dashed, DASH, 0)
    return found
