"""Quotation marks: hand-made articles for every practice, the expected spans written by their text."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from framescope.schema import QUOTATION_KINDS
from framescope.text.cuekinds import INNER, NOUNLIKE
from framescope.text.cues import cue_forms
from framescope.text.quote_rules import rules
from framescope.text.quotes import Passage, find_quotations


def passages_of(text: str, *, headline: bool = False) -> list[Passage]:
    """Every non-blank line is a paragraph, white space around it included."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append(Passage(start, start + len(line), headline))
        start += len(line)
    return found


def rows_of(text: str, passages: Sequence[Passage]) -> list[Any]:
    columns = find_quotations(text, passages)
    return [SimpleNamespace(**dict(zip(columns._fields, row, strict=True))) for row in zip(*columns, strict=True)]


def quotations(text: str, *, headline: bool = False) -> list[Any]:
    return rows_of(text, passages_of(text, headline=headline))


def found(text: str, *, headline: bool = False) -> list[tuple[str, str]]:
    return [(span.kind, text[span.start : span.end]) for span in quotations(text, headline=headline)]


def inside(text: str) -> list[str]:
    return [words for _, words in found(text)]


def groups(text: str) -> list[int]:
    return [span.group for span in quotations(text)]


# --- marks ---------------------------------------------------------------------------------------


def test_clic_doctest() -> None:
    # CLiC, server/clic/region/quote.py: quotes at 0-7 and 17-44, the marks included.
    text = '"That," he said, "is a \'veritable banquet\'."'
    assert [(span.outer_start, span.outer_end) for span in quotations(text)] == [(0, 7), (17, 44)]
    assert found(text) == [("speech", "That,"), ("speech", "is a 'veritable banquet'.")]
    assert groups(text) == [0, 0]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("“", "”"),
        ('"', '"'),
        ("‘", "’"),
        ("'", "'"),
        ("“", '"'),
        ('"', "”"),
        ("„", "“"),
        ("„", "”"),
        ("«", "»"),
        ("»", "«"),
        ("‹", "›"),
        ("‚", "‘"),
        ("''", "''"),
        ("``", "''"),
        ("`", "'"),
        ("「", "」"),
        ("”", "”"),
        ('""', '""'),
    ],
)
def test_every_pair_of_marks(opening: str, closing: str) -> None:
    text = f"He said {opening}We will not leave the city.{closing} Then he left."
    (span,) = quotations(text)
    assert text[span.start : span.end] == "We will not leave the city."
    assert text[span.outer_start : span.start] == opening
    assert text[span.end : span.outer_end] == closing
    assert (span.kind, span.unclosed) == ("speech", False)


@pytest.mark.parametrize(
    "text",
    [
        "The countries’ leaders met the soldiers’ families.",
        "The countries' leaders met the soldiers' families in James' house.",
        "It’s the ministers’ fault, isn't it?",
        "Music of the ’90s and the '80s, of ‘68 and of '68.",
        "'Tis the season, ’twas the night; give 'em hell, ’til dawn.",
        "Rock ’n’ roll, rock 'n' roll, fish ‘n’ chips at ten o’clock.",
        'He is 6\' 2" tall, she is 5\'11", and the board is 40" x 30".',
        'A 27" screen and a 5’ 10” player.',
        'He left". The rest is silent.',
        "« Previous",
        "Next »",
        '<a href="http://example.org/" title="Read">the report</a> was read.',
        "DeVos’ and d’Estaing’s qur’an",
    ],
)
def test_no_quotation(text: str) -> None:
    assert found(text) == []


def test_possessive_within_single_marks_does_not_close() -> None:
    text = "‘The countries’ leaders were wrong,’ he said. ‘The soldiers’ families know it.’"
    assert inside(text) == ["The countries’ leaders were wrong,", "The soldiers’ families know it."]


def test_single_marks_close_after_s_when_nothing_better_follows() -> None:
    assert inside("They call them ‘moderate rebels’ in Washington.") == ["moderate rebels"]


def test_double_marks_within_single_ones() -> None:
    assert inside("‘They shouted “go home” at us,’ she said.") == ["They shouted “go home” at us,"]


def test_nested_marks_take_the_outer_quotation() -> None:
    assert inside("“He calls it a ‘revolution’ of the countries’ people,” she said.") == [
        "He calls it a ‘revolution’ of the countries’ people,"
    ]
    assert inside("“He said “no” and left,” she said.") == ["He said “no” and left,"]
    assert inside("“‘No,’ he said to me,” she recalled.") == ["‘No,’ he said to me,"]


def test_closing_mark_before_and_after_the_full_stop() -> None:
    text = "He said “we shall win”. She said “we shall lose.” He left."
    assert inside(text) == ["we shall win", "we shall lose."]


def test_spaces_inside_the_marks_belong_to_the_span() -> None:
    assert inside("Il dit « bonjour » et part.") == [" bonjour "]
    assert inside("He said `` it is over '' and left.") == [" it is over "]
    assert inside('He said " it is over " and left.') == [" it is over "]


def test_marks_without_white_space() -> None:
    assert inside('He said,"We go now,"and left.') == ["We go now,"]
    assert inside("(“Go now”)—“stay here”/“or not”") == ["Go now", "stay here", "or not"]
    assert inside("“We go now.”“You stay here.”") == ["We go now.", "You stay here."]


def test_right_to_left_text() -> None:
    assert inside("قال «مرحبا بكم» ثم قال ”نعم“.") == ["مرحبا بكم", "نعم"]


@pytest.mark.parametrize(("runs", "groups_found"), [((0, 0), [0, 0]), ((0, 1), [0, 1])])
def test_a_quotation_goes_on_within_its_run_only(runs: tuple[int, int], groups_found: list[int]) -> None:
    text = "“We waited for years.\n“Now it is here,” she said.\n"
    passages = [passage._replace(run=run) for passage, run in zip(passages_of(text), runs, strict=True)]
    spans = rows_of(text, passages)
    assert [span.group for span in spans] == groups_found
    assert [span.unclosed for span in spans] == [groups_found == [0, 1], False]


def test_passages_may_come_in_any_order_of_runs() -> None:
    text = "A caption with “a word” in it.\n“We saw the rebels’ flag,” he said.\n"
    caption, body = passages_of(text)
    spans = rows_of(text, [body, caption._replace(run=1)])
    assert [text[span.start : span.end] for span in spans] == ["a word", "We saw the rebels’ flag,"]


# --- paragraphs ----------------------------------------------------------------------------------


def test_paragraphs_that_reopen_are_one_quotation() -> None:
    text = "He said: “We came in peace.\n\n“We left in peace.\n\n“We come back.” Then he sat down.\n"
    spans = quotations(text)
    assert inside(text) == ["We came in peace.", "We left in peace.", "We come back."]
    assert [(span.group, span.unclosed, span.kind) for span in spans] == [(0, False, "speech")] * 3
    assert spans[0].outer_start == spans[0].start - 1
    assert spans[0].outer_end == spans[0].end


def test_paragraphs_that_do_not_reopen_are_one_quotation() -> None:
    text = "A statement said,\n“We came in peace.\n\nWe left in peace”. More “words”."
    spans = quotations(text)
    assert inside(text) == ["We came in peace.", "We left in peace", "words"]
    assert [span.group for span in spans] == [0, 0, 1]
    assert (spans[1].outer_start, spans[1].outer_end) == (spans[1].start, spans[1].end + 1)
    assert not any(span.unclosed for span in spans)


def test_paragraph_without_any_mark_is_bridged() -> None:
    text = "It said: “One came.\nTwo went.\nThree stayed.”\nNobody was quoted here."
    assert inside(text) == ["One came.", "Two went.", "Three stayed."]
    assert groups(text) == [0, 0, 0]


def test_single_marks_over_paragraphs() -> None:
    text = "‘We came in peace.\n‘We left in peace,’ he said."
    assert inside(text) == ["We came in peace.", "We left in peace,"]
    assert groups(text) == [0, 0]


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "He said “we never left the city.  \nThis is the paper’s own view.\nAnd so is this."
    (span,) = quotations(text)
    assert text[span.start : span.end] == "we never left the city."
    assert span.unclosed
    assert span.outer_end == span.end


def test_unclosed_quotation_ends_before_the_next_one() -> None:
    text = "He said “we never left. She said “we did.”"
    assert [(text[s.start : s.end], s.unclosed) for s in quotations(text)][-1] == ("we did.", False)
    text = "The “first went on and the “second” did not."
    assert [(text[s.start : s.end], s.unclosed) for s in quotations(text)] == [
        ("first went on and the", True),
        ("second", False),
    ]


def test_paragraph_breaks_lost_in_extraction() -> None:
    text = 'The priest said: "I met her once. "She was quiet. "It is a loss," he added.'
    assert inside(text) == ["I met her once.", "She was quiet.", "It is a loss,"]
    assert groups(text) == [0, 0, 0]
    assert not any(span.unclosed for span in quotations(text))


def test_new_quotation_after_an_unclosed_one_is_its_own() -> None:
    text = "He said “we never left.\nShe said “we did.”"
    assert [(s.group, s.unclosed) for s in quotations(text)] == [(0, True), (1, False)]


def test_headline_neither_goes_on_nor_is_gone_on_with() -> None:
    text = "“We came\n“We left,” he said."
    first, second = passages_of(text)
    spans = rows_of(text, [Passage(first.start, first.end, headline=True), second])
    assert [(span.group, span.unclosed) for span in spans] == [(0, True), (1, False)]


def test_closing_mark_alone_on_its_line() -> None:
    (span,) = quotations("It said: “We came in peace.\n”\nThe end.")
    assert not span.unclosed


def test_opening_mark_alone_on_its_line() -> None:
    text = "He saw the “moderates”. It said: “\nWe came in peace.”"
    assert inside(text) == ["moderates", "We came in peace."]
    assert groups(text) == [0, 1]


def test_opening_mark_alone_on_its_line_before_three_paragraphs() -> None:
    text = "The “moderates” left. It said: “\nOne came.\nTwo went.\nThree stayed.”"
    assert inside(text) == ["moderates", "One came.", "Two went.", "Three stayed."]
    assert groups(text) == [0, 1, 1, 1]


def test_windows_line_ends() -> None:
    text = "He said: “We came.\r\n\r\n“We left.”\r\n"
    assert inside(text) == ["We came.", "We left."]


# --- interruptions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "“We came,” he said, “and we saw.”",
        "“We came”, said Mr. J. R. Smith of the ministry, “and we saw.”",
        "“We came” — the general told reporters on Monday — “and we saw.”",
        "“We came,” he said “and we saw.”",
    ],
)
def test_interrupted_quotation_is_one_group(text: str) -> None:
    assert groups(text) == [0, 0]


@pytest.mark.parametrize(
    "text",
    [
        "“We came,” he said. “We saw.”",
        "He called it “foolish”, and she called it “brave”.",
        "“Absurd”, the party leader described it as a “handout” on Monday.",
        "He praised the “heroes” and the “martyrs”.",
    ],
)
def test_two_quotations_are_two_groups(text: str) -> None:
    assert groups(text) == [0, 1]


# --- kinds ---------------------------------------------------------------------------------------

SPEECH = [
    ("“We won,” the minister said.", ["We won,"]),
    ("The minister said: “Yes.”", ["Yes."]),
    ("He said Russia had done “nothing” to help.", ["nothing"]),
    ("She said she would not rule out a “military option” against the country.", ["military option"]),
    ("According to the ministry, the strike was “precise”.", ["precise"]),
    ("The mayor described the raid as “barbaric”.", ["barbaric"]),
    ("The president called the deal a “farce”.", ["farce"]),
    ("“Is it over?” Smith asked.", ["Is it over?"]),
    ("The raid brought accusations of a “witch-hunt” from the opposition.", ["witch-hunt"]),
    ("The minister denied it. The report was “not serious”.", ["not serious"]),
    ("In her words “axis of evil” the critics heard a threat.", ["axis of evil"]),
    ("The camp had “deep bunkers, good roads and a system of tunnels.”", None),
    ("“It was a dark night and nobody saw us leave.”", None),
    ("The ministry released a statement on the battle,\n“Troops, with support from the air, took a town”.", None),
    ("Jones looks up, clenches his fist, “Yes. We are winning.”", ["Yes. We are winning."]),
    ("The colonel put it like this:\n“nothing left”", ["nothing left"]),
]


@pytest.mark.parametrize(("text", "words"), SPEECH)
def test_speech(text: str, words: list[str] | None) -> None:
    spans = found(text)
    assert spans
    assert {kind for kind, _ in spans} == {"speech"}
    assert words is None or [said for _, said in spans] == words


@pytest.mark.parametrize(
    "text",
    [
        "Weapons went to the so-called “moderates” in the north.",
        "The general said the so-called “moderates” had fled.",
        "Their “revolution” has cost many lives.",
        "The West armed its “partners” for years.",
        "A self-styled ‘caliph’ ruled the town.",
    ],
)
def test_scare(text: str) -> None:
    ((kind, _),) = found(text)
    assert kind == "scare"


@pytest.mark.parametrize(
    "text",
    [
        "His book is titled “Flashpoint: How the Drive Risks War.”",
        "A report entitled “the limits of aid” appeared.",
        "He wrote the novel “War and Peace” late in life.",
        "She sang in the film “The Wall” and left.",
        "“The Long Road” director Jane Doe won a prize.",
        "The show, a series called “Good Morning”, ended.",
    ],
)
def test_title(text: str) -> None:
    ((kind, _),) = found(text)
    assert kind == "title"


@pytest.mark.parametrize(
    "text",
    [
        "Missiles were launched from the escort vessel ‘Admiral Essen’.",
        "Troops began Operation “Spring Shield” in March.",
        "The “Vostok” battalion left the town.",
        "Joaquín “El Chapo” Guzmán was caught.",
        "The drug lord, nicknamed “Shorty”, was caught.",
        "The politician, also known as “Ahok”, lost.",
        "Members of the “Free Officers Union” met there.",
    ],
)
def test_name(text: str) -> None:
    ((kind, _),) = found(text)
    assert kind == "name"


@pytest.mark.parametrize(
    "text",
    [
        "The term “collateral damage” is older.",
        "The word ‘terrorist’ stands in every paragraph.",
        "The deal rests on the “fair use” doctrine.",
        "It is printed under the provisions of “fair use” here.",
        "The practice is known as “double tapping” among pilots.",
        "In this table “x” is a city.",
    ],
)
def test_term(text: str) -> None:
    ((kind, _),) = found(text)
    assert kind == "term"


def test_same_words_are_the_same_term_elsewhere() -> None:
    text = "It is used under the provisions of “fair use” only.\nFor purposes other than “fair use” write to us."
    assert [kind for kind, _ in found(text)] == ["term", "term"]


def test_headline_phrases_are_titles() -> None:
    assert found("Alliance inflicts “biggest defeat in 3 years”", headline=True) == [
        ("title", "biggest defeat in 3 years")
    ]
    assert found("Why the ‘safe zone’ memorandum matters", headline=True) == [("title", "safe zone")]


def test_attributed_headline_is_speech() -> None:
    assert found("“We will win,” says minister", headline=True) == [("speech", "We will win,")]
    assert found("Minister: ‘We will win’", headline=True) == [("speech", "We will win")]


def test_invitation_to_read_on_is_no_cue() -> None:
    assert found("READ MORE: Why the ‘safe zone’ matters") == [("scare", "safe zone")]


def test_whole_article() -> None:
    text = (
        "The army took the town on Monday.\n"
        "“The command posts were destroyed by missiles from the frigate ‘Admiral Essen’. This helped.”\n"
        "“Over 450 fighters were killed,” the general added.\n"
        "The government’s “allies” had been in the countries’ service since the ’90s.\n"
        "“We came,” Mr. Smith said, “because we were asked.\n"
        "“And we shall leave”.\n"
        "He would not call it a “war”. His book “The Long March” is out.\n"
    )
    assert found(text) == [
        ("speech", "The command posts were destroyed by missiles from the frigate ‘Admiral Essen’. This helped."),
        ("speech", "Over 450 fighters were killed,"),
        ("scare", "allies"),
        ("speech", "We came,"),
        ("speech", "because we were asked."),
        ("speech", "And we shall leave"),
        ("speech", "war"),
        ("title", "The Long March"),
    ]
    assert groups(text) == [0, 1, 2, 3, 3, 3, 4, 5]


def test_what_is_a_cue_only_beside_marks_is_on_no_other_list() -> None:
    listed = {form for form, cue in cue_forms().items() if cue.verb and not cue.verb & (NOUNLIKE | INNER)}
    assert not rules().cue_verbs & listed
    assert rules().cue_verbs == {form.lower() for form in rules().cue_verbs}


# --- properties ----------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [*"“”„‟\"«»‹›‘’‚'`´「」", "''", "``", '""', "a", "s", "He said", "Smith ", "90s", "6", " ", " ", ".", ",", ": ",
     "—", "\n", "\r\n", "\u2029", "\u00a0", "<a ", ">", "so-called ", "é", "نعم", "\u200b"]
)  # fmt: skip


@example("“a.“He said", True)  # an interrupted headline was once of two kinds
@given(st.lists(_PIECES, max_size=60).map("".join), st.booleans())
def test_any_marks_give_ordered_spans_inside_their_passages(text: str, headline: bool) -> None:
    passages = passages_of(text, headline=headline)
    spans = rows_of(text, passages)
    end = 0
    for span in spans:
        assert end <= span.outer_start <= span.start < span.end <= span.outer_end
        assert any(p.start <= span.outer_start and span.outer_end <= p.end for p in passages)
        assert span.kind in QUOTATION_KINDS
        assert any(character.isalnum() for character in text[span.start : span.end])
        end = span.outer_end
    numbers = [span.group for span in spans]
    assert numbers == sorted(numbers)
    assert sorted(set(numbers)) == list(range(len(set(numbers))))
    for number in set(numbers):
        assert len({(s.kind, s.unclosed) for s in spans if s.group == number}) == 1


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    spans = rows_of(text, [Passage(0, len(text))])
    assert all(0 <= span.outer_start <= span.outer_end <= len(text) for span in spans)


@given(st.lists(st.sampled_from(["We came", "It rained", "They left the town"]), min_size=1, max_size=8))
def test_well_formed_quotations_are_all_found(sentences: list[str]) -> None:
    text = " ".join(f"Smith said: “{sentence}.” Nothing else." for sentence in sentences)
    assert found(text) == [("speech", f"{sentence}.") for sentence in sentences]


@given(st.integers(0, 5), st.integers(0, 5))
def test_offsets_are_those_of_the_whole_text(before: int, after: int) -> None:
    text = "“" * before + "x\n" + "He said “no” then.\n" + "”" * after
    start = text.index("He")
    (span,) = rows_of(text, [Passage(start, start + 18)])
    assert text[span.start : span.end] == "no"


@pytest.mark.parametrize("unit", ['"', '" ', "“", "“ ", "”", "‘a ", "«", "''", "“a. ", '"a', "‘as’ b "])
def test_nothing_but_marks_has_a_defined_outcome(unit: str) -> None:
    text = unit * 2000
    spans = rows_of(text, [Passage(0, len(text))])
    assert all(text[span.start : span.end].strip() for span in spans)


def test_article_that_is_one_unclosed_quotation() -> None:
    text = "“" + "word. " * 5000
    (span,) = rows_of(text, [Passage(0, len(text))])
    assert (span.start, span.end, span.unclosed) == (1, len(text) - 1, True)


def test_word_far_behind_the_opening_mark() -> None:
    ((_, words),) = found("He left, “" + ". " * 400 + "and so.”")
    assert words.endswith("and so.")


def test_nothing_to_read() -> None:
    assert rows_of("", []) == []
    assert rows_of("", [Passage(0, 0)]) == []
    assert rows_of("“a”", []) == []
