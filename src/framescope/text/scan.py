"""The rules of `framescope.text.tokens` over arrays of code points, compiled.

Read `framescope.text.tokens` for the rules. Here is only what makes them fast on a large corpus. Every character is
looked up in a table, and a form is known by a 64-bit hash. The loops have no branches where that can be, so that a
processor runs many of their steps at once; they go text by text, so that what they note stays in its cache.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from framescope.text.characters import BIT, OTHER
from framescope.text.compiled import compiled
from framescope.text.tokens import BREAK, BREAK_UNLESS_ABBREVIATED, FULL_ENDS, INVISIBLE, NO_BREAK

# The compiler takes what follows for constants.
_LETTER, _DIGIT, _MARK, _JOIN, _SPACE, _STOP, _CLOSE, _LOWER = BIT.values()
_DIGIT_PLACE, _MARK_PLACE, _JOIN_PLACE = 1, 2, 3  # of their bits
_POINT, _COMMA, _AT, _COLON, _SLASH, _W = map(ord, ".,@:/w")
_LINE_FEED, _CARRIAGE_RETURN, _PARAGRAPH = map(ord, "\n\r\u2029")
_INVISIBLE, _FULL_ENDS = tuple(map(ord, INVISIBLE)), tuple(map(ord, FULL_ENDS))

# numba widens mixed types without a word: whatever enters a hash is 64 bits wide and unsigned. Places are unsigned
# too, where the loops are hot: a signed one is checked each time for counting from the end.
_ZERO, _ONE, _TWO, _FOUR, _EIGHT, _HALF, _WHOLE, _TOP = map(np.uint64, (0, 1, 2, 4, 8, 32, 64, 1 << 63))
_SEED, _FACTOR, _HIGHEST = map(np.uint64, (0xCBF29CE484222325, 0xFF51AFD7ED558CCD, 44))
_ALL, _OTHERS, _STOPS = (np.uint64(byte * 0x0101010101010101) for byte in (0xFF, OTHER, _STOP))

# Multiplied and moved, the lowest bits of eight bytes come to stand side by side, as the number of a set of places:
# of each set, how many places it holds, and these before all others.
_GATHERED, _LAST_BYTE = np.uint64(0x0102040810204080), np.uint64(56)
_SETS = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little")
_COUNTS, _PLACES = _SETS.sum(axis=1, dtype=np.uint64), np.argsort(1 - _SETS, axis=1, kind="stable").astype(np.uint32)
# Two places of 32 bits are written at once: those of a set, and what is added to both.
_TWO_PLACES, _TO_BOTH = _PLACES.view(np.uint64), np.uint64(1 << 32 | 1)
_BLOCK = 256  # characters among which there is hardly ever an address


@compiled
def find_runs(codes: Any, characters: Any, runs: Any) -> int:
    """Write the stretches between white space that hold a sign of an address, and return how many there are."""
    n = past = 0
    for first in range(0, len(codes), _BLOCK):
        block = codes[first : first + _BLOCK + 1]
        for i in range(len(block) - 1 if _holds_sign(block) else 0):
            if first + i >= past and _is_sign(block, i):
                start, past = first + i, first + i + 1
                while not characters[codes[start - 1]] & _SPACE:  # a line feed stands before everything, and behind
                    start -= 1
                while not characters[codes[past]] & _SPACE:
                    past += 1
                runs[n, 0], runs[n, 1] = start, past
                n += 1
    return n


@compiled
def _holds_sign(codes: Any) -> Any:
    """Return whether a sign begins before the last character: without branches, so that many are looked at at once."""
    found = False
    for i in range(len(codes) - 1):
        found |= _is_sign(codes, i)
    return found


@compiled
def _is_sign(codes: Any, i: Any) -> Any:
    """Return whether ``@``, ``:/`` or ``ww`` begins here."""
    a, b = codes[i], codes[i + 1]
    return (a == _AT) | ((a == _COLON) & (b == _SLASH)) | ((a == _W) & (b == _W))


@compiled
def scan_texts(codes: Any, begins: Any, addresses: Any, characters: Any, scratch: Any) -> Any:
    """Write where tokens stand, the hashes of their forms and what stands before them.

    Each text stands between two line feeds; places count from the one before it. Return how many tokens each text has,
    and how many doubtful ones there are.
    """
    counts = np.zeros(len(begins) - 1, dtype=np.int64)
    n = n_doubtful = address = 0
    for text in range(len(counts)):
        offset, past, first = begins[text] - 1, begins[text + 1], address
        while address < len(addresses) and addresses[address, 0] < past:
            address += 1
        own, edges, two_edges = codes[offset:past], scratch.edges[2 * n :], scratch.two_edges[2 * n :]
        count = _cut(own, addresses[first:address] - offset, characters, scratch, edges, two_edges)
        spans = edges[: 2 * count].reshape((count, 2))
        _hash_forms(own, scratch.letters, scratch.eight_letters, spans, scratch.hashes[n:])
        doubtful = scratch.doubtful[n_doubtful:]
        met = _find_boundaries(own, scratch.kinds, scratch.eight_kinds, spans, scratch.boundaries[n:], doubtful)
        doubtful[:met] += np.uint32(n)
        counts[text] = count
        n, n_doubtful = n + count, n_doubtful + met
    return counts, n_doubtful


@compiled
def _cut(codes: Any, addresses: Any, characters: Any, scratch: Any, edges: Any, two_edges: Any) -> Any:
    """Write where the tokens begin and end, and return how many: addresses, and the words between them."""
    kinds, letters, inside = scratch.kinds[: len(codes)], scratch.letters[: len(codes)], scratch.inside[: len(codes)]
    classes = _classify(codes, characters, scratch.entries, kinds, letters)
    for start, end in addresses:
        for i in range(start, end):  # nothing in them begins, joins or ends a word
            kinds[i] &= ~(_LETTER | _DIGIT | _MARK | _JOIN)
    _find_words(kinds, letters, inside)
    if classes & _MARK:
        _go_on_after_marks(kinds, letters, inside)
    n, past = _ZERO, 1
    for start, end in addresses:
        n = _list_edges(scratch.eight_inside, past, start + 1, two_edges, n)
        edges[n], edges[n + _ONE] = start, end
        n += _TWO
        past = end
    return np.int64(_list_edges(scratch.eight_inside, past, len(codes), two_edges, n) // _TWO)


@compiled
def _classify(codes: Any, characters: Any, entries: Any, kinds: Any, letters: Any) -> Any:
    """Write the classes of each character, and the byte that stands for it in a form; return all classes met."""
    found = 0
    for i in range(np.uint64(len(codes))):
        entries[i] = characters[codes[i]]
        found |= entries[i]
    for i in range(len(codes)):  # a loop of its own: without the table, many steps of it are run at once
        kinds[i], letters[i] = entries[i] & 0xFF, entries[i] >> 8
    return found


@compiled
def _find_words(kinds: Any, letters: Any, inside: Any) -> None:
    """Write 1 for each letter, and for what goes on with a word after a letter; else 0."""
    inside[0] = inside[-1] = 0
    for i in range(1, len(kinds) - 1):
        inside[i] = (kinds[i] | _goes_on(kinds, letters, i) & kinds[i - 1]) & _LETTER


@compiled
def _go_on_after_marks(kinds: Any, letters: Any, inside: Any) -> None:
    """Write 1 also for what goes on with a word after a mark: one step after the other."""
    for i in range(1, len(kinds) - 1):
        inside[i] = (kinds[i] | _goes_on(kinds, letters, i) & inside[i - 1]) & _LETTER


@compiled
def _goes_on(kinds: Any, letters: Any, i: Any) -> Any:
    """Return in the lowest bit, where the classes have that of letters, whether a character goes on with a word."""
    before, kind, after, c = kinds[i - 1], kinds[i], kinds[i + 1], letters[i]
    inner = ((c == _POINT) | (c == _COMMA)) & ((before & after) >> _DIGIT_PLACE)
    return kind | kind >> _MARK_PLACE | (kind >> _JOIN_PLACE | inner) & after


@compiled
def _list_edges(eight_inside: Any, start: Any, end: Any, two_edges: Any, n: Any) -> Any:
    """Write where words begin and end in turn, from place `n` on; return the next free place."""
    for i in range(np.uint64(start), np.uint64(end), _EIGHT):
        changes = _first_of(eight_inside[i] ^ eight_inside[i - _ONE], min(_EIGHT, np.uint64(end) - i))
        which = changes * _GATHERED >> _LAST_BYTE
        # Four are written, in a crowd eight; the next ones are written over those that are none.
        for k in range(_ZERO, _TWO if _COUNTS[which] <= _FOUR else _FOUR):
            two_edges[n + _TWO * k] = i * _TO_BOTH + _TWO_PLACES[which, k]
        n += _COUNTS[which]
    return n


@compiled
def _hash_forms(codes: Any, letters: Any, eight_letters: Any, spans: Any, hashes: Any) -> None:
    for i in range(np.uint64(len(spans))):
        start, end = np.uint64(spans[i, 0]), np.uint64(spans[i, 1])
        key, plain = _key(eight_letters, start, end)
        hashes[i] = key if plain else _key_of_any(codes, letters, start, end)


@compiled
def _key(eights: Any, start: Any, end: Any) -> Any:
    """Return the hash of a form, and whether that is right: all its characters are one byte each."""
    key, seen = _SEED, _ZERO
    while end - start > _EIGHT:
        seen |= eights[start]
        key = _mixed(key, eights[start])
        start += _EIGHT
    rest = _first_of(eights[start], end - start)
    return _mixed(key, rest), (seen | rest) & _OTHERS == _ZERO


@compiled
def _first_of(eight: Any, n: Any) -> Any:
    """Return the first `n` of eight bytes, one at least; 0 in place of the others."""
    return eight & (_ALL >> (_WHOLE - _EIGHT * n))


@compiled
def _key_of_any(codes: Any, letters: Any, start: Any, end: Any) -> Any:
    """Return the hash of a form, whatever its characters: the same as `_key` where the form is all ASCII.

    What is not goes in by itself, with its place, and a bit that no eight bytes of ASCII have.
    """
    key, eight, n = _SEED, _ZERO, _ZERO
    for i in range(start, end):
        if codes[i] in _INVISIBLE:
            continue
        if letters[i] == OTHER:
            key = _mixed(key, _TOP | n << _HALF | np.uint64(codes[i]))
        else:
            eight |= np.uint64(letters[i]) << _EIGHT * (n % _EIGHT)
        n += _ONE
        if n % _EIGHT == _ZERO:
            key, eight = _mixed(key, eight), _ZERO
    return _mixed(key, eight) if n % _EIGHT else key


@compiled
def _mixed(key: Any, eight: Any) -> Any:
    """Add eight bytes to a hash: multiplied, the highest bits depend on all others, and come to stand below, too.

    It can be undone, so that two forms of up to eight ASCII characters never share a hash.
    """
    key = (key ^ eight) * _FACTOR
    return key ^ key >> _HIGHEST


@compiled
def _find_boundaries(codes: Any, kinds: Any, eight_kinds: Any, spans: Any, boundaries: Any, doubtful: Any) -> Any:
    """Write what stands before each token, and where an abbreviation may; return how often. The first is a break."""
    n = 0
    for i in range(min(_ONE, np.uint64(len(spans)))):
        boundaries[i] = BREAK
    for i in range(_ONE, np.uint64(len(spans))):
        end, start = np.uint64(spans[i - _ONE, 1]), np.uint64(spans[i, 0])
        if start - end - _ONE < _EIGHT and not _first_of(eight_kinds[end], start - end) & _STOPS:  # nearly every gap
            boundaries[i] = NO_BREAK
        else:
            doubtful[n], boundaries[i] = i, _boundary(codes, kinds, end, start)
            n += boundaries[i] == BREAK_UNLESS_ABBREVIATED
    return n


@compiled
def _boundary(codes: Any, kinds: Any, start: Any, end: Any) -> int:
    """Return what the characters between two tokens say: `_boundary` of `framescope.text.tokens`, in one pass."""
    marked = ended = line = carriage = False  # after an end mark; a sentence ended; after a line end of either kind
    for i in range(start, end):
        c, kind = codes[i], kinds[i]
        if kind & _SPACE:
            if (c == _LINE_FEED and line) or (c == _CARRIAGE_RETURN and carriage) or c == _PARAGRAPH:
                return BREAK
            line |= c == _LINE_FEED
            carriage |= c == _CARRIAGE_RETURN
            ended |= marked
            marked = False
        else:
            line = carriage = False
            full = c in _FULL_ENDS
            marked = (kind & _STOP and not full) or (marked and kind & _CLOSE)
            ended |= full
    if not ended or kinds[end] & _LOWER:
        return NO_BREAK
    return BREAK_UNLESS_ABBREVIATED if codes[start] == _POINT else BREAK
