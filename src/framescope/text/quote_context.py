"""A quotation and the sentence around it: all that the kind of a quotation is decided by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

import numpy as np

from framescope.text.quote_marks import Ints, Passage
from framescope.text.quote_pairs import MarkedSpans
from framescope.text.quote_rules import WORD, has_cue, rules

#: How far, in characters, evidence is looked for on either side of a quotation.
REACH = 300
#: Nor beyond so many other quotations: a text of nothing else would be read over and over.
_CROWD = 12
#: So many characters of the quoted words tell how they are written.
_WORDS = 150
#: How many full stops are looked at for the nearest that is no abbreviation.
_TRIED = 8

# One set of characters at the beginning, so that the engine leaps from one to the next.
_BOUNDARY = re.compile(r"[.!?…\n](?:(?<=\n)|[\"”’')\]]*\s+(?=[“\"‘'„«(\[]*[^\W\d_a-z]))")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|gen|lt|col|sgt|maj|capt|cmdr|adm|rev|hon|sen|rep|gov|pres|st|jr|sr|vs|no|dept)"
    r"|\b[a-z])\.\Z",
    re.IGNORECASE,
)


class Context:
    """A quotation and the sentence around it; what is seldom asked for is not looked for before.

    Parameters
    ----------
    text, passage
        The text, and the paragraph that holds the quotation.
    places
        Where the quotation begins and ends, within its marks and with them.
    window
        How far evidence may be looked for.
    previous
        The paragraph before, if it goes on.

    Attributes
    ----------
    words, capitalised, inside_end
        The words inside the marks (of a long quotation the first ones), whether they are written like a name or a
        title, and the last characters inside.
    earlier, before, adjoins, last_words
        What stands in the paragraph before the sentence, and in the sentence before the quotation; whether a word
        stands at once before the opening mark; the last words before, in lower case.
    rest
        What stands behind, beyond the sentence too.
    """

    def __init__(
        self, text: str, passage: Passage, places: Sequence[int], window: tuple[int, int], previous: Passage | None
    ) -> None:
        start, end, outer_start, outer_end = places
        self._text, self._passage, self._outer_start, self._previous = text, passage, outer_start, previous
        self.words = WORD.findall(text[start : min(end, start + _WORDS)])
        self.capitalised = are_capitalised(self.words)
        self.inside_end = text[max(start, end - 6) : end].rstrip()
        self.earlier, self.before = _sentence_before(text, window[0], outer_start)
        self.adjoins = self.before.rstrip()[-1:].isalnum()
        self.last_words = WORD.findall(self.before[-60:].lower())
        self.rest = text[outer_end : min(window[1], outer_end + REACH)]

    @cached_property
    def after(self) -> str:
        """What stands behind the quotation, to the end of the sentence."""
        return _sentence_after(self.rest, self.inside_end)

    @property
    def next_words(self) -> list[str]:
        """The words that follow at once, in lower case."""
        return WORD.findall(self.after[:40].lower()) if self.after[:1] in (" ", "-", "") else []

    def is_followed_by(self, words: frozenset[str]) -> bool:
        """Return whether one of some words follows at once: as a rule none does, wherever the sentence ends."""
        near = WORD.search(self.rest, 0, 40)
        return near is not None and near[0].lower() in words and not words.isdisjoint(self.next_words[:1])

    @property
    def cue_before(self) -> bool:
        """Whether a cue stands in the sentence before the quotation."""
        return has_cue(self.before)

    @property
    def cue_after(self) -> bool:
        """Whether a cue stands in the sentence behind the quotation."""
        return has_cue(self.after)

    @property
    def opens_paragraph(self) -> bool:
        """Whether the paragraph begins with the quotation."""
        start = self._passage.start
        before = self._text[start : self._outer_start] if self._outer_start - start < 20 else "far"
        return not before.strip(" \t\u00a0>*•-–—([")

    @property
    def fills_paragraph(self) -> bool:
        """Whether nothing else stands in the paragraph."""
        return self.opens_paragraph and not self.rest.strip(" \t\u00a0\r\n.,;")

    @property
    def lead(self) -> str:
        """The end of the paragraph before, if this one begins with the quotation."""
        previous = self._previous if self.opens_paragraph else None
        return self._text[max(previous.start, previous.end - REACH) : previous.end].rstrip() if previous else ""


def are_capitalised(words: Sequence[str]) -> bool:
    """Return whether words are written like a name or a title."""
    small = rules().small_words
    if not words or not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    return all(word[0].isupper() or word[0].isdigit() or word in small for word in words)


def contexts_of(text: str, passages: Sequence[Passage], spans: MarkedSpans, chosen: Ints) -> Iterator[Context]:
    """Yield what stands around spans; the work for each is bounded, however long its paragraph, however many marks."""
    crowd = chosen[:, None] + [-_CROWD, _CROWD]
    n = len(spans.passage)
    crowded = (crowd >= 0) & (crowd < n) & (spans.passage[crowd % n] == spans.passage[chosen, None])
    lowest = np.where(crowded[:, 0], spans.outer_start[crowd[:, 0] % n], 0)
    highest = np.where(crowded[:, 1], spans.outer_end[crowd[:, 1] % n], len(text))
    columns = (column.tolist() for column in (*(column[chosen] for column in spans[:5]), lowest, highest))
    for *places, passage, low, high in zip(*columns, strict=True):
        own, previous = passages[passage], passages[passage - 1]
        follows = passage and previous.run == own.run and not previous.headline
        window = max(low, own.start), min(high, own.end)
        yield Context(text, own, places, window, previous if follows else None)


def has_boundary(text: str) -> bool:
    """Return whether a sentence ends within the text and another begins."""
    return any(not _abbreviated(text, boundary.start() + 1) for boundary in _BOUNDARY.finditer(text))


def _sentence_before(text: str, lowest: int, end: int) -> tuple[str, str]:
    """Return what stands before an opening mark: earlier sentences, and the part of its own."""
    first = max(lowest, end - REACH)
    window = text[first : end + 2]
    ends = [(b.start() + 1, b.end()) for b in _BOUNDARY.finditer(window) if b.end() + first <= end]
    nearest = reversed(ends[-_TRIED:])
    start = next((after for stop, after in nearest if not _abbreviated(window, stop)), 0)
    return window[:start], window[start : end - first]


def _sentence_after(rest: str, inside_end: str) -> str:
    """Return the part of the sentence that stands behind a closing mark."""
    for boundary in islice(_BOUNDARY.finditer(rest), _TRIED):
        if not _abbreviated(rest, boundary.start() + 1):
            rest = rest[: boundary.start() + 1]
            break
    if inside_end.endswith((".", "?", "!", "…")) and rest.lstrip()[:1].isupper():
        # A new sentence, unless it is the tag: “Is it over?” Smith asked.
        tag = " ".join(WORD.findall(rest)[:5])
        return rest if not inside_end.endswith(".") and has_cue(tag) else ""
    return rest


def _abbreviated(text: str, end: int) -> bool:
    return text[end - 1] == "." and _ABBREVIATION.search(text[max(0, end - 6) : end]) is not None
