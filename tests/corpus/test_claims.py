"""What a page says of its articles; every name here is invented."""

import pytest

from framescope.corpus.label import label_document

LONG = [
    "The harbour of Northport reopened on Friday after three years, and the first ship carried flour and medicine.",
    "Hundreds of residents had gathered on the quay long before dawn to see the ship come in through the fog.",
    "The governor said the blockade had cost the town a third of its people and nearly all of its fishing fleet.",
]


def claims(*lines: str, field: str) -> list[tuple[str | None, str]]:
    found = label_document("\n\n".join(lines)).claims
    return [(claim.value, claim.confidence) for claim in found if claim.field == field]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Anna Berg", "Anna Berg"),
        ("By **Anna Berg**", "Anna Berg"),
        ("By Anna Berg and Tom de Vries", "Anna Berg and Tom de Vries"),
        ("By Anna Berg, Northern Press", "Anna Berg"),
        ("Written by Anna Berg", "Anna Berg"),
        ("Author: Anna Berg", "Anna Berg"),
        ("Anna Berg, Staff Writer", "Anna Berg"),
        ("By Ana-María O’Neill", "Ana-María O’Neill"),
    ],
)
def test_a_byline_states_the_author(line: str, author: str) -> None:
    assert claims("Harbour reopens", line, *LONG, field="author") == [(author, "certain")]


@pytest.mark.parametrize(
    "line",
    [
        "Latest posts by Anna Berg (see all)",
        "# Articles by: **Anna Berg**",
        "Copyright © Anna Berg, Northern Post, 2017",
    ],
)
def test_the_page_s_furniture_may_be_about_somebody_else(line: str) -> None:
    assert claims("Harbour reopens", *LONG, line, field="author") == [("Anna Berg", "uncertain")]


@pytest.mark.parametrize(
    ("line", "outlet", "confidence"),
    [
        ("The post Harbour reopens appeared first on Northern Post.", "Northern Post", "certain"),
        ("The original source of this article is Northern Post", "Northern Post", "certain"),
        ("Copyright © Anna Berg, Northern Post, 2017", "Northern Post", "certain"),
        ("© 2017 Northern Media Group. All rights reserved.", "Northern Media Group", "uncertain"),
        ("This article was originally published on Northern Post.", "Northern Post", "uncertain"),
    ],
)
def test_the_outlet(line: str, outlet: str, confidence: str) -> None:
    assert claims("Harbour reopens", *LONG, line, field="outlet") == [(outlet, confidence)]


@pytest.mark.parametrize(
    ("line", "date", "confidence"),
    [
        ("March 6, 2017", "2017-03-06", "certain"),
        ("Published: 6 March 2017", "2017-03-06", "certain"),
        ("Northern Post, March 06, 2017", "2017-03-06", "certain"),
        ("13/04/2017", "2017-04-13", "certain"),
        ("03/04/2017", "2017-04-03", "uncertain"),
        ("Updated: March 6, 2017", "2017-03-06", "uncertain"),
        ("March 2017", "2017-03", "certain"),
    ],
)
def test_the_date(line: str, date: str, confidence: str) -> None:
    assert claims("Harbour reopens", line, *LONG, field="date") == [(date, confidence)]


def test_an_impossible_date_is_kept_as_it_stands_and_never_taken() -> None:
    assert claims("Harbour reopens", "February 30, 2017", *LONG, field="date") == [("February 30, 2017", "uncertain")]


def test_a_date_in_prose_is_no_claim() -> None:
    assert claims("Harbour reopens", "It had closed on March 6, 2014. " + LONG[0], *LONG, field="date") == []


def test_a_second_date_that_differs_is_uncertain() -> None:
    found = claims("Harbour reopens", "March 6, 2017", "Published: March 7, 2017", *LONG, field="date")
    assert found == [("2017-03-06", "certain"), ("2017-03-07", "uncertain")]


def test_an_address() -> None:
    assert claims("Harbour reopens", *LONG, "Permalink: https://example.org/a", field="url") == [
        ("https://example.org/a", "certain")
    ]
    assert claims("Harbour reopens", "https://example.org/a", *LONG, field="url") == [
        ("https://example.org/a", "uncertain")
    ]
    assert claims("Harbour reopens", *LONG, "https://example.org/my-book", field="url") == []


def test_claims_point_at_their_words() -> None:
    text = "\n\n".join(["# Harbour reopens", "By Anna Berg", *LONG, "The post X appeared first on Northern Post."])
    found = {claim.field: text[claim.start : claim.end] for claim in label_document(text).claims}
    assert found == {"title": "Harbour reopens", "author": "Anna Berg", "outlet": "Northern Post"}


def test_what_is_uncertain_is_marked_as_guessed() -> None:
    labels = label_document(
        "\n\n".join(["Harbour reopens", "By Anna Berg", *LONG, "© 2017 Northern Media. All rights reserved."])
    )
    assert {(claim.confidence, claim.guessed) for claim in labels.claims} == {("certain", False), ("uncertain", True)}
