from collections import Counter
from pathlib import Path

import pytest

from framescope.errors import InputError
from framescope.framing.codebook import read_codebook

ELEMENT = """
name: tiny
version: 1
licence: CC0-1.0
source: made up
unit: sentence
elements:
  harm:
    label: harm
    question: Is harm named?
    definition: Somebody is harmed.
    answer: {answer}
    {extra}
    examples:
      - {{text: "It burnt.", holds: true, because: fire}}
      - {{text: "It rained.", holds: {second}, because: rain}}
"""


@pytest.mark.parametrize("path", sorted(Path("codebooks").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_codebook_in_the_repository_is_complete(path: Path) -> None:
    assert read_codebook(path).name == path.stem


def test_the_four_functions_of_entman() -> None:
    assert list(read_codebook("codebooks/entman-functions.yaml").elements) == [
        "problem",
        "cause",
        "evaluation",
        "remedy",
    ]


def test_the_five_generic_frames_have_as_many_questions_as_published() -> None:
    """Semetko & Valkenburg (2000), p. 100: 5 + 5 + 4 + 3 + 3 = 20."""
    elements = read_codebook("codebooks/generic-frames.yaml").elements
    assert Counter(element.frame for element in elements.values()) == {
        "attribution-of-responsibility": 5, "human-interest": 5, "conflict": 4, "morality": 3,
        "economic-consequences": 3,
    }  # fmt: skip


def test_the_published_numbers_of_frames_and_roles() -> None:
    """Boydstun et al. (2014): 14 frames; SemEval-2025 Task 10: 3 roles with 6, 12 and 4 finer ones."""
    assert len(read_codebook("codebooks/policy-frames.yaml").elements) == 14
    roles = read_codebook("codebooks/portrayal-roles.yaml").elements
    assert list(roles["role"].choices)[:3] == ["protagonist", "antagonist", "innocent"]
    assert len([name for name in roles["fine_role"].choices if name != "none"]) == 6 + 12 + 4


@pytest.mark.parametrize(
    ("answer", "extra", "second", "message"),
    [
        ("choice", "", "false", "line 8 .*`choices` are given exactly where"),
        ("span", "", "true", "line 8 .*at least one example that holds and one that does not"),
        ("spam", "", "false", "line 12 .*'span', 'yes-no' or 'choice'"),
        ("span", "lable: x", "false", "line 13 .*Unknown key 'lable'. Did you mean 'label'"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, answer: str, extra: str, second: str, message: str
) -> None:
    path = tmp_path / "tiny.yaml"
    path.write_text(ELEMENT.format(answer=answer, extra=extra, second=second))
    with pytest.raises(InputError, match=message):
        read_codebook(path)
