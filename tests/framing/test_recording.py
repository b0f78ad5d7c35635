from pathlib import Path

import pandas as pd
import pytest

import framescope as fs
from framescope.errors import FramescopeError

LEXICON = """\
# a comment that must stay
name: town
version: 1
categories:
  loss: {terms: ["lost"]}
  "odd: name": {terms: ["odd"]}
examples:
  - {text: "It was lost.", matches: {loss: ["lost"]}}
"""


def scores(*rows: tuple[str, str, float | None]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["category", "score", "value"])
    return table.assign(entry="(all)", element="problem", n_units=200, coder_kinds="human")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "town.yaml"
    file.write_text(LEXICON, encoding="utf-8")
    return file


FIRST = scores(("loss", "precision", 0.8), ("loss", "recall", 0.5), ("loss", "f1", 0.61538))


def test_a_lexicon_says_that_it_was_validated_and_on_what(path: Path) -> None:
    assert fs.read_lexicon(path).validity == "not validated"
    fs.record_validation(path, FIRST, sample='200 sentences of "the corpus"', date="2026-11-25")
    read = fs.read_lexicon(path)
    assert read.validity == "1 category validated, last on 2026-11-25 (coders: human)"
    [record] = read.validation
    assert (record.precision, record.recall, record.f1, record.n_units) == (0.8, 0.5, 0.6154, 200)
    assert record.sample == '200 sentences of "the corpus"'
    assert path.read_text(encoding="utf-8").startswith(LEXICON.rstrip())


def test_a_new_record_takes_the_place_of_the_old_one(path: Path) -> None:
    fs.record_validation(path, FIRST, sample="first", date="2026-11-25")
    fs.record_validation(
        path, scores(("odd: name", "precision", 1.0), ("odd: name", "recall", None)), sample="s", date="2026-12-01"
    )
    [record] = fs.read_lexicon(path).validation
    assert (record.category, record.recall, record.sample) == ("odd: name", None, "s")
    assert path.read_text(encoding="utf-8").count("validation:") == 1


def test_what_cannot_be_recorded_leaves_the_file_as_it_was(path: Path) -> None:
    with pytest.raises(FramescopeError, match="date"):
        fs.record_validation(path, FIRST, sample="s", date="yesterday")
    assert path.read_text(encoding="utf-8") == LEXICON
    with pytest.raises(FramescopeError, match="no scores by category"):
        fs.record_validation(path, FIRST.assign(entry="lost"), sample="s", date="2026-11-25")
    with pytest.raises(FramescopeError, match="only a lexicon in our YAML"):
        fs.record_validation(path.with_suffix(".dic"), FIRST, sample="s", date="2026-11-25")
