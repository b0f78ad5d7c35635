import json
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.corpus.archives import Content
from framescope.corpus.formats import LONG_TEXT, PAGE_SUFFIXES, PLAIN_SUFFIXES, Found, documents_in, readable
from framescope.corpus.reports import Tally
from framescope.errors import InputError, UnknownNameError

PAGE = (
    "<html><head><meta charset='windows-1251'></head><body><article>"
    "<p>Совет собрался в понедельник и проголосовал за мост, а мэр подписал решение при ста свидетелях.</p>"
    "</article></body></html>"
)


def read(name: str, source: bytes | str, **columns: str) -> tuple[list[Found], list[str]]:
    tally = Tally(name)
    stream = BytesIO(source.encode() if isinstance(source, str) else source)
    found = list(documents_in(Content(name, name, stream), columns, tally))
    return found, [str(report) for report in tally.reports()]


@given(
    st.sampled_from([suffix for suffix in PLAIN_SUFFIXES if suffix not in PAGE_SUFFIXES]),
    st.lists(
        st.sampled_from(["text,id\n", '{"text": "a"}', "[", '"', "\n", ",", "é", "\x00", "\\ud800", "x"])
        | st.binary(max_size=3)
    ),
)
def test_whatever_the_bytes_are_there_are_documents_or_a_reason(suffix: str, parts: list[str | bytes]) -> None:
    source = b"".join(part.encode() if isinstance(part, str) else part for part in parts)
    found: list[Found] = []
    try:
        found, said = read(f"a{suffix}", source)
    except InputError as error:
        said = [str(error)]
    assert found or said
    assert all(one.text.strip() and one.text.encode() for one in found)


@pytest.mark.parametrize("name", ["a.TXT", "a.html.gz", "a.csv", "b.tar.gz", "b.tgz", "c.parquet", "c.jsonl.gz"])
def test_formats_that_are_read(name: str) -> None:
    assert readable(name)


@pytest.mark.parametrize("name", ["a.pdf", "a.gz", "a", "a.zip.gz", "a.csv.bz2", "txt"])
def test_formats_that_are_not(name: str) -> None:
    assert not readable(name)
    with pytest.raises(InputError, match="its ending tells no format that is read"):
        read(name.removesuffix(".gz") if name == "a.gz" else "a.pdf", "x")


def test_a_page_is_decoded_as_it_declares_and_extracted() -> None:
    ((found,), said) = read("a.html", PAGE.encode("cp1251"))
    assert found.text.startswith("Совет собрался")
    assert (found.basis, found.encoding) == ("extracted", "windows-1251")
    assert found.steps == ("decode", "declared windows-1251", "extract")
    assert said == []


def test_a_page_of_50_megabytes_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(InputError, match=r"a page of 50,000,003 bytes is larger than any article \(limit 20,000,000\)"):
        read("a.html", b"<p>" + b"a" * 50_000_000)


@pytest.mark.parametrize("ending", ["csv", "jsonl", "json", "parquet"])
def test_the_same_records_from_every_format(tmp_path: Path, ending: str) -> None:
    frame = pd.DataFrame({"doc_id": ["a", "b"], "text": ["One.\n\n“Two”.", "Three."], "source": ["X", None]})
    path = tmp_path / f"a.{ending}"
    if ending == "csv":
        frame.to_csv(path, index=False)
    elif ending == "parquet":
        frame.to_parquet(path)
    else:
        frame.to_json(path, orient="records", lines=ending == "jsonl")
    found, said = read(path.name, path.read_bytes())
    assert [(one.record, one.text, [c.value for c in one.claims]) for one in found] == [
        ("a", "One.\n\n“Two”.", ["X"]),
        ("b", "Three.", []),
    ]
    assert {one.basis for one in found} == {"extracted"}
    assert said == []


def test_a_table_as_quanteda_users_write_it() -> None:
    # write.csv(convert(corp, to = "data.frame")): row names in a column without a name
    found, _ = read("a.csv", '"","doc_id","text","camp"\n"1","text1","He said ""yes"".","a"\n')
    assert [(one.record, one.text) for one in found] == [("text1", 'He said "yes".')]


def test_without_ids_records_are_numbered_and_left_out_ones_keep_their_number() -> None:
    found, said = read("a.csv", "text\na\n \nb\n")
    assert [one.record for one in found] == ["1", "3"]
    assert said == ["a.csv: 1 of 3 rows left out: no text (line 3)."]


def test_thousands_of_empty_rows_make_one_line() -> None:
    _, said = read("a.jsonl", "\n".join(json.dumps({"text": "", "date": ""}) for _ in range(3000)))
    assert said == ["a.jsonl: 3,000 of 3,000 rows left out: no text (line 1, line 2, line 3 and 2,997 more)."]


def test_an_id_that_is_taken_is_told_apart_and_nothing_is_lost() -> None:
    found, said = read("a.csv", "id,text\nx,a\nx,b\nx~3,c\nx,d\nx,e\n")
    assert [one.text for one in found] == ["a", "b", "c", "d", "e"]
    assert len({one.record for one in found}) == 5
    assert [one.record for one in found][:2] == ["x", "x~2"]
    assert "3 of 5 rows renamed, their id was taken" in said[0]
    assert "line 3, id x" in said[0]


def test_a_text_that_is_none_is_named_by_its_type() -> None:
    _, said = read("a.jsonl", '{"text": ["a", "b"]}\n{"text": 7}\n{"text": null}\n{"text": "x"}')
    assert said == [
        "a.jsonl: 1 of 4 rows left out: list in place of a text (line 1).",
        "a.jsonl: 1 of 4 rows left out: int in place of a text (line 2).",
        "a.jsonl: 1 of 4 rows left out: no text (line 3).",
    ]


def test_lone_surrogates_and_nul_become_replacement_characters_and_are_said_to() -> None:
    found, said = read("a.jsonl", '{"text": "a \\ud800 b"}\n{"text": "c \\u0000"}\n{"text": "d \\ud83d\\ude00"}')
    assert [one.text for one in found] == ["a \ufffd b", "c \ufffd", "d 😀"]
    assert [one.steps[-1] for one in found][:2] == ["replace what is no character by U+FFFD"] * 2
    assert said == [
        "a.jsonl: 2 of 3 rows mended: what is no character (lone surrogate, NUL) became U+FFFD (record 1, record 2)."
    ]


def test_a_nul_byte_in_a_table_costs_no_other_row() -> None:
    found, _ = read("a.csv", "text\na\x00b\nc\n")
    assert [one.text for one in found] == ["a\ufffdb", "c"]


def test_a_misread_record_is_mended_and_its_neighbour_left_alone() -> None:
    found, _ = read("a.csv", "text\nIt isnâ€™t “so”\nÉté “so”\n")
    assert [one.text for one in found] == ["It isn’t “so”", "Été “so”"]
    assert ["repair" in " ".join(one.steps) for one in found] == [True, False]


def test_a_text_whose_apostrophes_became_question_marks_is_kept_and_named() -> None:
    found, said = read("a.csv", "id,text\n1,They don?t know. It?s late.\n2,They don't know.\n")
    assert [one.text for one in found] == ["They don?t know. It?s late.", "They don't know."]
    assert said == [
        "a.csv: 1 of 2 rows kept, though apostrophes and quotation marks had become `?` or U+FFFD before (don?t)"
        " (record 1)."
    ]


def test_a_very_long_text_is_kept_and_said_to_be() -> None:
    found, said = read("a.csv", f'text\n"{"word " * (LONG_TEXT // 5)}"\n')
    assert len(found[0].text) == LONG_TEXT
    assert "kept, though longer than 1,000,000 characters" in said[0]


def test_given_columns() -> None:
    found, said = read("a.csv", "text,maintext,domain\nshort,long,D\n", text="maintext", outlet="domain")
    assert [(one.text, one.claims[0].value) for one in found] == [("long", "D")]
    assert said == []


def test_a_given_column_that_is_not_there() -> None:
    with pytest.raises((InputError, UnknownNameError), match="Unknown column 'b'"):
        read("a.csv", "text\na\n", text="b")


def test_records_with_other_keys_are_named_and_stop_no_other() -> None:
    found, said = read("a.jsonl", '{"text": "a"}\n{"foo": "b"}\n{"text": "c", "body": "d"}')
    assert [one.text for one in found] == ["a"]
    assert "no column is known to hold the text" in said[0]
    assert "'text' and 'body' could both be the text" in said[1]


def test_doubtful_columns_are_said_once() -> None:
    _, said = read("a.csv", "text,source,publication\na,X,Y\nb,X,Y\n")
    assert said == [
        "a.csv: 'source' and 'publication' could both be the outlet; none is used. Say which: columns={'outlet': ...}."
    ]


@pytest.mark.parametrize(("name", "source"), [("a.csv", "id,text\n"), ("a.json", "[]"), ("a.jsonl", " \n\n")])
def test_a_table_without_rows(name: str, source: str) -> None:
    with pytest.raises(InputError, match=r"holds no records|is empty"):
        read(name, source)


@pytest.mark.parametrize("source", [b"", b"\xef\xbb\xbf \n", b" " * 100_000, "\u3000\n".encode()])
def test_a_text_of_nothing_but_space(source: bytes) -> None:
    with pytest.raises(InputError, match="it is empty"):
        read("a.txt", source)
