from collections.abc import Callable

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure

from framescope.errors import InputError, UnknownNameError
from framescope.figures.contract import check_figure
from framescope.figures.differences import MOST_PASSAGES, added_and_dropped
from framescope.figures.style import journal_style

Overlaps = Callable[[Figure], list[tuple[str, str]]]
A, B = "001_ab.txt#0", "003_ef.txt#0"
RUNS = [
    ("both", 10, "the title they share"),
    ("only b", 18, "a sentence that one of the two put in after its title"),
    ("both", 300, "the story"),
    ("only a", 5, "write to lena@example.org"),
    ("only b", 3, "or to nobody"),
    ("both", 40, "the end"),
    ("only a", 400, "A footer. " * 200),
]


def _table(runs: list[tuple[str, int, str]] = RUNS) -> pd.DataFrame:
    return pd.DataFrame(runs, columns=["kind", "n_tokens", "text"])


def _axes(fig: Figure, gid: str) -> Axes:
    return next(ax for ax in fig.axes if ax.get_gid() == gid)


def _bars(ax: Axes) -> dict[str, list[tuple[float, float, float]]]:
    """Return strip, left edge and width of the bars by label."""
    bars = [c for c in ax.containers if isinstance(c, BarContainer)]
    boxes = {str(c.get_label()): [p.get_bbox() for p in c.patches] for c in bars}
    return {name: [(b.y0 + b.height / 2, b.x0, b.width) for b in found] for name, found in boxes.items()}


def test_runs_stand_where_the_table_has_them(articles: pd.DataFrame) -> None:
    bars = _bars(_axes(added_and_dropped(_table(), articles, article_a=A, article_b=B), "strips"))
    # 10, 18, 300, 5, 3, 40, 400 tokens begin at 0, 10, 28, 328, 333, 336, 376; both strips share what is in both.
    both = [(0, 10), (28, 300), (336, 40)]
    expected = {
        "a: both": [(0, *run) for run in both],
        "a: only a": [(0, 328, 5), (0, 376, 400)],
        "b: both": [(1, *run) for run in both],
        "b: only b": [(1, 10, 18), (1, 333, 3)],
    }
    assert {name: [pytest.approx(bar) for bar in runs] for name, runs in expected.items()} == bars


def test_passages_are_numbered_in_reading_order_and_listed_with_their_tokens(articles: pd.DataFrame) -> None:
    fig = added_and_dropped(_table(), articles, article_a=A, article_b=B)
    numbers = [t.get_text() for t in _axes(fig, "strips").texts if t.get_text().isdigit()]
    assert numbers == ["2", "4", "1", "3"]
    listed = [t.get_text() for t in _axes(fig, "passages").texts]
    assert listed[:3] == ["2", "write to l…@example.org", "4"]
    assert listed[5].endswith("… (400 tokens)")
    assert listed[6:] == ["1", "a sentence that one of the two put in after its title", "3", "or to nobody"]


def test_strips_say_which_article_they_are_and_how_long(articles: pd.DataFrame) -> None:
    fig = added_and_dropped(_table(), articles, article_a=B, article_b=A)
    names = [t.get_text() for t in _axes(fig, "strips").texts if "tokens" in t.get_text()]
    assert names == [
        "a   A city changes hands   003…#0 · 755 tokens",
        "b   A city changes hands   001…#0 · 371 tokens",
    ]
    assert "350 in both" in _axes(fig, "strips").get_xlabel()


@pytest.mark.parametrize(
    "runs",
    [
        [("both", 5, "all the same")],
        [("only a", 5, "nothing"), ("only b", 1, "shared")],
        [("only b", 2, "x")],
        [("both", 900, "story"), *[("only a" if i % 2 else "only b", 1 + i, "word " * (i + 1)) for i in range(40)]],
        [*[("only a", 1, "word") for _ in range(12)], ("both", 900, "story $a$ 東京")],
    ],
)
def test_it_can_be_published_however_much_differs(
    runs: list[tuple[str, int, str]], nasty: pd.DataFrame, overlaps: Overlaps
) -> None:
    fig = added_and_dropped(_table(runs), nasty, article_a=A, article_b=B)
    assert overlaps(fig) == []
    with journal_style():
        check_figure(fig, "difference")


def test_what_is_not_listed_is_counted(articles: pd.DataFrame) -> None:
    runs = [("both", 50, "story"), *[("only a", 3 + i, f"passage {i}") for i in range(MOST_PASSAGES + 2)]]
    fig = added_and_dropped(_table(runs), articles, article_a=A, article_b=B)
    heads = [text.get_text() for child in _axes(fig, "passages").artists for text in child.get_texts()]  # type: ignore[attr-defined]  # legends
    assert heads == ["only in a: 12 passages, 102 tokens (2 shorter not listed)", "only in b: 0 passages, 0 tokens"]
    listed = [t.get_text() for t in _axes(fig, "passages").texts]
    assert "passage 1" not in listed
    assert "passage 2" in listed


def test_what_cannot_be_drawn_is_refused(articles: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="no word to compare"):
        added_and_dropped(_table([]), articles, article_a=A, article_b=B)
    with pytest.raises(UnknownNameError, match=r"Unknown kind 'equal'.*Known: both, only a, only b"):
        added_and_dropped(_table([("equal", 1, "x")]), articles, article_a=A, article_b=B)
    with pytest.raises(UnknownNameError, match=r"Unknown article '009.txt#0'"):
        added_and_dropped(_table(), articles, article_a=A, article_b="009.txt#0")
    with pytest.raises(InputError, match=r"lacks the column\(s\) text"):
        added_and_dropped(_table().drop(columns="text"), articles, article_a=A, article_b=B)
