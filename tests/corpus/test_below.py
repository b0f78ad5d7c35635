"""What lies below the text of a saved page; every text here is invented."""

from .conftest import LONG, MENU, kinds, labelled

LINKS = [f"{word} closes the old road to the north" for word in ("Snow", "Rain", "Flood", "Storm", "Ice", "Mud")]
HEAD = [*MENU, *LINKS, "Harbour of Northport reopens after three years", "By Anna Berg"]
TEXT = [f"{day}: {sentence}" for day in ("Monday", "Tuesday", "Thursday", "Friday", "Sunday") for sentence in LONG]
LAST = "Nobody knew on Monday how long the flour would last."


def below(*lines: str) -> list[tuple[str, str]]:
    """Return kind and rule of lines below the text of a saved page, above its menus."""
    return labelled(*HEAD, *TEXT, *lines, *LINKS, *MENU)[len(HEAD) + len(TEXT) :][: len(lines)]


def test_the_last_sentence_behind_an_advertisement_is_body() -> None:
    assert [kind for kind, _ in below("Advertisement", "Share on Facebook", LAST)] == ["furniture", "furniture", "body"]


def test_a_lone_sentence_behind_a_comment_form_is_furniture() -> None:
    assert below("Leave a Reply", "Name *", "Email *", "Submit", LAST)[-1][0] == "furniture"


def test_paragraphs_far_below_the_text_are_furniture_if_they_are_short_beside_it() -> None:
    teasers = [
        "Snow closed the northern pass on Monday and cut three villages off from the road and from the telephone.",
        "The army sent two helicopters with food, but neither of them could land before the wind fell at night.",
    ]
    found = below(*MENU, *LINKS, *teasers)
    assert [rule for _, rule in found[-2:]] == ["short-stretch"] * 2


def test_a_second_half_behind_a_long_list_of_links_is_body() -> None:
    again = [f"On Friday it was so: {sentence}" for sentence in TEXT]
    assert [kind for kind, _ in below(*MENU, *LINKS, *again)[-len(again) :]] == ["body"] * len(again)


def test_a_last_paragraph_signed_by_an_agency_is_body() -> None:
    signed = "The ministry declined to comment on the flour. abc/de (AFP, dpa)"
    found = kinds(*HEAD, *TEXT, signed, *LINKS, *MENU)
    assert found[len(HEAD) + len(TEXT)] == "body"


PARAGRAPH = " ".join(LONG)


def test_a_last_paragraph_behind_a_long_block_that_ends_with_a_label_is_body() -> None:
    block = ["Advertisement", "Related Stories", *LINKS[:3], "Read more", *LINKS[3:5], "Read more", "Advertisement"]
    assert below(*block, LAST)[-1][0] == "body"
    assert below(*block, "Storm closes the pass", LAST)[-1][0] == "furniture"  # a headline makes it a teaser


def test_a_paragraph_longer_than_a_teaser_is_text_behind_a_handful_of_labels() -> None:
    labels = ["The old bridge of Oslo", "Flour for two winters", "A ship in the fog", "Nobody on the quay"]
    assert [kind for kind, _ in below(*labels, PARAGRAPH)] == ["body"] * 5
    assert [kind for kind, _ in below(*labels, LAST)][:4] == ["furniture"] * 4


def test_a_list_that_a_clause_introduces_ends_the_text() -> None:
    items = ["The old bridge", "Flour for two winters", "A ship in the fog"]
    assert [kind for kind, _ in below("What the council of the town still wants:", *items, "Advertisement")] == [
        *["body"] * 4,
        "furniture",
    ]
    assert [kind for kind, _ in below("The council wants:", *items, "Advertisement")] == ["furniture"] * 5


def test_who_said_the_last_words_stands_behind_a_dash() -> None:
    assert below("— Anna Berg, mayor of Northport")[0][0] == "body"
    assert below("Anna Berg, mayor of Northport")[0][0] == "furniture"
