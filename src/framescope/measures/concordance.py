"""Every hit with the words around it: the reading behind the counting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, unknown_name
from framescope.masking import mask_emails
from framescope.measures.reading import Ints, hits_read

Context = Literal["characters", "tokens", "sentence", "line", "article"]
Sort = Literal["right", "left", "node", "document", "R1", "R2", "R3", "L1", "L2", "L3"]
#: How many words a sort by a whole side looks at.
_SORTED_WORDS = 5


@dataclass(frozen=True)
class _Around:
    """Where each hit and its surroundings stand, one entry per hit.

    `document` is its row; `start` and `end` its offsets; `token` and `past` its first token and the
    one after its last; `low` and `high` the offsets beyond which no context goes.
    """

    document: Ints
    start: Ints
    end: Ints
    token: Ints
    past: Ints
    low: Ints
    high: Ints


def concordance(
    corpus: Corpus,
    hits: pd.DataFrame,
    *,
    width: int = 60,
    sort: Sort = "right",
    view: View | None = None,
    context: Context = "characters",
) -> pd.DataFrame:
    """Return every hit that a view reads with the text to its left and right.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The table `hits` of this corpus.
    width
        Characters (or tokens) of context on each side, the same on both, whatever the length of the hit.
    sort
        By the words to the ``"right"`` or ``"left"`` (read outwards from the node), by the ``"node"``,
        by ``"document"`` (the order of the text), or by one word: ``"R1"`` is the first to the right,
        ``"L3"`` the third to the left. Case does not matter; ties keep the order of the text.
    view
        What is read; a hit counts if its first token is read. Contexts show the text as it is.
    context
        ``"characters"`` (whole tokens within `width`), ``"tokens"``, ``"sentence"``, ``"line"`` (these
        two whatever the width); none of them leaves the hit's line. ``"article"``: `width` characters
        that may cross lines within the article.

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
    for what, given, known in (("sort", sort, get_args(Sort)), ("context", context, get_args(Context))):
        if given not in known:
            raise unknown_name(what, given, known)
    if width < 1:
        raise InputError(f"width is a number of characters or tokens from 1 on; not {width!r}.")
    found = hits_read(corpus, hits, view)
    around = _around(corpus, found, across_lines=context == "article")
    low, high = _limits(corpus, around, context, width)
    table = found[["voice", "zone", "set", "category", "speaker", "document_id", "article_id", "start", "end"]]
    table = pd.concat([_show(corpus, around, low, high), table], axis=1)
    return table.iloc[_order(corpus, around, sort)].reset_index(drop=True)


def _around(corpus: Corpus, hits: pd.DataFrame, *, across_lines: bool) -> _Around:
    token = hits["token"].to_numpy(np.int64)
    start, end = hits["start"].to_numpy(np.int64), hits["end"].to_numpy(np.int64)
    document = corpus.tokens.document[token]
    lines = corpus.lines
    rows = pd.Index(corpus.documents["document_id"]).get_indexer(pd.Index(lines["document_id"].astype("str")))
    # One scale for the offsets of all documents, so that a single search finds every line.
    scale = int(corpus.documents["n_chars"].max()) + 1 if len(corpus.documents) else 1
    begins = rows * scale + lines["start"].to_numpy(np.int64)
    order = np.argsort(begins, kind="stable")
    first = order[np.searchsorted(begins[order], document * scale + start, side="right") - 1]
    last = order[np.searchsorted(begins[order], document * scale + end - 1, side="right") - 1]
    low, high = lines["start"].to_numpy(np.int64)[first], lines["end"].to_numpy(np.int64)[last]
    if across_lines:
        stretch = lines.assign(n=rows).groupby(lines["article_id"].astype("str"))[["start", "end"]]
        bounds = stretch.agg({"start": "min", "end": "max"}).reindex(hits["article_id"].astype("str"))
        low = np.fmin(low, bounds["start"].to_numpy(np.float64)).astype(np.int64)
        high = np.fmax(high, bounds["end"].to_numpy(np.float64)).astype(np.int64)
    return _Around(document, start, end, token, token + hits["n_tokens"].to_numpy(np.int64), low, high)


def _limits(corpus: Corpus, around: _Around, context: Context, width: int) -> tuple[Ints, Ints]:
    """Return where the left context begins and the right one ends."""
    if context == "line":
        return around.low, around.high
    if context == "sentence":
        return _sentences(corpus, around)
    if context == "tokens":
        return _token_limits(corpus, around, width)
    low, high = np.maximum(around.low, around.start - width), np.minimum(around.high, around.end + width)
    cut_low, cut_high = _token_at(corpus, around.document, low), _token_at(corpus, around.document, high)
    tokens = corpus.tokens
    begin, end = tokens.start, tokens.start + tokens.length
    # A token that the limit cuts is left out: half a word is another word.
    low = np.where((cut_low >= 0) & (begin[cut_low] < low) & (low < end[cut_low]), end[cut_low], low)
    high = np.where((cut_high >= 0) & (begin[cut_high] < high) & (high < end[cut_high]), begin[cut_high], high)
    return np.minimum(low, around.start), np.maximum(high, around.end)


def _token_limits(corpus: Corpus, around: _Around, width: int) -> tuple[Ints, Ints]:
    tokens = corpus.tokens
    first, last = _token_range(corpus, around)
    left, right = around.token - width, around.past - 1 + width
    # A context that reaches its limit takes in the marks that stand there.
    low = np.where(left <= first, around.low, tokens.start[np.maximum(left, first)])
    end = np.minimum(right, last)
    high = np.where(right >= last, around.high, tokens.start[end] + tokens.length[end])
    return low, high


def _token_range(corpus: Corpus, around: _Around) -> tuple[Ints, Ints]:
    """Return the first and the last token within the limits of each hit."""
    before = _token_at(corpus, around.document, around.low - 1)
    first = np.where(before >= 0, before + 1, corpus.tokens.documents[around.document])
    return first, _token_at(corpus, around.document, around.high - 1)


def _token_at(corpus: Corpus, document: Ints, offset: Ints) -> Ints:
    """Return the last token of the document that begins at or before each offset; -1 if there is none."""
    tokens = corpus.tokens
    found = np.full(len(document), -1, dtype=np.int64)
    rows, counts = np.unique(document, return_counts=True)  # hits are in the order of the text
    ends = np.cumsum(counts)
    for row, a, b in zip(rows, ends - counts, ends, strict=True):
        first, past = tokens.documents[row], tokens.documents[row + 1]
        at = np.searchsorted(tokens.start[first:past], offset[a:b], side="right") - 1
        found[a:b] = np.where(at >= 0, at + first, -1)
    return found


def _sentences(corpus: Corpus, around: _Around) -> tuple[Ints, Ints]:
    """Return the bounds of the sentences each hit stands in."""
    from framescope.text.sentences import sentence_spans  # nupunkt loads a model

    low, high = around.low.copy(), around.high.copy()
    spans: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
    texts = corpus.documents["text"].tolist()
    for i, (row, start, end) in enumerate(zip(around.document, around.low, around.high, strict=True)):
        key = (int(row), int(start), int(end))
        if key not in spans:
            spans[key] = sentence_spans(texts[row], int(start), int(end))
        touched = [(a, b) for a, b in spans[key] if a < around.end[i] and b > around.start[i]]
        if touched:
            low[i], high[i] = min(a for a, _ in touched), max(b for _, b in touched)
    return np.minimum(low, around.start), np.maximum(high, around.end)


def _show(corpus: Corpus, around: _Around, low: Ints, high: Ints) -> pd.DataFrame:
    texts = corpus.documents["text"].tolist()
    bounds = np.stack([around.document, low, around.start, around.end, high], axis=1).tolist()
    shown = [
        (
            mask_emails(_collapse(texts[row][a:b]).lstrip()),
            _collapse(texts[row][b:c]),
            mask_emails(_collapse(texts[row][c:d]).rstrip()),
        )
        for row, a, b, c, d in bounds
    ]
    return pd.DataFrame(shown, columns=["left", "node", "right"], dtype="str")


def _collapse(text: str) -> str:
    """Return the text with each run of white space as one space, at the ends too: left + node + right is the text."""
    words = text.split()
    if not words:
        return " " if text else ""
    return " " * text[0].isspace() + " ".join(words) + " " * text[-1].isspace()


def _order(corpus: Corpus, around: _Around, sort: Sort) -> list[int]:
    rows = range(len(around.token))
    if sort == "document":
        return list(rows)
    tokens = corpus.tokens
    folded, forms = tokens.vocabulary.fold, tokens.vocabulary.forms
    first, last = _token_range(corpus, around)

    def words(row: int, steps: range) -> list[str]:
        """Return the words at some distances from the node: 1 is the first to the right, -1 to the left."""
        at = [int(around.past[row] - 1 + k if k > 0 else around.token[row] + k) for k in steps]
        return [forms[folded[tokens.term[i]]] if first[row] <= i <= last[row] else "" for i in at]

    def key(row: int) -> list[str]:
        if sort == "node":
            inside = range(int(around.token[row]), int(around.past[row]))
            return [forms[folded[tokens.term[i]]] for i in inside]
        if sort == "right":
            return words(row, range(1, _SORTED_WORDS + 1))
        if sort == "left":
            return words(row, range(-1, -_SORTED_WORDS - 1, -1))
        step = int(sort[1]) if sort[0] == "R" else -int(sort[1])
        return words(row, range(step, step + 1))

    return sorted(rows, key=key)
