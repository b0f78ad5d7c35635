import pandas as pd
import pytest

from framescope.errors import InputError
from framescope.figures.fitting import fit_articles


def test_articles_that_have_room_are_all_shown_and_nothing_is_said(articles: pd.DataFrame) -> None:
    fit = fit_articles(articles, most=4)
    assert fit.articles is articles
    assert fit.note == ""
    assert fit.of(articles) is articles


def test_the_articles_with_the_most_marks_are_shown_in_the_order_of_the_table(articles: pd.DataFrame) -> None:
    ids = articles["article_id"].astype("str").tolist()
    marks = pd.DataFrame({"article_id": [ids[3], ids[1], ids[3], ids[2], ids[1]]})
    fit = fit_articles(articles, marks, most=2)
    assert fit.articles["article_id"].tolist() == [ids[1], ids[3]]
    assert fit.note == " Shown are 2 of 4 articles, those with the most marks."
    assert fit.of(marks)["article_id"].tolist() == [ids[3], ids[1], ids[3], ids[1]]
    # Of those with as many, here none, the first.
    assert fit_articles(articles, marks.iloc[:0], most=2).articles["article_id"].tolist() == ids[:2]


def test_text_around_which_no_article_stands_goes_with_its_document(articles: pd.DataFrame) -> None:
    fit = fit_articles(articles, most=1)
    document = str(articles["document_id"].iloc[0])
    assert fit.note == " Shown are the first 1 of 4 articles."
    counted = pd.DataFrame(
        {
            "document_id": [document, document, "other.txt", document],
            "article_id": [articles["article_id"].iloc[0], "no article", "no article", None],
            "n_tokens": [1, 2, 3, 4],
        }
    )
    assert fit.of(counted)["n_tokens"].tolist() == [1, 2, 4]


def test_room_for_nothing_is_refused(articles: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="most is a number of articles from 1 on; not 0"):
        fit_articles(articles, most=0)
