from collections.abc import Callable

import pandas as pd
import pytest

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError
from framescope.measures.reading import (
    NO_ARTICLE_NAME,
    NOT_STATED,
    check_hits,
    declared,
    hits_read,
    read_view,
    token_cells,
    units_of,
)
from framescope.schema import VOICES, ZONES

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]

TEXTS = {
    "a.txt": "# Rebels leave\n~ Share this page\nThe army said “rebels left” today.",
    "b.txt": "~ Cookies and rebels only",
}


def test_cells_count_every_token_once_and_those_read(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(TEXTS)
    cells = token_cells(corpus, read_view(corpus))
    named = {(ZONES[zone], VOICES[voice], place): (read, all_) for place, voice, zone, read, all_ in cells.to_numpy()}
    assert named == {
        ("title", "own", 0): (2, 2),
        ("furniture", "own", 0): (0, 3),
        ("body", "own", 0): (4, 4),  # The army said ... today
        ("body", "quoted", 0): (2, 2),
        ("furniture", "own", 1): (0, 4),
    }


def test_text_without_an_article_is_a_place_of_its_own_and_read_only_where_asked_for(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(TEXTS, outlet=["The Post"])
    places = read_view(corpus).places
    assert places["article_id"].tolist() == ["a.txt#0", NO_ARTICLE_NAME]
    assert places["document_id"].tolist() == ["a.txt", "b.txt"]
    assert places["outlet"].tolist() == ["The Post", NOT_STATED]
    assert places["read"].tolist() == [True, False]
    assert read_view(corpus, View(zones=None)).places["read"].tolist() == [True, True]
    assert read_view(corpus, View(zones=None, where={"outlet": ["The Post"]})).places["read"].tolist() == [True, False]


def test_units_are_numbered_by_name_not_by_place() -> None:
    places = pd.DataFrame({"story": ["z", "a", "z"], "outlet": ["x", NOT_STATED, NOT_STATED]})
    assert units_of(places, "story").tolist() == [1, 0, 1]
    assert units_of(places, "outlet").tolist() == [1, 0, 0]


def test_a_hit_counts_where_its_first_token_is_read(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"a": "The army «so-called rebels» left. ~ “The army left.”"})
    hits = find(corpus, {("categories", "army"): "army so-called", ("categories", "so"): "so-called rebels"})
    own = hits_read(corpus, hits, View(voice=("own",)))
    assert own["category"].tolist() == []
    scare = hits_read(corpus, hits, View(voice=("scare",)))
    assert scare["category"].tolist() == ["so"]


def test_hits_of_another_corpus_are_refused(make_corpus: MakeCorpus, find: FindHits) -> None:
    hits = find(make_corpus({"a": "one two three rebels"}), {("s", "c"): "rebels"})
    with pytest.raises(InputError, match=r"do not fit the corpus.*fs\.find_hits"):
        check_hits(make_corpus({"a": "rebels"}), hits)
    with pytest.raises(InputError, match="do not fit the corpus"):
        check_hits(make_corpus({"a": "first second thirds rebels"}), hits)
    with pytest.raises(InputError, match=r"lacks the column.*token"):
        check_hits(make_corpus({"a": "rebels"}), hits.drop(columns="token"))


def test_declared_names_the_lexicon_first_then_what_only_the_hits_know(make_corpus: MakeCorpus, find: FindHits) -> None:
    hits = find(make_corpus({"a": "rebels terrorists"}), {("s", "rebels"): "rebels", ("s", "terrorists"): "terrorists"})
    assert declared(hits) == [("s", "rebels"), ("s", "terrorists")]
    hits.attrs["categories"] = [["s", "zealots"], ["s", "terrorists"]]
    assert declared(hits) == [("s", "zealots"), ("s", "terrorists"), ("s", "rebels")]
    hits.attrs.clear()
    assert declared(hits) == [("s", "rebels"), ("s", "terrorists")]
