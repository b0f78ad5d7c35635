from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, UnknownNameError
from framescope.measures.collocation import collocations, score_collocates
from framescope.measures.registry import known_measures
from framescope.measures.views import across_views

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]
NODE = {("s", "x"): "x"}


def test_the_table_by_hand(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "a b x a c d d d", "2": "d x a"})
    table = collocations(corpus, find(corpus, NODE), window=1, measures=["log_dice", "mi_log2"]).set_index("term")
    assert table["o11"].to_dict() == {"a": 2, "b": 1, "d": 1}
    assert table["left"].to_dict() == {"a": 0, "b": 1, "d": 1}
    assert table["right"].to_dict() == {"a": 2, "b": 0, "d": 0}
    assert table["f2"].to_dict() == {"a": 3, "b": 1, "d": 4}
    assert table["n_articles"].to_dict() == {"a": 2, "b": 1, "d": 1}
    assert set(table["f1"]) == {4}
    assert set(table["n"]) == {9}  # eleven tokens less the two nodes
    assert set(table["n_nodes"]) == {2}
    assert table["e11"]["a"] == pytest.approx(4 * 3 / 9)
    assert table["log_dice"]["a"] == pytest.approx(14 + np.log2(2 * 2 / (4 + 3)))
    assert table["mi_log2"]["b"] == pytest.approx(np.log2(1 / (4 * 1 / 9)))
    assert table.index.tolist() == ["a", "b", "d"]


def test_a_token_between_two_nodes_is_counted_once(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "x a x"})
    table = collocations(corpus, find(corpus, NODE), window=3)
    row = table.iloc[0]
    assert (row["o11"], row["left"], row["right"], row["f1"], row["f2"], row["n"]) == (1, 1, 1, 1, 1, 1)


def test_company_by_voice(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "the evil x came “our brave x fell” he said"})
    views = {"quoted": View(voice=("quoted",)), "outside": View(voice=("own",))}
    table = across_views(collocations, corpus, find(corpus, NODE), views=views, window=2)
    company = table.groupby("view")["term"].agg(sorted).to_dict()
    assert company == {"quoted": ["brave", "fell", "our"], "outside": ["came", "evil", "the"]}


def test_what_is_not_read_takes_up_its_place(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "a x\n# title words\nb c"})
    body = View(zones=("body",))
    assert collocations(corpus, find(corpus, NODE), window=2, view=body)["term"].tolist() == ["a"]
    assert collocations(corpus, find(corpus, NODE), window=3, view=body)["term"].tolist() == ["a", "b"]


def test_rare_words_are_no_tests(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "a x a b c d e f a g h"})
    table = collocations(corpus, find(corpus, NODE), window=2, measures="ll_4term", min_count=2, adjust="bonferroni")
    assert table["term"].tolist() == ["a"]
    assert table["p_ll_4term_bonferroni"].tolist() == table["p_ll_4term"].tolist()


@given(
    texts=st.lists(st.text("abx “”.", max_size=30), min_size=1, max_size=4), window=st.sampled_from([1, 3, "sentence"])
)
@settings(deadline=None, max_examples=40)
def test_tables_add_up_and_the_order_of_documents_does_not_matter(
    make_corpus: MakeCorpus, find: FindHits, texts: list[str], window: Any
) -> None:
    named = {str(i): text for i, text in enumerate(texts)}
    tables = []
    for order in (1, -1):
        corpus = make_corpus(dict(list(named.items())[::order]))
        tables.append(collocations(corpus, find(corpus, NODE), window=window, measures=known_measures("collocation")))
    pd.testing.assert_frame_equal(tables[0], tables[1])
    table = tables[0]
    assert table["o11"].sum() == (table["f1"].iloc[0] if len(table) else 0)
    assert (table["o11"] <= table["f2"]).all()
    assert (table["left"] + table["right"] >= table["o11"]).all()


def test_no_hits_no_company(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "a b"})
    table = collocations(corpus, find(corpus, NODE))
    assert len(table) == 0
    assert {"term", "o11", "log_dice", "p_ll_4term_holm"} <= set(table.columns)


def test_scores_keep_the_columns_given_and_change_nothing() -> None:
    given = pd.DataFrame({"pair": ["u", "v"], "o11": [1, 4], "f1": 8, "f2": [1, 16], "n": 128}, index=[7, 9])
    before = given.copy()
    table = score_collocates(given, measures=["mi3", "fisher_p_right"])
    pd.testing.assert_frame_equal(given, before)
    assert table["pair"].tolist() == ["v", "u"]
    assert table["mi3"].tolist() == [6, 4]
    assert list(table.columns) == [
        "pair",
        "o11",
        "f1",
        "f2",
        "n",
        "e11",
        "mi3",
        "fisher_p_right",
        "fisher_p_right_holm",
    ]


PAIR = {"o11": [1], "f1": [2], "f2": [2], "n": [9]}


@pytest.mark.parametrize(
    ("change", "options", "message"),
    [
        ({"n": None}, {}, r"lacks the column\(s\) n;"),
        ({"o11": ["x"]}, {}, "o11 holds 'x'"),
        ({"f1": [-1]}, {}, "f1 holds .*-1"),
        ({"o11": [5]}, {}, "cannot hold o12 = -3"),
        ({"log_dice": [1]}, {}, r"column\(s\) log_dice already"),
        ({}, {"measures": []}, "at least one measure"),
    ],
)
def test_bad_tables_are_refused(change: dict[str, Any], options: dict[str, Any], message: str) -> None:
    columns = {name: values for name, values in (PAIR | change).items() if values is not None}
    with pytest.raises(InputError, match=message):
        score_collocates(pd.DataFrame(columns), **options)


def test_unknown_names_list_the_known(make_corpus: MakeCorpus, find: FindHits) -> None:
    corpus = make_corpus({"1": "a x"})
    hits = find(corpus, NODE)
    with pytest.raises(UnknownNameError, match=r"measure of collocation 'logdice'. Did you mean 'log_dice'"):
        collocations(corpus, hits, measures="logdice")
    with pytest.raises(UnknownNameError, match=r"adjustment 'fdr'.*holm"):
        collocations(corpus, hits, adjust="fdr")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(UnknownNameError, match=r"option of collocations 'minimum'.*min_count"):
        collocations(corpus, hits, minimum=2)  # type: ignore[call-arg]  # what is tested
    with pytest.raises(InputError, match="min_count"):
        collocations(corpus, hits, min_count=0)
