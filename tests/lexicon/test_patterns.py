import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.lexicon.patterns import Word, glob_regex, parse_pattern, remark_on, spellings
from framescope.text.tokens import fold, tokenize


def globs(text: str, *, case: bool = False) -> list[str]:
    return [word.glob for word in parse_pattern(text, case=case).words]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("liberat*", ["liberat*"]),
        ("regime change*", ["regime", "change*"]),
        ("*-backed", ["*-backed"]),
        ("U.S.-backed", ["u", "s", "backed"]),
        ("so-called", ["so-called"]),
        ("lay down * arms", ["lay", "down", "*", "arms"]),
        ("da’esh", ["da'esh"]),
        ("overr?n", ["overr?n"]),
        ("5.*", ["5.*"]),
        ("?-?", ["?-?"]),
        ("www.*", ["www.*"]),
        ("assad**", ["assad*"]),
        ("freedom\N{NO-BREAK SPACE}fighter*", ["freedom", "fighter*"]),
        ("cafe\N{COMBINING ACUTE ACCENT}*", ["café*"]),
    ],
)
def test_a_pattern_is_cut_like_the_text(pattern: str, words: list[str]) -> None:
    assert globs(pattern) == words


def test_case_is_kept_only_where_asked_for() -> None:
    assert globs("Islamic State") == ["islamic", "state"]
    assert globs("Islamic State", case=True) == ["Islamic", "State"]


@pytest.mark.parametrize("pattern", ["", " ", "...", "—", "€"])
def test_a_pattern_without_a_word_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="holds no word"):
        parse_pattern(pattern)


@pytest.mark.parametrize("pattern", ["*", "**", "* *"])
def test_a_pattern_that_matches_everything_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="would match every word"):
        parse_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "read_as"),
    [("-backed", "'backed'"), ("pro- forces", "'pro forces'"), ("*-backed", None), ("us-led", None), ("a - b", None)],
)
def test_a_hyphen_at_the_edge_of_a_word_is_remarked_on(pattern: str, read_as: str | None) -> None:
    remark = remark_on(pattern)
    assert remark is None if read_as is None else (remark is not None and read_as in remark)


@pytest.mark.parametrize(
    ("pattern", "remarked"),
    [
        ("Yahoo! News", True),
        ("it ends. Assad", True),
        ("Mr. Assad", False),
        ("U.S. Army", False),
        ("etc. and so on", False),
        ("5.4 *", False),
    ],
)
def test_a_pattern_over_the_end_of_a_sentence_is_remarked_on(pattern: str, remarked: bool) -> None:
    assert ("the end of a sentence" in (remark_on(pattern) or "")) == remarked


@pytest.mark.parametrize(
    ("glob", "yes", "no"),
    [
        ("*assad*", ["assad", "al-assad", "ambassador"], ["asad"]),
        ("br?k*", ["broke", "brak", "broken"], ["brk", "bring"]),
        ("a*b*c", ["abc", "axbxbc"], ["acb", "ab"]),
        ("??", ["is", "us"], ["u", "usa"]),
        ("a.c", ["a.c"], ["abc"]),
        ("*aab", ["aaab", "aab"], ["ab"]),
        ("a*a", ["aa", "aba"], ["a"]),
    ],
)
def test_what_a_glob_matches(glob: str, yes: list[str], no: list[str]) -> None:
    assert [form for form in yes + no if glob_regex(glob).fullmatch(form)] == yes


def slow_match(glob: str, form: str) -> bool:
    """The definition, letter by letter."""
    if not glob:
        return not form
    if glob[0] == "*":
        return any(slow_match(glob[1:], form[i:]) for i in range(len(form) + 1))
    return bool(form) and glob[0] in ("?", form[0]) and slow_match(glob[1:], form[1:])


@given(glob=st.text("ab*?", max_size=7), form=st.text("ab", max_size=8))
def test_the_regular_expression_is_the_definition(glob: str, form: str) -> None:
    assert bool(glob_regex(glob).fullmatch(form)) == slow_match(glob, form)


def test_a_glob_never_tries_a_second_place_for_a_piece() -> None:
    # Without atomic groups this pattern would take more steps than there are atoms.
    assert not glob_regex("*a" * 40 + "*b").fullmatch("a" * 5_000)
    assert isinstance(glob_regex("a*"), re.Pattern)


# The digits that stand for wildcards while a pattern is tokenized, as the module documents them.
HIDDEN = str.maketrans({"*": "\U00011da0", "?": "\U00011da1"})
SHOWN = str.maketrans({"\U00011da0": "*", "\U00011da1": "?"})


@given(text=st.text("aB1*?'- .", min_size=1, max_size=12))
def test_the_short_way_of_cutting_agrees_with_the_tokenizer(text: str) -> None:
    forms = [fold(form.translate(SHOWN)) for form in tokenize(text.translate(HIDDEN)).forms]
    forms = [re.sub(r"\*+", "*", form) for form in forms]
    if forms and any(form != "*" for form in forms):
        assert globs(text) == forms
    else:
        with pytest.raises(ValueError, match=r"no word|every word"):
            parse_pattern(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("regime change", {"regime change", "regime-change"}),
        ("regime-change", {"regime change", "regime-change"}),
        ("a b-c", {"a b c", "a-b c", "a b-c", "a-b-c"}),
        ("*-backed", {"*-backed", "* backed"}),
        ("plain", {"plain"}),
    ],
)
def test_spellings_are_every_combination_of_hyphens_and_spaces(text: str, expected: set[str]) -> None:
    found = spellings(text)
    assert {" ".join(word.glob for word in pattern.words) for pattern in found} == expected
    assert len(found) == len(expected)
    assert {pattern.text for pattern in found} == {text}
    assert found[0].words == parse_pattern(text).words


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("*-*", "every word"),
        ("a b c d e f g h i", "at most 8 parts; .* has 9"),
        ("re:a-b", "ignore_hyphens says nothing"),
    ],
)
def test_spellings_that_cannot_be(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        spellings(text)


def test_a_regular_expression_is_one_word_as_written() -> None:
    assert parse_pattern("re:Liberat(ed|ion)").words == (Word("Liberat(ed|ion)", regex=True),)
    assert parse_pattern("re:da’esh").words == parse_pattern("re:da'esh").words
    assert not parse_pattern("re:.*a").words[0].any
    assert parse_pattern("re:a").wild
