"""The words that attribute: which they are, what they take, what they say of it; read from ``rules/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from framescope.yamlfile import read_model

_RULES = Path(__file__).parent / "rules"

Stance = Literal["neutral", "affirming", "doubting"]
Takes = Literal[
    "that", "bare", "any", "wh", "tag", "addressee", "addressee_to",
    "to", "np", "np_thing", "np_said", "np_new", "np_to", "np_for", "np_for_ing", "np_of", "np_as", "np_ing",
    "predicate", "it",
]  # fmt: skip


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    stance: Stance
    takes: frozenset[Takes]
    prepositions: frozenset[str] = frozenset()
    inner: bool = False


class _Verbs(_Group):
    forms: Mapping[str, tuple[str, ...]]


class _Words(_Group):
    forms: tuple[str, ...]


class AttributionRules(BaseModel):
    """The file ``attribution.<language>.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verbs: Mapping[str, _Verbs]
    adjectives: Mapping[str, _Words]
    also_nouns: frozenset[str]
    nouns: Mapping[str, _Words]
    owned_nouns: frozenset[str]
    light_verbs: frozenset[str]
    making: frozenset[str]
    raising: frozenset[str]
    according: tuple[str, ...]
    quoting: frozenset[str]
    views: frozenset[str]
    labels: frozenset[str]
    hearsay: Mapping[str, Stance]
    distancing: frozenset[str]
    agentless: frozenset[str]
    acts: frozenset[str]
    objects_of_nothing: frozenset[str]


@dataclass(frozen=True, eq=False)
class Cue:
    """What one word takes as its content, and what it says of it."""

    word: str
    sort: Literal["verb", "adjective", "noun", "hearsay", "distancing", "preposition", "view"]
    stance: Stance
    takes: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    owned: bool = False
    agentless: bool = False
    inner: bool = False


@dataclass(frozen=True, eq=False)
class Phrase:
    """A preposition of several words that has a source behind it; `place` is that of its longest word."""

    words: tuple[str, ...]
    place: int
    cue: Cue


@dataclass(frozen=True, eq=False)
class CueForm:
    """A written form: as a verb, as an adjective behind "be", as anything else, in phrases.

    `nounlike`: a verb only behind a subject. A form that is no verb stands as adjective in `verb`, too.
    """

    verb: Cue | None
    adjective: Cue | None
    other: Cue | None
    nounlike: bool
    phrases: tuple[Phrase, ...]


@cache
def attribution_rules() -> AttributionRules:
    """Return the English rules."""
    return read_model(_RULES / "attribution.en.yaml", AttributionRules)


@cache
def cue_forms() -> Mapping[str, CueForm]:
    """Return every form that may attribute, in lower case."""
    rules = attribution_rules()
    verbs: dict[str, Cue] = {}
    for group in rules.verbs.values():
        for forms in group.forms.values():
            for form in forms:
                more = {"agentless": form in rules.agentless, "inner": group.inner}
                verbs[form] = Cue(form, "verb", group.stance, group.takes, group.prepositions, **more)
    adjectives: dict[str, Cue] = {}
    for words in rules.adjectives.values():
        for form in words.forms:
            adjectives[form] = Cue(form, "adjective", words.stance, words.takes, words.prepositions)
    verbs = adjectives | verbs
    others: dict[str, Cue] = {}
    for nouns in rules.nouns.values():
        for form in nouns.forms:
            owned = form in rules.owned_nouns
            others[form] = Cue(form, "noun", nouns.stance, nouns.takes, nouns.prepositions, owned=owned)
    for form in rules.views - others.keys():
        others[form] = Cue(form, "view", "neutral", frozenset())
    for form, stance in rules.hearsay.items():
        others[form] = Cue(form, "hearsay", stance, frozenset())
    for form in rules.distancing:
        others[form] = Cue(form, "distancing", "doubting", frozenset())
    phrases = _phrases()
    return {
        form: CueForm(
            verbs.get(form), adjectives.get(form), others.get(form), form in rules.also_nouns, phrases.get(form, ())
        )
        for form in {*verbs, *others, *phrases}
    }


def _phrases() -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, tuple[Phrase, ...]] = {}
    for phrase in attribution_rules().according:
        words = tuple(phrase.split())
        key = max(words, key=len)
        cue = Cue(phrase, "preposition", "neutral", frozenset())
        found[key] = (*found.get(key, ()), Phrase(words, words.index(key), cue))
    return found
