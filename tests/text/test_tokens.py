"""The tokenizer fs1 and the vocabulary: one test a rule, and what must hold for any text."""

from __future__ import annotations

from unicodedata import normalize

import numpy as np
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from framescope.text.tokens import TOKENIZER, bare, find_addresses, fold, fold_all, tokenize, written_form
from framescope.text.vocabulary import Vocabulary, VocabularyBuilder

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def forms(text: str) -> list[str]:
    return tokenize(text).forms


def written(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[s : s + n] for s, n in zip(tokens.start, tokens.length, strict=True)]


def breaks(text: str) -> list[str]:
    """The tokens before which a sentence-like boundary stands."""
    tokens = tokenize(text)
    return [form for form, is_break in zip(tokens.forms, tokens.breaks, strict=True) if is_break]


def test_name() -> None:
    assert TOKENIZER == "fs1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Дамаск и Алеппо", ["Дамаск", "и", "Алеппо"]),
        ("دمشق وحلب", ["دمشق", "وحلب"]),
        ("हिन्दी", ["हिन्दी"]),
        ("Erdoğan naïve cafe\u0301", ["Erdoğan", "naïve", "café"]),
        ("2,000 men, B52s", ["2,000", "men", "B52s"]),
    ],
)
def test_letters_digits_and_marks_of_any_script(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_punctuation_is_no_token() -> None:
    assert forms("“No!” … (yes) * # $5 50% — ½? 🙂 ₽ & + =") == ["No", "yes", "5", "50", "½"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deir ez-Zor", ["Deir", "ez-Zor"]),
        ("US-backed F-16", ["US-backed", "F-16"]),
        ("US‐backed US‑backed", ["US-backed", "US-backed"]),
        ("Syria’s Da'esh don‘t Qur＇an", ["Syria's", "Da'esh", "don't", "Qur'an"]),
        ("rock-’n’-roll", ["rock", "n", "roll"]),
        ("pre- and post-war", ["pre", "and", "post-war"]),
        ("well--known", ["well", "known"]),
        ("re-\u00adtaking", ["re", "taking"]),
        ("mother-in-law’s", ["mother-in-law's"]),
    ],
)
def test_hyphens_and_apostrophes_join_between_letters_or_digits(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize("mark", "'’‘ʼ＇")
def test_mark_at_the_edge_stays_outside(mark: str) -> None:
    assert written(f"countries{mark} leaders") == ["countries", "leaders"]
    assert written(f"{mark}tis so") == ["tis", "so"]
    assert forms(f"п{mark}ять") == ["п'ять"]


def test_dashes_and_slash_split() -> None:
    assert forms("2015–2016 war—peace ISIS/ISIL Hama–October") == [
        "2015", "2016", "war", "peace", "ISIS", "ISIL", "Hama", "October",
    ]  # fmt: skip


def test_no_break_space_is_white_space() -> None:
    assert forms("Deep\u00a0State\u202fhas\u2009witnessed") == ["Deep", "State", "has", "witnessed"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,000 and 5.4 and 1.2.3", ["1,000", "and", "5.4", "and", "1.2.3"]),
        ("$5.4m in 2017.", ["5.4m", "in", "2017"]),
        ("in 2017, 3 men", ["in", "2017", "3", "men"]),
        ("2017.The end,2", ["2017", "The", "end", "2"]),
        ("1.6,5", ["1.6,5"]),
    ],
)
def test_numbers_keep_inner_points_and_commas(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see http://www.example.org/a_b?c=d.", ["see", "http://www.example.org/a_b?c=d"]),
        ("(https://example.org/x/), then", ["https://example.org/x/", "then"]),
        ("at www.example.org.", ["at", "www.example.org"]),
        ("<jane.doe+news@mail.example.co.uk>.", ["jane.doe+news@mail.example.co.uk"]),
        ("say @some_body, or a@b", ["say", "@some_body", "or", "a", "b"]),
        ("Source:https://example.org", ["Source", "https://example.org"]),
        ("read ithttp://example.org", ["read", "it", "http://example.org"]),
        ("1,2a@mail.org", ["1", "2a@mail.org"]),
        ("awww. that, www.", ["awww", "that", "www"]),
        ("http:// and @ and a://b", ["http", "and", "and", "a", "b"]),
        ("http://a.org/\ud800x", ["http://a.org/", "x"]),
    ],
)
def test_addresses_emails_and_handles_are_one_token(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    "text", ["@" * 5 + "a", "a.b@c.org\u2029@d http://e", "x@y.org,z@y.org", "\u00a0www.a.b\u00a0"]
)
def test_addresses_hold_no_white_space_so_each_stretch_is_read_by_itself(text: str) -> None:
    expected, at = [], 0
    for piece in regex.split(r"(\s)", text):
        expected += [(at + start, at + end) for start, end in find_addresses(piece)]
        at += len(piece)
    assert find_addresses(text) == expected


@pytest.mark.parametrize("character", INVISIBLE)
def test_invisible_character_stays_in_the_token_not_in_its_form(character: str) -> None:
    text = f"lib{character}erated"
    assert written(text) == [text]
    assert forms(text) == ["liberated"]
    assert forms(character) == []


def test_written_form_composes() -> None:
    assert written_form("cafe\u0301") == "café"
    assert written_form("Da’esh") == written_form("Da'esh")


def test_fold_keeps_us_and_us_apart_as_forms_only() -> None:
    assert forms("US us") == ["US", "us"]
    assert fold("US") == fold("us") == "us"
    assert fold("Straße") == fold("STRASSE")


@pytest.mark.parametrize(
    ("form", "expected"), [("Syria's", "Syria"), ("SYRIA'S", "SYRIA"), ("Syria", "Syria"), ("'s", "'s"), ("its", "its")]
)
def test_bare_drops_a_possessive(form: str, expected: str) -> None:
    assert bare(form) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One came. Two left! “Three?” Four", ["One", "Two", "Three", "Four"]),
        ("Gen. Lapin of the U.S. Army met Mr. Smith", ["Gen"]),
        ("It cost 5.4 e.g. here", ["It"]),
        ("Title line\n\nBody line", ["Title", "Body"]),
        ("Title line\r\n\r\nBody line", ["Title", "Body"]),
        ("one line\nthe same sentence", ["one"]),
        ("他来了。他走了", ["他来了", "他走了"]),
        ("M\u00adr. Smith and caf\u00ade. Then", ["Mr", "Then"]),
        ("write to a@b.org. Then", ["write", "Then"]),
        ("", []),
    ],
)
def test_breaks_stand_before_sentences(text: str, expected: list[str]) -> None:
    assert breaks(text) == expected


def test_forms_are_told_once() -> None:
    tokens = tokenize("The Da’esh, the Da'esh: the")
    assert tokens.types == ["The", "Da'esh", "the"]
    assert tokens.term.tolist() == [0, 1, 2, 1, 2]
    assert tokens.forms == ["The", "Da'esh", "the", "Da'esh", "the"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("🙂👨\u200d👩\u200d👧 and 🇸🇾", ["and"]),
        ("שָׁלוֹם עולם", ["שָׁלוֹם", "עולם"]),
        ("a\ud800b\udfff", ["a", "b"]),
        ("a\u0378b\U0003fffec", ["a", "b", "c"]),
        ("\u0301a\u0301\u0301", ["á\u0301"]),
        ("\x00a\x1fb", ["a", "b"]),
    ],
)
def test_strange_characters(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_one_token_of_fifty_megabytes() -> None:
    tokens = tokenize("x" * 50_000_000)
    assert (tokens.start.tolist(), tokens.length.tolist()) == ([0], [50_000_000])


def test_empty_text_gives_empty_columns() -> None:
    tokens = tokenize("")
    assert (len(tokens.start), len(tokens.length), len(tokens.breaks), tokens.forms) == (0, 0, 0, [])
    assert (tokens.start.dtype, tokens.breaks.dtype) == (np.dtype(np.int64), np.dtype(np.bool_))


@pytest.mark.parametrize("unit", ["a.", "-", ".", "a@", "a.b@c-d.", "a-", "1,", "\n", "”."])
def test_long_runs_are_read(unit: str) -> None:
    # Each took time quadratic in its length under an unbounded rule for e-mail addresses.
    text = unit * 50_000
    assert all(form.strip() for form in forms(text))


# --- properties ----------------------------------------------------------------------------------

_TEXT = st.text(max_size=80) | st.text(alphabet="aBé5-‑'’ʼ.,@:/w\u00ad\u200d\u0301 \n“”", max_size=60)


@given(_TEXT)
def test_tokens_are_ordered_and_reproduce_their_forms(text: str) -> None:
    tokens = tokenize(text)
    end = 0
    for start, length, form in zip(tokens.start, tokens.length, tokens.forms, strict=True):
        assert end <= start
        assert length > 0
        end = start + length
        assert written_form(text[start:end]) == form
        assert form
        assert not set(form) & set(INVISIBLE)
    assert end <= len(text)
    assert not tokens.forms or tokens.breaks[0]


@given(_TEXT)
def test_no_letter_or_digit_is_lost(text: str) -> None:
    tokens = tokenize(text)
    inside = {i for s, n in zip(tokens.start, tokens.length, strict=True) for i in range(s, s + n)}
    assert all(i in inside for i, character in enumerate(text) if character.isalnum() and character != "ʼ")


@given(st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1)))
def test_forms_are_folded_together_as_one_by_one(forms: list[str]) -> None:
    assert fold_all(forms) == [fold(form) for form in forms]


@given(st.text(max_size=20))
def test_fold_and_written_form_are_idempotent(form: str) -> None:
    assert fold(fold(form)) == fold(form)
    assert written_form(written_form(form)) == written_form(form)
    assert normalize("NFC", fold(form)) == fold(form)


@given(st.lists(st.lists(st.text(min_size=1, max_size=6), max_size=8), max_size=5))
def test_vocabulary_gives_back_what_was_encoded(texts: list[list[str]]) -> None:
    builder = VocabularyBuilder()
    codes = [builder.encode(forms_) for forms_ in texts]
    vocabulary = builder.build()
    assert [[vocabulary.forms[i] for i in row] for row in codes] == texts
    assert [vocabulary.forms[i] for i in vocabulary.fold] == [fold(form) for form in vocabulary.forms]
    assert len(set(vocabulary.forms)) == len(vocabulary) == len(vocabulary.ids)
    assert all(vocabulary.ids[form] == i for i, form in enumerate(vocabulary.forms))


@given(st.lists(st.text(min_size=1, max_size=4), max_size=12), st.integers(0, 12))
def test_a_vocabulary_only_grows_at_its_end(forms_: list[str], cut: int) -> None:
    at_once, first = VocabularyBuilder(), VocabularyBuilder()
    at_once.encode(forms_)
    first.encode(forms_[:cut])
    known = first.build()
    grown = VocabularyBuilder(known)
    grown.encode(forms_[cut:])
    assert grown.build().forms == at_once.build().forms
    assert grown.build().forms[: len(known)] == known.forms
    np.testing.assert_array_equal(grown.build().fold, at_once.build().fold)


def test_a_vocabulary_reads_its_forms_when_they_are_asked_for() -> None:
    stored = np.frombuffer("US\nus\nа́\n".encode(), dtype=np.uint8)
    vocabulary = Vocabulary(stored, np.array([1, 1, 2], dtype=np.uint32))
    assert len(vocabulary) == 3
    assert "forms" not in vars(vocabulary)
    assert vocabulary.forms == ("US", "us", "а́")
    assert vocabulary.ids["us"] == 1


def test_same_texts_give_the_same_ids() -> None:
    builders = VocabularyBuilder(), VocabularyBuilder()
    for builder in builders:
        builder.encode(["US", "us", "Army"])
        builder.encode(["army", "US"])
    first, second = (builder.build() for builder in builders)
    assert first.forms == second.forms == ("US", "us", "Army", "army")
    assert list(first.fold) == [1, 1, 3, 3]
