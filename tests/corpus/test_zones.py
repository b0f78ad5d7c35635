"""What a line is because of its neighbours; every text here is invented."""

import pytest

from framescope.corpus.label import label_document

from .conftest import LONG, MENU, kinds, labelled


@pytest.mark.parametrize(
    "marker",
    ["Leave a Reply", "12 Comments", "Related Articles", "Most Popular", "The post A appeared first on Northern Post."],
)
def test_headlines_after_a_tail_marker_are_furniture(marker: str) -> None:
    found = kinds("Harbour reopens", *LONG, marker, "Storm closes the pass", "Minister denies the rumours")
    assert found == ["title", *["body"] * 3, *["furniture"] * 3]


def test_headlines_after_the_text_without_a_marker_stay_body() -> None:
    assert kinds("Harbour reopens", *LONG, "Nobody knows why", "Nobody asks")[-2:] == ["body", "body"]


def test_a_list_of_links_in_mid_text_ends_where_the_text_goes_on() -> None:
    found = kinds("Harbour reopens", *LONG, "Related Articles", "Storm closes the pass", *LONG)
    assert found == ["title", *["body"] * 3, "furniture", "furniture", *["body"] * 3]


def test_quoted_speech_without_a_full_stop_is_never_furniture_for_its_place() -> None:
    found = kinds("Harbour reopens", *LONG, "“We are still here”", "“And we will stay”")
    assert found[-2:] == ["body", "body"]


def test_a_paragraph_after_a_comment_form_is_kept() -> None:
    found = kinds("Harbour reopens", *LONG, "Leave a Reply", "Name *", LONG[0] + " " + LONG[1], "Submit")
    assert found[-4:] == ["furniture", "furniture", "body", "furniture"]


def test_a_reader_s_comment_is_told_by_the_name_above_it() -> None:
    found = labelled("Harbour reopens", *LONG, "2 Comments", "Tom says:", LONG[0], "Ida says:", LONG[1])
    assert [rule for _, rule in found[-4:]] == ["comment-signature", "reader-comment"] * 2


def test_a_second_article_after_a_comment_form_keeps_text_and_headline() -> None:
    labels = label_document(
        "\n\n".join(["Harbour reopens", *LONG, "Leave a Reply", "Snow Closes the Northern Pass for Weeks", *LONG])
    )
    found = [line.kind for line in labels.lines if line.kind != "blank"]
    assert found == ["title", *["body"] * 3, "furniture", "heading", *["body"] * 3]
    (claim,) = [claim for claim in labels.claims if claim.field == "boundary"]
    assert (claim.value, claim.confidence, claim.guessed) == (
        "Snow Closes the Northern Pass for Weeks",
        "uncertain",
        True,
    )
    assert len(labels.segments) == 1


def test_an_author_box_announces_a_biography() -> None:
    found = kinds(
        "Harbour reopens", *LONG, "About the author", "Anna Berg grew up by the sea and has lived in Oslo since 1990."
    )
    assert found[-2:] == ["furniture", "bio"]


def test_an_enclosed_link_between_furniture_is_furniture_but_a_title_is_not() -> None:
    found = labelled(
        "by ,",
        "Harbour of Northport reopens",
        "https://northport.example.org",
        "(Home – Northport)",
        "Tags: sea",
        *LONG,
    )
    assert [kind for kind, _ in found[:5]] == ["furniture", "title", "furniture", "furniture", "furniture"]
    assert found[3][1] == "between-furniture"


LINKS = [
    f"{word} closes the old road to the north"
    for word in ("Snow", "Rain", "Flood", "Storm", "Ice", "Mud", "Fog", "Wind")
]


def test_a_saved_page_keeps_its_text_and_title_and_nothing_else() -> None:
    head, tail = (
        [*MENU, *LINKS, "Harbour of Northport reopens after three years", "By Anna Berg"],
        [*LINKS, *MENU, *LINKS],
    )
    found = kinds(*head, *LONG, *tail)
    assert found[: len(head)] == ["furniture"] * (len(head) - 2) + ["title", "byline"]
    assert found[len(head) : len(head) + 3] == ["body"] * 3
    assert set(found[len(head) + 3 :]) == {"furniture"}


def test_a_long_list_without_page_furniture_is_an_article() -> None:
    names = [f"Best boat, class {i}: Northport Rowing Club" for i in range(60)]
    assert set(kinds("The winners of the regatta", *LONG, *names)[1:]) == {"body"}


def test_a_note_on_the_author_above_the_title_is_a_biography() -> None:
    note = "Anna Berg is a freelance journalist based in Oslo."
    found = kinds(*MENU, *LINKS, *MENU, note, "Harbour of Northport reopens", "By Anna Berg", *LONG)
    assert found[2 * len(MENU) + len(LINKS)] == "bio"


def test_a_list_of_recent_comments_beside_the_text_opens_no_comments() -> None:
    about = "This page gathers what the seven harbours of the north tell each other, written by those who live there."
    said = "Tom Vries on Harbour of Northport reopens"
    side = [*MENU, *LINKS, about, "Recent Comments", said, "Comments feed"]
    found = kinds(*side, "Harbour of Northport reopens", *LONG, "2.3 tonnes of flour", "0.9 tonnes of salt", *LONG)
    assert found[len(side) + 1 :] == ["body"] * 8


def test_a_label_of_the_author_s_box_in_mid_text_heads_a_section() -> None:
    assert kinds("Harbour reopens", *LONG, "About the authors", *LONG, *LONG)[-6:] == ["body"] * 6


def test_a_short_sentence_behind_a_note_on_sources_is_body_if_the_text_goes_on() -> None:
    source = "This article was originally published by Harbour Review."
    assert kinds("Harbour reopens", *LONG, source, "Nobody was hurt.", "Nobody knew why", *LONG)[5] == "body"


def test_answers_that_trail_off_between_questions_are_body() -> None:
    answer = (
        "We waited for the ship all night and when it came nobody knew where its captain had gone or why it was late…"
    )
    found = kinds("Harbour reopens", *LONG, "Advertisement", *LONG, "And then", answer, "And after that", answer, *LONG)
    assert "furniture" not in found[9:]


def test_numbers_in_a_listing_make_no_saved_page() -> None:
    listing = [line for n in range(12) for line in ("How to find the harbour", f">>> {n}", f"{n} 000")]
    assert "furniture" not in {kind for kind, rule in labelled(*LONG, *listing, *LONG) if rule != "no-words"}


def test_a_table_of_figures_keeps_its_rows_and_loses_its_strokes() -> None:
    table = ["| Year | Ships |", "|---|---|", "| 2016 | 31 |", "| Northport | 3 December 2016 |"]
    assert kinds("Harbour reopens", *LONG, *table, *LONG)[4:8] == ["body", "furniture", "body", "body"]


CODE = ["import harbour", "def ships():", "return harbour.count()", "}", "class Quay(Pier):", "self.open = True"]


def test_what_was_taken_out_of_a_page_loses_no_line_for_its_place() -> None:
    lines = ["Harbour reopens", *LONG, "Advertisement", *CODE, *MENU, *CODE, *CODE, "Nobody knew why.", *CODE]
    text = "\n\n".join(lines)

    def kept(*, extracted: bool) -> list[str]:
        labels = label_document(text, extracted=extracted)
        return [text[line.start : line.end].strip() for line in labels.lines if line.kind in ("heading", "body")]

    assert set(kept(extracted=True)) == {*LONG, *CODE, "Nobody knew why."} - {"}"}
    assert not {*CODE} & {*kept(extracted=False)}  # as a saved page they would be links and labels


def test_what_announces_links_is_believed_in_a_text_taken_out_of_a_page() -> None:
    text = "\n\n".join(["Harbour reopens", *LONG, "Related Articles", "Storm closes the pass"])
    found = [line.kind for line in label_document(text, extracted=True).lines if line.kind != "blank"]
    assert found == ["title", *["body"] * 3, "furniture", "furniture"]


def comment(name: str, *said: str) -> list[str]:
    return [name, *said, "Antworten"]


PAGE = [*MENU, *LINKS, "Harbour of Northport reopens after three years", "By Anna Berg", *LONG, *LONG]


def test_a_thread_of_comments_is_furniture_however_long_its_paragraphs_are() -> None:
    thread = [*comment("Hanna sagt:", *LONG), *comment("Tom sagt:", LONG[0]), *comment("Ida sagt:", *LONG, *LONG[:2])]
    found = kinds(*PAGE, *thread, *MENU)
    assert found[len(MENU) + len(LINKS) :][:8] == ["title", "byline", *["body"] * 6]
    assert set(found[len(PAGE) :]) == {"furniture"}


def test_comments_that_a_label_announces_are_told_by_their_times() -> None:
    thread = [line for n in range(4) for line in (f"Hanna {n}", f"3. März 2017, 10:0{n} Uhr", *LONG[: 1 + n % 3])]
    found = kinds(*PAGE, "4 Kommentare", *thread, *MENU)
    assert found[len(MENU) + len(LINKS) :][:8] == ["title", "byline", *["body"] * 6]
    assert not {"body", "heading", "title"} & {*found[len(PAGE) :]}


def test_times_among_the_text_of_a_live_report_open_no_comments() -> None:
    report = [line for n in range(6) for line in (f"{n + 1} hours ago", *LONG)]
    found = kinds(*PAGE, *report, *MENU)[len(PAGE) : -len(MENU)]
    assert [kind for kind, line in zip(found, report, strict=True) if line in LONG] == ["body"] * 18


def test_recent_comments_above_the_text_take_nothing_from_it() -> None:
    recent = [*comment("Hanna sagt:", LONG[0]), *comment("Tom sagt:", LONG[1]), *comment("Ida sagt:", LONG[2])]
    found = kinds(
        *MENU, *recent, *LINKS, "Harbour of Northport reopens after three years", "By Anna Berg", *LONG, *LONG
    )
    assert found[-6:] == ["body"] * 6
