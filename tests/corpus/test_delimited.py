import pytest

from framescope.corpus.delimited import csv_records
from framescope.corpus.records import Record
from framescope.corpus.reports import Tally
from framescope.errors import InputError


def read(source: str, **columns: str) -> tuple[list[Record], list[str]]:
    tally = Tally("a.csv")
    records = list(csv_records(iter(source.splitlines(keepends=True)), tally, columns))
    return records, [str(report) for report in tally.reports()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_shows_known_columns(delimiter: str) -> None:
    records, said = read(f'id{delimiter}text\n1{delimiter}"a, b; c\td | e"\n')
    assert [r.values for r in records] == [{"id": "1", "text": "a, b; c\td | e"}]
    assert said == []


def test_given_columns_tell_the_delimiter_too() -> None:
    assert read("a,b;inhalt\n1;x\n", text="inhalt")[0][0].values == {"a,b": "1", "inhalt": "x"}


def test_a_field_may_hold_line_ends_and_doubled_quotes() -> None:
    records, _ = read('id,text\n1,"One ""quoted"".\r\n\r\nTwo."\n2,x\n')
    assert [(r.number, r.where, r.values["text"]) for r in records] == [
        (1, "line 2", 'One "quoted".\r\n\r\nTwo.'),
        (2, "line 5", "x"),
    ]


def test_a_broken_quote_costs_its_row_only() -> None:
    records, said = read('id,text\n1,"good"\n2,"broken\n3,"good"\n4,fine\n')
    assert [(r.number, r.values["id"]) for r in records] == [(1, "1"), (3, "3"), (4, "4")]
    assert len(said) == 1
    assert "left out: a quotation mark opens or closes inside a field" in said[0]
    assert said[0].endswith("(line 3).")


def test_a_quote_that_never_closes_costs_its_row_only() -> None:
    records, said = read('id,text\n1,good\n2,"open\n3,fine\n4,fine\n')
    assert [r.values["id"] for r in records] == ["1", "3", "4"]
    assert "(line 3)" in said[0]


def test_a_paragraph_of_a_broken_row_is_never_taken_for_a_row() -> None:
    text = 'id,text,who\n1,"a\nb",x\n2,"He "left".\nOn Monday, in Paris, he came.\nEnd.",y\n3,"c\nd",z\n'
    records, said = read(text)
    assert [r.values for r in records] == [
        {"id": "1", "text": "a\nb", "who": "x"},
        {"id": "3", "text": "c\nd", "who": "z"},
    ]
    assert "(lines 4 to 6)" in said[0]


def test_where_rows_have_no_regular_beginning_the_rest_is_left_out_and_said() -> None:
    rows = "".join(f'{title},"a\nb"\n' for title in ("One: a", "Two b (c)", "3 d-e", "It is, so".replace(",", "!")))
    records, said = read(f'title,text\n{rows}Five,"x"y\nSix,"c\nd"\n')
    assert len(records) == 4
    assert "(lines 10 to 12)" in said[0]


def test_a_row_of_another_length_is_left_out_by_line() -> None:
    records, said = read("id,text\n1,a,b\n2,c\n\n3\n")
    assert [r.values["id"] for r in records] == ["2"]
    assert said == ["a.csv: 2 of 2 rows left out: not the 2 fields of the header (line 2, line 5)."]


def test_a_field_of_ten_megabytes_is_read() -> None:
    assert len(read(f'id,text\n1,"{"a" * 10_000_000}"\n')[0][0].values["text"]) == 10_000_000


def test_two_columns_of_one_name() -> None:
    with pytest.raises(InputError, match="2 columns named 'text'"):
        read("text,text\na,b\n")


def test_a_header_with_a_broken_quote() -> None:
    with pytest.raises(InputError, match=r"header \(line 1\) do not close"):
        read('id,"text\n1,a\n')
