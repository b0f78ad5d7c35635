"""One name for each speaker of an article: full name, later surname, role or pronoun; and what sort of source it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from framescope.text.names import FUNCTION, ROLE, NamedBy, Names, Span, bare, head_of, name_in
from framescope.text.sources import source_rules, source_words
from framescope.text.traits import Gap, Traits, Word

#: An apposition behind a name is read so far for what its bearer is.
_APPOSITION = 12


class Speaker(NamedTuple):
    """A source with its name within the article (None if unknown), how the name was found, and its type."""

    name: str | None
    named_by: NamedBy | None
    type: str


UNKNOWN = Speaker(None, None, "unknown")


@dataclass
class _Cast:
    """Who has spoken in an article so far, by the pronoun that may stand for them and by the words that named them."""

    last: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    sex: dict[str, str] = field(default_factory=dict)
    known: dict[bytes, tuple[Speaker, tuple[str, ...]]] = field(default_factory=dict)


def name_speakers(t: Traits, names: Names, sources: Sequence[Span], article: Sequence[int]) -> list[Speaker]:
    """Give each source of a text its name and type.

    Parameters
    ----------
    t, names
        Traits of the tokens, and what `framescope.text.names.collect_names` found.
    sources
        Token spans, in the order of the text.
    article
        The article of each source.

    Notes
    -----
    A pronoun is given to whoever spoke last and fits it; a role ("the minister") to whom the article
    introduced with it. Both mislead where somebody who has not spoken is meant.
    """
    speakers = []
    cast, current = _Cast(), -1
    for (first, past), where in zip(sources, article, strict=True):
        if where != current:
            cast, current = _Cast(), where
        pronoun = _pronouns().get(t.types[t.term[first]].lower()) if past - first == 1 else None
        speakers.append(_meant(cast, pronoun) if pronoun else _named(t, names, cast, where, (first, past)))
    return speakers


def _meant(cast: _Cast, pronoun: str) -> Speaker:
    """Return who is meant by a pronoun; from then on he is no she."""
    name = cast.last.get(pronoun)
    if name is None:
        return UNKNOWN
    if pronoun in ("he", "she") and cast.sex.setdefault(name, pronoun) == pronoun:
        other = "she" if pronoun == "he" else "he"
        if cast.last.get(other) == name:
            del cast.last[other]
    return Speaker(name, "pronoun", cast.types[name])


def _named(t: Traits, names: Names, cast: _Cast, article: int, span: Span) -> Speaker:
    first, past = span
    key = bytes(t.term[first:past])
    again = cast.known.get(key)
    if again is None:
        speaker = _introduced(t, names, cast, article, span)
        words = {bare(t.types[t.term[k]].lower()) for k in range(first, past)}
        again = cast.known[key] = speaker, _stands_for(t, cast, speaker, words, span)
        cast.types[str(speaker.name)] = speaker.type
    speaker, pronouns = again
    for pronoun in pronouns:
        if cast.sex.get(str(speaker.name), pronoun) == pronoun or pronoun in ("they", "it"):
            cast.last[pronoun] = str(speaker.name)
    return speaker


def _introduced(t: Traits, names: Names, cast: _Cast, article: int, span: Span) -> Speaker:
    first, past = span
    kind = source_type(t, first, past)
    name, by = name_in(t, names, article, span)
    defined = t.word[first] & (Word.DETERMINER | Word.CAPITAL) and not t.word[first] & Word.ARTICLE
    if by == "as written" and defined:
        holder = _holder(t, names, article, span)
        name, by = (holder, "role") if holder else (name, by)
    if kind == "unknown":
        kind = cast.types.get(name) or names.types.get((article, name), "unknown")
    return Speaker(name, by, kind)


def _holder(t: Traits, names: Names, article: int, span: Span) -> str | None:
    """Return who has the role of a phrase: the minister; the Iranian president, if he was introduced as Iranian."""
    first, past = span
    head = head_of(t, first, past)
    if not t.word[head] & ROLE:
        return None
    people = names.roles.get((article, t.types[t.term[head]].lower()), [])
    for k in range(first, head):
        if t.word[k] & Word.CAPITAL and not t.word[k] & (ROLE | FUNCTION):
            same = {name for _, name in names.roles.get((article, t.types[t.term[k]].lower()), [])}
            people = [(position, name) for position, name in people if name in same]
    known = [name for position, name in people if position < first]
    return (known or [people[0][1]])[-1] if people else None


@cache
def _pronouns() -> Mapping[str, str]:
    rules = source_rules()
    sets = {"he": rules.he, "she": rules.she, "they": rules.they, "it": rules.it}
    return {form: pronoun for pronoun, forms in sets.items() for form in forms}


def _stands_for(t: Traits, cast: _Cast, speaker: Speaker, words: set[str], span: Span) -> tuple[str, ...]:
    """Return the pronouns that may stand for a speaker from here on."""
    rules = source_rules()
    head = bare(t.types[t.term[head_of(t, *span)]].lower())
    if head in rules.plural:
        return ("they",)
    name = str(speaker.name)
    given = name.split()[0].lower()
    if words & rules.female or given in rules.female_names:
        cast.sex.setdefault(name, "she")
    elif words & rules.male or given in rules.male_names:
        cast.sex.setdefault(name, "he")
    # A single word that nobody introduced with more is a place or a body more often than a person.
    person = name in cast.sex or speaker.named_by != "as written" or " " in name or not name[:1].isupper()
    if not person or head in rules.bodies or not rules.bodies.isdisjoint(name.lower().split()):
        return ("it",)
    if not name[:1].isupper() and not t.word[head_of(t, *span)] & Word.SOURCE:
        return ("it",)
    return (cast.sex[name],) if name in cast.sex else ("he", "she")


def source_type(t: Traits, first: int, past: int) -> str:
    """Return what kind of source a phrase names, an apposition behind it included."""
    end = past
    limit = min(past + _APPOSITION, t.end[past - 1])
    if past < limit and t.gap[past] & Gap.COMMA and not t.word[past] & Word.CUE:
        end = next((k for k in range(past + 1, limit) if t.gap[k] & (Gap.COMMA | Gap.MARK)), limit)
    kinds, relational = source_words(), source_rules().relational
    head = head_of(t, first, past)
    found = None
    for k in (*range(head, first - 1, -1), *range(head + 1, end)):
        if t.word[k] & Word.SOURCE:
            word = bare(t.types[t.term[k]].lower())
            kind = kinds.get(word)
            if kind is not None and word not in relational:
                return kind
            found = found or kind
    return found or "unknown"
