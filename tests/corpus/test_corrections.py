from pathlib import Path

import pytest

from framescope.corpus.corrections import Corrections, check_documents, decisions_for, read_corrections
from framescope.errors import GuardError, InputError

ONE = """
corrections:
  - document: a.txt
    line: 2
    decision: {decision}
    expect: "Second line"
    reason: it begins a new article
    by: A. Reader
    coder_kind: human
"""


def corrections(tmp_path: Path, decision: str = "boundary", extra: str = "") -> Corrections:
    path = tmp_path / "corrections.yaml"
    path.write_text(ONE.format(decision=decision) + extra)
    return read_corrections(path)


def test_decisions_by_document_and_line(tmp_path: Path) -> None:
    found = decisions_for(corrections(tmp_path), {"a.txt": "First line\nSecond line\n"})
    assert found["a.txt"].boundaries == {2: True}
    found = decisions_for(corrections(tmp_path, "no boundary"), {"a.txt": "First line\nSecond line\n"})
    assert found["a.txt"].boundaries == {2: False}
    found = decisions_for(corrections(tmp_path, "kind", "    kind: heading\n"), {"a.txt": "First line\nSecond line\n"})
    assert found["a.txt"].kinds == {2: "heading"}


@pytest.mark.parametrize("text", ["First line\nAnother line\n", "First line\n", ""])
def test_the_guard_fails_when_the_line_changed(tmp_path: Path, text: str) -> None:
    with pytest.raises(GuardError, match=r"a\.txt, line 2: .* 'Second line', but the line now reads"):
        decisions_for(corrections(tmp_path), {"a.txt": text})


def test_the_guard_fails_when_the_document_is_gone(tmp_path: Path) -> None:
    with pytest.raises(GuardError, match=r"speaks of a\.txt, which is not in this corpus"):
        check_documents(corrections(tmp_path), ["b.txt"])


def test_decisions_about_other_documents_are_left_aside(tmp_path: Path) -> None:
    assert decisions_for(corrections(tmp_path), {"b.txt": ""}) == {}
    check_documents(corrections(tmp_path), ["a.txt", "b.txt"])


@pytest.mark.parametrize(
    ("decision", "extra", "message"),
    [
        ("kind", "", "`kind` is given exactly where the decision is `kind`"),
        ("kind", "    kind: headline\n", "Unknown kind of line 'headline'. Did you mean 'heading'"),
        ("boundry", "", "line 5"),
        ("boundary", "    resaon: x\n", "Unknown key 'resaon'. Did you mean 'reason'"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, decision: str, extra: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        corrections(tmp_path, decision, extra)
