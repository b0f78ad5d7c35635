import pandas as pd
import pytest

from framescope.errors import InputError, UnknownNameError
from framescope.figures.rows import MOST_ROWS, article_rows, copy_notes, count_along_x, label_rows, row_of
from framescope.figures.style import journal_style, new_figure


def test_rows_stand_in_the_order_of_the_table(articles: pd.DataFrame) -> None:
    rows = article_rows(articles, "The figure")
    assert rows["article_id"].tolist() == articles["article_id"].tolist()
    assert rows["y"].tolist() == [0, 1, 2, 3]
    assert rows["short_id"].tolist() == ["001…#0", "001…#1", "002…#0", "003…#0"]
    assert rows["title"].tolist()[1] == "(no title)"
    assert rows["story"].tolist() == ["001_ab.txt#0", "001_ab.txt#1", "002_cd.txt#0", "001_ab.txt#0"]


def test_copies_say_whose_copies_they_are(articles: pd.DataFrame) -> None:
    assert copy_notes(article_rows(articles, "The figure")) == ["also as 003…#0", "", "", "copy of 001…#0"]


def test_without_the_representative_a_copy_is_named_by_what_is_there(articles: pd.DataFrame) -> None:
    only_copies = articles.assign(copy_group=pd.Series(["g"] * 4, dtype="category"), representative=False).iloc[:2]
    assert copy_notes(article_rows(only_copies, "The figure")) == ["copy of 001…#1", "copy of 001…#0"]


def test_labels_hold_title_id_and_tokens(nasty: pd.DataFrame) -> None:
    with journal_style():
        ax = new_figure("double", 60).add_subplot()
        label_rows(ax, article_rows(nasty, "The figure"), width_mm=50)
    texts = [text.get_text() for text in ax.texts]
    assert texts[1] == "001…#0 · 400 tokens · also as 003…#0"
    assert texts[2].startswith("Breaking [?] $\\frac{1}{0}$")
    assert texts[2].endswith("…")
    assert "turned around" in texts[4]
    assert "\u202e" not in texts[4]
    assert texts[6] == "(no title)"


def test_too_many_articles_are_refused_with_the_way_out(articles: pd.DataFrame) -> None:
    many = pd.concat([articles] * 10, ignore_index=True)
    with pytest.raises(InputError, match=rf"The figure has one row an article; 40 articles.*at most {MOST_ROWS}"):
        article_rows(many, "The figure")


def test_no_article_and_missing_columns_are_refused(articles: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="no article to draw in The figure"):
        article_rows(articles.iloc[:0], "The figure")
    with pytest.raises(InputError, match=r"articles table lacks the column\(s\) title, copy_group. It has: article_id"):
        article_rows(articles.drop(columns=["title", "copy_group"]), "The figure")


def test_an_unknown_article_is_named_with_the_known_ones(articles: pd.DataFrame) -> None:
    rows = article_rows(articles, "The figure")
    assert row_of(rows, ["003_ef.txt#0", "001_ab.txt#1"]).tolist() == [3, 1]
    with pytest.raises(UnknownNameError, match=r"Unknown article '003_ef.txt#1'. Did you mean '003_ef.txt#0'"):
        row_of(rows, ["003_ef.txt#1"])


def test_an_axis_that_counts_has_ticks_at_whole_numbers() -> None:
    with journal_style():
        fig = new_figure("double", 60)
        for most in (3, 11, 22, 1500):
            ax = fig.add_subplot()
            ax.set_xlim(0, most)
            count_along_x(ax)
            fig.draw_without_rendering()
            ticks = [tick for tick in ax.get_xticks() if tick <= most]
            assert [text.get_text() for text in ax.get_xticklabels()][: len(ticks)] == [
                f"{tick:,.0f}" for tick in ticks
            ]
            assert all(tick == int(tick) for tick in ticks)
            fig.clear()
