"""Words for those who speak: what they are, how they are addressed, which pronoun may stand for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from framescope.yamlfile import read_model

_RULES = Path(__file__).parent / "rules" / "sources.en.yaml"


class SourceRules(BaseModel):
    """The file ``sources.<language>.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    types: Mapping[str, frozenset[str]]
    titles: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]
    it: frozenset[str]
    bodies: frozenset[str]
    general_bodies: frozenset[str]
    documents: frozenset[str]
    actors: frozenset[str]
    attributes: frozenset[str]
    abstract: frozenset[str]
    abstract_endings: tuple[str, ...]
    male: frozenset[str]
    female: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]
    plural: frozenset[str]
    proper: frozenset[str]
    general: frozenset[str]
    offices_alone: frozenset[str]
    relational: frozenset[str]
    serving: frozenset[str]
    name_endings: frozenset[str]
    offices: frozenset[str]
    other_offices: frozenset[str]
    leaders: frozenset[str]
    same_roles: Mapping[str, str]
    peoples: Mapping[str, str]
    places: frozenset[str]
    translated: frozenset[str]
    languages: Mapping[str, str]


@cache
def source_rules() -> SourceRules:
    """Return the English rules."""
    return read_model(_RULES, SourceRules)


@cache
def source_words() -> Mapping[str, str]:
    """Return the type of source each word speaks of; a word of several types has the one listed last."""
    return {word: kind for kind, words in source_rules().types.items() for word in words}


@cache
def pronouns_of_words() -> Mapping[str, str]:
    """Return the pronoun that each title and each given name tells: he for mr and omar, she for mrs and ann."""
    rules = source_rules()
    words = {"she": rules.female_names | rules.female, "he": rules.male_names | rules.male}
    return {word: pronoun for pronoun, told in words.items() for word in told}
