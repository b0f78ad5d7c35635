import codecs
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.corpus.encoding import (
    declared_encoding,
    decode,
    find_encoding,
    lost_marks,
    repair,
    without_noncharacters,
)
from framescope.errors import InputError

PROSE = "The council met on Monday. It voted for the bridge, and the mayor signed.\n"
RUSSIAN = "Совет собрался в понедельник, 12 сентября, и проголосовал за мост. Мэр подписал. "
MOJIBAKE = PROSE + "It isnâ€™t â€œoverâ€\x9d â€“ Ã©tÃ©."


def test_a_byte_order_mark_decides() -> None:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        text, encoding = decode(mark + "Straße\r\n".encode(name))
        assert text == "Straße\r\n"
        assert encoding.steps == ("decode", "remove byte-order mark")


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [PROSE, RUSSIAN])
def test_utf16_without_its_mark_is_told_by_its_nul_bytes_and_is_a_guess(text: str, name: str) -> None:
    read, encoding = decode(text.encode(name))
    assert read == text
    assert encoding.name == name
    assert "guessed" in encoding.steps[-1]


@pytest.mark.parametrize("source", [b"text\x00text", b"a\x00bc", b"\x00\x00", PROSE.encode() + b"\x00"])
def test_a_nul_byte_here_and_there_is_no_utf16(source: bytes) -> None:
    with pytest.raises(InputError, match="NUL bytes"):
        decode(source)


def test_a_declared_encoding_is_believed_where_the_bytes_are_not_utf8() -> None:
    text, encoding = decode(RUSSIAN.encode("cp1251"), declared="windows-1251")
    assert (text, encoding.steps) == (RUSSIAN, ("decode", "declared windows-1251"))


def test_a_page_that_says_latin1_means_windows_1252() -> None:
    # bytes 93 and 94 are control characters in Latin-1 and curly quotes in Windows-1252 (WHATWG Encoding, labels)
    assert decode(b"he said \x93yes\x94", declared="ISO-8859-1")[0] == "he said “yes”"


def test_bytes_that_are_utf8_are_utf8_whatever_is_declared() -> None:
    assert decode("“été”".encode(), declared="iso-8859-1")[0] == "“été”"


@pytest.mark.parametrize("declared", ["rot13", "no-such-encoding", "ascii"])
def test_a_declaration_that_helps_nobody_is_passed_over(declared: str) -> None:
    assert decode(b"caf\xe9 and more", declared=declared)[0] == "café and more"


def test_what_windows_1252_does_not_know_is_latin1_and_loses_no_byte() -> None:
    source = PROSE.encode() + b"caf\xe9 \x81"
    text, encoding = decode(source)
    assert encoding.name == "iso-8859-1"
    assert text.encode("latin-1") == source


def test_the_first_byte_that_is_not_utf8_is_named_across_blocks() -> None:
    source = b"a" * ((1 << 20) - 1) + "é".encode() + b"\xe9 end"
    assert find_encoding(BytesIO(source)).steps[-1] == f"guessed windows-1252 (byte {(1 << 20) + 1} is not UTF-8)"


def test_a_character_cut_by_the_end_of_the_file_is_not_utf8() -> None:
    assert decode(PROSE.encode() + b"\xc3")[1].name == "windows-1252"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b'<?xml version="1.0" encoding="windows-1251"?><html>', "windows-1251"),
        (b'<html><head><meta charset="utf-8">', "utf-8"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        (b"<p>the charset=koi8-r of a page</p>", None),
    ],
)
def test_what_a_page_declares(source: bytes, said: str | None) -> None:
    assert declared_encoding(source) == said


def test_utf8_once_read_as_something_else_is_mended_and_said_to_be() -> None:
    text, steps = repair(MOJIBAKE)
    assert text == PROSE + "It isn’t “over” – été."
    assert len(steps) == 1
    assert steps[0].startswith("repair (guessed")


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("It isnâ€™t â€œoverâ€? yet.", "It isn’t “over” yet."),
        ("It isnâ€™t â€œoverâ€\ufffd yet.", "It isn’t “over” yet."),
        ("Is it â€œoverâ€? She: â€œNo.â€", "Is it “over”? She: “No.”"),
    ],
)
def test_a_closing_mark_that_lost_its_last_byte_is_mended_too(broken: str, mended: str) -> None:
    assert repair(broken)[0] == mended


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("They don?t trust it, and it?s late.", True),
        ("They don\ufffdt trust it, and it\ufffds late.", True),
        ("They don?t.", False),  # one may be a slip
        ("Is it? s said. See a.org/x?t=1&y?s=2. Why?they asked?m", False),
        ("Who? Why? What?", False),
    ],
)
def test_question_marks_within_words_show_lost_marks(text: str, *, lost: bool) -> None:
    assert lost_marks(text) is lost


def test_russian_once_read_as_windows_1251_is_mended() -> None:
    assert repair(RUSSIAN.encode().decode("cp1251", "ignore"))[0][:5] == "Совет"


def test_only_the_wrong_letters_change_beside_true_quotation_marks() -> None:
    assert repair("He said “yes”, ‘no’ and “donâ€™t”.")[0] == "He said “yes”, ‘no’ and “don’t”."


@pytest.mark.parametrize(
    "text",
    ["“straight” 'and' \"curly\" ‘marks’ «ici»", "ﬁne Ｗide e\u0301\xa0\u2028", "SÃO PAULO", "Él dijo “¿sí?”", RUSSIAN],
)
def test_what_is_not_misread_is_left_as_it_is(text: str) -> None:
    assert repair(text) == (text, ())


@pytest.mark.parametrize("text", ["Han sa ”NÅ” igen", "»Straß«", "‘É’ — “À”…", "é«”é««"])
def test_a_letter_before_a_quotation_mark_is_no_misreading(text: str) -> None:
    assert repair(text) == (text, ())


@given(st.text(alphabet="“”„‘’\"'«» abcÉéÀßâÃÅÄÖÜвИР—", max_size=60))
def test_quotation_marks_are_never_touched(text: str) -> None:
    assert repair(text) == (text, ())


@given(
    st.text(st.characters(codec="utf-8"), min_size=1).filter(
        lambda t: t.strip() and "\x00" not in t and t[0] != "\ufeff"
    )
)
def test_utf8_is_read_as_it_was_written(text: str) -> None:
    if text.encode().strip():
        assert decode(text.encode())[0] == text


def test_surrogates_without_a_partner_and_nul_become_replacement_characters() -> None:
    assert without_noncharacters("a\ud800b\x00c") == "a\ufffdb\ufffdc"
    assert without_noncharacters("😀 é") == "😀 é"
