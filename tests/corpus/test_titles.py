"""Titles, headings and repeats; every text here is invented."""

import pytest

from framescope.corpus.label import label_document

from .conftest import LONG, MENU, kinds, labelled


@pytest.mark.parametrize(
    "title",
    [
        "Harbour of Northport reopens",
        "# Harbour of Northport reopens",
        "<h1>Harbour of Northport reopens</h1>",
        "“We are back”: harbour reopens after three years",
        "Why did the harbour stay closed for three years?",
        "Harbour reopens after talks in the U.S.",
    ],
)
def test_the_first_headline_is_the_title(title: str) -> None:
    assert kinds(title, *LONG) == ["title", "body", "body", "body"]


def test_a_text_that_begins_with_a_sentence_has_no_title() -> None:
    assert kinds(*LONG) == ["body"] * 3


def test_a_title_said_again_is_a_repeat() -> None:
    title = "Harbour of Northport reopens"
    assert kinds(title, title, title, *LONG) == ["title", "repeat", "repeat", "body", "body", "body"]
    assert kinds(title + " | Northern Post", title, *LONG)[:2] == ["title", "repeat"]


def test_a_deck_with_a_full_stop_is_body_and_without_one_a_heading() -> None:
    assert kinds("Harbour of Northport reopens", "Three years of hunger are over.", *LONG)[1] == "body"
    assert labelled("Harbour of Northport reopens", "Three years of hunger are over", *LONG)[1] == ("heading", "deck")


def test_a_section_name_before_the_title_is_furniture() -> None:
    assert kinds("WORLD", "Harbour of Northport reopens", *LONG)[:2] == ["furniture", "title"]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Bread prices", "short-line-before-text"),
        ("Winter on its last legs", "short-line-before-text"),
        ("### Bread prices", "markdown-heading"),
        ("2. The second winter–January 2016", "numbered-heading"),
    ],
)
def test_headings(line: str, rule: str) -> None:
    assert labelled("Harbour reopens", *LONG, line, *LONG)[4] == ("heading", rule)


@pytest.mark.parametrize(
    "line",
    [
        "The mayor put it this way:",
        "As the mayor of the town put it,",
        "“We are still here”",
        "He thanked the crew for “bread, flour and hope,”",
        "This was how the winter ended",
        "It was over",
        "Here is what happened",
        "And then?",
        "- bread and flour",
        "nobody answered",
    ],
)
def test_lead_ins_speech_items_and_clauses_are_body(line: str) -> None:
    assert kinds("Harbour reopens", *LONG, line, *LONG)[4] == "body"


def test_the_items_of_a_list_are_body() -> None:
    found = kinds("Harbour reopens", *LONG, "Flour", "Medicine", "Rope and tar", *LONG)
    assert found[5:7] == ["body", "body"]


def test_a_short_line_that_no_text_follows_is_body() -> None:
    assert kinds("Harbour reopens", *LONG, "This ended the second winter", "3. The third winter", *LONG)[4:6] == [
        "body",
        "heading",
    ]


def test_a_caption_said_again_is_a_repeat() -> None:
    caption = "Residents wait on the quay of Northport on Friday. (Photo by Anna Berg)"
    assert kinds("Harbour reopens", caption, caption, *LONG)[1:3] == ["caption", "repeat"]


def test_a_deck_that_opens_the_text_again_keeps_its_first_copy() -> None:
    found = labelled("Harbour reopens", LONG[0], LONG[0], LONG[1])
    assert found[1:3] == [("body", "running-text"), ("repeat", "said-twice")]


def test_a_paragraph_said_again_later_is_body() -> None:
    assert kinds("Harbour reopens", *LONG, LONG[0]) == ["title", "body", "body", "body", "body"]


def test_a_second_article_takes_no_caption_for_a_title() -> None:
    caption = "Residents wait on the quay of Northport on Friday. (Photo by Anna Berg)"
    labels = label_document("\n".join(["Harbour reopens", *LONG, "Mon Mar 6, 2017 9:16AM", caption, *LONG]))
    assert [line.kind for line in labels.lines][4:7] == ["dateline", "caption", "body"]
    assert [claim.article for claim in labels.claims if claim.field == "title"] == [0]


def test_of_two_headlines_under_a_menu_the_first_is_the_title_and_the_second_its_deck() -> None:
    found = labelled(
        *MENU, "Harbour of Northport reopens at last", "Three years of hunger are over now", "By Anna Berg", *LONG
    )
    assert found[len(MENU) : len(MENU) + 2] == [("title", "first-headline"), ("heading", "deck")]


def test_a_name_that_begins_with_a_small_letter_may_begin_a_headline() -> None:
    assert kinds(*MENU, "iPhone factory of Northport reopens", "By Anna Berg", *LONG)[len(MENU)] == "title"


def test_the_name_of_a_series_is_said_once() -> None:
    series = "Northport and its seven harbours"
    found = kinds("Harbour reopens", LONG[0], series, LONG[1], series, LONG[2], series, LONG[0])
    assert [kind for i, kind in enumerate(found) if i in (2, 4, 6)] == ["heading", "repeat", "repeat"]


def test_two_bare_words_far_below_the_title_are_no_byline() -> None:
    head = ["Harbour of Northport reopens at last", "By Anna Berg", "Print", "Share", "Tweet", "Pub Med"]
    assert kinds(*MENU, *head, *LONG)[len(MENU) + 5] == "furniture"


def test_a_headline_that_shares_the_words_before_a_dash_is_no_repeat() -> None:
    found = kinds(
        "Harbour of Oslo – ships are back", *LONG, "Harbour of Oslo – Northern Post", *LONG, "Harbour of Oslo"
    )
    assert (found[4], found[-1]) == ("heading", "repeat")


def test_a_headline_with_a_full_stop_is_told_by_the_date_under_it() -> None:
    assert kinds("The harbour is open again.", "3 March 2017", *LONG)[:2] == ["title", "dateline"]


def test_a_name_alone_under_the_text_signs_it_and_a_name_in_a_list_does_not() -> None:
    assert kinds("Harbour reopens", *LONG, "Anna Berg")[-1] == "byline"
    assert kinds("Harbour reopens", *LONG, "Tom Vries", "Anna Berg")[-2:] == ["body", "body"]


def test_an_agency_alone_in_mid_text_is_no_heading() -> None:
    assert kinds("Harbour reopens", *LONG, "Reuters", *LONG)[4] == "byline"


def test_sentences_above_a_late_title_are_body_where_they_are_many() -> None:
    text = [f"The {word} came in on Monday. Nobody had asked for it." for word in ("flour", "salt", "oil", "rice")]
    lines = [*MENU, *text, *MENU, "Harbour of Northport reopens", "By Anna Berg", *LONG, *MENU]
    assert kinds(*lines)[len(MENU) : len(MENU) + 4] == ["body"] * 4
    notice = ["We send you news every day.", "Nobody else sees your name."]
    lines = [*MENU, *notice, *MENU, "Harbour of Northport reopens", "By Anna Berg", *LONG, *LONG, *MENU]
    assert kinds(*lines)[len(MENU) : len(MENU) + 2] == ["furniture"] * 2
