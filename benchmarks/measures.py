"""Keyness beside ConvoKit, company beside NLTK, and two thousand resamples of three hundred categories."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from nltk.collocations import BigramCollocationFinder
from nltk.metrics.association import BigramAssocMeasures
from scipy import sparse

from benchmarks.articles import plain_corpus
from benchmarks.matching import LISTS, choose_patterns
from benchmarks.peers import peer_row
from benchmarks.reading import frequent_word
from benchmarks.rows import OURS, Row, measured_row, side_by_side
from framescope.corpus.model import Corpus
from framescope.lexicon.counting import count_matches
from framescope.lexicon.hits import find_terms
from framescope.lexicon.model import Lexicon
from framescope.lexicon.program import compile_lexicon
from framescope.measures.collocation import collocations
from framescope.measures.counts import TermCounts, count_terms
from framescope.measures.intervals import ratios
from framescope.measures.keyness import keyness
from framescope.measures.resample import Resampling, resampled_sums
from framescope.measures.texts import count_texts

KEYNESS = "keyness of the whole vocabulary, one half of the articles against the other"
NEAR = "company of a frequent word, ±5, scored by log-likelihood"
DRAWS = "2,000 resamples of 300 categories"

# NLTK's finder keeps every pair of the whole text: more tokens would need more memory than a laptop has.
_FINDER_TOKENS = 2_000_000
_SECONDS_AT_MOST = 2.0


def measure(texts: Sequence[str], *, runs: int = 3) -> list[Row]:
    """Return the rows of all three tasks."""
    corpus = plain_corpus(texts)
    return [*_keyness(texts, corpus, runs), *_near(corpus, runs), *_draws(corpus, texts, runs)]


def _keyness(texts: Sequence[str], corpus: Corpus, runs: int) -> list[Row]:
    first = np.arange(len(texts)) < len(texts) // 2

    def ours(counts: TermCounts) -> int:
        sides = counts.where(first), counts.where(~first)
        return len(keyness(*sides, measures="log_odds_z_var2", prior=0.1, adjust=None))

    whole = f"{OURS}, from texts"
    found = side_by_side({OURS: lambda: ours(count_terms(corpus)), whole: lambda: ours(count_texts(texts))}, runs)
    note = (
        "FightingWords.fit: scikit-learn counts, into a dense matrix (8 GB for 20,000 articles), then scores; prior .1"
    )
    return [
        measured_row(KEYNESS, OURS, found[OURS], note="from the tokens of a corpus; counting is timed"),
        measured_row(KEYNESS, whole, found[whole], note="tokenising is timed, too"),
        peer_row(KEYNESS, "convokit", texts, note=note, at_least=10),
    ]


def _near(corpus: Corpus, runs: int) -> list[Row]:
    word = frequent_word(corpus)
    n_documents = int(np.searchsorted(corpus.tokens.documents, _FINDER_TOKENS, side="right")) - 1
    past = int(corpus.tokens.documents[max(n_documents, 1)])
    hits = find_terms(corpus, [word])
    hits = hits[hits["token"] < past]
    vocabulary = corpus.tokens.vocabulary
    words = [vocabulary.forms[i] for i in vocabulary.fold[corpus.tokens.term[:past]].tolist()]
    smaller = plain_corpus(corpus.documents["text"].tolist()[: max(n_documents, 1)])

    def by_nltk() -> int:
        # A window of 6 words holds a word and the five after it.
        finder = BigramCollocationFinder.from_words(words, window_size=6)
        finder.apply_ngram_filter(lambda a, b: word not in (a, b))
        return len(finder.score_ngrams(BigramAssocMeasures.pmi))

    found = side_by_side({OURS: lambda: len(collocations(smaller, hits))}, runs)
    nltk = side_by_side({"NLTK": by_nltk}, 1)["NLTK"]
    note = f"{word!r}, the first {past:,} tokens"
    return [
        measured_row(NEAR, OURS, found[OURS], note=note),
        measured_row(
            NEAR, "NLTK BigramCollocationFinder", nltk, 20, f"{note}; scored by PMI: its likelihood fails here"
        ),
    ]


def _draws(corpus: Corpus, texts: Sequence[str], runs: int) -> list[Row]:
    patterns = choose_patterns(texts[:500], LISTS["frequent words"])
    categories = {f"c{i}": {"terms": [pattern]} for i, pattern in enumerate(patterns)}
    lexicon = Lexicon.model_validate({"name": "bench", "categories": categories})
    n = len(patterns)
    counts = sparse.csr_array(count_matches(corpus.tokens, compile_lexicon(lexicon), np.arange(n), n))
    lengths = sparse.csr_array(np.diff(corpus.tokens.documents)[:, None])
    draws = Resampling(n_resamples=2000, interval="percentile")
    expanded = Resampling(n_resamples=2000, interval="bca_expanded")
    row = np.zeros(n, np.int64)
    tools = {
        OURS: lambda: int(resampled_sums(counts, draws).shape[1]),
        f"{OURS}, percentile intervals": lambda: int(ratios(counts, lengths, row, draws)["estimable"].sum()),
        f"{OURS}, jackknife t intervals, no resamples": lambda: int(
            ratios(counts, lengths, row, Resampling())["estimable"].sum()
        ),
        f"{OURS}, expanded BCa intervals": lambda: int(ratios(counts, lengths, row, expanded)["estimable"].sum()),
    }
    found = side_by_side(tools, runs)
    what = f"{counts.shape[0]:,} articles, {counts.nnz:,} counts above 0"
    notes = {
        tool: f"{what}; at most {_SECONDS_AT_MOST:g} s: {result.seconds <= _SECONDS_AT_MOST}"
        for tool, result in found.items()
    }
    return [measured_row(DRAWS, tool, result, note=notes[tool]) for tool, result in found.items()]
