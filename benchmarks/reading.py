"""A concordance of a frequent word, and what stands near it, beside `re` and NLTK."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from benchmarks.rows import OURS, Row, measured_row, side_by_side
from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.lexicon.hits import find_terms
from framescope.measures.around import Sort
from framescope.measures.concordance import concordance, concordance_lines
from framescope.measures.window import window_counts

LINES = "concordance of a frequent word"
SORTED = "concordance of a frequent word, sorted by the right"
PAGE = "one page of it, sorted by the right"
NEAR = "collocates of a node, ±5"

_WIDTH = 60
# A word of this share of the tokens has 22,000 lines in 20,000 articles (19.4 million tokens).
_SHARE = 22_000 / 19_400_000
# NLTK's finder keeps every pair of the whole text: more tokens would need more memory than a laptop has.
_FINDER_TOKENS = 2_000_000


def measure(corpus: Corpus, *, runs: int = 7) -> list[Row]:
    """Return the rows of all four tasks for a corpus."""
    word = frequent_word(corpus)
    hits = find_terms(corpus, [word])
    everything = View(zones=None)

    def lines(sort: Sort) -> Callable[[], int]:
        return lambda: len(concordance(corpus, hits, width=_WIDTH, sort=sort, view=everything))

    ordered = concordance_lines(corpus, hits, width=_WIDTH, view=everything)
    middle = len(ordered) // 2
    found = side_by_side({OURS: lines("document"), **_peers_of_lines(corpus, word)}, runs)
    more = {SORTED: lines("right"), PAGE: lambda: len(ordered[middle : middle + 50])}
    found_more = side_by_side(more, runs)
    least = {"NLTK ConcordanceIndex": 20.0}
    notes = {
        OURS: f"{word!r}, from its hits",
        "NLTK ConcordanceIndex": "from its index",
        "re": "searches the texts; contexts cut words",
    }
    return [
        *(measured_row(LINES, tool, result, least.get(tool), notes[tool]) for tool, result in found.items()),
        *(measured_row(task, OURS, result) for task, result in found_more.items()),
        *_near(corpus, word, runs),
    ]


def frequent_word(corpus: Corpus) -> str:
    """Return the word (of more than four letters) whose share of the tokens is nearest to the one wanted."""
    vocabulary = corpus.tokens.vocabulary
    counts = np.bincount(vocabulary.fold[corpus.tokens.term], minlength=len(vocabulary))
    order = np.argsort(np.abs(counts - _SHARE * len(corpus.tokens)), kind="stable")
    nearest: list[str] = [vocabulary.forms[i] for i in order[:1000].tolist()]
    return next(form for form in nearest if len(form) > 4 and form.isalpha())


def _peers_of_lines(corpus: Corpus, word: str) -> dict[str, Callable[[], int]]:
    from nltk.text import ConcordanceIndex

    texts = corpus.documents["text"].tolist()
    expression = re.compile(rf"\b{word}\b", re.IGNORECASE)
    words = [token for text in texts for token in re.findall(r"\w+(?:['’-]\w+)*", text)]
    index = ConcordanceIndex(words, key=str.lower)
    width = 2 * _WIDTH + len(word) + 2

    def by_re() -> int:
        lines = [
            (text[max(0, m.start() - _WIDTH) : m.start()], m[0], text[m.end() : m.end() + _WIDTH])
            for text in texts
            for m in expression.finditer(text)
        ]
        return len(lines)

    return {"NLTK ConcordanceIndex": lambda: len(index.find_concordance(word, width=width)), "re": by_re}


def _near(corpus: Corpus, word: str, runs: int) -> list[Row]:
    from nltk.collocations import BigramCollocationFinder

    n_documents = int(np.searchsorted(corpus.tokens.documents, _FINDER_TOKENS, side="right")) - 1
    past = int(corpus.tokens.documents[max(n_documents, 1)])
    hits = find_terms(corpus, [word])
    hits = hits[hits["token"] < past]
    everything = View(zones=None)

    def ours() -> int:
        return int(window_counts(corpus, hits, window=5, view=everything)["count"].sum())

    vocabulary = corpus.tokens.vocabulary
    words = [vocabulary.forms[i] for i in vocabulary.fold[corpus.tokens.term[:past]].tolist()]

    def by_nltk() -> int:
        # A window of 6 words holds a word and the five after it.
        finder = BigramCollocationFinder.from_words(words, window_size=6)
        return sum(n * ((a == word) + (b == word)) for (a, b), n in finder.ngram_fd.items())

    note = f"the first {past:,} tokens"
    nltk = side_by_side({"NLTK BigramCollocationFinder": by_nltk}, 1)
    return [
        measured_row(NEAR, OURS, side_by_side({OURS: ours}, runs)[OURS], note=note),
        *(
            measured_row(NEAR, tool, result, 100, f"{note}; every pair, across articles")
            for tool, result in nltk.items()
        ),
    ]
