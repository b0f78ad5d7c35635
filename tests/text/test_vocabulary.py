from hypothesis import given
from hypothesis import strategies as st

from framescope.text.vocabulary import VocabularyBuilder

FORMS = st.lists(st.sampled_from(["the", "The", "THE", "Straße", "STRASSE", "strasse", "port", "Port", "US", "us"]))


@given(FORMS, FORMS)
def test_a_vocabulary_is_added_as_its_forms_would_be_one_by_one(known: list[str], further: list[str]) -> None:
    other = VocabularyBuilder()
    other.encode(further)
    vocabulary = other.build()
    added, encoded = VocabularyBuilder(), VocabularyBuilder()
    for builder in (added, encoded):
        builder.encode(known)
    assert added.add(vocabulary).tolist() == encoded.encode(vocabulary.forms).tolist()
    assert added.build().forms == encoded.build().forms
    assert added.build().fold.tolist() == encoded.build().fold.tolist()


@given(FORMS, FORMS)
def test_what_came_since_stands_at_the_end(known: list[str], further: list[str]) -> None:
    builder = VocabularyBuilder()
    builder.encode(known)
    n = len(builder.build())
    builder.encode(further)
    forms, fold = builder.since(n)
    assert forms == list(builder.build().forms[n:])
    assert fold.tolist() == builder.build().fold[n:].tolist()
