"""Who is the source of indirect speech and what is its content, in the turns of phrase that news has for it."""

from __future__ import annotations

import pytest

import framescope as fs


def said(text: str) -> list[tuple[str | None, str]]:
    """Return the name and the content of each stretch of indirect speech."""
    quotations = fs.corpus_from_texts({"a.txt": text}).quotations.sort_values("start")
    indirect = quotations[quotations["kind"] == "indirect"]
    names = indirect["speaker_name"].astype(object)
    contents = [text[start:end] for start, end in zip(indirect["start"], indirect["end"], strict=True)]
    return list(zip(names.where(names.notna(), None), contents, strict=True))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # A clause stands between the noun and its verb.
        ("People briefed on the matter said it was over.", "people"),
        ("A report released on Monday said it was over.", "report"),
        ("Police investigating the attack said it was over.", "police"),
        ("Officials familiar with the plan said it was over.", "officials"),
        ("Democrats on the committee considering the plan have said it was over.", "Democrats on the committee"),
        ("The court that convicted him in 2012 found that it was over.", "court"),
        ("The wounded said it was over.", "wounded"),
        ("In Rome, Lee met the mayor and the governor said it was over.", "governor"),
        # Two sources, and what only looks like two.
        ("Ann Lee and her supporters say it was over.", "Ann Lee and supporters"),
        ("Senator John Holt and Representative Ann Lee said it was over.", "John Holt and Ann Lee"),
        ("The mayor and the governor said it was over.", "mayor and governor"),
        ("The Department of Health and Human Services said it was over.", "Department of Health and Human Services"),
        ("A spokesman for Marks and Spencer said it was over.", "spokesman for Marks and Spencer"),
        # Asides and brackets.
        ("Peru and other countries involved, including the Philippines, agreed to go.", "Peru and other countries"),
        ("Senator Ann Lee (D-Ohio) said it was over.", "Ann Lee"),
        ("The Islamic State (IS) group said it was over.", "Islamic State"),
        ("The Energy Market Operator (EMO) said it was over.", "Energy Market Operator"),
        ("The mayor, a man who has been ill, said it was over.", "mayor"),
        ("Speaking in Rome, the town's mayor, Ann Lee, said it was over.", "Ann Lee"),
        ("Earlier this month, Peru (a state in America) closed its ports, reported Euro News.", "Euro News"),
        ("Speaker Ann Lee (R-Ohio), the town's elected head, said it was over.", "Ann Lee"),
        ("Lee went on to say that it was over.", "Lee"),
        ("The US, stung by its wars, sees talks as a way out.", "US"),
        ("Democrats, led by Ann Lee, accused Day of lying.", "Democrats"),
        ("One voter, Ann Lee, 54, a nurse from Ohio, said it was over.", "Ann Lee"),
        ("The report, by a bank, estimates that it is over.", "report"),
        # Adverbs and dates behind the name.
        ("The attorney general nevertheless pledged to go.", "attorney general"),
        ("The White House late on Wednesday said it was over.", "White House"),
        ("Ann Lee and Tom Holt both said it was over.", "Ann Lee and Tom Holt"),
        ("Lee has both denied and reported that it was over.", "Lee"),
        ("A friend of Lee's said it was over.", "friend of Lee"),
        ("It was over, said the first woman.", "first woman"),
        # Whom a relative clause tells of.
        ("There is fear among people in the town who say it is over.", "people in the town"),
        ("Lee, a farmer who has said it is over, left.", "Lee"),
        ("A spokesman for the rebels who said it was over left.", "spokesman for the rebels"),
        # Who is quoted, and who says something besides.
        ("The agency quoted the senator as saying that it was over.", "senator"),
        ("Lee was quoted as saying it was over.", "Lee"),
        ("The minister's spokesman denied that she was late, saying it was over.", "minister's spokesman"),
        ("After Lee claimed that it had begun, many people came to testify that it was over.", "people"),
        # A body's document.
        ("A Pentagon statement said it was over.", "Pentagon"),
        ("The U.S. Treasury said it was over.", "U.S. Treasury"),
    ],
)
def test_who_is_the_source(text: str, name: str) -> None:
    assert said(text)[-1][0] == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In her view, the plan is dead.", [(None, "the plan is dead")]),
        ("The plan, in Lee's opinion, was bad.", [("Lee", "The plan"), ("Lee", "was bad")]),
        ("The plan was bad, in the senator's own words.", [("senator", "The plan was bad")]),
        ("They left because, in Lee's view, it was over.", [("Lee", "it was over")]),
        ("Lee changed the law in his view.", []),
        ("As Lee put it, the plan was bad.", [("Lee", "the plan was bad")]),
        ("The plan was bad, as Lee once put it.", [("Lee", "The plan was bad")]),
        ("Lee put it on the table.", []),
        ("Lee: I will win in May", [("Lee", "I will win in May")]),
        ("Senator Lee: The plan is bad", [("Lee", "The plan is bad")]),
        ("Police: Man was shot by officers", [("police", "Man was shot by officers")]),
        ("Mosul: The battle is over", []),
        ("Photo: I am in Rome", []),
        ("Lee attacked Day for taking money.", [("Lee", "Day for taking money")]),
        ("Lee attacked the town for days.", []),
        ("Moscow threatened new sanctions.", [("Moscow", "new sanctions")]),
        ("The storm threatened crops.", []),
        ("Moscow threatened the town.", []),
    ],
)
def test_attribution_with_few_words(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Asked if Day should go, the mayor told reporters he would wait.",
            [(None, "if Day should go"), ("mayor", "he would wait")],
        ),
        (
            "Asked by a reporter whether it was over, Lee said it was not.",
            [("reporter", "whether it was over"), ("Lee", "it was not")],
        ),
        ("Lee, when asked whether it was over, said it was.", [(None, "whether it was over"), ("Lee", "it was")]),
        ("Told that it was over, Lee left.", [(None, "that it was over")]),
        ("When told by Day that it was over, Lee left.", [("Day", "that it was over")]),
        (
            "After Lee announced that it was over, Day said that it was not.",
            [("Lee", "that it was over"), ("Day", "that it was not")],
        ),
        (
            "In its false claim that it was over, the mayor said it was not.",
            [(None, "that it was over"), ("mayor", "it was not")],
        ),
        ("Lee said on CBS's “Face the Nation” that it was over.", [("Lee", "that it was over")]),
        (
            "It was over, Lee said, before adding that it was good.",
            [("Lee", "It was over"), ("Lee", "that it was good")],
        ),
        ("It was over, Lee said, when asked about it.", [("Lee", "It was over")]),
        ("Lee said it was over.- Day said it was not.", [("Lee", "it was over"), ("Day", "it was not")]),
        ("Lee said it was over, a day after the army left.", [("Lee", "it was over")]),
        ("Lee said the war ended two days after it began.", [("Lee", "the war ended two days after it began")]),
        (
            "Lee said it was over, while Day, who leads the union, said it was not.",
            [("Lee", "it was over"), ("Day", "it was not")],
        ),
        (
            "Lee said it rained in Rome, while it was dry in Bari.",
            [("Lee", "it rained in Rome, while it was dry in Bari")],
        ),
    ],
)
def test_where_a_content_ends(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert said(text) == expected
