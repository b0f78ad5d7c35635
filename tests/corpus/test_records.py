import json
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

from framescope.corpus.records import decoded_lines, json_line_records, json_records, parquet_records
from framescope.corpus.reports import Tally
from framescope.errors import InputError


def values(text: str) -> list[dict[str, object]]:
    return [dict(record.values) for record in json_records(text, Tally("a.json"))]


def test_a_bad_line_is_named_and_stops_no_other() -> None:
    tally = Tally("a.jsonl")
    lines = ['{"text": "a"}\n', "\n", '{"text": \n', "[1]\n", '{"text": "b"}']
    assert [r.number for r in json_line_records(iter(lines), tally)] == [1, 5]
    assert [str(report) for report in tally.reports()] == [
        "a.jsonl: 1 of 2 rows left out: no JSON (Expecting value) (line 3).",
        "a.jsonl: 1 of 2 rows left out: not a record, that is {...} (line 4).",
    ]


def test_line_separators_inside_a_text_end_no_line() -> None:
    lines = decoded_lines(BytesIO('{"a": "x\u2028y\x85z"}\n{}'.encode()), "utf-8", newline="\n")
    assert list(lines) == ['{"a": "x\u2028y\x85z"}\n', "{}"]


@pytest.mark.parametrize(
    "found",
    [
        [{"text": "a"}, {"text": "b"}],
        {"status": "ok", "articles": [{"text": "a"}, {"text": "b"}]},
        {"text": {"0": "a", "1": "b"}},
        {"text": ["a", "b"]},
    ],
    ids=["list", "list under a name", "columns by key", "columns"],
)
def test_the_shapes_in_which_records_are_saved(found: object) -> None:
    assert values(json.dumps(found)) == [{"text": "a"}, {"text": "b"}]


def test_records_by_id_keep_it() -> None:
    records = list(json_records('{"x1": {"text": "a"}, "x2": {"text": "b"}, "n": 3}', tally := Tally("a.json")))
    assert [record.key for record in records] == ["x1", "x2"]
    assert str(tally.reports()[0]) == "a.json: 1 of 1 rows left out: not a record, that is {...} (record n)."


def test_one_record() -> None:
    assert values('{"text": "a", "tags": ["x"]}') == [{"text": "a", "tags": ["x"]}]


def test_json_lines_under_another_name() -> None:
    assert values('{"text": "a"}\n{"text": "b"}\n') == [{"text": "a"}, {"text": "b"}]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[{"text": "a"', r"not JSON \(line 1, column 14"),
        ('"text"', "holds no records"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_list_of_records(text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        values(text)


def test_of_parquet_only_the_columns_that_can_be_used(tmp_path: Path) -> None:
    frame = pd.DataFrame({"body": ["a", None], "vector": [[1.0], [2.0]], "who": ["x", "y"]})
    frame.to_parquet(tmp_path / "a.parquet")
    with (tmp_path / "a.parquet").open("rb") as stream:
        records = list(parquet_records(stream, {"outlet": "who"}))
    assert [dict(record.values) for record in records] == [{"body": "a", "who": "x"}, {"body": None, "who": "y"}]


def test_a_parquet_with_a_string_that_is_not_utf8(tmp_path: Path) -> None:
    pd.DataFrame({"text": ["Wort"]}).to_parquet(tmp_path / "a.parquet", compression=None)
    source = (tmp_path / "a.parquet").read_bytes().replace(b"Wort", b"W\xc7rt")
    with pytest.raises(InputError, match="damaged, or no Parquet file"):
        list(parquet_records(BytesIO(source), {}))


def test_what_is_no_parquet() -> None:
    with pytest.raises(InputError, match="damaged, or no Parquet file"):
        list(parquet_records(BytesIO(b"PAR1 no"), {}))
