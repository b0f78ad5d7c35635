from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from framescope.errors import InputError
from framescope.figures.contract import check_figure
from framescope.figures.style import journal_style
from framescope.figures.terms import MOST_NAMED, term_plot

Overlaps = Callable[[Figure], list[tuple[str, str]]]


@pytest.fixture
def table() -> pd.DataFrame:
    """Twelve words; sides of 1,000 and 3,000 tokens."""
    rng = np.random.default_rng(1)
    a, b = rng.integers(1, 60, 12), rng.integers(1, 60, 12)
    return pd.DataFrame(
        {
            "term": [f"word{i}" for i in range(12)],
            "count_target": a,
            "count_reference": b,
            "n_target": 1000,
            "n_reference": 3000,
            "log_ratio_walter": np.log2((a / 1000) / (b / 3000)),
            "p_permutation": np.where(np.arange(12) < 4, 0.01, 0.6),
        }
    )


def points(fig: Figure, gid: str) -> list[tuple[float, float]]:
    found = [c for c in fig.axes[0].collections if isinstance(c, PathCollection) and c.get_gid() == gid]
    return sorted((float(x), float(y)) for c in found for x, y in np.asarray(c.get_offsets()).tolist())


def test_every_word_stands_at_its_frequency_and_its_effect(table: pd.DataFrame) -> None:
    # ConvoKit's plot draws words at the wrong place: read them back.
    fig = term_plot(table, n_named=2)
    x = 1e6 * (table["count_target"] + table["count_reference"]) / 4000
    drawn = np.array(sorted([*points(fig, "others"), *points(fig, "named")]))
    assert drawn == pytest.approx(np.array(sorted(zip(x, table["log_ratio_walter"], strict=True))))
    assert fig.axes[0].get_xscale() == "log"


def test_names_stand_for_their_own_points(table: pd.DataFrame) -> None:
    fig = term_plot(table, n_named=3, sides=("theirs", "ours"))
    named = {str(t.get_text()): t.xy for t in fig.axes[0].texts if isinstance(t, Annotation)}
    order = table.sort_values("log_ratio_walter")
    up, down = order[order["log_ratio_walter"] > 0].tail(3), order[order["log_ratio_walter"] < 0].head(3)
    assert set(named) == set(pd.concat([up, down])["term"])
    for row in pd.concat([up, down]).itertuples():
        assert named[str(row.term)][1] == pytest.approx(row.log_ratio_walter)
    assert "← ours · theirs →" in fig.axes[0].get_ylabel()
    assert fig.axes[0].get_title(loc="left") == f"12 words, {len(up) + len(down)} named"


def test_what_is_named_can_be_decided_by_another_measure(table: pd.DataFrame) -> None:
    fig = term_plot(table.assign(ll_4term=np.arange(12.0) - 5.5), rank="ll_4term", n_named=1)
    up, down = table["term"].iloc[-1], table["term"].iloc[0]
    signs = dict(zip(table["term"], np.sign(table["log_ratio_walter"]), strict=True))
    expected = {term for term, sign in ((up, 1), (down, -1)) if signs[term] == sign}
    assert {t.get_text() for t in fig.axes[0].texts} == expected


def test_p_decides_what_is_filled(table: pd.DataFrame) -> None:
    fig = term_plot(table, p="p_permutation")
    legend = [text.get_text() for text in fig.legends[0].get_texts()]
    assert legend == ["p ≤ .05 (n = 4)", "p > .05 (n = 8)"]
    filled = [
        len(np.asarray(c.get_offsets()))
        for c in fig.axes[0].collections
        if isinstance(c, PathCollection) and c.get_gid() and len(c.get_facecolor())
    ]
    assert sum(filled) == 4


@pytest.mark.parametrize("n", [40, 4000])
def test_names_do_not_lie_on_each_other_whatever_the_words(overlaps: Overlaps, n: int) -> None:
    rng = np.random.default_rng(n)
    a, b = rng.integers(0, 12, n), rng.integers(1, 12, n)  # few values: most points lie on each other
    words = ["$a$", "in 東京", "x" * 90, "2017", "naïve@example.org", *(f"wordy{i}" for i in range(n))]
    table = pd.DataFrame(
        {"term": words[:n], "count_target": a, "count_reference": b, "n_target": 900, "n_reference": 700}
    )
    table["log_ratio_walter"] = np.log2((a + 0.5) / 900.5) - np.log2((b + 0.5) / 700.5)
    fig = term_plot(table, n_named=MOST_NAMED)
    assert overlaps(fig) == []
    with journal_style():
        check_figure(fig, "terms")


def test_what_cannot_be_drawn_is_refused(table: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="table of keyness is empty"):
        term_plot(table.iloc[:0])
    with pytest.raises(InputError, match=r"lacks the column\(s\) pct_diff"):
        term_plot(table, effect="pct_diff")
    with pytest.raises(InputError, match="pct_diff of 'word0' is not finite"):
        term_plot(table.assign(pct_diff=np.inf), effect="pct_diff")
    with pytest.raises(InputError, match="from 1 to 20"):
        term_plot(table, n_named=21)
