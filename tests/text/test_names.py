"""One name for each speaker: offices, peoples, full names, and whom a pronoun means, as read off by hand."""

from __future__ import annotations

import pytest

import framescope as fs


def names(text: str) -> list[str | None]:
    """Return the name of the source of each stretch of speech, in the order of the text."""
    quotations = fs.corpus_from_texts({"a.txt": text}).quotations.sort_values("start")
    found = quotations["speaker_name"].astype(object)
    return list(found.where(found.notna(), None))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Defence Minister Ann Holt met Finance Minister Paul Reed. The defence minister said: “No.”", "Ann Holt"),
        ("Finance Minister Paul Reed left. The defence minister said it was over.", "defence minister"),
        ("Finance Minister Paul Reed met Prime Minister Ann Holt. The minister said it was over.", "Paul Reed"),
        ("President Ann Holt met former President Paul Reed. The president said it was over.", "Ann Holt"),
        ("The town heard press secretary Paul Reed. The press secretary said it was over.", "Paul Reed"),
        ("US President Paul Reed met French President Ann Holt. The American leader said it was over.", "Paul Reed"),
        ("US President Paul Reed met French President Ann Holt. France's president said it was over.", "Ann Holt"),
        ("Mr Justice Paul Reed sat in Cork. The judge said it was over.", "Paul Reed"),
        ("Defense Secretary Paul Reed met Labour Secretary Ann Holt. The defence secretary said it fell.", "Paul Reed"),
        ("Rep. Paul Reed sat down. The congressman said it was over.", "Paul Reed"),
        ("Lieutenant-General Paul Reed sat down. The general said it was over.", "Paul Reed"),
        ("Paul Reed, a lawyer, told reporters to leave. Reporters said it was over.", "reporters"),
    ],
)  # fmt: skip
def test_a_role_is_that_of_its_holder(text: str, name: str) -> None:
    assert names(text)[-1] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bashar al-Assad left. Assad said it was over.", "Bashar al-Assad"),
        ("Ursula von der Leyen left. Von der Leyen said it was over.", "Ursula von der Leyen"),
        ("Bill de Blasio said it was over.", "Bill de Blasio"),
        ("It was over, said Crown Prince Mohammed bin Salman.", "Mohammed bin Salman"),
        ("Tom Abdul Rahman left. Abdul Rahman said it was over.", "Tom Abdul Rahman"),
        ("George W. Reed left. Reed said it was over.", "George W Reed"),
        ("Antonio Reed IV left. Reed said it was over.", "Antonio Reed IV"),
        ("Ban Ki-moon left. Mr Ban said it was over.", "Ban Ki-moon"),
        ("Sir Paul Reed left. Sir Paul said it was over.", "Paul Reed"),
        ("The BBC's Ann Holt said it was over.", "Ann Holt"),
        ("Ann Holt, in Beirut, said it was over.", "Ann Holt"),
        ("Sen. Paul Reed (R-Ohio), who sits on the panel, said it was over.", "Paul Reed"),
        ("Paul Reed, 45, a teacher from York, said it was over.", "Paul Reed"),
        ("Lieutenant-General Paul Town-Reed said it was over.", "Paul Town-Reed"),
        ("Liberal leader Paul Reed is to accuse ministers of cowardice.", "Paul Reed"),
        # A country is not the person whose given name it is.
        ("Israel Katz left. Israel said it was over.", "Israel"),
    ],
)
def test_a_part_of_a_name_stands_for_all_of_it(text: str, name: str) -> None:
    assert names(text)[-1] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # An office that nobody was introduced with: whoever spoke or acted last, if it may be theirs.
        ("Donald Holt dismissed the claims. “It is bad,” the president said.", "Donald Holt"),
        ("Senator Ann Lee was silenced on Monday. The Ohio Democrat said it was over.", "Ann Lee"),
        ("Judge Ann Lee said it was over. “It is bad,” the president said.", "president"),
        ("The spokesman for the army said it was over. A spokesman, Tom Weir, said it was not.", "Tom Weir"),
        ("Sen. Tom Holt (D-Vt.) met Sen. Ann Lee. The Vermont senator said it was over.", "Tom Holt"),
        ("President Ann Lee said it was over. The Iranian president said it was not.", "Iranian president"),
        ("Ann Lee's manager, Tom Weir, said it was over. The billionaire said it was not.", "billionaire"),
        # Bodies.
        ("The Russian Defence Ministry said it was over. The ministry said it was not.", "Russian Defence Ministry"),
        ("The Court of Appeal said it was over. The court said it was not.", "Court of Appeal"),
        ("Toyota Motor said it was over. The company said it was not.", "Toyota Motor"),
        ("The Washington Post reported that it was over. The paper said it was not.", "Washington Post"),
        ("Ann Lee said it was over. The company said it was not.", "company"),
        ("Iran said it was over. The company said it was not.", "company"),
        ("The World Health Organization (WHO) met. WHO said it was over.", "World Health Organization"),
        # Families first, as in China, for those who have a role.
        ("Li Haidong, a professor in Beijing, left. Li said it was over.", "Li Haidong"),
        # Roles with a body before the name.
        ("The head of the Council on Asia Ann Lee said it was over.", "Ann Lee"),
        ("The vice president of the Olympic Committee Rima Orlova said it was over.", "Rima Orlova"),
        ("Ann Lee of the Natural Defence Council said it was over.", "Ann Lee"),
    ],
)
def test_whom_an_office_or_a_body_stands_for(text: str, name: str) -> None:
    assert names(text)[-1] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Reed said it was over. In Rome, Foreign Minister Ann Holt sat down. “It is bad,” she said.", "Ann Holt"),
        ("Tom Weir said it was over. Labour leader Paul Reed sat down. “It is bad,” he said.", "Paul Reed"),
        ("Tom Weir said it was over. But Paul Reed sat down. “It is bad,” he said.", "Paul Reed"),
        ("Ann Holt met Tom Weir in Rome. “It is bad,” he said.", "Tom Weir"),
        ("Paul Reed said it was over. Weir said it was not. “It is bad,” he said.", "Weir"),
        ("Paul Reed said it was over. Iran said it was not. “It is bad,” he said.", "Paul Reed"),
        ("Paul Reed said it was over. The town was quiet after his claim that it was lost.", "Paul Reed"),
        # What is said within quotation marks begins no sentence of the narrator's.
        ("“Mr Weir is ill. Mr Weir will go,” Paul Reed said. “It is bad,” he said.", "Paul Reed"),
        # A tag goes on with who spoke, unless another acts right before.
        ("Paul Reed said it was over. Mr Weir left. The town was quiet. “It is bad,” he said.", "Paul Reed"),
        ("Paul Reed said it was over. The town was quiet. Mr Weir left. “It is bad,” he said.", "Weir"),
        ("When Tom Weir won, all was well. At one point he said it was bad.", "Tom Weir"),
        ("Lee's lawyer, Emma Strong, said it was over. Then she said it was not.", "Emma Strong"),
        ("“It is bad,” Tom Weir said. “It is good,” he likes to say.", "Tom Weir"),
        ("Nomiki Konst, a teacher, left. “It is bad,” she said.", "Nomiki Konst"),
        ("Prosecutors met the mayor. They said it was bad.", "prosecutors"),
        # Two persons fit, and neither has spoken or begins a sentence.
        ("The town saw Paul Reed and Tom Weir. “It is bad,” he said.", None),
        # No woman has been named.
        ("The town saw Mr Reed. “It is bad,” she said.", None),
    ],
)
def test_whom_a_pronoun_means(text: str, name: str | None) -> None:
    assert names(text)[-1] == name
