from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framescope.corpus.metadata import check_articles, document_claims, metadata_claims, read_metadata, settle
from framescope.errors import GuardError, InputError
from framescope.schema import EVIDENCE

ARTICLES = {"a.txt#0": "a.txt", "b.txt#0": "b.txt", "b.txt#1": "b.txt"}


def said(article: str, field: str, value: str | None, *, source: str = "text", confidence: str = "certain") -> Any:
    return (ARTICLES[article], article, field, value, source, None, None, "rule", confidence, False)


def settled(*rows: Any) -> dict[str, Any]:
    table = settle(rows, ARTICLES)
    return {str(k): v for k, v in table.loc["a.txt#0"].items() if isinstance(v, str)}


def test_metadata_comes_before_the_text() -> None:
    rows = (said("a.txt#0", "outlet", "The Herald"), said("a.txt#0", "outlet", "Herald Ltd", source="metadata"))
    assert settled(*rows) == {"outlet": "Herald Ltd"}


@pytest.mark.parametrize(("first", "second"), [("metadata", "record"), ("record", "html"), ("html", "text")])
def test_whose_word_comes_first(first: str, second: str) -> None:
    rows = (said("a.txt#0", "outlet", "Second", source=second), said("a.txt#0", "outlet", "First", source=first))
    assert settled(*rows) == {"outlet": "First"}


def test_what_the_first_does_not_say_is_taken_from_the_next() -> None:
    rows = (
        said("a.txt#0", "date", "0001-01-01", source="record", confidence="uncertain"),
        said("a.txt#0", "date", "2017-09-10"),
    )
    assert settled(*rows) == {"date": "2017-09-10"}


def test_a_record_speaks_of_the_first_article_of_its_document() -> None:
    rows = [
        (name, None, "outlet", "X", "record", None, None, "column source", "certain", False)
        for name in ("b.txt", "c.txt")
    ]
    told = document_claims(EVIDENCE.frame(rows), ARTICLES)
    assert [row[1] for row in told] == ["b.txt#0", None]  # c.txt holds no article
    assert told[0][5:7] == (None, None)


def test_uncertain_claims_are_not_used() -> None:
    assert settled(said("a.txt#0", "author", "J. Doe", confidence="uncertain")) == {}


def test_contradicting_claims_choose_nothing() -> None:
    assert settled(said("a.txt#0", "author", "J. Doe"), said("a.txt#0", "author", "R. Roe")) == {}
    assert settled(said("a.txt#0", "author", "J. Doe"), said("a.txt#0", "author", "J.  DOE")) == {"author": "J. Doe"}


def test_of_dates_that_agree_the_most_precise_is_taken() -> None:
    assert settled(said("a.txt#0", "date", "2017-09"), said("a.txt#0", "date", "2017-09-10")) == {"date": "2017-09-10"}
    assert settled(said("a.txt#0", "date", "2017-09-11"), said("a.txt#0", "date", "2017-09-10")) == {}


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "metadata.yaml"
    path.write_text(text)
    return path


def test_a_statement_says_where_it_comes_from(tmp_path: Path) -> None:
    metadata = read_metadata(
        write(
            tmp_path, "articles:\n  a.txt:\n    outlet: {value: The Herald, source: masthead}\n    date: not stated\n"
        )
    )
    rows = EVIDENCE.frame(metadata_claims(metadata, ARTICLES))
    assert rows[["field", "value", "rule"]].astype(object).where(
        rows[["field", "value", "rule"]].notna(), None
    ).to_numpy().tolist() == [
        ["outlet", "The Herald", "masthead"],
        ["date", None, "not stated"],
    ]


def test_a_value_without_a_source_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "articles:\n  a.txt:\n    outlet: {value: The Herald}\n")
    with pytest.raises(InputError, match=r"metadata\.yaml, line 3 .*'source' is missing"):
        read_metadata(path)


@pytest.mark.parametrize(
    ("key", "message"),
    [("b.txt", "b.txt holds 2 articles; name one of b.txt#0, b.txt#1"), ("c.txt", "c.txt names no article")],
)
def test_an_entry_must_name_one_article(tmp_path: Path, key: str, message: str) -> None:
    metadata = read_metadata(write(tmp_path, f"articles:\n  {key}:\n    date: not stated\n"))
    with pytest.raises(GuardError, match=message):
        check_articles(metadata, pd.DataFrame({"article_id": ARTICLES.keys(), "document_id": ARTICLES.values()}))
