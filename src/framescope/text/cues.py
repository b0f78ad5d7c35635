"""The words that attribute: which they are, what they take, what they say of it; read from ``rules/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from framescope.text import cuekinds, wordkinds

# isort: off
from framescope.text.cuekinds import (
    AFFIRMING, AGENTLESS, DOUBTING, INNER, IS_ADJECTIVE, IS_DISTANCING, IS_HEARSAY, IS_NOUN, IS_VERB, IS_VIEW,
    NOUNLIKE, OWNED, QUOTING, VIEW,
)  # fmt: skip

# isort: on
from framescope.yamlfile import read_model

_RULES = Path(__file__).parent / "rules"

Stance = Literal["neutral", "affirming", "doubting"]
Takes = Literal[
    "that", "bare", "any", "wh", "tag", "addressee", "addressee_to",
    "to", "to_np", "np", "np_thing", "np_said", "np_new", "np_to", "np_for", "np_for_ing", "np_with", "np_of", "np_as",
    "np_ing", "predicate", "it",
]  # fmt: skip
Introduced = Literal["of", "for", "on", "over", "about", "against", "by", "in", "at", "with"]

_STANCES: Mapping[Stance, int] = {"neutral": 0, "affirming": AFFIRMING, "doubting": DOUBTING}
_TAKES: Mapping[Takes, int] = {name: getattr(cuekinds, f"TAKES_{name.upper()}") for name in get_args(Takes)}
_PREPOSITIONS: Mapping[Introduced, int] = {name: getattr(wordkinds, name.upper()) for name in get_args(Introduced)}


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    stance: Stance
    takes: frozenset[Takes]
    prepositions: frozenset[Introduced] = frozenset()
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


@dataclass(frozen=True)
class Phrase:
    """A preposition of several words that has a source behind it; `place` is that of its longest word."""

    words: tuple[str, ...]
    place: int


class CueForm(NamedTuple):
    """A written form: the kinds of cue it is as a verb, as an adjective behind "be", as anything else; its phrases.

    A form that is no verb stands as adjective in `verb`, too.
    """

    verb: int
    adjective: int
    other: int
    phrases: tuple[Phrase, ...]


@cache
def attribution_rules() -> AttributionRules:
    """Return the English rules."""
    return read_model(_RULES / "attribution.en.yaml", AttributionRules)


@cache
def cue_forms() -> Mapping[str, CueForm]:
    """Return every form that may attribute, in lower case."""
    rules = attribution_rules()
    adjectives = {form: _kinds(words) | IS_ADJECTIVE for words in rules.adjectives.values() for form in words.forms}
    verbs = {form: _kinds(group) | IS_VERB for group in rules.verbs.values() for form in chain(*group.forms.values())}
    verbs = adjectives | verbs
    nouns = {form: _kinds(words) | IS_NOUN for words in rules.nouns.values() for form in words.forms}
    hearsay = {form: _STANCES[stance] | IS_HEARSAY for form, stance in rules.hearsay.items()}
    distancing = dict.fromkeys(rules.distancing, DOUBTING | IS_DISTANCING)
    others = dict.fromkeys(rules.views, IS_VIEW) | nouns | hearsay | distancing
    for flag, forms in _more(rules).items():
        for kinds in (verbs, others):
            kinds.update({form: kinds[form] | flag for form in forms & kinds.keys()})
    phrases = _phrases()
    return {
        form: CueForm(verbs.get(form, 0), adjectives.get(form, 0), others.get(form, 0), phrases.get(form, ()))
        for form in {*verbs, *others, *phrases}
    }


def stances_of(kinds: npt.NDArray[np.int64]) -> npt.NDArray[np.object_]:
    """Return what cues of some kinds say of their content."""
    which = (kinds & AFFIRMING > 0) + 2 * (kinds & DOUBTING > 0)
    stances: npt.NDArray[np.object_] = np.array(get_args(Stance), dtype=np.object_)[which]
    return stances


def _kinds(group: _Group) -> int:
    """Return the kinds of cue that a group of words is, apart from its sort."""
    taken = sum(_TAKES[one] for one in group.takes) + sum(_PREPOSITIONS[one] for one in group.prepositions)
    return taken | _STANCES[group.stance] | INNER * group.inner


def _more(rules: AttributionRules) -> Mapping[int, frozenset[str]]:
    """Return what else there is to a form, by its kind of cue."""
    return {
        NOUNLIKE: rules.also_nouns,
        AGENTLESS: rules.agentless,
        OWNED: rules.owned_nouns,
        QUOTING: rules.quoting,
        VIEW: rules.views,
    }


def _phrases() -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, tuple[Phrase, ...]] = {}
    for phrase in attribution_rules().according:
        words = tuple(phrase.split())
        key = max(words, key=len)
        found[key] = (*found.get(key, ()), Phrase(words, words.index(key)))
    return found
