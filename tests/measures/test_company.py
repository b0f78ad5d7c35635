from collections.abc import Callable

import pandas as pd
import pytest

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, UnknownNameError
from framescope.measures.collocation import collocations
from framescope.measures.company import company, count_near
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


def test_labels_and_voices_side_by_side(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus(TEXTS)
    hits = find(corpus, {**REBELS, ("armed", "guests"): "guests"})
    by_label = company(corpus, hits, window=1, measures="log_dice")
    assert list(dict.fromkeys(by_label["category"])) == ["guests", "rebels"]
    rebels = by_label[by_label["category"] == "rebels"].drop(columns="category").reset_index(drop=True)
    alone = collocations(corpus, hits[hits["category"] == "rebels"], window=1, measures="log_dice")
    pd.testing.assert_frame_equal(rebels, alone)
    by_voice = company(corpus, hits[hits["category"] == "rebels"], by="voice", window=1)
    # In quotations stand the, foreign and lost besides the node.
    rows = by_voice[["voice", "term", "o11", "n", "n_nodes"]].to_numpy().tolist()
    assert [row[:3] for row in rows if row[0] == "quoted"] == [["quoted", "foreign", 1], ["quoted", "lost", 1]]
    own = {row[1]: row[2] for row in rows if row[0] == "own"}
    assert own == {"moderate": 3, "fled": 1, "again": 1}
    # Tokens of that voice without its nodes, and its nodes.
    assert {(row[0], row[3], row[4]) for row in rows} == {("quoted", 3, 1), ("own", 10, 3)}
    with pytest.raises(UnknownNameError, match=r"'outlet'.*category, voice"):
        company(corpus, hits, by="outlet")  # type: ignore[arg-type]  # what is tested


def test_a_window_that_is_none_is_refused(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus(TEXTS)
    with pytest.raises(InputError, match="window is a number of tokens from 1 on"):
        count_near(corpus, find(corpus, REBELS), window=0)
    assert count_near(corpus, find(corpus, REBELS).iloc[:0]).n_tokens == 0
