import pytest

from framescope.text.language import english_function_words, identify_language
from framescope.text.tokens import tokenize

ENGLISH = (
    "The mayor opened the bridge on Monday, and the guests, who had waited for it since the spring, "
    "walked over it with the children of the town."
)
FRENCH = (
    "Le maire a inauguré le pont lundi, et les invités qui l'attendaient depuis le printemps l'ont traversé avec "
    "les enfants de la ville, sous un ciel clair, avant de rejoindre la fête organisée sur la place."
)
ARABIC = (
    "افتتح رئيس البلدية الجسر يوم الاثنين، وعبره الضيوف الذين كانوا ينتظرونه منذ الربيع مع أطفال المدينة، "
    "قبل أن ينضموا إلى الاحتفال الذي أقيم في الساحة الرئيسية."
)


def language_of(text: str) -> tuple[str, str] | None:
    tokens = tokenize(text)
    n_english = int(english_function_words(tokens.types)[tokens.term].sum())
    return identify_language(lambda: text, len(tokens), n_english)


def test_plain_english_needs_no_model() -> None:
    assert language_of(ENGLISH) == ("en", "english-function-words")


@pytest.mark.parametrize(("text", "language"), [(FRENCH, "fr"), (ARABIC, "ar")])
def test_other_languages_are_put_to_the_model(text: str, language: str) -> None:
    assert language_of(text) == (language, "py3langid")


@pytest.mark.parametrize("text", ["", "Rebels left the town.", "1 2 3 " * 5])
def test_of_a_few_words_nothing_is_said(text: str) -> None:
    assert language_of(text) is None


def test_what_no_language_claims_with_certainty_stays_open() -> None:
    assert language_of(" ".join(f"{n}" for n in range(40))) is None
