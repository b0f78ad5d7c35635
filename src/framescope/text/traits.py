"""What a rule needs to know of each token: its kind of word, the punctuation before it, its sentence, its quotation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from framescope.text.cues import CueForm, attribution_rules, cue_forms
from framescope.text.sources import source_rules, source_words

# isort: off
from framescope.text.wordkinds import (
    ACT, ADVERB, ARTICLE, AS, AUXILIARY, BE, BRACKET, CAPITAL, COLON, COMMA, CONTRACTED, COORDINATOR, CUE, DASH,
    DETERMINER, EMPTY, END, EXPLETIVE, FINITE, FIRST, INTERROGATIVE, LANGUAGE, LINE, MARK, NEGATION, NOTHING, NUMBER,
    OBJECT, OWNER, PARTICIPLE, PARTICLE, PAST, POSSESSIVE, PREPOSITION, PRONOUN, RELATIVE, SOURCE, SUBORDINATOR, THAT,
    TIME, TIME_LEAD, TIME_NOUN, TITLE, TO, VERB,
)  # fmt: skip

# isort: on
from framescope.yamlfile import read_yaml

_WORDS = Path(__file__).parent / "rules" / "words.en.yaml"
#: Arabic articles, as they stand before a name.
ARTICLES_OF_NAMES = ("al-", "el-")

_LISTS: Mapping[str, int] = {
    "pronouns": PRONOUN, "first_person": FIRST, "contracted": CONTRACTED, "objects": OBJECT,
    "determiners": DETERMINER, "possessives": POSSESSIVE, "articles": ARTICLE,
    "auxiliaries": AUXILIARY, "be": BE, "negations": NEGATION, "prepositions": PREPOSITION,
    "coordinators": COORDINATOR, "subordinators": SUBORDINATOR, "relatives": RELATIVE,
    "interrogatives": INTERROGATIVE, "that": THAT, "to": TO, "as": AS, "adverbs": ADVERB,
    "empty_subjects": EMPTY, "expletives": EXPLETIVE, "times": TIME,
    "name_particles": PARTICLE, "time_nouns": TIME_NOUN, "time_leads": TIME_LEAD, "finite": FINITE,
}  # fmt: skip
_GAPS = {
    COMMA: ",،", COLON: ":;", DASH: "–—―", BRACKET: "()[]{}", MARK: "“”„‟\"＂«»‹›‘’‚‛'`´「」『』",
    END: ".!?…。！？", LINE: "\n\r\u2029",
}  # fmt: skip


@dataclass(frozen=True)
class Traits:
    """Columns of traits, one entry a token, as plain sequences: the rules read them token by token.

    `word` and `gap` are sums of the kinds of `framescope.text.wordkinds`; `begin` and `end` bound the
    token's sentence (as token indices, end exclusive); `quotation` is the index of the quotation around
    it, or -1; `term` its type. `verb`, `preposition`, `turn` and `outside` hold the next token, from each on,
    that is a finite verb, a preposition, where a content may end (behind a comma, a dash or a bracket, and at a
    conjunction), or outside quotation marks (the number of tokens if there is none).
    Of each type, `forms` is the cue that it may be, `types` the form and `plain` the form in lower case
    without its possessive ending.
    """

    word: list[int]
    gap: list[int]
    begin: Sequence[int]
    end: Sequence[int]
    quotation: Sequence[int]
    term: memoryview
    verb: Sequence[int]
    preposition: Sequence[int]
    turn: Sequence[int]
    outside: Sequence[int]
    forms: Sequence[CueForm | None]
    types: Sequence[str]
    plain: Sequence[str]


@dataclass(frozen=True)
class TypeTraits:
    """Kinds of word, cues and plain forms of each type of a vocabulary.

    `shared` holds the same numbers as `word` as objects, so that tokens need not have one each.
    """

    word: npt.NDArray[np.int64]
    shared: npt.NDArray[np.object_]
    forms: list[CueForm | None]
    plain: list[str]


def type_traits(types: Sequence[str]) -> TypeTraits:
    """Look every type up once."""
    known, cues, names = _word_kinds(), cue_forms(), _names()
    kinds: list[int] = []
    forms: list[CueForm | None] = []
    plain: list[str] = []
    for form in types:
        lower = form.lower()
        kind = known.get(lower)
        if kind is None:
            kind = _shape(form, lower, known)
        elif lower != form:
            kind |= CAPITAL
        if (kind and form.isupper() and len(form) > 1) or (form != lower and lower in names):
            kind = CAPITAL | (kind & (SOURCE | TITLE))  # US, IT, May, Bill
        kinds.append(kind)
        forms.append(cues.get(lower) if kind & CUE else None)
        plain.append(bare(lower) if "'" in lower else lower)
    return TypeTraits(np.array(kinds, dtype=np.int64), np.array(kinds, dtype=object), forms, plain)


def surname(plain: str) -> str:
    """Return the last word of a name, in its plain form, without its Arabic article: Assad is al-Assad."""
    return plain[3:] if plain.startswith(ARTICLES_OF_NAMES) else plain


def bare(form: str) -> str:
    """Return a form without its possessive ending."""
    return form[:-2] if form.endswith("'s") else form[:-1] if form.endswith("'") else form


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
def _word_kinds() -> dict[str, int]:
    kinds: dict[str, int] = {}
    for name, words in _lists().items():
        for word in words if name in _LISTS else ():
            kinds[word] = kinds.get(word, 0) | _LISTS[name]
    for form, known in cue_forms().items():
        shape = PAST * form.endswith("ed") | PARTICIPLE * form.endswith("ing")
        verb = VERB * (known.verb is not None and known.verb.sort == "verb" and not known.nounlike)
        kinds[form] = kinds.get(form, 0) | CUE | shape | verb
    for form in source_words():
        kinds[form] = kinds.get(form, 0) | SOURCE
    sources = source_rules()
    for form in sources.titles:
        kinds[form] = kinds.get(form, 0) | TITLE
    for form in {*sources.languages, *sources.translated}:
        kinds[form] = kinds.get(form, 0) | LANGUAGE
    rules = attribution_rules()
    for form in rules.objects_of_nothing:
        kinds[form] = kinds.get(form, 0) | NOTHING
    for form in rules.acts:
        kinds[form] = kinds.get(form, 0) | ACT
    return kinds


@cache
def _gap_table() -> npt.NDArray[np.uint8]:
    table = np.zeros(0x10000, dtype=np.uint8)
    for kind, characters in _GAPS.items():
        for character in characters:
            table[ord(character)] = kind
    return table


def gaps(text: str, start: npt.NDArray[np.int64], end: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
    """Return the kinds of punctuation between each token and the one before, as sums of kinds."""
    found = np.zeros(len(start), dtype=np.uint8)
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    first, past = end[:-1], start[1:]
    space = characters[first] == ord(" ")
    telling = np.flatnonzero((past - first > 1) | ((past > first) & ~space))  # nearly always it is a single space
    length = past[telling] - first[telling]
    offset = np.cumsum(length) - length
    between = np.arange(length.sum()) + np.repeat(first[telling] - offset, length)
    kinds = _gap_table().take(characters[between], mode="clip")
    # A hyphen with a space around it is a dash, and so is one that stands for a lost space: over.- Lee left.
    second, third = (characters[np.minimum(first[telling] + k, len(characters) - 1)] for k in (1, 2))
    lost = (characters[first[telling]] == ord(".")) & (third == ord(" "))
    dashed = (space[telling] | lost) & (second == ord("-"))
    found[telling + 1] = np.bitwise_or.reduceat(kinds, offset) | np.where(dashed, DASH, 0)
    return found
