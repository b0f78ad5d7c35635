from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import framescope as fs
from framescope.errors import FramescopeError
from framescope.framing.answers import Coder, CodingWarning, answer_rows, as_codings, still_valid, units_by_id
from framescope.framing.codebook import Codebook
from framescope.framing.journal import append_answer, read_journal


def test_the_last_answer_counts_and_the_first_stays_in_the_file(
    tmp_path: Path, units: pd.DataFrame, codebook: Codebook, ann: Coder
) -> None:
    path = tmp_path / "ann.jsonl"
    unit = next(iter(units_by_id(units).values()))
    append_answer(path, answer_rows(unit, ann, codebook, "conflict", "yes", at="2026-01-02T03:04:05Z"))
    append_answer(path, answer_rows(unit, ann, codebook, "problem", "yes", [(0, 4), (24, 32)]))
    append_answer(path, answer_rows(unit, ann, codebook, "conflict", "no"))
    codings = read_journal(path)
    assert codings[["element", "value"]].to_numpy().tolist() == [
        ["problem", "yes"],
        ["problem", "yes"],
        ["conflict", "no"],
    ]
    assert codings["span_start"].tolist()[:2] == [0, 24]
    assert len(path.read_text(encoding="utf-8").splitlines()) == 3


@given(cut=st.integers(1, 200))
def test_a_line_that_was_cut_off_loses_no_other(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    path = tmp_path_factory.mktemp("journal") / "ann.jsonl"
    unit = {"unit_id": "d@0-9", "document_id": "d", "text_sha256": "0", "start": 0, "end": 9}
    book = _book()
    append_answer(path, answer_rows(unit, Coder("ann", "human"), book, "conflict", "yes"))
    whole = path.stat().st_size
    append_answer(path, answer_rows({**unit, "unit_id": "d@0-8"}, Coder("ann", "human"), book, "conflict", "no"))
    with path.open("r+b") as file:
        file.truncate(min(whole + cut, path.stat().st_size - 2))
    append_answer(path, answer_rows({**unit, "unit_id": "d@0-7"}, Coder("ann", "human"), book, "conflict", "no"))
    with pytest.warns(CodingWarning, match="line 2: cut off or damaged"):
        assert read_journal(path)["unit_id"].tolist() == ["d@0-9", "d@0-7"]


def _book() -> Codebook:
    examples = [{"text": "a", "holds": holds, "because": "so"} for holds in (True, False)]
    asked = {"label": "l", "question": "q", "definition": "d", "answer": "yes-no", "examples": examples}
    return Codebook.model_validate(
        {"name": "b", "version": 1, "licence": "l", "source": "s", "unit": "sentence", "elements": {"conflict": asked}}
    )


@pytest.mark.parametrize(
    ("element", "value", "spans", "message"),
    [
        ("cause", "yes", [], "Unknown element of book 'cause'"),
        ("conflict", "maybe", [], "Unknown answer to 'conflict' 'maybe'"),
        ("problem", "yes", [(0, 99)], "does not lie in unit"),
        ("problem", "no", [(0, 4)], "words are marked"),
    ],
)
def test_answers_outside_the_codebook_are_refused(
    units: pd.DataFrame, codebook: Codebook, ann: Coder, element: str, value: str, spans: list[tuple[int, int]],
    message: str,
) -> None:  # fmt: skip
    with pytest.raises(FramescopeError, match=message):
        answer_rows(next(iter(units_by_id(units).values())), ann, codebook, element, value, spans)


@pytest.mark.parametrize(
    ("coder", "message"),
    [
        (("", "human", 1), "needs a name"),
        (("a", "robot", 1), "Unknown kind of coder 'robot'"),
        (("a", "human", 0), "from 1"),
    ],
)
def test_coders_must_say_who_they_are(coder: tuple[str, str, int], message: str) -> None:
    with pytest.raises(FramescopeError, match=message):
        Coder(*coder)


def test_an_answer_that_cannot_be_saved_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FramescopeError, match="could not be saved"):
        append_answer(tmp_path / "file" / "ann.jsonl", [])


def test_codings_survive_a_moved_boundary_and_say_when_the_text_has_changed(codebook: Codebook, ann: Coder) -> None:
    text = "Town taken\n\nThe rebels left the town at dawn, and nobody in the whole valley was hurt on that day.\n"
    corpus = fs.corpus_from_texts({"a.txt": text})
    unit = list(units_by_id(fs.coding_sample(corpus, 9)).values())[1]
    codings = as_codings(answer_rows(unit, ann, codebook, "conflict", "yes"))
    assert still_valid(codings, corpus)[["valid", "article_id"]].to_numpy().tolist() == [[True, "a.txt#0"]]
    changed = still_valid(codings, fs.corpus_from_texts({"a.txt": text + "More.\n"})).iloc[0]
    assert (changed["valid"], changed["reason"]) == (False, "the document's text has changed since it was coded")
    gone = still_valid(codings, fs.corpus_from_texts({"b.txt": text})).iloc[0]
    assert (gone["valid"], gone["reason"]) == (False, "the document is not in the corpus")
