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
from framescope.measures.counts import count_terms
from framescope.measures.dispersion import dispersion, parts_of
from framescope.measures.registry import known_measures
from framescope.measures.views import across_views

MakeCorpus = Callable[..., Corpus]
TEXTS = {"1": "war war the", "2": "war the", "3": "the peace", "4": "~ menu", "5": "“the”"}
EVERY = known_measures("dispersion")


def corpus_of(make_corpus: MakeCorpus) -> Corpus:
    return make_corpus(TEXTS, outlet=["A", "A", "B", None], copy_group=["g", "g", None, None])


def test_the_table_by_hand(make_corpus: MakeCorpus) -> None:
    table = dispersion(corpus_of(make_corpus), measures=["range", "dp_gries2008", "arf"]).set_index("term")
    assert table.index.tolist() == ["the", "war", "peace"]
    assert table["count"].to_dict() == {"the": 4, "war": 3, "peace": 1}
    assert table["range"].to_dict() == {"the": 4, "war": 2, "peace": 1}
    assert set(table["n_parts"]) == {4}
    assert set(table["n_tokens"]) == {8}
    assert set(table["by"]) == {"article_id"}
    # war: 2/3, 1/3, 0, 0 of it in parts of 3/8, 2/8, 2/8, 1/8: (7/24 + 2/24 + 6/24 + 3/24) / 2
    assert table["dp_gries2008"]["war"] == pytest.approx(18 / 48)
    # Its places are 0, 1, 3 of 8: distances 1, 2, 5, cut at 8/3.
    assert table["arf"]["war"] == pytest.approx((1 + 2 + 8 / 3) / (8 / 3))


@pytest.mark.parametrize(("by", "n_parts", "of_war"), [("story", 3, 1), ("outlet", 3, 1), ("article_id", 4, 2)])
def test_parts_are_articles_stories_or_outlets(make_corpus: MakeCorpus, by: Any, n_parts: int, of_war: int) -> None:
    table = dispersion(corpus_of(make_corpus), measures="range", by=by).set_index("term")
    assert set(table["n_parts"]) == {n_parts}
    assert table["range"]["war"] == of_war


def test_what_is_not_read_is_no_part(make_corpus: MakeCorpus) -> None:
    corpus = corpus_of(make_corpus)
    quoted = View(voice=("quoted",))
    assert parts_of(count_terms(corpus, view=quoted)).sizes.tolist() == [1]
    table = across_views(dispersion, corpus, views={"all": View(), "quoted": quoted}, measures=["range", "dp_norm"])
    row = table[(table["view"] == "quoted") & (table["term"] == "the")].iloc[0]
    assert (row["range"], row["n_parts"]) == (1, 1)
    assert np.isnan(row["dp_norm"])
    everything = dispersion(corpus, view=View(zones=None)).set_index("term")
    assert everything["n_parts"]["menu"] == 5


@given(texts=st.lists(st.text("abc ", max_size=20), min_size=2, max_size=5))
@settings(deadline=None, max_examples=40)
def test_every_measure_has_a_value_where_there_are_two_parts(make_corpus: MakeCorpus, texts: list[str]) -> None:
    named = {str(i): text for i, text in enumerate(texts)}
    table = dispersion(make_corpus(named), measures=EVERY)
    if len(table) and table["n_parts"].iloc[0] > 1:
        assert np.isfinite(table[list(EVERY)].to_numpy()).all()
    of_parts = [name for name in EVERY if name in known_measures("dispersion", needs=("parts",))]
    turned = dispersion(make_corpus(dict(list(named.items())[::-1])), measures=of_parts)
    pd.testing.assert_frame_equal(table[turned.columns], turned, check_exact=False)


def test_rare_words_are_left_out_of_the_table_and_not_of_the_parts(make_corpus: MakeCorpus) -> None:
    corpus = corpus_of(make_corpus)
    whole = dispersion(corpus, measures=EVERY).set_index("term")
    pd.testing.assert_frame_equal(
        dispersion(corpus, measures=EVERY, min_count=3).set_index("term"), whole[whole["count"] >= 3]
    )


def test_an_empty_corpus_has_no_words(make_corpus: MakeCorpus) -> None:
    table = dispersion(make_corpus({}), measures=EVERY)
    assert len(table) == 0
    assert set(EVERY) <= set(table.columns)


def test_unknown_names_and_bad_options_are_refused(make_corpus: MakeCorpus) -> None:
    corpus = corpus_of(make_corpus)
    with pytest.raises(UnknownNameError, match=r"measure of dispersion 'dp'.*dp_gries2008"):
        dispersion(corpus, measures=["dp"])
    with pytest.raises(UnknownNameError, match=r"part 'slice'.*article_id, story, outlet"):
        dispersion(corpus, by="slice")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(InputError, match="min_count"):
        dispersion(corpus, min_count=0)
    with pytest.raises(InputError, match="at least one measure"):
        dispersion(corpus, measures=[])
