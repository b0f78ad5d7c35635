"""Whether somebody with a mind is named: who may say or think something, as far as single words tell."""

from __future__ import annotations

from framescope.text.compilable import compilable
from framescope.text.phrases import head_of
from framescope.text.traits import Traits

# isort: off
from framescope.text.wordkinds import (
    ABSTRACT, ADVERB, AUXILIARY, CAPITAL, DETERMINER, LETTER, NEGATION, PARTICIPLE, PAST, PRONOUN, SOURCE, TIME,
    TIME_NOUN, WITH_MIND,
)  # fmt: skip
# isort: on


@compilable
def may_speak(t: Traits, first: int, head: int) -> bool:
    """Return whether a noun may be a source: not last year, not a verb taken for one; but the wounded may."""
    word = t.word[head]
    if word & (CAPITAL | SOURCE | PRONOUN):
        return True
    if word & (TIME | TIME_NOUN) or t.form[head] & LETTER:
        return False
    verbal = PAST | PARTICIPLE | ADVERB | AUXILIARY | NEGATION
    return not word & verbal or bool(t.word[first] & DETERMINER)


@compilable
def is_abstract(t: Traits, first: int, past: int) -> bool:
    """Return whether a phrase names what has no mind: the operation, scoring victories."""
    head = head_of(t, first, past)
    if t.word[head] & (SOURCE | CAPITAL | PRONOUN | DETERMINER):
        return False
    if t.form[head] & WITH_MIND:
        return False
    return bool(t.word[first] & PARTICIPLE or t.form[head] & ABSTRACT)
