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
