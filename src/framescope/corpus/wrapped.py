"""Plain text whose lines were broken at a fixed width: its paragraphs, without moving a character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from framescope.corpus.lines import split_lines

# The widest lines text is broken at, the words such a line holds at least, and how many lines show it.
_WIDEST, _WORDS, _FEWEST = 100, 4, 8
# Of the lines that another follows so many are full; the rest are titles and ends of paragraphs.
_SHARE = 0.8


def unwrapped(text: str) -> str:
    """Return a text with spaces in place of the line ends that only keep its lines short.

    Parameters
    ----------
    text
        The decoded document.

    Returns
    -------
    str
        As long as `text`, so that offsets hold for both; `text` itself where its lines are not broken at a width.

    Notes
    -----
    A line was broken where the first word of the next did not fit any more, mostly in mid-sentence. Lines of a list
    or a menu have room for more, or begin with a capital; scripts that write no spaces are left as they are.
    """
    n_lines = text.count("\n") + text.count("\r") + 1
    if n_lines < _FEWEST or len(text) > _WIDEST * n_lines or text.count(" ") < _WORDS * n_lines / 2:
        return text
    spans = split_lines(text)
    lines = [text[start:end].rstrip() for start, end in spans]
    full = _full(lines)
    if not full:
        return text
    kept = [
        lines[i] + " " * (end - start - len(lines[i])) if i in full else text[start:end]
        for i, (start, end) in enumerate(spans)
    ]
    return "".join(kept)


def _full(lines: Sequence[str]) -> set[int]:
    """Return the lines that had no room for the next word; none where that may be by chance."""
    sizes = sorted(len(line) for line in lines if line)
    width = sizes[int(0.95 * (len(sizes) - 1))] if sizes else 0
    followed = [(i, line, after.split(maxsplit=1)[0]) for i, (line, after) in enumerate(pairwise(lines)) if after]
    full = {
        i: word for i, line, word in followed if line.count(" ") >= _WORDS - 1 and len(line) + 1 + len(word) > width
    }
    capitals = sum(word[0].isupper() for word in full.values())  # the entries of a list may be of one length
    few = len(full) < max(_FEWEST, _SHARE * sum(bool(line) for _, line, _ in followed))
    return set() if width > _WIDEST or few or capitals > len(full) / 2 else set(full)


def paragraphs_of(text: str, joined: str) -> list[int]:
    """Return for each line of a text which line of `joined`, the same `unwrapped`, holds it (counted from 0)."""
    starts = [start for start, _ in split_lines(joined)]
    return [bisect_right(starts, start) - 1 for start, _ in split_lines(text)]
