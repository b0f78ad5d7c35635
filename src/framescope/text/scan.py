"""The rules of `framescope.text.tokens` over arrays of code points, compiled; the one module that imports numba.

Read `framescope.text.tokens` for the rules. Here is only what makes them fast on a large corpus: every
character is looked up in a table of classes, and a form is known by a 64-bit hash of its characters.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt
import regex
from numba import njit

from framescope.text.tokens import (
    APOSTROPHES,
    BREAK,
    BREAK_UNLESS_ABBREVIATED,
    CHARACTERS,
    HYPHENS,
    INVISIBLE,
    NO_BREAK,
)

F = TypeVar("F", bound=Callable[..., Any])

BIT = {name: 1 << n for n, name in enumerate(CHARACTERS)}
# The compiler takes what follows for constants; eight classes fill the eight bits of an entry of the table.
_LETTER, _DIGIT, _WORD, _JOIN = BIT["letter"], BIT["digit"], BIT["word"], BIT["join"]
_SPACE, _CLOSE, _END, _LOWER = BIT["space"], BIT["close"], BIT["end"], BIT["lower"]

_APOSTROPHE, _HYPHEN, _POINT, _COMMA, _AT, _COLON, _SLASH, _W, _BLANK = map(ord, "'-.,@:/w ")
_LINE_FEED, _CARRIAGE_RETURN, _PARAGRAPH = map(ord, "\n\r\u2029")
_FULL_STOP, _FULL_EXCLAMATION, _FULL_QUESTION = map(ord, "。！？")
_APOSTROPHES, _HYPHENS, _INVISIBLE = (tuple(map(ord, marks)) for marks in (APOSTROPHES, HYPHENS, INVISIBLE))

# numba widens mixed types without a word: whatever enters a hash is 64 bits wide and unsigned. Places are unsigned
# too, where the loops are hot: a signed one is checked each time for counting from the end.
_SEED, _FACTOR = np.uint64(0xCBF29CE484222325), np.uint64(0x9E3779B97F4A7C15)
_ZERO, _ONE, _HALF = np.uint64(0), np.uint64(1), np.uint64(32)
_BLOCK = 64


@cache
def class_table() -> npt.NDArray[np.uint8]:
    """Return the classes of every code point, one bit each, as the regular expressions know them.

    It is made from the installed version of `regex`, so that both engines know the same letters.
    """
    everything = np.arange(0x110000, dtype=np.uint32).tobytes().decode("utf-32-le", "surrogatepass")
    table = np.zeros(len(everything), dtype=np.uint8)
    for name, characters in CHARACTERS.items():
        for match in regex.finditer(characters + "+", everything, regex.VERSION1):
            table[match.start() : match.end()] |= BIT[name]
    return table


def _compiled(function: F) -> F:
    try:
        return cast(F, njit(cache=True)(function))
    except RuntimeError:  # neither the installed package nor the user's cache folder can be written
        _say_that_nothing_is_kept()
        return cast(F, njit(function))


@cache
def _say_that_nothing_is_kept() -> None:
    warnings.warn(
        "The compiled scan cannot be kept (no folder to write to), so it is compiled again in each process, "
        "which takes some seconds. Set NUMBA_CACHE_DIR to a folder you may write to.",
        RuntimeWarning,
        stacklevel=2,
    )


@_compiled
def stretches_with_signs(codes: Any, classes: Any) -> Any:
    """Return the stretches between white space that hold a sign of an address (``@``, ``://``, ``www.``)."""
    found = np.empty((len(codes) // 2 + 1, 2), dtype=np.int64)
    n = past = 0
    for begin in range(0, len(codes), _BLOCK):
        block, after = codes[begin : begin + _BLOCK], codes[begin + 1 : begin + _BLOCK + 1]
        seen = len(after) < len(block)
        for i in range(len(after)):  # most blocks hold nothing of the kind, and a loop without an exit is fast
            seen |= (block[i] == _AT) | (block[i] == _COLON) | ((block[i] == _W) & (after[i] == _W))
        for i in range(max(begin, past), begin + len(block) if seen else begin):
            if i >= past and _is_sign(codes, i):
                start, past = i, i
                while start > 0 and not classes[codes[start - 1]] & _SPACE:
                    start -= 1
                while past < len(codes) and not classes[codes[past]] & _SPACE:
                    past += 1
                found[n, 0], found[n, 1] = start, past
                n += 1
    return found[:n]


@_compiled
def _is_sign(codes: Any, i: int) -> Any:
    c = codes[i]
    if c == _AT or i + 3 >= len(codes):
        return c == _AT
    if c == _COLON:
        return codes[i + 1] == _SLASH and codes[i + 2] == _SLASH
    return c == _W and codes[i + 1] == _W and codes[i + 2] == _W and codes[i + 3] == _POINT


@_compiled
def _added(key: Any, c: Any) -> Any:
    return (key ^ np.uint64(c)) * _FACTOR


@_compiled
def _mixed(key: Any, c: Any) -> Any:
    """Add a character to a hash as the form holds it: apostrophes and hyphens unified, invisible ones left out."""
    if c >= 128:
        for mark in _INVISIBLE:
            if c == mark:
                return key
        for mark in _APOSTROPHES:
            if c == mark:
                return _added(key, _APOSTROPHE)
        for mark in _HYPHENS:
            if c == mark:
                return _added(key, _HYPHEN)
    return _added(key, c)


@_compiled
def _finished(key: Any) -> Any:
    return (key ^ (key >> _HALF)) | _ONE  # never 0, which stands for an empty slot


@_compiled
def cut(codes: Any, classes: Any, addresses: Any, starts: Any, lengths: Any, keys: Any) -> int:
    """Write the tokens, and return how many: the words between addresses (the last one is past the text)."""
    n = past = 0
    for start, end in addresses:
        n += _cut_words(codes[past:start], classes, np.uint64(past), starts[n:], lengths[n:], keys[n:])
        if end > start:
            key = _SEED
            for c in codes[start:end]:
                key = _mixed(key, c)
            starts[n], lengths[n], keys[n] = start, end - start, _finished(key)
            n += 1
        past = end
    return n


@_compiled
def _cut_words(codes: Any, classes: Any, offset: Any, starts: Any, lengths: Any, keys: Any) -> Any:
    size = np.uint64(len(codes))
    n, begin, key, kind = _ZERO, _ZERO, _SEED, classes[0]
    for i in range(size):
        c, before = codes[i], kind
        kind = classes[c]
        if kind & _LETTER:  # most characters, and none that a form writes otherwise
            key = _added(key, c)
            continue
        if i > begin:
            if kind & _WORD:
                key = _mixed(key, c)
                continue
            if (kind & _JOIN or c in (_POINT, _COMMA)) and i + _ONE < size:
                after = classes[codes[i + _ONE]]
                if after & _LETTER and (kind & _JOIN or (before & _DIGIT and after & _DIGIT)):
                    key = _mixed(key, c)
                    continue
            starts[n], lengths[n], keys[n] = offset + begin, i - begin, _finished(key)
            n += _ONE
        begin, key = i + _ONE, _SEED
    if size > begin:
        starts[n], lengths[n], keys[n] = offset + begin, size - begin, _finished(key)
        n += _ONE
    return np.int64(n)


@_compiled
def identify(keys: Any, table: Any, n_types: int, types: Any, first: Any) -> Any:
    """Write the id of each hash, and for each new one where it was met first; stop where the table is full.

    Return how many were identified and how many forms are now known. A hash stands in the table, beside
    its id, at the first free place at or after the one it names.
    """
    known = n_types
    for i in range(len(keys)):
        slot = _slot(table, keys[i])
        if table[slot, 0] == _ZERO:
            if 2 * n_types >= len(table):
                return i, n_types
            table[slot, 0], table[slot, 1], first[n_types - known] = keys[i], n_types, i
            n_types += 1
        types[i] = table[slot, 1]
    return len(keys), n_types


@_compiled
def _slot(table: Any, key: Any) -> Any:
    """Return where a hash stands in the table, or the empty place where it belongs."""
    mask = np.uint64(len(table) - 1)
    slot = key & mask
    while table[slot, 0] != key and table[slot, 0] != _ZERO:
        slot = (slot + _ONE) & mask
    return slot


@_compiled
def grown(table: Any) -> Any:
    """Return the table with twice the places."""
    larger = np.zeros((2 * len(table), 2), dtype=np.uint64)
    for i in range(len(table)):
        if table[i, 0] != _ZERO:
            larger[_slot(larger, table[i, 0])] = table[i]
    return larger


@_compiled
def settle(
    codes: Any, classes: Any, begins: Any, starts: Any, lengths: Any, types: Any, abbreviations: Any, breaks: Any
) -> Any:
    """Write the breaks, let `starts` count from the begin of each text, and return how many tokens each has."""
    counts = np.zeros(len(begins) - 1, dtype=np.int64)
    i, n = _ZERO, np.uint64(len(starts))
    for text in range(len(counts)):
        begin, past, first, end = np.uint64(begins[text]), np.uint64(begins[text + 1]), i, _ZERO
        while i < n and starts[i] < past:
            start = np.uint64(starts[i])
            if i == first:
                breaks[i] = True
            elif start - end == _ONE and codes[end] == _BLANK:  # nearly every gap
                breaks[i] = False
            else:
                boundary = _boundary(codes, classes, end, start)
                abbreviated = boundary == BREAK_UNLESS_ABBREVIATED and abbreviations[types[i - _ONE]]
                breaks[i] = boundary != NO_BREAK and not abbreviated
            starts[i] = start - begin
            end = start + lengths[i]
            i += _ONE
        counts[text] = i - first
    return counts


@_compiled
def _boundary(codes: Any, classes: Any, start: Any, end: Any) -> int:
    """Return what the characters between two tokens say: `_boundary` of `framescope.text.tokens`, in one pass."""
    marked = ended = line = carriage = False  # after an end mark; a sentence ended; after a line end of either kind
    for i in range(start, end):
        c = codes[i]
        kind = classes[c]
        if kind & _SPACE:
            if (c == _LINE_FEED and line) or (c == _CARRIAGE_RETURN and carriage) or c == _PARAGRAPH:
                return BREAK
            line |= c == _LINE_FEED
            carriage |= c == _CARRIAGE_RETURN
            ended |= marked
            marked = False
        else:
            line = carriage = False
            if kind & _END:
                marked = True
            elif not kind & _CLOSE:
                marked = False
            ended |= c in (_FULL_STOP, _FULL_EXCLAMATION, _FULL_QUESTION)
    if not ended or classes[codes[end]] & _LOWER:
        return NO_BREAK
    return BREAK_UNLESS_ABBREVIATED if codes[start] == _POINT else BREAK
