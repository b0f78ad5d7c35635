"""What is known of words by themselves: each type of a vocabulary is looked up once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from framescope.text.cuekinds import IS_HEARSAY, IS_VERB, NOUNLIKE
from framescope.text.cues import CueForm, Phrase, attribution_rules, cue_forms
from framescope.text.sources import pronouns_of_words, source_rules, source_words
from framescope.text.traits import ARTICLES_OF_NAMES, bare

# isort: off
from framescope.text.wordkinds import (
    ABOUT, ABSTRACT, ACT, ADVERB, AGAINST, AND, ARTICLE, AS, AT, ATTRIBUTE, AUXILIARY, BE, BEFORE_VIEW, BESIDES, BODY,
    BY, CAPITAL, CITING, CONTRACTED, COORDINATOR, CUE, DATING, DETERMINER, DOCUMENT, EMPTY, ENDS_IN_ING, ENDS_IN_S,
    EXPLETIVE, FEMALE, FINITE, FIRST, FLOATING, FOR, GENERAL_BODY, GIVEN, IN, INTERROGATIVE, ISSUING, IT, LANGUAGE,
    LETTER, LIGHT, MAKING, MALE, MODAL, NEGATION, NOTHING, NUMBER, OBJECT, OF, ON, OR, OVER, OWNER, PARTICIPLE,
    PARTICLE, PAST, PERFECT, PLACE, PLURAL, POSSESSIVE, PREPOSITION, PRONOUN, RAISING, RELATIONAL, RELATIVE, SOURCE,
    SUBORDINATOR, TELLING, THAN, THAT, TIME, TIME_LEAD, TIME_NOUN, TITLE, TO, TOLD, TYING, VERB, WHERE, WITH,
    WITH_MIND,
)  # fmt: skip

# isort: on
from framescope.yamlfile import read_yaml

_WORDS = Path(__file__).parent / "rules" / "words.en.yaml"

_LISTS: Mapping[str, int] = {
    "pronouns": PRONOUN, "first_person": FIRST, "contracted": CONTRACTED, "objects": OBJECT,
    "determiners": DETERMINER, "possessives": POSSESSIVE, "articles": ARTICLE,
    "auxiliaries": AUXILIARY, "be": BE, "negations": NEGATION, "prepositions": PREPOSITION,
    "coordinators": COORDINATOR, "subordinators": SUBORDINATOR, "relatives": RELATIVE,
    "interrogatives": INTERROGATIVE, "that": THAT, "to": TO, "as": AS, "adverbs": ADVERB,
    "empty_subjects": EMPTY, "expletives": EXPLETIVE, "times": TIME,
    "name_particles": PARTICLE, "time_nouns": TIME_NOUN, "time_leads": TIME_LEAD, "finite": FINITE,
}  # fmt: skip
#: Read as they are written.
_FORMS: Mapping[str, int] = {
    "of": OF, "for": FOR, "on": ON, "over": OVER, "about": ABOUT, "against": AGAINST, "by": BY, "in": IN, "at": AT,
    "with": WITH, "and": AND, "or": OR, "than": THAN, "where": WHERE, "it": IT, "perfect": PERFECT, "modal": MODAL,
    "tying": TYING, "issuing": ISSUING, "floating": FLOATING, "citing": CITING, "besides": BESIDES, "dating": DATING,
    "told": TOLD,
}  # fmt: skip
#: Of forms with such a last letter.
_LAST: Mapping[str, int] = {"s": TOLD | ENDS_IN_S, "d": TOLD}


@dataclass(frozen=True)
class TypeTraits:
    """Kinds of word, of form and of cue, and plain forms, of each type of a vocabulary, as `Traits` has them of tokens.

    `phrases` are those of the types that make a phrase a cue (`in_phrase`).
    """

    word: npt.NDArray[np.int64]
    form: npt.NDArray[np.int64]
    as_verb: npt.NDArray[np.int64]
    as_adjective: npt.NDArray[np.int64]
    as_other: npt.NDArray[np.int64]
    phrases: Mapping[int, tuple[Phrase, ...]]
    in_phrase: npt.NDArray[np.bool_]
    plain: list[str]


def type_traits(types: Sequence[str]) -> TypeTraits:
    """Look every type up once."""
    known, names = _word_kinds(), _names()
    word: list[int] = []
    plain: list[str] = []
    found: list[int] = []
    for i, form in enumerate(types):
        lower = form.lower()
        kind = known.get(lower)
        if kind is None:
            kind = _shape(form, lower, known)
        elif lower != form:
            kind |= CAPITAL
        if (kind and form.isupper() and len(form) > 1) or (form != lower and lower in names):
            kind = CAPITAL | (kind & (SOURCE | TITLE))  # US, IT, May, Bill
        if kind & CUE:
            found.append(i)
        word.append(kind)
        plain.append(bare(lower) if "'" in lower else lower)
    forms = [cue_forms()[types[i].lower()] for i in found]
    as_cue = np.zeros((3, len(types)), dtype=np.int64)
    as_cue[:, found] = np.array([form[:3] for form in forms], dtype=np.int64).reshape(-1, 3).T
    phrases = {i: form.phrases for i, form in zip(found, forms, strict=True) if form.phrases}
    in_phrase = np.zeros(len(types), dtype=np.bool_)
    in_phrase[list(phrases)] = True
    kinds = np.array([word, _kinds_of_forms(types, plain)], dtype=np.int64)
    return TypeTraits(kinds[0], kinds[1], as_cue[0], as_cue[1], as_cue[2], phrases, in_phrase, plain)


def _kinds_of_forms(types: Sequence[str], plain: Sequence[str]) -> list[int]:
    """Return the kind of each form as it is written."""
    (written, however), endings = _form_kinds(), source_rules().abstract_endings
    return [
        written.get(form, 0) | _LAST.get(form[-1], 0) | ENDS_IN_ING * (form[-3:] == "ing") | LETTER * (len(form) == 1)
        | however.get(bare_form, 0) | ABSTRACT * bare_form.endswith(endings)
        for form, bare_form in zip(types, plain, strict=True)
    ]  # fmt: skip


def _shape(form: str, lower: str, known: Mapping[str, int]) -> int:
    """Return the kind of a word that is on no list."""
    kind = 0
    if lower != form and (form[0] != lower[0] or form.startswith(ARTICLES_OF_NAMES)):
        kind = CAPITAL
    elif form[0].isdigit():
        return NUMBER
    if lower.endswith(("'s", "s'")) and len(lower) > 2:
        return kind | OWNER | (known.get(lower[:-2], 0) & SOURCE)
    if not kind:
        if lower.endswith("ly"):
            kind = ADVERB
        elif lower.endswith("ed"):
            kind = PAST
        elif lower.endswith("ing"):
            kind = PARTICIPLE
    return kind


@cache
def _lists() -> Mapping[str, Sequence[str]]:
    lists: Mapping[str, Sequence[str]] = read_yaml(_WORDS).data
    return lists


@cache
def _names() -> frozenset[str]:
    return frozenset(_lists()["names_too"])


@cache
def _word_kinds() -> Mapping[str, int]:
    sources, rules = source_rules(), attribution_rules()
    return _summed(
        [
            *((kind, _lists()[name]) for name, kind in _LISTS.items()),
            *((_kind_of_cue(form, known), (form,)) for form, known in cue_forms().items()),
            (SOURCE, source_words()),
            (TITLE, sources.titles),
            (LANGUAGE, {*sources.languages, *sources.translated}),
            (NOTHING, rules.objects_of_nothing),
            (ACT, rules.acts),
        ]
    )


def _kind_of_cue(form: str, known: CueForm) -> int:
    verb = VERB * (known.verb & (IS_VERB | NOUNLIKE) == IS_VERB)
    hearsay = ADVERB * (known.other & IS_HEARSAY > 0)
    return CUE | PAST * form.endswith("ed") | PARTICIPLE * form.endswith("ing") | verb | hearsay


@cache
def _form_kinds() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return the kinds of forms as they are written, and of plain forms."""
    lists, rules, sources = _lists(), attribution_rules(), source_rules()
    written: list[tuple[int, Iterable[str]]] = [(kind, lists[name]) for name, kind in _FORMS.items()]
    written += [(RAISING, rules.raising), (MAKING, rules.making), (ATTRIBUTE, sources.attributes)]
    for kind, forms in ((BEFORE_VIEW, lists["before_view"]), (LIGHT, rules.light_verbs)):
        written += [(kind, (form, form.capitalize(), form.upper())) for form in forms]
    plain: list[tuple[int, Iterable[str]]] = [
        (ABSTRACT, sources.abstract),
        (DOCUMENT, sources.documents),
        (WITH_MIND, sources.bodies | sources.documents | sources.actors),
        (BODY, sources.bodies),
        (GENERAL_BODY, sources.general_bodies),
        (PLACE, sources.places),
        (PLURAL, sources.plural),
        (TELLING, source_words()),
        (RELATIONAL, sources.relational),
        (GIVEN, pronouns_of_words()),
        (FEMALE, sources.female),
        (MALE, sources.male),
    ]
    return _summed(written), _summed(plain)


def _summed(kinds: Iterable[tuple[int, Iterable[str]]]) -> dict[str, int]:
    """Return the sum of the kinds of each word."""
    found: dict[str, int] = {}
    for kind, words in kinds:
        for word in words:
            found[word] = found.get(word, 0) | kind
    return found
