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
from framescope.yamlfile import read_yaml

_WORDS = Path(__file__).parent / "rules" / "words.en.yaml"


class Word:
    """Kinds of word, to be added up: one word may be of several."""

    PRONOUN = 1 << 0
    FIRST = 1 << 1
    CONTRACTED = 1 << 2
    OBJECT = 1 << 3
    DETERMINER = 1 << 4
    POSSESSIVE = 1 << 5
    ARTICLE = 1 << 6
    AUXILIARY = 1 << 7
    BE = 1 << 8
    NEGATION = 1 << 9
    PREPOSITION = 1 << 10
    COORDINATOR = 1 << 11
    SUBORDINATOR = 1 << 12
    RELATIVE = 1 << 13
    INTERROGATIVE = 1 << 14
    THAT = 1 << 15
    TO = 1 << 16
    AS = 1 << 17
    ADVERB = 1 << 18
    TIME = 1 << 19
    TIME_NOUN = 1 << 20
    TIME_LEAD = 1 << 21
    FINITE = 1 << 22
    PAST = 1 << 23
    PARTICIPLE = 1 << 24
    CAPITAL = 1 << 25
    NUMBER = 1 << 26
    OWNER = 1 << 27  # ends in a possessive ’s
    CUE = 1 << 28
    SOURCE = 1 << 29
    NOTHING = 1 << 30  # nothing is reported by it: said nothing
    TITLE = 1 << 31
    EMPTY = 1 << 34  # subjects that say nothing: there, this
    ACT = 1 << 35  # the object of an act, not of a report: claimed responsibility
    EXPLETIVE = 1 << 36  # it
    VERB = 1 << 33  # a cue that is a verb wherever it stands
    LANGUAGE = 1 << 32  # a language, or a word for translating


class Gap:
    """What stands between a token and the one before, to be added up."""

    COMMA = 1
    COLON = 2
    DASH = 4
    BRACKET = 8
    MARK = 16  # a quotation mark
    END = 32  # . ! ? …
    LINE = 64
    OTHER = 128


_LISTS: Mapping[str, int] = {
    "pronouns": Word.PRONOUN, "first_person": Word.FIRST, "contracted": Word.CONTRACTED, "objects": Word.OBJECT,
    "determiners": Word.DETERMINER, "possessives": Word.POSSESSIVE, "articles": Word.ARTICLE,
    "auxiliaries": Word.AUXILIARY, "be": Word.BE, "negations": Word.NEGATION, "prepositions": Word.PREPOSITION,
    "coordinators": Word.COORDINATOR, "subordinators": Word.SUBORDINATOR, "relatives": Word.RELATIVE,
    "interrogatives": Word.INTERROGATIVE, "that": Word.THAT, "to": Word.TO, "as": Word.AS, "adverbs": Word.ADVERB,
    "empty_subjects": Word.EMPTY, "expletives": Word.EXPLETIVE, "times": Word.TIME,
    "time_nouns": Word.TIME_NOUN, "time_leads": Word.TIME_LEAD, "finite": Word.FINITE,
}  # fmt: skip
_GAPS = {
    Gap.COMMA: ",،", Gap.COLON: ":;", Gap.DASH: "–—―", Gap.BRACKET: "()[]{}", Gap.MARK: "“”„‟\"＂«»‹›‘’‚‛'`´「」『』",
    Gap.END: ".!?…。！？", Gap.LINE: "\n\r\u2029",
}  # fmt: skip


@dataclass(frozen=True)
class Traits:
    """Columns of traits, one entry a token, as plain sequences: the rules read them token by token.

    `word` and `gap` are sums of `Word` and `Gap`; `begin` and `end` bound the token's sentence (as
    token indices, end exclusive); `quotation` is the index of the quotation around it, or -1; `term`
    its type. `verb` and `turn` hold the next token, from each on, that is a finite verb, and where a
    content may end (the number of tokens if there is none). Of each type, `forms` is the cue that it
    may be, `types` the form and `plain` the form in lower case without its possessive ending.
    """

    word: list[int]
    gap: list[int]
    begin: Sequence[int]
    end: Sequence[int]
    quotation: Sequence[int]
    term: memoryview
    verb: Sequence[int]
    turn: Sequence[int]
    forms: Sequence[CueForm | None]
    types: Sequence[str]
    plain: Sequence[str]


@dataclass(frozen=True)
class TypeTraits:
    """Kinds of word, cues and plain forms of each type of a vocabulary."""

    word: npt.NDArray[np.int64]
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
            kind |= Word.CAPITAL
        if (kind and form.isupper() and len(form) > 1) or (form != lower and lower in names):
            kind = Word.CAPITAL | (kind & (Word.SOURCE | Word.TITLE))  # US, IT, May, Bill
        kinds.append(kind)
        forms.append(cues.get(lower) if kind & Word.CUE else None)
        plain.append(bare(lower))
    return TypeTraits(np.array(kinds, dtype=np.int64), forms, plain)


def bare(form: str) -> str:
    """Return a form without its possessive ending."""
    return form[:-2] if form.endswith("'s") else form[:-1] if form.endswith("'") else form


def _shape(form: str, lower: str, known: Mapping[str, int]) -> int:
    """Return the kind of a word that is on no list."""
    kind = 0
    if lower != form and form[0] != lower[0]:
        kind = Word.CAPITAL
    elif form[0].isdigit():
        return Word.NUMBER
    if lower.endswith(("'s", "s'")) and len(lower) > 2:
        return kind | Word.OWNER | (known.get(lower[:-2], 0) & Word.SOURCE)
    if not kind:
        if lower.endswith("ly"):
            kind = Word.ADVERB
        elif lower.endswith("ed"):
            kind = Word.PAST
        elif lower.endswith("ing"):
            kind = Word.PARTICIPLE
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
        shape = Word.PAST * form.endswith("ed") | Word.PARTICIPLE * form.endswith("ing")
        verb = Word.VERB * (known.verb is not None and known.verb.sort == "verb" and not known.nounlike)
        kinds[form] = kinds.get(form, 0) | Word.CUE | shape | verb
    for form in source_words():
        kinds[form] = kinds.get(form, 0) | Word.SOURCE
    sources = source_rules()
    for form in sources.titles:
        kinds[form] = kinds.get(form, 0) | Word.TITLE
    for form in {*sources.languages, *sources.translated}:
        kinds[form] = kinds.get(form, 0) | Word.LANGUAGE
    rules = attribution_rules()
    for form in rules.objects_of_nothing:
        kinds[form] = kinds.get(form, 0) | Word.NOTHING
    for form in rules.acts:
        kinds[form] = kinds.get(form, 0) | Word.ACT
    return kinds


@cache
def _gap_table() -> npt.NDArray[np.uint8]:
    table = np.zeros(0x10000, dtype=np.uint8)
    for kind, characters in _GAPS.items():
        for character in characters:
            table[ord(character)] = kind
    return table


def gaps(text: str, start: npt.NDArray[np.int64], end: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
    """Return the kinds of punctuation between each token and the one before, as sums of `Gap`."""
    found = np.zeros(len(start), dtype=np.uint8)
    if len(start) < 2:
        return found
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _gap_table()[np.minimum(characters, 0xFFFF)]
    wide = np.flatnonzero((start[1:] - end[:-1] > 1) | (kinds[end[:-1]] > 0)) + 1
    bounds = np.stack([end[wide - 1], start[wide]], axis=1).ravel()
    empty = bounds[0::2] >= bounds[1::2]
    found[wide] = np.where(empty, 0, np.bitwise_or.reduceat(kinds, np.minimum(bounds, len(kinds) - 1))[::2])
    # A hyphen with a space around it is a dash.
    hyphen = characters[end[wide - 1]] == ord(" ")
    dashed = hyphen & (characters[np.minimum(end[wide - 1] + 1, len(characters) - 1)] == ord("-"))
    found[wide[dashed]] |= Gap.DASH
    return found
