from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope import schema
from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import UnknownNameError
from framescope.measures.mentions import mentions
from framescope.measures.naming import naming

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]

PATTERNS = {
    ("armed", "terrorists"): "terrorists?",
    ("armed", "rebels"): "rebels?",
    ("armed", "insurgents"): "insurgents?",
    ("armed", "zealots"): "zealots",
    ("categories", "terror"): "terrorists?",
}


@pytest.fixture
def named(make_corpus: MakeCorpus, find: FindHits) -> Callable[[dict[str, str]], tuple[Corpus, pd.DataFrame]]:
    def build(texts: dict[str, str]) -> tuple[Corpus, pd.DataFrame]:
        corpus = make_corpus(texts)
        return corpus, find(corpus, PATTERNS)

    return build


Named = Callable[[dict[str, str]], tuple[Corpus, pd.DataFrame]]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The insurgent terrorists fled.", ["insurgents + terrorists"]),
        ("The terrorist rebels fled.", ["terrorists + rebels"]),
        ("The insurgent «terrorists» fled.", ["insurgents + terrorists"]),
        ("The rebel-terrorists fled.", []),  # one token, and no pattern of this test
        ("The insurgent rebel terrorists fled.", ["insurgents + rebels + terrorists"]),
        ("The terrorist terrorists fled.", ["terrorists"]),
        ("Rebels, terrorists and insurgents fled.", ["rebels", "terrorists", "insurgents"]),
        ("They are rebels. Terrorists fled.", ["rebels", "terrorists"]),
        ("The rebels (terrorists) fled.", ["rebels", "terrorists"]),
        ("The rebels – terrorists – fled.", ["rebels", "terrorists"]),
        ("# Rebels\nTerrorists fled.", ["rebels", "terrorists"]),
        ("The rebel and terrorist groups fled.", ["rebels", "terrorists"]),
    ],
)
def test_adjacent_labels_of_one_phrase_are_one_mention(named: Named, text: str, labels: list[str]) -> None:
    assert mentions(*named({"a": text}), set="armed")["labels"].tolist() == labels


def test_labels_of_two_documents_do_not_join(named: Named) -> None:
    corpus, hits = named({"a": "They met rebels", "b": "Terrorists fled"})
    assert len(mentions(corpus, hits, set="armed")) == 2


def test_a_mention_says_where_it_stands_and_what_nobody_coded(named: Named) -> None:
    text = "He said “insurgent terrorists” fled."
    corpus, hits = named({"a": text})
    table = mentions(corpus, hits, set="armed")
    assert list(table.columns) == list(schema.MENTIONS.columns)
    row = table.iloc[0]
    assert text[row["start"] : row["end"]] == "insurgent terrorists"
    assert (row["mention_id"], row["voice"], row["referent_by"]) == ("a@9", "quoted", "not coded")
    assert table[["referent", "agent", "speaker"]].isna().all(axis=None)


def test_shares_by_hand(named: Named) -> None:
    corpus, hits = named({"a": "Rebels left. Rebels fell. Insurgent terrorists fled.", "b": "Terrorists left."})
    table = naming(corpus, hits, referent="armed")
    assert table[["label", "count", "n_mentions", "share"]].to_numpy().tolist() == [
        ["terrorists", 1, 4, 0.25],
        ["rebels", 2, 4, 0.5],
        ["insurgents", 0, 4, 0.0],
        ["zealots", 0, 4, 0.0],
        ["insurgents + terrorists", 1, 4, 0.25],
    ]
    assert set(table["basis"]) == {"wording, referent not checked"}
    assert table["n_articles"].tolist() == [2] * 5
    assert table["n_articles_with"].tolist() == [1, 1, 0, 0, 1]
    assert not table["estimable"].any()


def test_by_voice_and_article_every_group_keeps_its_rows(named: Named) -> None:
    corpus, hits = named({"a": "Rebels left, he said: “terrorists fled, rebels fell”.", "b": "Snow fell."})
    table = naming(corpus, hits, referent="armed", by=["article_id", "voice"])
    assert len(table) == 2 * 2 * 4
    groups = table.groupby(["article_id", "voice"])["n_mentions"].first()
    assert groups.to_dict() == {("a#0", "own"): 1, ("a#0", "quoted"): 2, ("b#0", "own"): 0, ("b#0", "quoted"): 0}
    empty = table[table["n_mentions"] == 0]
    assert empty["share"].isna().all()
    assert set(empty["reason"]) == {"nothing to count in"}


def test_a_mention_counts_where_its_first_token_is_read(named: Named) -> None:
    corpus, hits = named({"a": "Insurgent «terrorists» fled."})
    own = naming(corpus, hits, referent="armed", view=View(voice=("own",)))
    assert own.set_index("label")["count"]["insurgents + terrorists"] == 1
    scare = naming(corpus, hits, referent="armed", view=View(voice=("scare",)))
    assert scare["n_mentions"].tolist() == [0] * 5
    assert scare["mentions_left_out"].tolist() == [1] * 5
    assert scare["label"].tolist() == own["label"].tolist()


WORDS = st.sampled_from(["rebels", "terrorists", "insurgents", "zealots", "snow", "."])


@given(documents=st.lists(st.lists(WORDS, max_size=8), max_size=6))
@settings(max_examples=40, deadline=None)
def test_shares_of_a_group_add_up_to_one(make_corpus: MakeCorpus, find: FindHits, documents: list[list[str]]) -> None:
    corpus = make_corpus({f"d{i}": " ".join(["Once", *words]) for i, words in enumerate(documents)})
    table = naming(corpus, find(corpus, PATTERNS), referent="armed", by="article_id")
    sums = table[table["n_mentions"] > 0].groupby("article_id")
    assert all(total == pytest.approx(1) for total in sums["share"].sum())
    assert (sums["count"].sum() == sums["n_mentions"].first()).all()


def test_mentions_and_shares_read_the_same(named: Named) -> None:
    corpus, hits = named({"a": "Insurgent «terrorists» fled «rebels».\n~ rebels"})
    for view in (None, View(voice=("own",)), View(voice=("scare",)), View(zones=None)):
        listed = mentions(corpus, hits, set="armed", view=view)["labels"].value_counts()
        shares = naming(corpus, hits, referent="armed", view=view).set_index("label")["count"]
        assert listed.to_dict() == shares[shares > 0].to_dict()
    assert mentions(corpus, hits, set="armed", view=View(voice=("scare",)))["labels"].tolist() == ["rebels"]


def test_a_label_nobody_declared_is_there_if_it_was_found(named: Named) -> None:
    corpus, hits = named({"a": "Rebels left."})
    hits.attrs.clear()
    assert naming(corpus, hits, referent="armed")["label"].tolist() == ["rebels"]


def test_by_outlet_one_copy_in_each(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus(
        {"a": "Rebels left.", "b": "Rebels left."}, outlet=["Post", "Herald"], copy_group=["a#0", "a#0"]
    )
    corpus.articles["representative"] = [True, False]
    hits = find(corpus, {("armed", "rebels"): "rebels"})
    assert naming(corpus, hits, referent="armed", view=View(copies="one"))["count"].tolist() == [1]
    by_outlet = naming(corpus, hits, referent="armed", by="outlet", view=View(copies="one"))
    assert by_outlet[["outlet", "count", "n_units"]].to_numpy().tolist() == [["Herald", 1, 1], ["Post", 1, 1]]


def test_unknown_names_list_the_known_ones(named: Named) -> None:
    corpus, hits = named({"a": "Rebels left."})
    with pytest.raises(UnknownNameError, match=r"Unknown referent 'army'.*Known: armed\."):
        naming(corpus, hits, referent="army")
    with pytest.raises(UnknownNameError, match=r"Unknown referent 'categories'"):
        mentions(corpus, hits, set="categories")
    with pytest.raises(UnknownNameError, match=r"Unknown key in by 'category'.*Known: voice, zone, speaker"):
        naming(corpus, hits, referent="armed", by="category")


def test_a_set_without_a_hit(named: Named) -> None:
    corpus, hits = named({"a": "Snow fell."})
    assert mentions(corpus, hits, set="armed").empty
    table = naming(corpus, hits, referent="armed", by="voice")
    assert table["n_mentions"].tolist() == [0] * 4
    assert table["share"].isna().all()
