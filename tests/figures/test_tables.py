import csv
import datetime
from io import BytesIO, StringIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.errors import InputError
from framescope.figures.tables import (
    csv_bytes,
    output_folder,
    round_table,
    rounded,
    save_table,
)
from framescope.writing import RUN_FOLDER_VARIABLE


def _csv(**columns: object) -> str:
    return csv_bytes(pd.DataFrame(columns), "the test").decode("utf-8")


def test_every_kind_of_cell_has_one_way_to_be_written() -> None:
    frame = pd.DataFrame(
        {
            "text": ["with, comma", None],
            "number": [1 / 3, np.nan],
            "whole": pd.array([7, None], dtype="Int64"),
            "truth": [True, False],
            "day": [datetime.date(2017, 9, 5), pd.NaT],
            "category": pd.Categorical(["a", None]),
        },
        index=[5, 9],
    )
    assert csv_bytes(frame, "the test") == (
        b'text,number,whole,truth,day,category\n"with, comma",0.3333333333,7,True,2017-09-05,a\n,,,False,,\n'
    )


def test_what_is_written_is_read_back_whole() -> None:
    cells = ["a,b", 'say "no"', "two\nlines", "old\rMac", "Windows\r\n", "", " blank ", "–", "'"]
    assert [row[0] for row in csv.reader(StringIO(_csv(text=cells), newline=""))] == ["text", *cells]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝", "\r", "\n@"])
def test_a_cell_that_a_spreadsheet_would_run_is_defused(start: str) -> None:
    frame = pd.DataFrame({f"{start}head": [f"{start}SUM(A1)", "a=b", "'quoted"], "number": [-1.5, 2, 3]})
    read = pd.read_csv(BytesIO(csv_bytes(frame, "the test")))
    assert read.columns[0].startswith("'")
    cells = read.iloc[:, 0].tolist()
    assert cells[0].startswith("'")
    assert cells[0].endswith("SUM(A1)")
    assert cells[1:] == ["a=b", "'quoted"]
    assert read["number"].tolist() == [-1.5, 2, 3]


def test_addresses_are_masked_and_undecodable_bytes_shown() -> None:
    assert _csv(text=["lena@example.org wrote"]) == "text\nl…@example.org wrote\n"
    broken = pd.Series(["broken \udcff byte"], dtype=object)  # a column of dtype str cannot hold it
    assert _csv(text=broken) == "text\nbroken \\udcff byte\n"


@pytest.mark.parametrize(
    "path",
    [
        "/home/lena/texts/a.txt", "/var/a b.txt", "C:\\Users\\lena\\a.txt", "D:/texts/a.txt", "\\\\server\\share\\a",
        "file:///home/lena/a.txt", "~/texts/a.txt", "/data/corpora/a.txt",
    ],
)  # fmt: skip
def test_an_absolute_path_is_refused(path: str) -> None:
    with pytest.raises(InputError, match=r"Column 'where' of the test holds an absolute path.*relative to the corpus"):
        _csv(where=["a/b.txt", path])


@pytest.mark.parametrize(
    "text",
    ["and/or", "/ Getty Images", "https://example.org/a/b", "km/h", "he/she said", "A: /yes", "001.txt#0", "/r/", "c:"],
)
def test_words_with_slashes_are_no_paths(text: str) -> None:
    assert text in _csv(text=[text])


def test_a_cell_that_is_no_value_is_refused() -> None:
    with pytest.raises(InputError, match=r"Column 'odd' of the test holds a list;.*one value a cell"):
        _csv(odd=[["a", "b"]])


def test_columns_must_be_there_and_differ() -> None:
    with pytest.raises(InputError, match="no column"):
        csv_bytes(pd.DataFrame(), "the test")
    with pytest.raises(InputError, match=r"column\(s\) twice: a"):
        csv_bytes(pd.DataFrame([[1, 2]], columns=["a", "a"]), "the test")


@given(st.floats(-1e300, 1e300))
def test_rounded_values_stay_within_ten_digits_and_rounding_twice_changes_nothing(value: float) -> None:
    once = rounded(value)
    assert rounded(once) == once
    assert once == pytest.approx(value, rel=1e-9, abs=0)


def test_a_table_is_rounded_without_touching_the_one_given() -> None:
    frame = pd.DataFrame({"share": [2 / 3, np.nan, np.inf], "n": [1, 2, 3], "term": ["a", "b", "c"]})
    exact = round_table(frame)
    assert exact["share"].tolist()[0] == 0.6666666667
    assert np.isnan(exact["share"][1])
    assert exact["share"][2] == np.inf
    assert exact[["n", "term"]].equals(frame[["n", "term"]])
    assert frame["share"][0] == 2 / 3


def test_a_table_goes_to_the_folder_of_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(RUN_FOLDER_VARIABLE, raising=False)
    save_table(pd.DataFrame({"n": [1]}), "counts")
    monkeypatch.setenv(RUN_FOLDER_VARIABLE, "runs/first")
    save_table(pd.DataFrame({"n": [2]}), "counts")
    save_table(pd.DataFrame({"n": [3]}), "counts", folder="elsewhere")
    files = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.csv")}
    assert files == {
        "build/tables/counts.csv": b"n\n1\n",
        "runs/first/tables/counts.csv": b"n\n2\n",
        "elsewhere/counts.csv": b"n\n3\n",
    }
    assert output_folder("figures") == Path("runs/first/figures")


@pytest.mark.parametrize("name", ["", "a b", "../up", "Naming", "a.csv", "/up", "a--b", "-a", "é", "a/b"])
def test_a_name_that_is_no_file_name_everywhere_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot name a table: use lower-case"):
        save_table(pd.DataFrame({"n": [1]}), name, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_table_with_columns_is_a_table(tmp_path: Path) -> None:
    save_table(pd.DataFrame({"n": []}), "none_found", folder=tmp_path)
    assert (tmp_path / "none_found.csv").read_bytes() == b"n\n"
