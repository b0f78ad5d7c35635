"""Every hit with the words around it: the reading behind the counting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, get_args

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, unknown_name
from framescope.measures.around import Around, Sort, around, last_up_to, order_of, within
from framescope.measures.options import check_number
from framescope.measures.plain import plain
from framescope.measures.reading import Ints, hits_read

Context = Literal["characters", "tokens", "sentence", "line", "article"]
_COLUMNS = ("voice", "zone", "set", "category", "speaker", "document_id", "article_id", "start", "end")


@dataclass(frozen=True)
class ConcordanceLines:
    """The lines of a concordance, in order; each is written when it is asked for.

    ``lines[100:150]`` is a table as `concordance` returns it, ``lines[:]`` all of it; ``len(lines)``
    says how many there are.
    """

    corpus: Corpus = field(repr=False)
    hits: pd.DataFrame = field(repr=False)
    around: Around = field(repr=False)
    order: Ints = field(repr=False)
    context: Context
    width: int

    def __len__(self) -> int:
        return len(self.order)

    def __getitem__(self, rows: slice) -> pd.DataFrame:
        if not isinstance(rows, slice):
            raise InputError(f"Lines of a concordance are taken by a slice, such as lines[:50]; not {rows!r}.")
        chosen = self.order[rows]
        in_text = np.argsort(chosen, kind="stable")  # so that each document is opened once
        where = self.around.take(chosen[in_text])
        low, high = _limits(self.corpus, where, self.context, self.width)
        # Left, node and right of the first hit, then those of the second, and so on.
        pieces = self.corpus.texts.cut(where.document, np.stack([low, where.start, where.end, high], axis=1))
        row = np.empty_like(in_text)
        row[in_text] = 3 * np.arange(len(in_text))
        left, node, right = (pieces.take(pa.array(row + i)) for i in range(3))
        shown = {
            "left": plain(pc.utf8_ltrim_whitespace(left), masked=True),
            "node": plain(node, masked=False) if (where.past - where.token > 1).any() else node,
            "right": plain(pc.utf8_rtrim_whitespace(right), masked=True),
        }
        texts = {name: pd.array(column, dtype="str") for name, column in shown.items()}
        return pd.DataFrame(texts | {name: self.hits[name].array.take(chosen) for name in _COLUMNS})


def concordance(
    corpus: Corpus,
    hits: pd.DataFrame,
    *,
    width: int = 60,
    sort: Sort | Sequence[Sort] = "right",
    view: View | None = None,
    context: Context = "characters",
) -> pd.DataFrame:
    """Return every hit that a view reads with the text to its left and right.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The table `hits` of this corpus. Choose among its rows to see some only (a category, a voice), or
        by the words around them with `hits_near`.
    width
        Characters (or tokens) of context on each side, the same on both, whatever the length of the hit.
    sort
        By the words to the ``"right"`` or ``"left"`` (five, read outwards from the node), by the ``"node"``,
        by ``"document"`` (the order of the text), or by one word: ``"R1"`` is the first to the right,
        ``"L9"`` the ninth to the left. Several are applied in turn: ``["L1", "R1"]``. Case does not
        matter, letters stand in the order of their code points; ties keep the order of the text.
    view
        What is read (also which outlets and dates: ``where``); a hit counts if its first token is read.
        Contexts show the text as it is.
    context
        ``"characters"`` (whole tokens within `width`), ``"tokens"``, ``"sentence"``, ``"line"`` (these
        two whatever the width); none of them leaves the hit's line (its paragraph, where the text was broken at
        a fixed width). ``"article"``: `width` characters that may cross lines within the article.

    Returns
    -------
    DataFrame
        ``left, node, right`` (white space collapsed, e-mail addresses masked in the contexts),
        ``voice, zone, set, category, speaker, document_id, article_id, start, end``: the offsets of
        the node in the document.

    Raises
    ------
    UnknownNameError
        For another sort or context.
    InputError
        If the hits are not hits of this corpus, or `width` is below 1.

    Notes
    -----
    A concordance line is not the sentence, let alone the argument: irony, negation and who speaks often
    stand outside it. Sorting makes patterns visible, and frequent patterns look like all there is.
    """
    return concordance_lines(corpus, hits, width=width, sort=sort, view=view, context=context)[:]


def concordance_lines(
    corpus: Corpus,
    hits: pd.DataFrame,
    *,
    width: int = 60,
    sort: Sort | Sequence[Sort] = "right",
    view: View | None = None,
    context: Context = "characters",
) -> ConcordanceLines:
    """Sort the hits that a view reads, to be read page by page.

    The same as `concordance`, but no line is written before it is asked for: for more hits than
    anybody reads at once.

    Parameters
    ----------
    corpus, hits, width, sort, view, context
        As in `concordance`.

    Returns
    -------
    ConcordanceLines
        ``lines[:50]`` is the table of the first fifty, and `show_concordance` shows any page.

    Raises
    ------
    UnknownNameError, InputError
        As in `concordance`.
    """
    if context not in get_args(Context):
        raise unknown_name("context", context, get_args(Context))
    check_number("width", width, whole=True)
    if width < 1:
        raise InputError(f"width is a number of characters or tokens from 1 on; not {width!r}.")
    found = hits_read(corpus, hits, view)
    found.attrs = {}  # the lexicon's names, which pandas would copy with every column
    where = around(corpus, found, across_lines=context == "article")
    return ConcordanceLines(corpus, found, where, order_of(corpus, where, sort), context, width)


def _limits(corpus: Corpus, where: Around, context: Context, width: int) -> tuple[Ints, Ints]:
    """Return where the left context begins and the right one ends."""
    if context == "line":
        return where.low, where.high
    if context == "sentence":
        return _sentences(corpus, where)
    if context == "tokens":
        return _token_limits(corpus, where, width)
    return _character_limits(corpus, where, width)


def _character_limits(corpus: Corpus, where: Around, width: int) -> tuple[Ints, Ints]:
    tokens = corpus.tokens
    low, high = np.maximum(where.low, where.start - width), np.minimum(where.high, where.end + width)
    # A token that the limit cuts is left out: half a word is another word. Two tokens in a row take four
    # characters, or one of them is an address and takes more.
    most = width // 2 + 2
    first, past = tokens.documents[where.document], tokens.documents[where.document + 1]
    left = last_up_to(tokens.start, low, np.maximum(first, where.token - most), where.token + 1)
    right = last_up_to(tokens.start, high, where.past - 1, np.minimum(past, where.past + most))
    begin, length = tokens.start.take(left, mode="clip"), tokens.length.take(left, mode="clip")
    # `left` is before the first token of the document where none begins at or before the limit.
    low = np.where((left >= first) & (begin < low) & (low < begin + length), begin + length, low)
    begin, length = tokens.start.take(right), tokens.length.take(right)
    high = np.where((begin < high) & (high < begin + length), begin, high)
    return np.minimum(low, where.start), np.maximum(high, where.end)


def _token_limits(corpus: Corpus, where: Around, width: int) -> tuple[Ints, Ints]:
    tokens = corpus.tokens
    before, after = where.token - width - 1, where.past + width
    # A context that reaches its limit takes in the marks that stand there; else it ends with its last token.
    more_left, more_right = within(corpus, where, before), within(corpus, where, after)
    low, high = where.low.copy(), where.high.copy()
    low[more_left] = tokens.start[before[more_left] + 1]
    last = after[more_right] - 1
    high[more_right] = tokens.start[last] + tokens.length[last]
    return low, high


def _sentences(corpus: Corpus, where: Around) -> tuple[Ints, Ints]:
    """Return the bounds of the sentences each hit stands in."""
    from framescope.text.sentences import sentence_spans  # nupunkt loads a model

    low, high = where.low.copy(), where.high.copy()
    spans: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
    text_of = lru_cache(corpus.unbroken)
    for i, (row, start, end) in enumerate(zip(where.document, where.low, where.high, strict=True)):
        key = (int(row), int(start), int(end))
        if key not in spans:
            spans[key] = sentence_spans(text_of(int(row)), int(start), int(end))
        touched = [(a, b) for a, b in spans[key] if a < where.end[i] and b > where.start[i]]
        if touched:
            low[i], high[i] = min(a for a, _ in touched), max(b for _, b in touched)
    return np.minimum(low, where.start), np.maximum(high, where.end)
