from collections import Counter
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.collocations import BigramCollocationFinder

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError
from framescope.measures.window import hits_near, window_counts

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]

NODE = {("s", "node"): "node"}
PHRASE = {("s", "node"): "long node"}


def counts(table: pd.DataFrame) -> dict[str, tuple[int, int, int]]:
    rows = table[["term", "count", "left", "right"]].itertuples(index=False, name=None)
    return {term: (count, left, right) for term, count, left, right in rows}


def test_counts_by_hand(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "far a A b node c. A far\nnode x"})
    table = window_counts(corpus, find(corpus, NODE), window=2)
    # first node: a b | c a; second: a far | x
    assert counts(table) == {
        "a": (3, 2, 1), "b": (1, 1, 0), "c": (1, 0, 1), "far": (1, 1, 0), "x": (1, 0, 1),
    }  # fmt: skip
    assert table["term"].tolist() == ["a", "b", "c", "far", "x"]
    assert set(table["n_hits"]) == {2}
    assert set(table["n_window"]) == {7}
    by_case = window_counts(corpus, find(corpus, NODE), window=2, case=True)
    assert counts(by_case)["A"] == (3, 2, 1)
    assert "a" not in by_case["term"].tolist()  # the lower-case one is three to the left


def test_a_word_between_two_nodes_is_near_both(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "node between node"})
    assert counts(window_counts(corpus, find(corpus, NODE), window=1)) == {"between": (2, 1, 1)}
    assert counts(window_counts(corpus, find(corpus, NODE), window=2)) == {"between": (2, 1, 1), "node": (2, 1, 1)}


def test_a_window_begins_at_the_edges_of_a_phrase(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "b a long node c d"})
    assert counts(window_counts(corpus, find(corpus, PHRASE), window=1)) == {"a": (1, 1, 0), "c": (1, 0, 1)}
    assert set(counts(window_counts(corpus, find(corpus, PHRASE), window=(0, 2)))) == {"c", "d"}
    assert set(counts(window_counts(corpus, find(corpus, PHRASE), window=(2, 0)))) == {"a", "b"}


def test_a_window_ends_with_the_article(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "a node", "2": "b c", "3": "node d", "4": "~ node", "5": "~ menu"})
    assert set(counts(window_counts(corpus, find(corpus, NODE), view=View(zones=None)))) == {"a", "d"}


def test_a_view_chooses_hits_and_words_but_keeps_the_places(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "a b\n~ Share node\nnode “c d”"})
    hits = find(corpus, NODE)
    table = window_counts(corpus, hits, window=3)
    assert counts(table) == {"b": (1, 1, 0), "c": (1, 0, 1), "d": (1, 0, 1)}  # `a` stands four tokens away
    assert set(table["n_hits"]) == {1}
    assert set(counts(window_counts(corpus, hits, window=3, view=View(voice=("own",))))) == {"b"}


def test_articles_are_counted_once(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "a node a", "2": "a node b"})
    table = window_counts(corpus, find(corpus, NODE)).set_index("term")
    assert table["n_articles"].to_dict() == {"a": 2, "b": 1}


def test_one_place_matched_twice_is_one_node(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "a node"})
    hits = find(corpus, {("s", "one"): "node", ("s", "two"): "node"})
    table = window_counts(corpus, hits)
    assert counts(table) == {"a": (1, 1, 0)}
    assert set(table["n_hits"]) == {1}


@given(text=st.lists(st.sampled_from(["node", "a", "b", "c"]), max_size=30), window=st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_the_same_as_nltk(make_corpus: MakeCorpus, find: FindHits, text: list[str], window: int) -> None:
    corpus = make_corpus({"1": " ".join(text)})
    table = counts(window_counts(corpus, find(corpus, NODE), window=window))
    # NLTK pairs a word with those up to window_size - 1 to its right.
    pairs = BigramCollocationFinder.from_words(text, window_size=window + 1).ngram_fd
    right = Counter({b: n for (a, b), n in pairs.items() if a == "node"})
    left = Counter({a: n for (a, b), n in pairs.items() if b == "node"})
    assert table == {w: (left[w] + right[w], left[w], right[w]) for w in {*left, *right}}


def test_no_hits(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "a b"})
    table = window_counts(corpus, find(corpus, NODE))
    assert table.empty
    assert table.columns.tolist() == ["term", "count", "left", "right", "n_articles", "n_hits", "n_window"]
    nothing = make_corpus({})
    assert window_counts(nothing, find(nothing, NODE)).empty
    assert hits_near(corpus, find(corpus, NODE), "a").empty
    assert hits_near(nothing, find(nothing, NODE), "a").empty


@pytest.mark.parametrize("window", [0, (0, 0), -1, (1, -1), (1, 2, 3), 2.5, True])
def test_a_window_that_is_none(make_corpus: MakeCorpus, find: FindHits, window: object) -> None:
    corpus = make_corpus({"1": "a node"})
    with pytest.raises(InputError, match="window is a number of tokens from 1 on"):
        window_counts(corpus, find(corpus, NODE), window=window)  # type: ignore[arg-type]  # what is tested
    with pytest.raises(InputError, match="window is a number of tokens from 1 on"):
        hits_near(corpus, find(corpus, NODE), "a", window=window)  # type: ignore[arg-type]  # what is tested


def test_hits_in_the_company_of_a_word(make_corpus: MakeCorpus, find: FindHits) -> None:
    text = {"1": "Regime forces x node", "2": "node x x regimes", "3": "node x x x regime", "4": "regime", "5": "node"}
    corpus = make_corpus(text)
    hits = find(corpus, NODE)

    def documents(terms: str | list[str], **options: object) -> list[str]:
        return hits_near(corpus, hits, terms, **options)["document_id"].tolist()  # type: ignore[arg-type]  # windows

    assert documents("regime*", window=3) == ["1", "2"]
    assert documents("regime*", window=(3, 0)) == ["1"]
    assert documents("regime*", window=(0, 4)) == ["2", "3"]
    assert documents("regime forces", window=2) == []  # the whole of it: three tokens away
    assert documents("regime forces", window=3) == ["1"]
    assert documents(["forces", "regimes"], window=3) == ["1", "2"]


def test_company_keeps_the_rows_as_they_are(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "a node", "2": "node", "3": "node a"})
    hits = find(corpus, NODE).iloc[::-1]
    kept = hits_near(corpus, hits, "a")
    assert kept.index.tolist() == [2, 0]
    assert kept.attrs == hits.attrs
    with pytest.raises(InputError, match="do not fit the corpus"):
        hits_near(make_corpus({"1": "b c d"}), hits, "a")
