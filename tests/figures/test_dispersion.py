from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from framescope.errors import InputError, UnknownNameError
from framescope.figures.contract import check_figure
from framescope.figures.dispersion import term_positions
from framescope.figures.style import journal_style

Overlaps = Callable[[Figure], list[tuple[str, str]]]
LENGTHS = {"001_ab.txt#0": 400, "001_ab.txt#1": 90, "003_ef.txt#0": 380}


@pytest.fixture
def positions() -> pd.DataFrame:
    rows = [
        ("001_ab.txt#0", "terrorism", 0), ("001_ab.txt#0", "terrorism", 399), ("001_ab.txt#0", "liberation", 120),
        ("003_ef.txt#0", "terrorism", 7), ("001_ab.txt#1", "liberation", 45),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["article_id", "category", "token"])
    return table.assign(n_tokens=table["article_id"].map(LENGTHS))


@pytest.fixture
def stretches() -> pd.DataFrame:
    rows = [
        ("001_ab.txt#0", "own", 0, 100), ("001_ab.txt#0", "quoted", 100, 50), ("001_ab.txt#0", "own", 150, 250),
        ("001_ab.txt#1", "own", 0, 88), ("001_ab.txt#1", "scare", 88, 2),
        ("003_ef.txt#0", "own", 0, 380),
        ("no article", "own", 0, 12),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["article_id", "voice", "token", "length"])
    return table.assign(n_tokens=table["article_id"].map(LENGTHS).fillna(12).astype(int))


def _marks(fig: Figure) -> dict[str, list[tuple[float, int]]]:
    found = [c for c in fig.axes[0].collections if isinstance(c, PathCollection)]
    return {
        str(c.get_label()): [(float(x), round(float(y))) for x, y in np.asarray(c.get_offsets()).tolist()]
        for c in found
    }


def _boxes(fig: Figure, gid: str) -> list[tuple[float, float, int]]:
    """Return left edge, width and row of the rectangles of a kind."""
    boxes = [p for p in fig.axes[0].patches if isinstance(p, Rectangle) and p.get_gid() == gid]
    return [(p.get_x(), p.get_width(), round(p.get_y() + p.get_height() / 2)) for p in boxes]


def test_each_hit_is_a_mark_at_the_middle_of_its_token(
    positions: pd.DataFrame, stretches: pd.DataFrame, articles: pd.DataFrame
) -> None:
    assert _marks(term_positions(positions, stretches, articles)) == {
        "terrorism (n = 3)": [(0.5, 0), (399.5, 0), (7.5, 3)],
        "liberation (n = 2)": [(120.5, 0), (45.5, 1)],
    }


def test_strips_are_as_long_as_the_articles_and_quotations_shaded(
    positions: pd.DataFrame, stretches: pd.DataFrame, articles: pd.DataFrame
) -> None:
    fig = term_positions(positions, stretches, articles)
    assert _boxes(fig, "article") == [(0, 400, 0), (0, 90, 1), (0, 380, 3)]
    assert _boxes(fig, "quoted") == [(100, 50, 0)]
    assert _boxes(fig, "scare") == [(88, 2, 1)]


def test_relative_places_are_in_per_cent_of_what_is_read(
    positions: pd.DataFrame, stretches: pd.DataFrame, articles: pd.DataFrame
) -> None:
    fig = term_positions(positions, stretches, articles, relative=True)
    assert np.ravel(_marks(fig)["liberation (n = 2)"]) == pytest.approx([100 * 120.5 / 400, 0, 100 * 45.5 / 90, 1])
    assert _boxes(fig, "article") == [(0, 100, 0), (0, 100, 1), (0, 100, 3)]
    assert _boxes(fig, "quoted") == [(25, 12.5, 0)]
    assert "%" in fig.axes[0].get_xlabel()


def test_lanes_keep_categories_apart(positions: pd.DataFrame, stretches: pd.DataFrame, articles: pd.DataFrame) -> None:
    fig = term_positions(positions, stretches, articles, categories=["liberation", "none found", "terrorism"])
    marks = {str(c.get_label()): np.asarray(c.get_offsets()) for c in fig.axes[0].collections}
    lanes = {name: set(((points[:, 1] + 0.5) % 1).round(6).tolist()) for name, points in marks.items()}
    assert list(lanes) == ["liberation (n = 2)", "none found (n = 0)", "terrorism (n = 3)"]
    assert lanes["liberation (n = 2)"].isdisjoint(lanes["terrorism (n = 3)"])


def test_an_article_that_is_not_read_says_so(
    positions: pd.DataFrame, stretches: pd.DataFrame, articles: pd.DataFrame
) -> None:
    texts = [text.get_text() for text in term_positions(positions, stretches, articles).axes[0].texts]
    assert "002…#0 · 250 tokens · not read" in texts


@pytest.mark.parametrize("relative", [False, True])
def test_it_can_be_published_whatever_the_titles(
    positions: pd.DataFrame, stretches: pd.DataFrame, nasty: pd.DataFrame, overlaps: Overlaps, relative: bool
) -> None:
    names = ["$a$", "in 東京", *(f"a category with a long name {i}" for i in range(6))]
    every = pd.concat([positions.assign(category=name) for name in names], ignore_index=True)
    fig = term_positions(every, stretches, nasty, relative=relative)
    assert overlaps(fig) == []
    with journal_style():
        check_figure(fig, "positions")


def test_no_hit_is_a_finding_too(positions: pd.DataFrame, stretches: pd.DataFrame, articles: pd.DataFrame) -> None:
    fig = term_positions(positions.iloc[:0], stretches, articles)
    assert _marks(fig) == {}
    with journal_style():
        check_figure(fig, "positions")


def test_what_cannot_be_drawn_is_refused(
    positions: pd.DataFrame, stretches: pd.DataFrame, articles: pd.DataFrame
) -> None:
    with pytest.raises(InputError, match="No article is read"):
        term_positions(positions, stretches[stretches["article_id"] == "no article"], articles)
    with pytest.raises(UnknownNameError, match="Unknown category 'liberation'"):
        term_positions(positions, stretches, articles, categories=["terrorism"])
    with pytest.raises(InputError, match="9 categories cannot be told apart"):
        term_positions(positions, stretches, articles, categories=["terrorism", "liberation", *"abcdefg"])
    with pytest.raises(InputError, match=r"positions table lacks the column\(s\) token"):
        term_positions(positions.drop(columns="token"), stretches, articles)
    with pytest.raises(InputError, match=r"stretches table lacks the column\(s\) length"):
        term_positions(positions, stretches.drop(columns="length"), articles)
    with pytest.raises(UnknownNameError, match="Unknown article"):
        term_positions(positions, stretches, articles.iloc[:2])
    # Eight lanes of 1.7 mm and a gap of 3: 16.6 mm an article; the page has 240 less what stands below.
    many = pd.concat([articles.assign(article_id=[f"{i}#{k}" for k in range(len(articles))]) for i in range(7)])
    every = ["terrorism", "liberation", *"abcdef"]
    with pytest.raises(InputError, match=r"\d+ rows do not fit on a page, each 16\.6 mm high .* at most 1\d do"):
        term_positions(positions.iloc[:0], stretches.assign(article_id="0#0"), many, categories=every)
