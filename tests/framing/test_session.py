import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import framescope as fs
from framescope.cli import main
from framescope.errors import FramescopeError
from framescope.framing.session import CodingSession, open_session, prepare_coding
from framescope.framing.widget import act, shown

TEXT = "Town taken\n\nThe rebels left the town at dawn. Nobody was hurt that day. The 🕊 flew over the burnt town.\n"
BOOK = "codebooks/entman-functions.yaml"


@pytest.fixture
def corpus() -> fs.Corpus:
    return fs.corpus_from_texts({"a.txt": TEXT})


@pytest.fixture
def folder(tmp_path: Path, corpus: fs.Corpus) -> Path:
    return prepare_coding(corpus, fs.coding_sample(corpus, 99), BOOK, tmp_path / "coding")


def answer(
    session: CodingSession, element: str, value: str | None, spans: list[list[int]] | None = None
) -> dict[str, object]:
    return act(session, {"do": "answer", "element": element, "value": value, "spans": spans or []})


def test_work_goes_on_where_it_was_left(folder: Path) -> None:
    ann = fs.Coder("ann", "human")
    session = open_session(folder, ann)
    assert session.position == 0
    for element in session.codebook.elements:
        answer(session, element, "no")
    act(session, {"do": "go", "to": 1})
    answer(session, "problem", None)
    again = open_session(folder, ann)
    assert (again.position, again.n_complete, again.answers) == (1, 1, session.answers)
    assert open_session(folder, fs.Coder("ann", "human", 2)).answers == {}
    assert open_session(folder, fs.Coder("bob", "human")).answers == {}


def test_an_answer_is_on_disk_before_it_is_shown_as_saved(folder: Path) -> None:
    session = open_session(folder, fs.Coder("ann", "human"))
    state = answer(session, "problem", "no")
    assert state["message"] == "saved in ann-pass1.jsonl"
    assert fs.read_journal(session.journal)["value"].tolist() == ["no"]
    session.journal.unlink()
    session.journal.mkdir()
    state = answer(session, "cause", "no")
    assert state["failed"]
    assert str(state["message"]).startswith("NOT SAVED: ")
    assert len(session.answers) == 1


def test_marks_are_offsets_of_code_points_in_the_document(folder: Path) -> None:
    session = open_session(folder, fs.Coder("ann", "human"))
    act(session, {"do": "go", "to": 99})
    unit = session.units[session.position]
    at = unit["text"].index("burnt")
    answer(session, "problem", "yes", [[at, at + 5]])
    row = fs.read_journal(session.journal).iloc[0]
    assert TEXT[row["span_start"] : row["span_end"]] == "burnt"
    again = open_session(folder, fs.Coder("ann", "human"))
    assert again.answers[unit["unit_id"], "problem"] == ("yes", ((at, at + 5),))


def test_the_page_holds_what_the_codebook_asks(folder: Path) -> None:
    state = shown(open_session(folder, fs.Coder("ann", "human")), "")
    assert json.loads(json.dumps(state)) == state
    assert [question["name"] for question in state["questions"]] == ["problem", "cause", "evaluation", "remedy"]
    assert state["unit"]["highlights"] == []


def test_highlights_are_shown_where_asked(tmp_path: Path, corpus: fs.Corpus) -> None:
    hits = fs.find_terms(corpus, ["rebels"])
    folder = prepare_coding(corpus, fs.coding_sample(corpus, 99), BOOK, tmp_path / "c", highlights=hits)
    units = open_session(folder, fs.Coder("ann", "human")).units
    marked = [unit["text"][a:b] for unit in units for a, b in unit["highlights"]]
    assert marked == ["rebels"]


def test_another_coding_is_never_written_over(folder: Path, corpus: fs.Corpus) -> None:
    prepare_coding(corpus, fs.coding_sample(corpus, 99), BOOK, folder)  # the same: nothing happens
    with pytest.raises(FramescopeError, match="another coding lies here"):
        prepare_coding(corpus, fs.coding_sample(corpus, 1), BOOK, folder)
    with pytest.raises(FramescopeError, match="another coding lies here"):
        prepare_coding(corpus, fs.coding_sample(corpus, 99), "codebooks/policy-frames.yaml", folder)


def test_a_folder_without_units_and_a_name_that_is_none_are_refused(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(FramescopeError, match="no coding was prepared here"):
        open_session(tmp_path, fs.Coder("ann", "human"))
    with pytest.raises(FramescopeError, match="cannot name a coder's file"):
        open_session(folder, fs.Coder("../ann", "human"))


def test_the_command_draws_once_and_writes_a_notebook(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    start = ["code", str(tmp_path / "c"), "--coder", "ann", "--no-lab"]
    refused = CliRunner().invoke(main, start)
    assert refused.exit_code == 2
    assert "name --corpus and --codebook" in refused.output
    drawn = CliRunner().invoke(
        main, [*start, "--corpus", str(tmp_path / "texts"), "--codebook", BOOK, "--n", "2"], catch_exceptions=False
    )
    assert "drew 2 of the kind sentence" in drawn.output
    notebook = json.loads((tmp_path / "c" / "code-ann.ipynb").read_text(encoding="utf-8"))
    assert "fs.coding_page" in "".join(notebook["cells"][0]["source"])
    again = CliRunner().invoke(main, start, catch_exceptions=False)
    assert "2 units, 0 of them answered in full by ann" in again.output


def test_the_page_is_a_widget(folder: Path) -> None:
    page = fs.coding_page(folder, "ann")
    assert page.state["total"] == 4
    assert "ann, pass 1: nothing answered yet" in page.state["message"]


def test_one_answer_a_line(folder: Path) -> None:
    session = open_session(folder, fs.Coder("ann", "human"))
    answer(session, "problem", "yes", [[0, 3], [4, 10]])
    table: pd.DataFrame = fs.read_journal(session.journal)
    assert len(table) == 2
    assert len(session.journal.read_text(encoding="utf-8").splitlines()) == 1
