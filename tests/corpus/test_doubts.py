"""What cannot be, and what contradicts; every value here is invented."""

from pathlib import Path

import pandas as pd
import pytest

from framescope import schema
from framescope.corpus.doubts import contradictions, doubts
from framescope.corpus.read import CorpusWarning, read_corpus

TEXT = "The council met on Monday and voted for the bridge over the river.\n\nNobody had expected that it would.\n"


def evidence(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    """Rows: article, field, value, source, confidence."""
    return schema.EVIDENCE.frame(
        [
            (article.split("#")[0], article, field, value, source, None, None, "a rule", confidence, False)
            for article, field, value, source, confidence in rows
        ]
    )


def test_certain_claims_that_differ_contradict_each_other() -> None:
    found = contradictions(
        evidence(
            ("a.txt#0", "author", "Anna Berg", "record", "certain"),
            ("a.txt#0", "author", "Tom Vries", "text", "certain"),
            ("b.txt#0", "author", "Anna Berg", "record", "certain"),
            ("b.txt#0", "author", "ANNA  BERG", "text", "certain"),
            ("c.txt#0", "author", "Anna Berg", "record", "certain"),
            ("c.txt#0", "author", "Tom Vries", "text", "uncertain"),
        )
    )
    assert found.to_dict("records") == [
        {"article_id": "a.txt#0", "field": "author", "claims": "Anna Berg (record) / Tom Vries (text)"}
    ]


def test_a_month_contains_its_days_and_a_headline_its_beginning() -> None:
    found = contradictions(
        evidence(
            ("a.txt#0", "date", "2017-09", "text", "certain"),
            ("a.txt#0", "date", "2017-09-10", "record", "certain"),
            ("a.txt#0", "title", "The bridge", "text", "certain"),
            ("a.txt#0", "title", "The bridge | The Herald", "html", "certain"),
            ("b.txt#0", "date", "2017-08", "text", "certain"),
            ("b.txt#0", "date", "2017-09-10", "record", "certain"),
        )
    )
    assert found[["article_id", "field"]].to_numpy().tolist() == [["b.txt#0", "date"]]


def test_each_field_has_a_line_and_impossible_dates_have_one() -> None:
    said = doubts(
        evidence(
            *((f"{i}.txt#0", "date", "0001-01-01", "record", "uncertain") for i in range(5)),
            ("a.txt#0", "date", "February 30, 2017", "text", "uncertain"),
            ("b.txt#0", "date", "03/04/2017", "record", "uncertain"),
            ("a.txt#0", "outlet", "The Herald", "record", "certain"),
            ("a.txt#0", "outlet", "The Post", "text", "certain"),
        )
    )
    assert [str(line) for line in said] == [
        "1 article has sources that contradict each other on outlet (a.txt#0: The Herald (record) / The Post (text)).",
        "6 dates are no possible date and not used ('0001-01-01' 5 times; 'February 30, 2017'); `evidence` lists all.",
    ]


def test_reading_says_so(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(f"The bridge at last\n\nFebruary 30, 2017\n\n{TEXT}", encoding="utf-8")
    (tmp_path / "two.csv").write_text(f'id,date,text\n7,0001-01-01,"{TEXT}"\n8,2107-05-03,"{TEXT}"\n', encoding="utf-8")
    with pytest.warns(CorpusWarning, match="3 dates are no possible date and not used"):
        corpus = read_corpus(tmp_path)
    assert corpus.articles["date"].isna().all()
    said = corpus.evidence[corpus.evidence["field"] == "date"]
    assert sorted(said["value"]) == ["0001-01-01", "2107-05-03", "February 30, 2017"]
    assert set(said["confidence"]) == {"uncertain"}
