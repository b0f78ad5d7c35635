"""Who wrote it, told by place and wording; every text here is invented."""

from framescope.corpus.label import label_document

from .conftest import LONG, MENU, kinds


def test_a_closing_note_on_the_author_is_a_biography() -> None:
    assert kinds("Harbour reopens", *LONG, "Anna Berg is a freelance journalist based in Oslo.")[-1] == "bio"


def test_a_closing_sentence_on_somebody_the_text_named_is_body() -> None:
    said = "Anna Berg said the flour would last the town until spring if the winter stayed as mild as it was."
    assert kinds("Harbour reopens", said, *LONG, "Anna Berg is a freelance journalist based in Oslo.")[-1] == "body"


def test_a_note_on_a_journalist_in_mid_text_is_body() -> None:
    assert kinds("Harbour reopens", *LONG, "Anna Berg is a freelance journalist based in Oslo.", *LONG)[4] == "body"


def test_a_name_under_by_is_a_byline_and_says_who_wrote() -> None:
    labels = label_document("\n".join([*MENU, "Harbour of Northport reopens", "by", "Anna Berg", *LONG]))
    assert [line.kind for line in labels.lines[len(MENU) : len(MENU) + 3]] == ["title", "byline", "byline"]
    assert [claim.value for claim in labels.claims if claim.field == "author"] == ["Anna Berg"]


def test_a_paragraph_that_begins_with_the_author_s_name_under_the_text_is_a_biography() -> None:
    about = "Anna Berg came to the Harbour Post in 2001 and has covered the ports of the north ever since."
    found = kinds("Harbour reopens", "By Anna Berg", *LONG, "Anna Berg", about)
    assert found == ["title", "byline", *["body"] * 3, "bio", "bio"]


def test_a_paragraph_that_begins_with_an_agency_s_name_is_body() -> None:
    said = "Northern Press could not verify the account, which the ministry denied, until late on Monday night."
    assert kinds("Harbour reopens", "By Northern Press", *LONG, said)[-1] == "body"


def test_a_closing_sentence_with_a_pronoun_is_body_unless_a_note_stands_above_it() -> None:
    tweets = "She tweets at @annaberg and has never been to the north."
    assert kinds("Harbour reopens", *LONG, tweets)[-1] == "body"
    note = "Anna Berg is a freelance journalist based in Oslo."
    assert kinds("Harbour reopens", *LONG, note, tweets)[-2:] == ["bio", "bio"]


def test_a_writer_whom_the_text_tells_of_has_no_note() -> None:
    said = "The ministry said the author had left the town before the flour ran out and nobody knew where to."
    assert kinds("Harbour reopens", said, *LONG, "The author is the founder of the bakery.")[-1] == "body"


NOTE = "Anna Berg ist Rechtsanwältin in Oslo und berät Häfen."


def test_a_note_under_its_name_or_the_label_of_a_box_is_a_biography_though_the_text_named_its_author() -> None:
    said = "Anna Berg has seen the ships of the town come and go for a third of a century and writes about them."
    assert kinds("Harbour reopens", said, *LONG, "Anna Berg", NOTE)[-2:] == ["bio", "bio"]
    assert kinds("Harbour reopens", said, *LONG, "Über die Autorin", NOTE)[-2:] == ["furniture", "bio"]
    assert kinds("Harbour reopens", said, *LONG, NOTE)[-1] == "body"


def test_a_note_on_who_signs_in_the_first_line_is_a_biography() -> None:
    signed = f"Anna Berg, University of Oslo {LONG[0]}"
    assert kinds("Harbour reopens", signed, *LONG, "Anna Berg, Lecturer in History, University of Oslo")[-1] == "bio"
