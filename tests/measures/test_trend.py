from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framescope as fs
from framescope.corpus.model import Corpus
from framescope.corpus.periods import Period
from framescope.errors import InputError, UnknownNameError

MakeCorpus = Callable[..., Corpus]
FindHits = Callable[..., pd.DataFrame]

PATTERNS = {
    ("categories", "terror"): "terrorists?",
    ("categories", "peace"): "peace",
    ("armed", "terrorists"): "terrorists?",
    ("armed", "rebels"): "rebels?",
}
#: Four articles: four tokens, two, eight and six.
TEXTS = {
    "a": "The terrorists fled town",
    "b": "Peace now",
    "c": "Terrorists and rebels and terrorists and rebels fled",
    "d": "No rebels were seen that day",
}
DATES = ["2017-01-31", "2017-02-01", "2017-02-03", "2017-04-10"]


@pytest.fixture
def dated(make_corpus: MakeCorpus, find: FindHits) -> Callable[..., tuple[Corpus, pd.DataFrame]]:
    def build(dates: list[str | None] = [*DATES], **known: list[str | None]) -> tuple[Corpus, pd.DataFrame]:  # noqa: B006  # never changed
        corpus = make_corpus(TEXTS, date=dates, **known)
        return corpus, find(corpus, PATTERNS)

    return build


Dated = Callable[..., tuple[Corpus, pd.DataFrame]]


def of(table: pd.DataFrame, key: str, value: str) -> pd.DataFrame:
    return table[table[key] == value].reset_index(drop=True)


def test_rates_by_month_with_a_gap(dated: Dated) -> None:
    terror = of(fs.trend(*dated()), "category", "terror")
    assert terror["period"].tolist() == ["2017-01", "2017-02", "2017-03", "2017-04"]
    assert terror["count"].tolist() == [1, 2, 0, 0]
    assert terror["n_tokens"].tolist() == [4, 10, 0, 6]
    assert terror["n_articles_read"].tolist() == [1, 2, 0, 1]
    assert terror["per_1000"].tolist()[:2] == [250.0, 200.0]  # 1000 * 1/4, 1000 * 2/10
    assert pd.isna(terror["per_1000"][2])  # March: nothing to count in, which is no zero
    assert terror["per_1000"][3] == 0
    assert terror["reason"][2] == "nothing to count in"
    assert not terror["estimable"].any()


def test_weeks_and_days(dated: Dated) -> None:
    terror = of(fs.trend(*dated(), "week"), "category", "terror")
    # The 31st of January 2017 was a Tuesday: the first three articles are of one week, the last is ten weeks on.
    assert terror["period"].iloc[[0, -1]].tolist() == ["2017-W05", "2017-W15"]
    assert (terror["start"][0], terror["end"][0]) == ("2017-01-30", "2017-02-05")
    assert (len(terror), terror["count"].sum(), terror["count"][0]) == (11, 3, 3)
    assert len(of(fs.trend(*dated(), "day"), "category", "terror")) == 70  # 31 January to 10 April


def test_shares_of_labels_by_month(dated: Dated) -> None:
    rebels = of(fs.trend(*dated(), referent="armed"), "label", "rebels")
    assert rebels["count"].tolist() == [0, 2, 0, 1]
    assert rebels["n_mentions"].tolist() == [1, 4, 0, 1]
    assert rebels["share"].fillna(-1).tolist() == [0, 0.5, -1, 1]
    assert rebels["n_articles_read"].tolist() == [1, 2, 0, 1]
    assert set(rebels["basis"]) == {"wording, referent not checked"}


def test_a_date_known_to_the_month_has_no_week_and_is_counted(dated: Dated) -> None:
    corpus, hits = dated(["2017-01-31", None, "2017-02", "2017"])
    by_month = of(fs.trend(corpus, hits), "category", "terror")
    assert by_month["count"].tolist() == [1, 2]
    assert by_month[["articles_without_date", "articles_imprecise"]].to_numpy().tolist() == [[1, 1]] * 2
    by_week = of(fs.trend(corpus, hits, "week"), "category", "terror")
    assert by_week["count"].tolist() == [1]
    assert by_week[["articles_without_date", "articles_imprecise"]].to_numpy().tolist() == [[1, 2]]


def test_a_view_and_a_split(dated: Dated) -> None:
    corpus, hits = dated(outlet=["x", "y", "y", "x"])
    only = fs.trend(corpus, hits, view=fs.View(since="2017-02"))
    assert only["period"].unique().tolist() == ["2017-02", "2017-03", "2017-04"]
    split = of(fs.trend(corpus, hits, split="outlet"), "category", "terror")
    assert of(split, "outlet", "x")["n_tokens"].tolist() == [4, 0, 0, 6]
    assert of(split, "outlet", "y")["n_tokens"].tolist() == [0, 10, 0, 0]
    assert of(split, "outlet", "y")["n_articles_read"].tolist() == [1, 2, 0, 1]  # of all outlets
    voices = fs.trend(corpus, hits, split="voice")
    assert {"voice", "voice_precision"} <= set(voices.columns)


def test_smoothing_is_the_ratio_of_sums_and_stays_out_of_gaps(dated: Dated) -> None:
    terror = of(fs.trend(*dated(), smooth="rolling-3"), "category", "terror")
    # February: (1 + 2 + 0) of (4 + 10 + 0) tokens; January and April have no full window, March is a gap.
    assert terror["per_1000_rolling_3"].fillna(-1).tolist() == [-1, pytest.approx(3000 / 14), -1, -1]
    shares = of(fs.trend(*dated(), referent="armed", smooth="rolling-3"), "label", "rebels")
    assert shares["share_rolling_3"].fillna(-1).tolist() == [-1, pytest.approx(2 / 5), -1, -1]


@pytest.mark.parametrize("smooth", ["rolling-2", "rolling-1", "loess", "rolling-x"])
def test_a_smoothing_nobody_named_is_refused(dated: Dated, smooth: str) -> None:
    with pytest.raises(InputError, match="odd number from 3 on"):
        fs.trend(*dated(), smooth=smooth)


def test_unknown_names_are_refused(dated: Dated) -> None:
    with pytest.raises(UnknownNameError, match="Known: day, week, month"):
        fs.trend(*dated(), "year")  # type: ignore[arg-type]  # an unknown name
    with pytest.raises(UnknownNameError, match="key in by"):
        fs.trend(*dated(), split="weather")


def test_without_dates_there_is_no_row(dated: Dated) -> None:
    assert fs.trend(*dated([None] * 4)).empty
    assert "per_1000" in fs.trend(*dated([None] * 4)).columns


@settings(max_examples=20, deadline=None)
@given(st.permutations(DATES), st.sampled_from(["day", "week", "month"]))
def test_periods_add_up_to_the_whole(make_corpus: MakeCorpus, find: FindHits, dates: list[str], by: Period) -> None:
    corpus = make_corpus(TEXTS, date=dates)
    hits = find(corpus, PATTERNS)
    table, whole = fs.trend(corpus, hits, by), fs.frequency(corpus, hits)
    columns = ["count", "n_tokens", "n_articles", "n_articles_with"]
    added = table.groupby("category", sort=False)[columns].sum()
    pd.testing.assert_frame_equal(added, whole.set_index("category")[columns], check_index_type=False)


def test_intervals_are_those_of_the_stories_of_a_period(make_corpus: MakeCorpus, find: FindHits) -> None:
    texts = {f"{i:02}": "terrorists " * (1 + i % 3) + "and so on and on" for i in range(40)}
    corpus = make_corpus(texts, date=["2017-01-05"] * 20 + ["2017-02-05"] * 20)
    hits = find(corpus, PATTERNS)
    january = of(fs.trend(corpus, hits), "category", "terror").iloc[0]
    alone = of(fs.frequency(corpus, hits, view=fs.View(until="2017-01")), "category", "terror").iloc[0]
    assert january["n_units"] == 20
    assert january["estimable"]
    assert (january["per_1000"], january["n_units"]) == (alone["per_1000"], alone["n_units"])
    assert january["low"] < january["per_1000"] < january["high"]
