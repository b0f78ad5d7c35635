from collections.abc import Callable

import pandas as pd
import pytest

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import UnknownNameError
from framescope.measures.stances import cue_stances

MakeCorpus = Callable[..., Corpus]

TEXTS = {
    "a": "“We won”, the army admitted, “and they fled”. ‹They shelled us›, the rebels claimed.",
    "b": "‹Nobody died›, the army said. “Not true”. # ‹Ten died›.",
}


@pytest.fixture
def corpus(make_corpus: MakeCorpus, attribute: MakeCorpus) -> Corpus:
    army = {"speaker_name": "army", "source_type": "military"}
    return attribute(
        make_corpus(TEXTS, outlet=["Post", "Herald"]),
        a={"text": "We won", "group": 0, **army},
        b={"text": "and they fled", "group": 0, "stance": "affirming", **army},
        c={"text": "They shelled us", "kind": "indirect", "group": 1, "speaker_name": "rebels", "stance": "doubting"},
        d={"text": "Nobody died", "kind": "indirect", "group": 0, "stance": "neutral", **army},
        e={"text": "Not true", "group": 1},
    )


def rows(table: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return list(table[list(columns)].itertuples(index=False, name=None))


def test_parts_of_a_quotation_are_one_attribution(corpus: Corpus) -> None:
    # army: an interrupted quotation (affirming) and one report (neutral); rebels: one; nobody named: one.
    table = cue_stances(corpus)
    assert rows(table[table["count"] > 0], "speaker", "stance", "count", "n_attributions", "share") == [
        ("army", "neutral", 1, 2, 0.5),
        ("army", "affirming", 1, 2, 0.5),
        ("rebels", "doubting", 1, 1, 1.0),
        ("not stated", "not stated", 1, 1, 1.0),
    ]
    assert len(table) == 3 * 4


def test_by_kind_of_source_and_outlet(corpus: Corpus) -> None:
    table = cue_stances(corpus, by=["outlet", "source_type"])
    assert rows(table[table["count"] > 0], "outlet", "source_type", "stance", "count", "n_attributions") == [
        ("Herald", "military", "neutral", 1, 1),
        ("Herald", "not stated", "not stated", 1, 1),
        ("Post", "military", "affirming", 1, 1),
        ("Post", "not stated", "doubting", 1, 1),
    ]


def test_a_view_reads_some_of_them(corpus: Corpus) -> None:
    table = cue_stances(corpus, by="voice", view=View(voice=("reported",)))
    assert rows(table, "voice", "stance", "count", "n_attributions")[:3] == [
        ("quoted", "neutral", 0, 0),
        ("quoted", "affirming", 0, 0),
        ("quoted", "doubting", 0, 0),
    ]
    assert table.loc[table["voice"] == "reported", "count"].tolist() == [1, 0, 1, 0]


def test_a_speaker_of_whom_nothing_is_read_has_no_row(corpus: Corpus) -> None:
    table = cue_stances(corpus, view=View(voice=("quoted",)))
    assert set(table["speaker"]) == {"army", "not stated"}


def test_a_corpus_in_which_nobody_speaks(make_corpus: MakeCorpus) -> None:
    assert cue_stances(make_corpus({"a": "Snow fell."})).empty


def test_unknown_key(corpus: Corpus) -> None:
    with pytest.raises(UnknownNameError, match="category"):
        cue_stances(corpus, by="category")
