"""Sentences for each class of attribution of the published schemes (PARC 3.0; PolNeAR), contents in brackets.

The classes are those of Pareti 2016, after Prasad et al. 2007: assertions, beliefs, facts (knowing and perceiving), and
eventualities (what is wanted, promised, ordered); PolNeAR annotates all of them, and what documents and bodies say. The
sentences are our own, and so are the brackets.
"""

from __future__ import annotations

import re

import pytest
from tests.text.test_sayings import spoken

ASSERTIONS = [
    "The senator said [the bill would fail].",
    "[Turnout], the clerk said, [was the highest in a decade].",
    "[The race is tied], according to a new poll.",
    "A survey found [Clinton leading by five points].",
    "The senator pointed [to a recent poll on the race].",
    "The White House position has been [that the tapes are private].",
    "Democrats argue [the measure, called the Care Act, will force millions off their plans].",
    "He labeled [the deal a failure].",
    "He likened [the program to slavery].",
    "She compared [him to Hitler].",
    "He credited [the police with saving lives].",
    "He denied [having met the woman].",
]
BELIEFS = [
    "Most Republicans believe [the system is rigged].",
    "She believes [in the power of government to do good].",
    "Many conservatives view [him as a fraud].",
    "He remains confident [that he will prevail].",
    "The fear is [that the party will split and lose the House].",
    "There are fears [that the party will split].",
]
FACTS = [
    "Nobody knows [how the voters will react].",
    "She realized [that the room had turned against her].",
    "Officials have no idea [how many people were on board].",
    "He was disappointed [by the ruling].",
]
EVENTUALITIES = [
    "Trump wants [Mexico to pay for it].",
    "He decided [not to run again].",
    "He has decided [against a third run].",
    "She pledged [not to raise taxes on the middle class].",
    "He is weighing [whether to run].",
    "His goal is [to unite the party].",
    "Their plan is [to force a second ballot].",
    "The plan was [not to attack before dawn].",
    "He ordered [a review of the program].",
    "Lawmakers demanded [an investigation].",
]
OWN_WORDS = [
    "The law requires insurers to cover the sick.",
    "The idea is simple and cheap.",
    "The senator ordered a steak.",
    "The problem is that the law is old.",
    "The next step is to vote.",
    "The ad shows a mushroom cloud over the desert.",
    "She endorsed Clinton on Tuesday.",
    "The levels were low compared to those of people who continued to smoke.",
]
#: Where a content begins and ends in longer sentences.
EDGES = [
    "He told a gathering of veterans who say they were neglected [that help was coming].",
    "He told reporters who had waited outside [that the talks were over].",
    "The senator told voters [who should pay for it].",
    "She asked him [who would pay].",
    "Few believed [he could win the election] and made little effort to hide it.",
    "She said [she would resign] and left the room.",
    "He promised [he would be brief] and sat down after two minutes.",
    "He said [the men would be arrested and charged].",
    "He blamed [the press for the rise], which he claimed [was hiding his success].",
    "He met a man who police believe [is hiding in Texas].",
    "The people who argued left early.",
    "It is unlikely that the Gulf states will pay.",
    "Officials said [about 200 people had left].",
    "She vowed on Monday [to fight the law].",
    "He pledged again [to build it].",
    "Trump will ask Congress [for drastic cuts to many programs].",
    "The official who briefed reporters said [the president believes in it].",
    "A report from the department estimated [that the wall would cost more].",
    "All three must agree in order for an address to take place.",
    "Immigration advocates reacted with care to his remarks.",
    "She argued late on Wednesday [that the order was old].",
    "There was another issue in the room he heard of that day, the heat.",
    "It would shrink the tax credits they use to buy insurance.",
    "[Russia suggests that a coalition should be set up], Russia's envoy to the UN Ann Lee said at a meeting.",
    "Lee warned Europe [against isolating itself].",
    "The envoy has reportedly said [that the talks would fail].",
    "They are talking [about the same thing]: the coming trade war.",
    "The outcome could determine whether the party survives.",
    "He had an office that he accepted when he took the oath.",
    "[There is no breakthrough], he told journalists on Wednesday, a day before the talks aimed at peace began.",
]


def bracketed(text: str) -> str:
    """Return a text with brackets around what is attributed to somebody, full stops and commas left outside."""
    kept = [row for row in spoken(text) if row.kind in ("indirect", "speech")]
    for row in reversed(kept):
        text = f"{text[: row.start]}[{text[row.start : row.end]}]{text[row.end :]}"
    return text


@pytest.mark.parametrize("marked", ASSERTIONS + BELIEFS + FACTS + EVENTUALITIES + OWN_WORDS + EDGES)
def test_what_is_attributed_and_what_is_not(marked: str) -> None:
    assert bracketed(re.sub(r"[\[\]]", "", marked)) == marked


def test_a_clause_behind_and_is_no_tag_of_words_that_have_a_speaker() -> None:
    rows = spoken("Lee dismissed the claims as “fake news” and Russia has also ridiculed them.")
    assert [(row.speaker, row.kind) for row in rows] == [("Lee", "indirect"), ("Lee", "speech")]
