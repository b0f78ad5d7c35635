"""Corpora of a word or two: every measure gives a number, a null with its reason, or an empty table."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framescope.corpus.model import Corpus
from framescope.measures.collocation import collocations
from framescope.measures.counts import count_terms
from framescope.measures.dispersion import dispersion
from framescope.measures.frequency import frequency
from framescope.measures.influence import influence
from framescope.measures.keyness import keyness
from framescope.measures.naming import naming
from framescope.measures.registry import known_measures
from framescope.measures.shift import word_shift
from framescope.measures.trend import trend

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]
TEXTS = st.lists(st.sampled_from(["war", "war war", "peace", "war peace"]), min_size=1, max_size=3)


@pytest.mark.filterwarnings("error")
@given(TEXTS)
@settings(max_examples=8, deadline=None)
def test_a_text_against_itself_differs_in_nothing(make_corpus: MakeCorpus, texts: list[str]) -> None:
    counts = count_terms(make_corpus({f"{i}.txt": text for i, text in enumerate(texts)}))
    known = known_measures("keyness", needs=("counts",))
    others = ("fisher", "simple", "odds", "positive")  # these are not 0 where nothing differs
    measures = [name for name in known if not name.startswith(others)]
    table = keyness(counts, counts, measures=measures)
    for name in measures:
        # One word alone has no odds: null, and no difference either.
        assert table[name].fillna(0).to_numpy() == pytest.approx(0, abs=1e-12), name
    assert word_shift(counts, counts)["difference"].unique().tolist() == [0]


@pytest.mark.filterwarnings("error")
@given(TEXTS)
@settings(max_examples=8, deadline=None)
def test_tables_of_a_word_or_two_say_what_they_lack(make_corpus: MakeCorpus, find: FindHits, texts: list[str]) -> None:
    corpus = make_corpus({f"{i}.txt": text for i, text in enumerate(texts)})
    hits = find(corpus, {("r", "a"): "war", ("r", "b"): "peace"})
    for table, value in (
        (frequency(corpus, hits), "per_1000"),
        (naming(corpus, hits, referent="r"), "share"),
    ):
        assert table[value].notna().all()
        assert not table["estimable"].any()
        assert table["reason"].notna().all()
    assert trend(corpus, hits, "month").empty  # no article has a date
    spread = dispersion(corpus, measures=list(known_measures("dispersion")))
    assert spread["count"].sum() == sum(len(text.split()) for text in texts)
    assert not np.isinf(spread.select_dtypes("number")).any(axis=None)
    company = collocations(corpus, hits[hits["category"] == "a"], measures=list(known_measures("collocation")))
    assert set(company["term"]) <= {"peace"}
    assert (influence(naming, corpus, hits, referent="r")["n_mentions_in"] > 0).all()
