from collections.abc import Callable

import pandas as pd
import pytest

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError, UnknownNameError
from framescope.measures.concordance import concordance
from framescope.measures.counts import count_terms
from framescope.measures.frequency import absences, frequency
from framescope.measures.naming import naming
from framescope.measures.phrases import phrases
from framescope.measures.views import across_views

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]

VIEWS = {"all": View(), "outside quotation marks": View(voice=("own", "scare")), "nothing": View(voice=("reported",))}


@pytest.fixture
def corpus(make_corpus: MakeCorpus) -> Corpus:
    return make_corpus({"a": "Rebels left. “Rebels are terrorists.”", "b": "Rebels left town."})


@pytest.fixture
def hits(corpus: Corpus, find: FindHits) -> pd.DataFrame:
    return find(corpus, {("armed", "rebels"): "rebels", ("armed", "terrorists"): "terrorists"})


def test_the_same_rows_under_every_view(corpus: Corpus, hits: pd.DataFrame) -> None:
    table = across_views(frequency, corpus, hits, views=VIEWS)
    assert table.columns[0] == "view"
    assert table[["view", "category", "count", "n_tokens"]].to_numpy().tolist() == [
        ["all", "rebels", 3, 8],
        ["all", "terrorists", 1, 8],
        ["outside quotation marks", "rebels", 2, 5],
        ["outside quotation marks", "terrorists", 0, 5],
        ["nothing", "rebels", 0, 0],
        ["nothing", "terrorists", 0, 0],
    ]
    alone = frequency(corpus, hits, view=VIEWS["outside quotation marks"])
    part = table[table["view"] == "outside quotation marks"].drop(columns="view").reset_index(drop=True)
    pd.testing.assert_frame_equal(part, alone, check_dtype=False)
    assert absences(table)["category"].tolist() == ["terrorists"]


def test_other_measures_and_their_options(corpus: Corpus, hits: pd.DataFrame) -> None:
    shares = across_views(naming, corpus, hits, views=VIEWS, referent="armed", by="article_id")
    assert shares.groupby("view", sort=False)["count"].sum().to_dict() == {
        "all": 4, "outside quotation marks": 2, "nothing": 0,
    }  # fmt: skip
    read = across_views(concordance, corpus, hits, views=VIEWS, sort="document")
    assert read["view"].tolist() == ["all"] * 4 + ["outside quotation marks"] * 2
    pairs = across_views(phrases, corpus, views=VIEWS, min_count=2)
    assert pairs[["view", "phrase", "count"]].to_numpy().tolist() == [
        ["all", "rebels left", 2],
        ["outside quotation marks", "rebels left", 2],
    ]


def test_bad_input(corpus: Corpus, hits: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="at least one view"):
        across_views(frequency, corpus, hits, views={})
    with pytest.raises(InputError, match="not view="):
        across_views(frequency, corpus, hits, views=VIEWS, view=View())
    with pytest.raises(InputError, match="count_terms returned TermCounts"):
        across_views(count_terms, corpus, views=VIEWS)  # type: ignore[arg-type]  # what is tested
    with pytest.raises(UnknownNameError, match="Unknown key in by"):
        across_views(frequency, corpus, hits, views=VIEWS, by="nothing")
