"""Where articles begin; every text here is invented."""

import pytest

from framescope.corpus.decisions import Decisions
from framescope.corpus.label import label_document
from framescope.corpus.segments import is_title_case

LONG = [
    "The harbour of Northport reopened on Friday after three years, and the first ship carried flour and medicine.",
    "Hundreds of residents had gathered on the quay long before dawn to see the ship come in through the fog.",
    "The governor said the blockade had cost the town a third of its people and nearly all of its fishing fleet.",
]

OTHER = [
    "Snow closed the northern pass on Monday and cut three villages off from the road and from the telephone line.",
    "The army sent two helicopters with food, but neither of them could land before the wind fell late at night.",
]


def boundaries(*lines: str) -> list[tuple[str, str, str]]:
    """Return value, rule and confidence of each boundary claimed."""
    claims = label_document("\n\n".join(lines)).claims
    return [(claim.value or "", claim.rule, claim.confidence) for claim in claims if claim.field == "boundary"]


def segments(*lines: str) -> tuple[tuple[int, int], ...]:
    return label_document("\n".join(lines)).segments


@pytest.mark.parametrize(
    "date",
    [
        "Mon Mar 6, 2017 9:16AM",
        "6 March 2017",
        "2017-03-06",
        "Monday, March 6, 2017",
        "06.03.2017 14:20",
        "**March 6, 2017**",
    ],
)
def test_a_date_alone_between_two_texts_begins_an_article(date: str) -> None:
    assert segments("Harbour reopens", *LONG, date, *OTHER) == ((0, 4), (4, 7))
    assert boundaries("Harbour reopens", *LONG, date, *OTHER)[0][1:] == ("date-line", "certain")


def test_the_headline_and_byline_above_the_date_belong_to_its_article() -> None:
    lines = ["Harbour reopens", *LONG, "Snow Closes the Northern Pass", "By Tom Vries", "March 6, 2017", *OTHER]
    labels = label_document("\n".join(lines))
    assert labels.segments == ((0, 4), (4, 9))
    titles = [(claim.value, claim.article) for claim in labels.claims if claim.field == "title"]
    assert titles == [("Harbour reopens", 0), ("Snow Closes the Northern Pass", 1)]


@pytest.mark.parametrize(
    "end", ["© 2017 Northern Post", "Source: Northern Post", "The post A appeared first on Northern Post."]
)
def test_an_article_begins_under_another_one_s_end(end: str) -> None:
    lines = ["Harbour reopens", *LONG, end, "Snow closes the northern pass", "March 6, 2017", *OTHER]
    labels = label_document("\n".join(lines))
    assert labels.segments == ((0, 5), (5, 9))
    assert [line.kind for line in labels.lines[4:]] == ["furniture", "title", "dateline", "body", "body"]
    assert [(c.value, c.confidence) for c in labels.claims if c.field == "date"] == [("2017-03-06", "certain")]


def test_a_date_above_a_teaser_in_a_list_begins_nothing() -> None:
    lines = [
        "Harbour reopens",
        *LONG,
        "Most Popular",
        "Snow closes the pass",
        "March 6, 2017",
        OTHER[0],
        "Flood",
        OTHER[1],
    ]
    assert segments(*lines) == ((0, len(lines)),)


def test_an_article_with_a_date_in_a_comment_area_is_listed_and_not_split() -> None:
    lines = ["Harbour reopens", *LONG, "Leave a Reply", "March 6, 2017", *OTHER]
    assert segments(*lines) == ((0, len(lines)),)
    assert boundaries(*lines)[0][1:] == ("date-line-among-furniture", "uncertain")


@pytest.mark.parametrize(
    "lines",
    [
        ["Harbour reopens", "March 6, 2017", *LONG],  # the article's own date
        ["Harbour reopens", "Ships are back. So are we.", LONG[0], "March 6, 2017", *LONG],  # headline and standfirst
        ["March 6, 2017", "Harbour reopens", *LONG],
        ["Harbour reopens", *LONG, "March 6, 2017"],  # no text follows
        [
            "Harbour reopens",
            *LONG,
            "2 Comments",
            "Tom says:",
            "March 6, 2017",
            "I was there.",
            "March 7, 2017",
            "So was I.",
        ],
        ["Harbour reopens", *LONG, "March 2017", *OTHER],  # no day
        ["Harbour reopens", *LONG, "On March 6, 2017", *OTHER],
        ["Harbour reopens", *LONG, "Published: March 6, 2017", *OTHER],
    ],
)
def test_no_article_begins_here(lines: list[str]) -> None:
    assert segments(*lines) == ((0, len(lines)),)


def test_a_chronicle_is_one_article_and_its_dates_are_listed() -> None:
    lines = ["How the harbour fell", LONG[0]]
    for day in (3, 4, 5, 6):
        lines += [f"March {day}, 2017", LONG[day % 3], OTHER[day % 2]]
    assert segments(*lines) == ((0, len(lines)),)
    assert boundaries(*lines) == [(f"March {day}, 2017", "date-in-chronicle", "uncertain") for day in (3, 4, 5, 6)]


def test_three_glued_articles_are_three() -> None:
    lines = [*LONG, *OTHER, "March 6, 2017", *LONG, *OTHER, "March 9, 2017", *OTHER, *LONG]
    assert segments(*lines) == ((0, 5), (5, 11), (11, 17))


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Snow Closes the Northern Pass", "title-case-line"),
        ("# Snow closes the northern pass", "first-level-heading"),
        ("By Tom Vries", "byline-in-mid-file"),
        ("Snow closes the northern pass for weeks", "long-heading"),
        ("Published: March 6, 2017", "published-line"),
    ],
)
def test_what_may_begin_an_article_is_listed_and_not_split(line: str, rule: str) -> None:
    text = ["Harbour reopens", *LONG, line, *OTHER]
    assert segments(*text) == ((0, 7),)
    assert [found[1:] for found in boundaries(*text)] == [(rule, "uncertain")]


def test_a_reader_decides() -> None:
    text = "\n".join(["Harbour reopens", *LONG, "Snow Closes the Northern Pass", *OTHER])
    labels = label_document(text, Decisions(boundaries={5: True}))
    assert labels.segments == ((0, 4), (4, 7))
    assert (labels.lines[4].kind, labels.lines[4].rule) == ("title", "first-headline")
    claims = [(claim.rule, claim.confidence, claim.article) for claim in labels.claims if claim.field == "boundary"]
    assert ("decided", "certain", 1) in claims


def test_a_reader_suppresses_a_split() -> None:
    text = "\n".join(["Harbour reopens", *LONG, "March 6, 2017", *OTHER])
    labels = label_document(text, Decisions(boundaries={5: False}))
    assert labels.segments == ((0, 7),)
    assert [claim.confidence for claim in labels.claims if claim.field == "boundary"] == ["uncertain"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Snow Closes the Northern Pass", True),
        ("Snow closes the northern pass", False),
        ("The Fall of a Town by the Sea", True),
        ("Bread prices", False),
        ("Snow Closes the Pass again and again and again", False),
    ],
)
def test_is_title_case(text: str, title: bool) -> None:
    assert is_title_case(text) is title
