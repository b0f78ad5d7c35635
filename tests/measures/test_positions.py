from collections.abc import Callable

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.measures.positions import positions, voice_stretches

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]

TEXTS = {
    "a": "# Rebels left\n~ share rebels\nThe army said: “the rebels left” today.",
    "b": "Rebels",
}


def test_positions_count_what_is_read(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus(TEXTS)
    hits = find(corpus, {("s", "rebels"): "rebels"})
    columns = ["article_id", "voice", "token", "n_tokens", "position"]
    # Rebels left / The army said the rebels left today: 9 tokens read of a.
    assert positions(corpus, hits)[columns].to_numpy().tolist() == [
        ["a#0", "own", 0, 9, 0.5 / 9],
        ["a#0", "quoted", 6, 9, 6.5 / 9],
        ["b#0", "own", 0, 1, 0.5],
    ]
    body = positions(corpus, hits, view=View(zones=("body",), voice=("quoted",)))
    assert body[columns].to_numpy().tolist() == [["a#0", "quoted", 1, 3, 0.5]]


def test_stretches_by_hand(make_corpus: MakeCorpus) -> None:
    table = voice_stretches(make_corpus(TEXTS))
    assert table[["article_id", "voice", "token", "length", "n_tokens"]].to_numpy().tolist() == [
        ["a#0", "own", 0, 5, 9],
        ["a#0", "quoted", 5, 3, 9],
        ["a#0", "own", 8, 1, 9],
        ["b#0", "own", 0, 1, 1],
    ]
    quoted = table.iloc[1]
    assert TEXTS["a"][quoted["start"] : quoted["end"]] == "the rebels left"
    assert (quoted["position"], quoted["position_end"]) == (5 / 9, 8 / 9)


@given(texts=st.lists(st.text("ab “”«».\n~", max_size=30), max_size=4))
@settings(max_examples=30, deadline=None)
def test_the_stretches_of_an_article_tile_it(make_corpus: MakeCorpus, texts: list[str]) -> None:
    table = voice_stretches(make_corpus({str(i): text for i, text in enumerate(texts)}))
    for _, runs in table.groupby("article_id"):
        past = runs["token"] + runs["length"]
        assert runs["token"].iloc[0] == 0
        assert past.iloc[-1] == runs["n_tokens"].iloc[0]
        assert (past.iloc[:-1].to_numpy() == runs["token"].iloc[1:].to_numpy()).all()
        assert (runs["voice"].iloc[:-1].to_numpy() != runs["voice"].iloc[1:].to_numpy()).all()


def test_nothing_read(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus(TEXTS)
    nothing = View(voice=("reported",))
    assert positions(corpus, find(corpus, {("s", "rebels"): "rebels"}), view=nothing).empty
    assert voice_stretches(corpus, view=nothing).empty
