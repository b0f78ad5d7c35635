from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import pytest

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.lexicon.hits import find_hits
from framescope.lexicon.model import Lexicon
from framescope.lexicon.report import lexicon_report, reach

MakeCorpus = Callable[[Sequence[str]], Corpus]


def lexicon() -> Lexicon:
    return Lexicon.model_validate(
        {
            "name": "x",
            "categories": {"c": {"terms": ["rebel*", "rebels", "free rebel*", "siege"]}},
            "naming": {"s": {"labels": {"l": {"terms": ["rebels"]}, "m": {"terms": ["absent"]}}}},
        }
    )


TEXTS = ["the free rebels and rebels left", "nothing at all", "a seige; rebels"]


def test_how_far_a_lexicon_reaches(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(TEXTS)
    table = reach(corpus, find_hits(corpus, lexicon()))
    # six, three and three tokens are read; "free rebels", "rebels" and "rebels" are covered: 4 tokens, two articles
    expected: list[tuple[Any, ...]] = [
        ("all", "all", 6, 4, 12, 4 / 12, 2, 3, 2 / 3),
        ("categories", "c", 3, 4, 12, 4 / 12, 2, 3, 2 / 3),
        ("s", "l", 3, 3, 12, 3 / 12, 2, 3, 2 / 3),
        ("s", "m", 0, 0, 12, 0.0, 0, 3, 0.0),
    ]
    assert list(table.itertuples(index=False, name=None)) == [pytest.approx(row) for row in expected]


def test_a_view_that_reads_nothing_has_no_shares(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus(TEXTS)
    table = reach(corpus, find_hits(corpus, lexicon()), view=View(voice=("quoted",)))
    assert (table["count"] == 0).all()
    assert table["share"].isna().all()
    assert (table["share_articles"] == 0).all()


def test_a_report_without_a_corpus() -> None:
    report = lexicon_report(lexicon())
    assert report.n_hits is None
    never, covered = report.tables.items()
    assert never[0] == "Entries that never match, whatever the text"
    assert never[1].empty
    assert covered[0] == "Entries that another one covers, whatever the text"
    assert list(covered[1]["entry"]) == ["rebels"]


def test_a_report_with_a_corpus(make_corpus: MakeCorpus) -> None:
    report = lexicon_report(lexicon(), make_corpus(TEXTS))
    assert report.n_hits == 6
    sizes = {title: len(table) for title, table in report.tables.items()}
    assert sizes == {
        "Entries that never match, whatever the text": 0,
        "Entries that another one covers, whatever the text": 1,
        "Entries that another one covers in this corpus": 0,  # the one that is covered anyway is not said twice
        "What it reaches": 4,
        "What each wildcard caught": 1,
        "Entries without a hit": 3,
        "Words that two labels claim": 0,
        "One letter away from a hit, and not counted": 0,
    }
    assert all(isinstance(table, pd.DataFrame) for table in report.tables.values())
