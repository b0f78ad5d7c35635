import csv
import warnings
from pathlib import Path

import pandas as pd
import pytest

from framescope.errors import FramescopeError
from framescope.framing.answers import Coder, CodingWarning
from framescope.framing.codebook import Codebook
from framescope.framing.sheets import read_sheet, write_sheet


def answered(path: Path, answers: list[list[str]], *, delimiter: str = ",", encoding: str = "utf-8-sig") -> Path:
    """The sheet as a spreadsheet saves it, with answers in its columns."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    saved = path.with_name("saved.csv")
    with saved.open("w", encoding=encoding, newline="") as file:
        out = csv.writer(file, delimiter=delimiter)
        out.writerow(rows[0])
        out.writerows([*row[:2], *said] for row, said in zip(rows[1:], answers, strict=True))
    return saved


@pytest.fixture
def sheet(tmp_path: Path, units: pd.DataFrame, codebook: Codebook) -> Path:
    write_sheet(units, codebook, tmp_path / "sheet.csv")
    return tmp_path / "sheet.csv"


def test_cells_that_a_spreadsheet_would_run_are_defused(sheet: Path) -> None:
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["unit_id", "text", "problem", "conflict", "referent"]
    assert rows[1][1].startswith("'=cmd")


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "cp1252")])
def test_answers_come_back_however_the_sheet_was_saved(
    sheet: Path, units: pd.DataFrame, codebook: Codebook, ann: Coder, delimiter: str, encoding: str
) -> None:
    saved = answered(
        sheet,
        [["no water", "YES", "Fused"], ["no", "", "?"], ["", "no", "same"]],
        delimiter=delimiter,
        encoding=encoding,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        codings = read_sheet(saved, codebook, units, ann)
    said = codings[["start", "element", "value", "span_start", "span_end"]].astype(object)
    at = len("=cmd|'calc'!A1 said it; ")
    assert said.where(said.notna(), None).to_numpy().tolist() == [
        [0, "problem", "yes", at, at + len("no water")],
        [0, "conflict", "yes", None, None],
        [0, "referent", "fused", None, None],
        [34, "problem", "no", None, None],
        [34, "referent", None, None, None],
        [51, "conflict", "no", None, None],
        [51, "referent", "same", None, None],
    ]
    assert set(codings["codebook"].astype("str")) == {"book 2"}
    assert set(codings["coder_kind"].astype("str")) == {"human"}


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (["water no", "", ""], "do not stand in it"),
        (["", "perhaps", ""], r"Unknown answer to 'conflict' 'perhaps'. Known: yes, no"),
        (["", "", "44:01"], "Unknown answer to 'referent' '44:01'"),
    ],
)
def test_an_answer_outside_the_codebook_is_named_and_stops_no_other(
    sheet: Path, units: pd.DataFrame, codebook: Codebook, ann: Coder, answers: list[str], message: str
) -> None:
    saved = answered(sheet, [answers, ["no", "no", "same"], ["", "", ""]])
    with pytest.warns(CodingWarning, match=r"row 2: unit .*" + message):
        codings = read_sheet(saved, codebook, units, ann)
    assert len(codings) == 3


def test_words_that_stand_twice_must_be_told_apart(
    sheet: Path, units: pd.DataFrame, codebook: Codebook, ann: Coder
) -> None:
    saved = answered(sheet, [["", "", ""], ["", "", ""], ["cowardly", "", ""]])
    with pytest.warns(CodingWarning, match="more than once"):
        assert read_sheet(saved, codebook, units, ann).empty


def test_a_row_that_was_copied_or_made_up_is_reported(
    sheet: Path, units: pd.DataFrame, codebook: Codebook, ann: Coder
) -> None:
    saved = answered(sheet, [["", "yes", ""], ["", "", ""], ["", "", ""]])
    text = saved.read_text(encoding="utf-8-sig")
    row = text.splitlines()[1]
    saved.write_text(text + row.replace(",yes,", ",no,") + "\nd.txt@9-99,x,,yes,\n", encoding="utf-8")
    with pytest.warns(CodingWarning) as caught:
        codings = read_sheet(saved, codebook, units, ann)
    messages = [str(warning.message) for warning in caught]
    assert len(messages) == 2
    assert "row 5" in messages[0]
    assert "'conflict' was answered before ('yes'); the first answer counts" in messages[0]
    assert "there is no unit 'd.txt@9-99'" in messages[1]
    assert codings["value"].tolist() == ["yes"]


def test_a_missing_column_is_named(tmp_path: Path, units: pd.DataFrame, codebook: Codebook, ann: Coder) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("unit_id,problem,conflict\n", encoding="utf-8")
    with pytest.raises(FramescopeError, match="the column 'referent' is missing"):
        read_sheet(bad, codebook, units, ann)
    with pytest.raises(FramescopeError, match="cannot be read"):
        read_sheet(tmp_path / "none.csv", codebook, units, ann)


def test_a_sheet_is_never_written_over(sheet: Path, units: pd.DataFrame, codebook: Codebook) -> None:
    with pytest.raises(FramescopeError, match="may hold answers"):
        write_sheet(units, codebook, sheet)
