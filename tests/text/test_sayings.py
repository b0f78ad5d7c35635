"""Indirect speech: sentences written for every pattern, with source, cue and contents as a reader marks them."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from framescope.text.cues import attribution_rules, cue_forms
from framescope.text.quotes import Passage, find_quotations
from framescope.text.speech import Spoken, find_speech
from framescope.text.stretch import Stretch
from framescope.text.tokens import tokenize
from framescope.text.typetraits import type_traits


def spoken(text: str) -> list[Any]:
    """Read a text as one article whose lines are paragraphs; return the rows that are found in it, by either engine."""
    passages, at = [], 0
    for line in text.splitlines(keepends=True):
        passages += [Passage(at, at + len(line))] if line.strip() else []
        at += len(line)
    tokens = tokenize(text)
    end = tokens.start + tokens.length.astype(np.int64)
    article = np.zeros(len(tokens), dtype=np.int64)
    stretch = Stretch(text, tokens.start, end, tokens.term, tokens.breaks, article, article, tokens.types)
    known = stretch, type_traits(tokens.types), find_quotations(text, passages)
    found = find_speech(*known)
    assert all(map(np.array_equal, found, find_speech(*known, "compiled")))
    rows = [SimpleNamespace(**dict(zip(Spoken._fields, row, strict=True))) for row in zip(*found, strict=True)]
    return sorted(rows, key=lambda row: (row.start, -row.end))


def reported(text: str) -> list[tuple[str | None, str | None, str]]:
    """Return speaker, cue and content of each stretch of indirect speech."""
    return [(row.speaker, row.cue, text[row.start : row.end]) for row in spoken(text) if row.kind == "indirect"]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "contents"),
    [
        ("Officials said that the bridge was closed.", "Officials", "said", ["that the bridge was closed"]),
        ("Officials said the bridge was closed.", "Officials", "said", ["the bridge was closed"]),
        ("The bridge was closed, officials said.", "officials", "said", ["The bridge was closed"]),
        ("The bridge was closed, said Ann Lee, a farmer.", "Ann Lee", "said", ["The bridge was closed"]),
        ("Ann Lee, a farmer, said the bridge was closed.", "Ann Lee", "said", ["the bridge was closed"]),
        ("The bridge, she said, would never open again.", "she", "said", ["The bridge", "would never open again"]),
        ("She has repeatedly said she would not go.", "She", "said", ["she would not go"]),
        ("Lee told reporters in Rome that it was over.", "Lee", "told", ["that it was over"]),
        ("Lee said in a statement on Monday the deal was dead.", "Lee", "said", ["the deal was dead"]),
        ("As Lee said on Monday, the war is over.", "Lee", "said", ["the war is over"]),
        ("Lee, who said the plan would fail, left.", "Lee", "said", ["the plan would fail"]),
        ("When she said the plan would fail, nobody moved.", "she", "said", ["the plan would fail"]),
        ("The firm said it was sorry, but did not give details.", "The firm", "said", ["it was sorry"]),
        ("According to the ministry, ten people died.", "the ministry", "According", ["ten people died"]),
        ("Ten people died, according to the ministry.", "the ministry", "according", ["Ten people died"]),
        ("Lee asked whether the bridge was safe.", "Lee", "asked", ["whether the bridge was safe"]),
        ("The minister accused Israel of bombing it.", "The minister", "accused", ["Israel of bombing it"]),
        ("He urged Israel to stop the raids.", "He", "urged", ["Israel to stop the raids"]),
        ("The party called for an inquiry.", "The party", "called", ["for an inquiry"]),
        ("She promised to resign.", "She", "promised", ["to resign"]),
        ("Lee believes the talks will fail.", "Lee", "believes", ["the talks will fail"]),
        ("Residents fear that the dam could break.", "Residents", "fear", ["that the dam could break"]),
        ("A new study shows that most voters want change.", "A new study", "shows", ["that most voters want change"]),
        ("Trump's claim that he won is false.", "Trump", "claim", ["that he won"]),
        ("The government is convinced that it will win.", "The government", "convinced", ["that it will win"]),
        (
            "Days earlier, Peru's Health Ministry said it runs short.",
            "Peru's Health Ministry",
            "said",
            ["it runs short"],
        ),
        ("Norway has consistently denied backing them.", "Norway", "denied", ["backing them"]),
        ("While Norway supports many, it denied backing them.", "it", "denied", ["backing them"]),
        (
            "For years, the Big Bank and its Oslo and local partners realized that it was over.",
            "the Big Bank and its Oslo and local partners",
            "realized",
            ["that it was over"],
        ),
        ("Lee underlined the importance of trade.", "Lee", "underlined", ["the importance of trade"]),
        ("They did what many thought was impossible: winning it.", "many", "thought", ["was impossible"]),
        ("Officers who came to the scene said they saw it.", "Officers", "said", ["they saw it"]),
        ("The army issued a statement saying it was over.", "The army", "saying", ["it was over"]),
        ("A statement by the army said it was over.", "A statement by the army", "said", ["it was over"]),
        ("The delegation seeks to free them.", "The delegation", "seeks", ["to free them"]),
        ("The wounded said they were lost.", "The wounded", "said", ["they were lost"]),
        ("Last year showed that it was possible.", None, "showed", ["that it was possible"]),
        ("He is believed to have fled.", None, "believed", ["to have fled"]),
        ("The group reportedly killed ten people.", None, "reportedly", ["The group reportedly killed ten people"]),
        ("The so-called Islamic State fled.", None, "so-called", ["Islamic State"]),
        # An aside between the subject and its verb.
        ("Lee, a former mayor, blasted reporters for lying.", "Lee", "blasted", ["reporters for lying"]),
        ("Lee did, however, say that she would stay.", "Lee", "say", ["that she would stay"]),
        ("Saying the war was over, Lee left the room.", None, "Saying", ["the war was over"]),
        ("Her fear grew in Ohio, where Lee said he would win, and she left.", "Lee", "said", ["he would win"]),
        # What is said in the passive voice.
        ("She was urged by the union to resign.", "the union", "urged", ["to resign"]),
        ("She was accused by rivals of lying.", "rivals", "accused", ["of lying"]),
        ("The senator was asked whether she would go.", None, "asked", ["whether she would go"]),
        ("The vote was seen as a test.", None, "seen", ["as a test"]),
        ("Staff were told they would be paid.", None, "told", ["they would be paid"]),
        # What somebody holds something to be.
        ("Ryan described the remark as racist.", "Ryan", "described", ["the remark as racist"]),
        ("He referred to her as a nasty woman.", "He", "referred", ["to her as a nasty woman"]),
        ("She considers him a threat.", "She", "considers", ["him a threat"]),
        ("Critics see the election as a farce.", "Critics", "see", ["the election as a farce"]),
        # Documents and polls.
        ("Article 50 states that the treaty ends.", "Article 50", "states", ["that the treaty ends"]),
        ("The poll showed Clinton leading in Ohio.", "The poll", "showed", ["Clinton leading in Ohio"]),
        ("Exit polls suggest the race is close.", "Exit polls", "suggest", ["the race is close"]),
        # Attitudes and intentions.
        ("Sanders favors breaking up the banks.", "Sanders", "favors", ["breaking up the banks"]),
        ("Voters are worried about the economy.", "Voters", "worried", ["about the economy"]),
        ("Voters are worried that they will lose.", "Voters", "worried", ["that they will lose"]),
        ("The campaign declined to comment on it.", "The campaign", "declined", ["to comment on it"]),
        ("Her decision to use a server was a mistake.", "Her", "decision", ["to use a server"]),
        ("He made it clear that he would go.", "He", "clear", ["that he would go"]),
        ("Lee warned Republicans not to go.", "Lee", "warned", ["not to go"]),
        ("That prompted the opposition to decry it as a coup.", "the opposition", "decry", ["it as a coup"]),
        # A noun phrase alone.
        ("The ministry denied any role in the attack.", "The ministry", "denied", ["any role in the attack"]),
        ("The court dismissed her claim.", "The court", "dismissed", ["her claim"]),
        ("Lee announced plans to leave.", "Lee", "announced", ["plans to leave"]),
        ("He reiterated his commitment to peace.", "He", "reiterated", ["his commitment to peace"]),
        ("Lee outlined a bill of ten euros.", "Lee", "outlined", ["a bill of ten euros"]),
        ("Lee conceded the theft.", "Lee", "conceded", ["the theft"]),
        ("Critics questioned the legality of the raid.", "Critics", "questioned", ["the legality of the raid"]),
        ("The bank cited security concerns.", "The bank", "cited", ["security concerns"]),
        ("Citing security concerns, Lee left.", None, "Citing", ["security concerns"]),
        ("Lee expressed shock at the crime.", "Lee", "expressed", ["shock at the crime"]),
        ("The state requested help from Interpol.", "The state", "requested", ["help from Interpol"]),
        ("She recalled the floods of last year.", "She", "recalled", ["the floods of last year"]),
        ("Residents fear a backlash.", "Residents", "fear", ["a backlash"]),
        ("The minister regretted the error.", "The minister", "regretted", ["the error"]),
        ("Lee insisted on a vote.", "Lee", "insisted", ["on a vote"]),
        ("He thanked the crew for their help.", "He", "thanked", ["the crew for their help"]),
        # What is still to be said.
        ("The party is to accuse Lee of lying.", "The party", "accuse", ["Lee of lying"]),
        ("Lee will tell voters that the plan failed.", "Lee", "tell", ["that the plan failed"]),
        ("Lee is expected to say that it failed.", "Lee", "say", ["that it failed"]),
        ("Lee is to be accused of lying.", None, "accused", ["of lying"]),
        # Where the next deed is told.
        ("She demanded the release of the men and walked out.", "She", "demanded", ["the release of the men"]),
        ("Lee denied the charge but the claim has caused a row.", "Lee", "denied", ["the charge"]),
        ("Lee denied the theft and the fraud.", "Lee", "denied", ["the theft and the fraud"]),
        ("Lee promised to resign and left the hall.", "Lee", "promised", ["to resign"]),
        ("Lee vowed to stay and has won.", "Lee", "vowed", ["to stay"]),
        ("Lee promised to cut taxes and have a vote.", "Lee", "promised", ["to cut taxes and have a vote"]),
        ("He was asked to judge twists and unexpected turns.", None, "asked", ["to judge twists and unexpected turns"]),
        ("He warned of losses of more than ten euros.", "He", "warned", ["of losses of more than ten euros"]),
        # Nouns.
        ("It came amid fears the country is arming.", None, "fears", ["the country is arming"]),
        ("Democrats' claim that he lied was false.", "Democrats", "claim", ["that he lied"]),
        ("He raised questions about her health.", "He", "questions", ["about her health"]),
        ("He made the case that taxes are too high.", "He", "case", ["that taxes are too high"]),
    ],
)
def test_each_pattern(text: str, speaker: str | None, cue: str, contents: list[str]) -> None:
    assert reported(text) == [(speaker, cue, content) for content in contents]


@pytest.mark.parametrize(
    "text",
    [
        "The bank added 3 percent to its price.",
        "The mayor said nothing.",
        "I think the minister is wrong.",  # the writer's own opinion
        "The Washington Post building was sold.",
        "They found the boy in the river.",
        "The state of the roads is poor.",
        "He speaks Arabic at home.",
        "Last summer the order of the day was rest.",
        "Scoring victories in the north would aim to remove the pressure.",  # a deed has no aim of its own
        "The operation seeks to free the hostages.",
        "The government's policy aims to cut costs.",
        "It is unclear whether he will go.",  # nobody in particular does not know
        "The crowd was larger than anyone expected.",
        "She lodged an appeal to the Supreme Court.",
        "Nunes has supported bills that would help farmers.",  # the bills would
        "Fresh questions were raised in Rome.",
        "Lee, writing in a column, mocked the plan: “No,” he wrote.",
        "Growth is explained by the fact that prices fell.",
        "He saw her as he left.",
        "When she was asked about the vote, Lee replied.",
        "The police questioned the suspect.",
        "The keeper rejected the ball.",
        "Lee announced the singer.",
        "United conceded a goal.",
        "The ban echoes the past.",  # what has no mind says nothing
        "Lee insisted on Monday.",
        "She praised the army on Monday.",
        "A global recall of the phones followed.",
        "As Lee noted in a November radio show, nobody came.",
        "Thank you for the help.",
        "The outline of the plan was lost.",
        "Prices rose for corn, wheat and weather forecasting, fisheries and timber.",
    ],
)
def test_what_attributes_nothing(text: str) -> None:
    assert reported(text) == []


def test_one_attribution_ends_where_the_next_begins() -> None:
    text = "The army reported that three men were killed, while rebels claimed that ten had died."
    assert [(cue, content) for _, cue, content in reported(text)] == [
        ("reported", "that three men were killed"),
        ("claimed", "that ten had died"),
    ]
    text = "Lee said the talks had failed, adding that new ones would begin."
    assert reported(text) == [("Lee", "said", "the talks had failed"), ("Lee", "adding", "that new ones would begin")]


def test_what_a_source_quotes_of_another_is_the_first_ones() -> None:
    text = "Police said they were told that a man was shot."
    assert reported(text) == [("Police", "said", "they were told that a man was shot")]


def test_a_document_that_says_something_is_its_issuers() -> None:
    text = "The ministry released a statement on the war which says that it is over."
    assert reported(text) == [("The ministry", "says", "that it is over")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Lee, spokeswoman for the Iranian army, left. The Iranian spokeswoman said it was over.", "Ann Lee"),
        ("Ann Lee, spokeswoman for the Iranian army, left. The Turkish spokeswoman said it was over.", None),
        ("Obama's secretary said it was over. Obama's Secretary of Defense, Ash Carter, left.", "Ash Carter"),
        ("Comey left. Comey said it was bad. It was warm there, he said.", "Comey"),
    ],
)
def test_who_has_a_role_is_told_by_what_it_is_of(text: str, name: str | None) -> None:
    row = [row for row in spoken(text) if row.kind == "indirect"][-1]
    assert row.speaker_name == name or (name is None and row.named_by == "as written")


def test_what_follows_a_chant_is_no_part_of_it() -> None:
    assert [row.kind for row in spoken("The crowd chanted “lock her up” as he spoke.")] == ["speech"]


def test_an_aside_within_quotation_marks_hides_nobody() -> None:
    (row,) = spoken("“The plan, it works,” said Ann Lee.")
    assert (row.kind, row.speaker) == ("speech", "Ann Lee")


def test_quoted_words_within_indirect_speech_have_a_row_of_their_own() -> None:
    rows = spoken("Lee said the plan was “a disaster” and that it would end.")
    assert [(row.kind, row.speaker) for row in rows] == [("indirect", "Lee"), ("speech", "Lee")]
    assert [row.kind for row in spoken("Lee said: “The plan is dead.”")] == ["speech"]


def test_a_marked_off_word_has_a_speaker_within_indirect_speech_and_none_outside() -> None:
    inside, outside = "Lee believes the “reform” will fail.", "The “reform” was buried."
    assert [row.kind for row in spoken(inside)] == ["indirect", "speech"]
    assert [row.kind for row in spoken(outside)] == ["scare"]


def test_cues_carry_their_stance() -> None:
    stances = {
        "Lee said it rained.": "neutral",
        "Lee confirmed that it rained.": "affirming",
        "Lee claimed that it rained.": "doubting",
        "It allegedly rained there.": "doubting",
    }
    assert {text: spoken(text)[0].stance for text in stances} == stances


def test_every_form_of_the_lexicon_is_lower_case_and_has_one_reading() -> None:
    rules = attribution_rules()
    forms = [form for group in rules.verbs.values() for verb in group.forms.values() for form in verb]
    assert all(form == form.lower() for form in cue_forms())
    assert len({verb for group in rules.verbs.values() for verb in group.forms}) > 300
    assert len(forms) == len(set(forms)), sorted({form for form in forms if forms.count(form) > 1})


_WORDS = st.sampled_from(
    ["Lee", "said", "that", "the", "plan", "would", "fail", ",", ".", "“", "”", '"', "according", "to", "claims",
     "who", "told", "and", "\n\n", "reportedly", "so-called", "he", "his", "-", "(", "adding", "is", "convinced", "in",
     "Arabic"]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=40).map(" ".join))
@example("Lee Lee Lee Lee , Lee claims . would ” adding said")  # a cue without content between two with the same
def test_rows_lie_in_the_text_and_indirect_speech_never_overlaps(text: str) -> None:
    rows = spoken(text)
    for row in rows:
        assert 0 <= row.outer_start <= row.start < row.end <= row.outer_end <= len(text)
    spans = sorted((row.start, row.end) for row in rows if row.kind == "indirect")
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
