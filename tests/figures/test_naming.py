from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure

from framescope.errors import InputError, UnknownNameError
from framescope.figures.contract import check_figure
from framescope.figures.naming import label_by_article
from framescope.figures.style import VOICE_LOOKS, journal_style
from framescope.schema import MENTIONS

Overlaps = Callable[[Figure], list[tuple[str, str]]]
SUBJECT = "Armed groups"
# article, labels, voice, how many
GIVEN = [
    ("001_ab.txt#0", "terrorists", "own", 17),
    ("001_ab.txt#0", "terrorists", "quoted", 3),
    ("001_ab.txt#0", "rebels", "scare", 1),
    ("001_ab.txt#1", "rebels", "own", 2),
    ("003_ef.txt#0", "insurgents + terrorists", "quoted", 1),
]


def _mentions(given: list[tuple[str, str, str, int]] = GIVEN, *, referent_by: str = "not coded") -> pd.DataFrame:
    rows = [
        (f"{article}@{i}{voice}", article, "armed", labels, 10 * i, 10 * i + 5, voice, None, None, referent_by, None)
        for article, labels, voice, n in given
        for i in range(n)
    ]  # fmt: skip
    return MENTIONS.frame(rows)


def _marks(fig: Figure) -> dict[str, list[tuple[float, float]]]:
    """Return where the marks of each voice stand: in cells along x, in rows along y."""
    ax = fig.axes[0]
    n_columns = len(ax.get_xticks())
    cell = ax.get_xlim()[1] / n_columns
    found = [c for c in ax.collections if isinstance(c, PathCollection)]
    points = {str(c.get_label()).partition(" (")[0]: np.asarray(c.get_offsets()).tolist() for c in found}
    return {voice: [(x // cell, round(y)) for x, y in given] for voice, given in points.items()}


def test_each_mention_is_one_mark_in_its_cell_with_the_shape_of_its_voice(articles: pd.DataFrame) -> None:
    fig = label_by_article(_mentions(), articles, subject=SUBJECT)
    marks = _marks(fig)
    # Columns, the commonest first: terrorists (20), rebels (3), several labels. Rows as in `articles`.
    assert sorted(marks["own words"]) == [(0, 0)] * 17 + [(1, 1)] * 2
    assert sorted(marks["quoted"]) == [(0, 0)] * 3 + [(2, 3)]
    assert marks["in scare quotes"] == [(1, 0)]
    for collection in fig.axes[0].collections:
        offsets = np.asarray(collection.get_offsets())
        assert len(np.unique(offsets, axis=0)) == len(offsets)


def test_every_column_row_and_voice_has_its_n(articles: pd.DataFrame) -> None:
    fig = label_by_article(_mentions(), articles, subject=SUBJECT)
    ax = fig.axes[0]
    names = [" ".join(label.get_text().split()) for label in ax.get_xticklabels()]
    assert names == ["terrorists n = 20", "rebels n = 3", "several labels n = 1"]
    assert [t.get_text() for t in ax.texts if t.get_text().startswith("n = ")] == ["n = 21", "n = 2", "n = 0", "n = 1"]
    handles = [text.get_text() for legend in fig.legends for text in legend.get_texts()]
    assert handles == ["own words (n = 19)", "quoted (n = 4)", "in scare quotes (n = 1)"]


def test_the_title_says_that_the_referent_was_not_checked_until_all_are_coded(articles: pd.DataFrame) -> None:
    title = "Armed groups: 24 mentions (wording, referent not checked)"
    assert label_by_article(_mentions(), articles, subject=SUBJECT).get_suptitle() == title
    coded = _mentions(referent_by="coder A")
    assert label_by_article(coded, articles, subject=SUBJECT).get_suptitle() == "Armed groups: 24 mentions"
    half = pd.concat([coded, _mentions(GIVEN[:1])], ignore_index=True)
    assert "not checked" in label_by_article(half, articles, subject=SUBJECT).get_suptitle()


def test_labels_stand_in_the_order_asked_for_also_without_a_mention(articles: pd.DataFrame) -> None:
    fig = label_by_article(_mentions(), articles, subject=SUBJECT, labels=["fighters", "rebels", "terrorists"])
    names = [label.get_text().split("\n")[0] for label in fig.axes[0].get_xticklabels()]
    assert names == ["fighters", "rebels", "terrorists", "several labels"]
    assert {column for column, _ in _marks(fig)["own words"]} == {1, 2}


def test_it_can_be_published_whatever_the_titles(nasty: pd.DataFrame, overlaps: Overlaps) -> None:
    fig = label_by_article(_mentions(), nasty, subject="$ubject " * 40)
    assert overlaps(fig) == []
    with journal_style():
        check_figure(fig, "naming")


def test_many_mentions_of_ten_labels_still_fit(articles: pd.DataFrame, overlaps: Overlaps) -> None:
    given = [(a, f"the label number {i}", "own", 20) for a in articles["article_id"] for i in range(10)]
    fig = label_by_article(_mentions(given), articles, subject=SUBJECT)
    assert overlaps(fig) == []
    assert sum(map(len, _marks(fig).values())) == 800
    with journal_style():
        check_figure(fig, "naming")


def test_shapes_are_those_of_the_voices(articles: pd.DataFrame) -> None:
    fig = label_by_article(_mentions(), articles, subject=SUBJECT)
    shapes = {np.asarray(c.get_paths()[0].vertices).tobytes() for c in fig.axes[0].collections}
    assert len(shapes) == 3 <= len(VOICE_LOOKS)


def test_what_cannot_be_drawn_is_refused(articles: pd.DataFrame) -> None:
    mentions = _mentions()
    with pytest.raises(InputError, match="no mention to draw"):
        label_by_article(mentions.iloc[:0], articles, subject=SUBJECT)
    with pytest.raises(UnknownNameError, match=r"Unknown label 'rebels'.*Known: terrorists"):
        label_by_article(mentions, articles, subject=SUBJECT, labels=["terrorists"])
    with pytest.raises(UnknownNameError, match="Unknown voice 'theirs'"):
        label_by_article(mentions.assign(voice="theirs"), articles, subject=SUBJECT)
    with pytest.raises(UnknownNameError, match=r"Unknown article '001_ab.txt#0'"):
        label_by_article(mentions, articles.iloc[1:], subject=SUBJECT)
    eleven = _mentions([("001_ab.txt#0", f"l{i}", "own", 1) for i in range(11)])
    with pytest.raises(InputError, match="11 labels do not fit"):
        label_by_article(eleven, articles, subject=SUBJECT, labels=[f"l{i}" for i in range(11)])


def test_the_rarest_of_many_labels_share_a_column(articles: pd.DataFrame) -> None:
    given = [("001_ab.txt#0", f"l{i:02}", "own", 20 - i) for i in range(12)]
    ax = label_by_article(_mentions(given), articles, subject=SUBJECT).axes[0]
    names = [text.get_text() for text in ax.get_xticklabels()]
    assert names[:7] == [f"l{i:02}\nn = {20 - i}" for i in range(7)]
    assert names[7].replace("\n", " ") == "5 other labels n = 55"  # 13 + 12 + 11 + 10 + 9
    with_joint = label_by_article(_mentions([*given, GIVEN[-1]]), articles, subject=SUBJECT).axes[0]
    names = [text.get_text().replace("\n", " ") for text in with_joint.get_xticklabels()]
    assert names[5:] == ["l05 n = 15", "6 other labels n = 69", "several labels n = 1"]


def test_a_cell_without_room_says_how_many_marks_there_are_more(articles: pd.DataFrame) -> None:
    fig = label_by_article(
        _mentions([("001_ab.txt#0", f"l{i}", "own", 900) for i in range(8)]), articles, subject=SUBJECT
    )
    ax = fig.axes[0]
    check_figure(fig, "labels")
    drawn = len(np.asarray(ax.collections[0].get_offsets()))
    more = [int(text.get_text()[1:]) for text in ax.texts if text.get_text().startswith("+")]
    assert len(more) == 8
    assert drawn + sum(more) == 7200
    assert ax.get_legend_handles_labels()[1] == ["own words (n = 7,200)"]
