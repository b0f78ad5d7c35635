from collections.abc import Callable

import pandas as pd
import pytest

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError
from framescope.measures.collocation import collocations
from framescope.measures.company import count_near
from framescope.measures.keyness import keyness

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]
REBELS = {("armed", "rebels"): "rebels?"}
TEXTS = {
    "a.txt": "Moderate rebels fled. “The foreign rebels lost,” he said.",
    "b.txt": "Foreign guests came. Moderate rebels, moderate rebels again.",
}


def by_term(counts: object) -> dict[str, int]:
    assert isinstance(counts, pd.Series)
    return {str(term): int(n) for term, n in counts.items()}


def test_what_stands_near_by_article_and_voice(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus(TEXTS)
    hits = find(corpus, REBELS)
    quoted = count_near(corpus, hits, window=2, view=View(voice=("quoted",)))
    outside = count_near(corpus, hits, window=2, view=View(voice=("own",)))
    assert by_term(quoted.totals) == {"the": 1, "foreign": 1, "lost": 1}
    # a: moderate, fled (the quotation ends the window); b: guests is three words off; the node itself is none.
    assert by_term(outside.totals) == {"moderate": 3, "fled": 1, "came": 1, "again": 1}
    assert outside.articles["article_id"].tolist() == ["a.txt#0", "b.txt#0"]
    assert outside.lengths.tolist() == [2, 4]


def test_they_are_the_tokens_of_collocations(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus(TEXTS)
    hits = find(corpus, REBELS)
    for window in (1, (3, 0), "sentence"):
        counts = count_near(corpus, hits, window=window)
        scored = collocations(corpus, hits, window=window).set_index("term")["o11"]
        assert by_term(counts.totals) == by_term(scored)


def test_company_of_two_voices_is_compared_over_stories(make_corpus: MakeCorpus, find: FindHits) -> None:
    texts = {f"{i}.txt": "Moderate rebels fled. “The foreign rebels lost,” he said." for i in range(15)}
    corpus = make_corpus(texts)
    hits = find(corpus, REBELS)
    sides = [count_near(corpus, hits, window=1, view=View(voice=(voice,))) for voice in ("quoted", "own")]
    table = keyness(*sides, measures=["log_ratio_hardie", "permutation"], n_permutations=99).set_index("term")
    assert table["count_target"].to_dict() == {"foreign": 15, "lost": 15, "fled": 0, "moderate": 0}
    assert table["p_permutation"].max() == 1 / 100


def test_a_window_that_is_none_is_refused(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus(TEXTS)
    with pytest.raises(InputError, match="window is a number of tokens from 1 on"):
        count_near(corpus, find(corpus, REBELS), window=0)
    assert count_near(corpus, find(corpus, REBELS).iloc[:0]).n_tokens == 0
