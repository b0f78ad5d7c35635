import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from framescope.lexicon.patterns import Word, glob_regex
from framescope.lexicon.resolve import resolve
from framescope.ranges import spread
from framescope.text.tokens import bare, fold
from framescope.text.vocabulary import Vocabulary, VocabularyBuilder

FORMS = ["Assad", "assad", "Assad's", "ambassador", "US", "us", "US-backed", "rebels", "rebel", "IS", "is", "it's"]


def vocabulary(forms: list[str]) -> Vocabulary:
    builder = VocabularyBuilder()
    builder.encode(forms)
    return builder.build()


def matched(glob: str, forms: list[str], *, case: bool = False) -> set[str]:
    known = vocabulary(forms)
    return {known.forms[i] for i in resolve([Word(glob, case)], known).terms(0)} & set(forms)


def test_forms_by_glob() -> None:
    assert matched("assad", FORMS) == {"Assad", "assad", "Assad's"}
    assert matched("*assad*", FORMS) == {"Assad", "assad", "Assad's", "ambassador"}
    assert matched("us*", FORMS) == {"US", "us", "US-backed"}
    assert matched("*-backed", FORMS) == {"US-backed"}
    assert matched("rebel?", FORMS) == {"rebels"}
    assert matched("it", FORMS) == {"it's"}
    assert matched("is", FORMS) == {"IS", "is"}
    assert matched("nothing", FORMS) == set()


def test_case_is_told_apart_where_asked_for() -> None:
    assert matched("IS", FORMS, case=True) == {"IS"}
    assert matched("US*", FORMS, case=True) == {"US", "US-backed"}
    assert matched("assad", FORMS, case=True) == {"assad"}
    assert matched("Assad", FORMS, case=True) == {"Assad", "Assad's"}
    assert matched("ASSAD", ["ASSAD'S", "ASSAD"], case=True) == {"ASSAD'S", "ASSAD"}


def test_a_vocabulary_without_forms() -> None:
    assert len(resolve([Word("a*"), Word("b")], vocabulary([])).keys) == 0


letters = st.text("abA'-", min_size=1, max_size=5)


@given(glob=st.text("ab*?-", min_size=1, max_size=5), forms=st.lists(letters, max_size=12), case=st.booleans())
def test_every_way_of_looking_up_agrees_with_trying_each_form(glob: str, forms: list[str], case: bool) -> None:
    def tried(form: str) -> bool:
        seen = form if case else fold(form)
        return any(glob_regex(glob).fullmatch(spelling) for spelling in (seen, bare(seen)))

    if glob.strip("*"):  # a word that matches everything is never looked up
        assert matched(glob, forms, case=case) == {form for form in forms if tried(form)}


def test_spread_lists_every_place_of_the_stretches() -> None:
    which, places = spread(np.array([0, 2, 2, 5]), np.array([2, 0, 1]))
    assert which.tolist() == [0, 0, 0, 1, 1]
    assert places.tolist() == [2, 3, 4, 0, 1]
