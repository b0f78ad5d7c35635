"""The words that tell what a quotation is: read from ``rules/``, one file a language."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from framescope.text.cuekinds import INNER, IS_VERB, NOUNLIKE
from framescope.text.cues import cue_forms
from framescope.yamlfile import read_model

_RULES = Path(__file__).parent / "rules" / "quotations.en.yaml"

#: A word as the rules spell it; hyphens and apostrophes join.
WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")


class Rules(BaseModel):
    """The word lists of one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cue_verbs: frozenset[str]
    cue_phrases: tuple[str, ...]
    not_cues: tuple[str, ...]
    cue_nouns: frozenset[str]
    possessives: frozenset[str]
    predicating: frozenset[str]
    doubting: frozenset[str]
    term_before: frozenset[str]
    term_of: frozenset[str]
    term_after: frozenset[str]
    name_nouns: frozenset[str]
    naming: frozenset[str]
    work_nouns: frozenset[str]
    entitling: frozenset[str]
    work_people: frozenset[str]
    performing: frozenset[str]
    small_words: frozenset[str]


@cache
def rules() -> Rules:
    """Return the English rules."""
    return read_model(_RULES, Rules)


@cache
def _cues() -> frozenset[str]:
    said = {form for form, cue in cue_forms().items() if cue.verb & (IS_VERB | NOUNLIKE | INNER) == IS_VERB}
    return frozenset(said | rules().cue_verbs)


@lru_cache(1024)
def has_cue(stretch: str) -> bool:
    """Return whether a stretch of text holds a verb or phrase of attribution."""
    lowered, known = stretch.lower(), rules()
    for phrase in known.not_cues:
        lowered = lowered.replace(phrase, "")
    # Nearly every cue stands between spaces, and those are found sooner.
    if not (_cues().isdisjoint(lowered.split()) and _cues().isdisjoint(WORD.findall(lowered))):
        return True
    return any(phrase in lowered for phrase in known.cue_phrases)
