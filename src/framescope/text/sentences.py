"""Where sentences begin and end, paragraph by paragraph, by nupunkt's model of abbreviations."""

from __future__ import annotations

import re

_PARAGRAPH = re.compile(r"[^\n\r\u2029]+")


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    r"""Cut a stretch of text into sentences.

    Parameters
    ----------
    text
        Any string; nothing in it is changed.
    start, end
        The stretch to cut, as in ``text[start:end]``; by default all of it.

    Returns
    -------
    list[tuple[int, int]]
        Start and end of each sentence, offsets into `text`, in order, without the white space
        around it. No sentence runs over a line end (``\n``, ``\r``, paragraph separator): a
        headline has no full stop.

    Notes
    -----
    Punkt (Kiss and Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection",
    Computational Linguistics 32:4) as in nupunkt, whose model comes with the package: English, and
    trained mostly on legal text. Text broken into lines of a fixed width gives pieces of sentences: take it from
    `Corpus.unbroken`.
    """
    from nupunkt import sent_spans  # loads its model: only who asks for sentences pays for it

    first, last, _ = slice(start, end).indices(len(text))
    spans = []
    for paragraph in _PARAGRAPH.finditer(text, first, max(first, last)):
        for begin, stop in sent_spans(paragraph[0]):
            sentence = paragraph[0][begin:stop]
            left = begin + len(sentence) - len(sentence.lstrip())
            right = begin + len(sentence.rstrip())
            if left < right:
                spans.append((paragraph.start() + left, paragraph.start() + right))
    return spans
