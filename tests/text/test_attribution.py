"""Who says what: where the speaker of a quotation is named, and under which name later mentions belong."""

from __future__ import annotations

import pytest

import framescope as fs


def speakers(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """Return speaker, name and evidence of each stretch of speech in quotation marks."""
    quotations = fs.corpus_from_texts({"a.txt": text}).quotations
    speech = quotations[quotations["kind"] == "speech"].astype(object)
    columns = ["speaker", "speaker_name", "attribution"]
    return list(speech.where(speech.notna(), None)[columns].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("text", "speaker", "evidence"),
    [
        ("“We will not leave the city,” Ann Lee said.", "Ann Lee", "tag after"),
        ("“We will not leave the city,” said Ann Lee, a farmer.", "Ann Lee", "tag after"),
        ("“Is this the end of it?” Ann Lee asked.", "Ann Lee", "tag after"),
        ('"We will not leave the city", Ann Lee said.', "Ann Lee", "tag after"),
        ("“We will not leave the city,” Ann Lee, spokeswoman at the ministry, told reporters.", "Ann Lee", "tag after"),
        ("“We will not leave,” the agency quoted Ann Lee as saying.", "Ann Lee", "tag after"),
        ("Ann Lee said: “We will not leave the city.”", "Ann Lee", "tag before"),
        ("Ann Lee told the BBC on Monday, “We will not leave.”", "Ann Lee", "tag before"),
        ("Ann Lee called the plan “a complete disaster”.", "Ann Lee", "tag before"),
        ("The town is “worth every drop of blood”, according to Ann Lee.", "Ann Lee", "tag after"),
        ("Ann Lee told reporters:\n\n“We will not leave the city.”\n", "Ann Lee", "previous paragraph"),
        ("Ann Lee said the town was lost.\n\n“We will not leave it.”\n", "Ann Lee", "previous paragraph"),
        ("Ann Lee said the town was lost. “We will not leave it.”", "Ann Lee", "continuation"),
        ("“We will not leave it.”\n\nAnn Lee said this on Monday in Rome.\n", "Ann Lee", "forward reference"),
        ("“We will not leave the city.”\n\nThe town was quiet.\n", None, None),
    ],
)
def test_the_evidence_for_a_speaker(text: str, speaker: str | None, evidence: str | None) -> None:
    assert speakers(text) == [(speaker, speaker, evidence)]


def test_parts_of_one_quotation_have_one_speaker() -> None:
    text = "“We fought,” Ann Lee said, “and we lost.”\n\n“We tried for years.\n\n“Now it is over,” said Omar Haddad.\n"
    assert [name for _, name, _ in speakers(text)] == ["Ann Lee"] * 2 + ["Omar Haddad"] * 2


@pytest.mark.parametrize("following", ["Tom Holt and she have yet to speak.", "Tom Holt has said no word."])
def test_what_follows_a_quotation_need_not_be_its_tag(following: str) -> None:
    found = speakers(f"“We will stay,” Ann Lee said. “We will not leave it.” {following}")
    assert found[-1] == ("Ann Lee", "Ann Lee", "continuation")


def test_the_next_article_is_no_tag() -> None:
    texts = {"a": "Ann Lee said it was over. “We will not leave the city.”", "b": "Tom Holt said it was not over."}
    quotations = fs.corpus_from_texts(texts).quotations
    assert quotations[quotations["kind"] == "speech"]["speaker_name"].tolist() == ["Ann Lee"]


def test_two_speakers_in_turn_are_kept_apart() -> None:
    text = "“It is over now,” said Ann Lee. “It is not over,” said Omar Haddad. “We shall see about that,” said Lee."
    assert [name for _, name, _ in speakers(text)] == ["Ann Lee", "Omar Haddad", "Ann Lee"]


@pytest.mark.parametrize(
    ("later", "name"),
    [
        ("Lee", "Ann Lee"),
        ("Ms Lee", "Ann Lee"),
        ("Minister Lee", "Ann Lee"),
        ("the minister", "Ann Lee"),
        ("she", "Ann Lee"),
        ("he", "Omar Haddad"),
        ("the spokesman", "Omar Haddad"),
        ("a resident", "resident"),
        ("officials", "officials"),
        ("a statement by the Peruvian Ministry of Health", "Peruvian Ministry of Health"),
        ("Peru's Health Ministry", "Peru's Health Ministry"),
        ("most", None),
        ("everyone", None),
    ],
)
def test_later_mentions_belong_to_the_first_full_name(later: str, name: str | None) -> None:
    first = "Foreign Minister Ann Lee said it was over. “It is not,” said a spokesman for the rebels, Omar Haddad. "
    said = speakers(f"{first}\n\n“We have nothing to add to this,” {later} said.\n")[-1]
    assert said == (later, name, "tag after")


def test_a_document_is_of_whom_it_names_or_of_the_body_that_spoke_last() -> None:
    first = "A small group of Peruvian planes said it would land. "
    said = "“Nobody was on board,” the latest statement by the Peruvian Ministry of Health said. "
    again = "“We shall look into it,” its latest statement said."
    names = [name for _, name, _ in speakers(first + said + again)]
    assert names == ["Peruvian Ministry of Health"] * 2


@pytest.mark.parametrize("pronoun", ["she", "they", "it"])
def test_a_pronoun_that_fits_nobody_stays_unknown(pronoun: str) -> None:
    assert speakers(f"Mr Haddad left. “It is over for all of us,” {pronoun} said.") == [(pronoun, None, "tag after")]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("The foreign minister", "official"),
        ("General Omar Haddad", "military"),
        ("A spokesman for the rebels", "armed group"),
        ("Residents of the town", "civilian"),
        ("Ann Lee, a professor of law,", "expert"),
        ("State news agency SANA", "media"),
        ("Several reports", "media"),
        ("Norway", "official"),
        ("The US", "official"),
        ("John Washington", "unknown"),
        ("A firm in Norway", "civilian"),
        ("Ann Lee", "unknown"),
    ],
)
def test_the_type_of_a_source_is_told_by_its_noun(source: str, kind: str) -> None:
    quotations = fs.corpus_from_texts({"a.txt": f"{source} said the bridge was closed."}).quotations
    assert quotations["source_type"].tolist() == [kind]


@pytest.mark.parametrize(
    ("text", "translated", "spoken"),
    [
        ("“It is over now,” Ann Lee said in Arabic.", "yes", "ar"),
        ("“It is over now,” Ann Lee said through an interpreter.", "yes", None),
        ("“It is over now,” Ann Lee said in English.", "no", "en"),
        ("“It is over now,” Ann Lee said in Rome.", "unknown", None),
        ("Ann Lee said the book in Arabic was lost.", "unknown", None),
    ],
)
def test_the_language_is_what_the_text_says(text: str, translated: str, spoken: str | None) -> None:
    row = fs.corpus_from_texts({"a.txt": text}).quotations.astype(object).iloc[0]
    assert (
        row["translated"],
        row["language_spoken"] if row["language_spoken"] == row["language_spoken"] else None,
    ) == (
        translated,
        spoken,
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "AFP said it was over. Norway's foreign ministry issued a note. “We will not pay,” it said.",
            "Norway's foreign ministry",
        ),
        ("The Lords committee said it was wrong. The government should pay, it added, “and soon”.", "Lords committee"),
        ("AFP said it was over. North Korea has denied it. It called the claims “absurd”.", "North Korea"),
        ("Mr Haddad said it was over. Mr Lee left. “We agree,” it said.", None),
    ],
)
def test_it_is_the_body_with_which_a_sentence_began(text: str, name: str | None) -> None:
    found = speakers(text)[-1][1]
    assert found == name


def test_a_verb_that_reports_nothing_is_no_tag() -> None:
    text = "Ann Lee said it was over. “We will not leave it.” Tom Holt, who aspires to the post, laughed."
    assert speakers(text) == [("Ann Lee", "Ann Lee", "continuation")]
