import pytest

from framescope.errors import InputError
from framescope.lexicon import regexes
from framescope.lexicon.model import Lexicon
from framescope.lexicon.patterns import Word, parse_pattern
from framescope.lexicon.resolve import resolve
from framescope.text.vocabulary import VocabularyBuilder

FORMS = ["liberated", "Liberation", "liberation's", "unliberated", "liberate", "US", "us", "straße", "ab", "café"]


def matched(source: str, *, case: bool = False) -> set[str]:
    builder = VocabularyBuilder()
    builder.encode(FORMS)
    vocabulary = builder.build()
    found = resolve([Word(source, case, regex=True)], vocabulary).terms(0)
    return {vocabulary.forms[i] for i in found} & set(FORMS)


def test_the_whole_form_must_match() -> None:
    assert matched("liberat(ed|ion)") == {"liberated", "Liberation", "liberation's"}
    assert matched(".*liberated") == {"liberated", "unliberated"}
    assert matched("a|ab") == {"ab"}  # the first branch alone matches a part


def test_case_is_kept_where_asked_for() -> None:
    assert matched("US") == {"US", "us"}
    assert matched("US", case=True) == {"US"}
    assert matched("[A-Z].*", case=True) == {"Liberation", "US"}


def test_letters_that_fold_to_two() -> None:
    assert matched("straße") == {"straße"}
    assert matched("CAFÉ") == {"café"}


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a(", "is not a regular expression: missing"),
        ("[", "is not a regular expression"),
        (r"a\p{Nonsense}", "is not a regular expression"),
        ("a b", "holds no white space"),
        (r"a\s?b", "holds no white space"),
        (".*", "would match every word"),
        (r"\S+", "would match every word"),
        ("", "holds no word"),
    ],
)
def test_what_cannot_be_used_is_refused(source: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as error:
        parse_pattern("re:" + source)
    assert repr("re:" + source) in str(error.value)


@pytest.mark.parametrize("source", ["(a|aa)+", r"(\w|a)+x?", "(a|a)+z?[b-c]"])
def test_an_explosion_is_refused_when_the_lexicon_is_read(source: str) -> None:
    with pytest.raises(ValueError, match="explodes: a word of 60 letters"):
        Lexicon.model_validate({"name": "x", "categories": {"c": {"terms": ["re:" + source]}}})


def test_an_explosion_on_words_of_the_corpus_is_stopped_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regexes, "_FOR_A_VOCABULARY", 0.05)
    with pytest.raises(InputError, match=r"'re:\(a\|aa\)\+' takes more than .* on the 2 words .*stopped at 'aaaa"):
        regexes.matching_keys("(a|aa)+", ["short", "a" * 60 + "!"], case=False)


def test_many_slow_words_are_stopped_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regexes, "_FOR_A_VOCABULARY", 0.0)
    with pytest.raises(InputError, match="takes more than"):
        regexes.matching_keys("ab?", ["ab"] * 2000, case=False)
