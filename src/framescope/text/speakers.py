"""One name for each speaker of an article: full name, later surname, role or pronoun; and what sort of source it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import NamedTuple

from framescope.text.introductions import person_at
from framescope.text.names import ROLE, NamedBy, Names, Span, name_in, qualifies, role_key
from framescope.text.phrases import head_of
from framescope.text.sources import pronouns_of_words, source_rules, source_words
from framescope.text.traits import Traits
from framescope.text.wordkinds import ADVERB, ARTICLE, CAPITAL, COMMA, CUE, DETERMINER, MARK, OBJECT, PRONOUN, SOURCE

#: An apposition behind a name is read so far for what its bearer is.
_APPOSITION = 12
#: Stands for a name that may be a person's or a body's: "he" means it if nothing better is known.
_SOMEBODY = "somebody"
#: Somebody who began a sentence is meant by a pronoun so many tokens later.
_NEAR = 150
#: Among so many persons named before.
_FEW = 20
#: Whoever has such an office is not meant by "the minister" or "the president".
_OTHER_OFFICES = frozenset({"former", "prime", "vice"})


class Speaker(NamedTuple):
    """A source with its name within the article (None if unknown), how the name was found, and its type."""

    name: str | None
    named_by: NamedBy | None
    type: str


UNKNOWN = Speaker(None, None, "unknown")


@dataclass
class _Cast:
    """Who has spoken in an article so far, by the pronoun that may stand for them and by the words that named them."""

    last: dict[str, tuple[int, str]] = field(default_factory=dict)
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
    A pronoun is given to whoever spoke last, or began a sentence since, and fits it; else to the only
    person named shortly before whom it fits. A role ("the minister") is given to whom the article
    introduced with it last. Both mislead where somebody else is meant whom the article named otherwise.
    """
    speakers = []
    cast, current = _Cast(), -1
    for (first, past), where in zip(sources, article, strict=True):
        if where != current:
            cast, current = _Cast(sex=dict(names.sex.get(where, {}))), where
        pronoun = _pronouns().get(t.types[t.term[first]].lower()) if past - first == 1 else None
        if pronoun:
            speakers.append(_meant(t, names, cast, where, pronoun, first))
        elif past - first == 1 and t.word[first] & (DETERMINER | ADVERB | PRONOUN | OBJECT):
            speakers.append(UNKNOWN)  # most, some, those: words for nobody in particular
        else:
            speakers.append(_named(t, names, cast, where, (first, past)))
    return speakers


def _meant(t: Traits, names: Names, cast: _Cast, article: int, pronoun: str, token: int) -> Speaker:
    """Return who is meant by a pronoun: who spoke last, or began a sentence since; from then on he is no she."""
    position, name = cast.last.get(pronoun, (-1, ""))
    if pronoun in ("he", "she"):
        somebody = cast.last.get(_SOMEBODY, (-1, ""))
        if somebody[0] > position and cast.sex.get(somebody[1], pronoun) == pronoun:
            position, name = somebody
        subjects = names.subjects.get(article, [])
        for k in range(bisect_left(subjects, token) - 1, -1, -1):
            if subjects[k] <= position or token - subjects[k] > _NEAR:
                break
            person = person_at(t, names, article, subjects[k])
            if person is not None and _sex(cast, person) in (pronoun, None):
                name = person
                break
    name = name or _only_one(names.persons.get(article, []), pronoun, token, cast)
    if not name:
        return UNKNOWN
    kind = cast.types.setdefault(name, names.types.get((article, name), "unknown"))
    cast.last[pronoun] = (token, name)
    if pronoun in ("he", "she") and cast.sex.setdefault(name, pronoun) == pronoun:
        other = "she" if pronoun == "he" else "he"
        if cast.last.get(other, (0, ""))[1] == name:
            del cast.last[other]
    return Speaker(name, "pronoun", kind)


def _only_one(persons: list[tuple[int, str]], pronoun: str, token: int, cast: _Cast) -> str:
    """Return the only person named shortly before whom a pronoun fits; nothing if there are several or none."""
    k = bisect_left(persons, (token, ""))
    near = {name for position, name in persons[max(0, k - _FEW) : k] if token - position <= _NEAR}
    fitting = {name for name in near if cast.sex.get(name) == pronoun}
    return fitting.pop() if len(fitting) == 1 else ""


def _sex(cast: _Cast, name: str) -> str | None:
    """Return the pronoun for a person, if it is known."""
    return cast.sex.get(name, pronouns_of_words().get(name.split()[0].lower()))


def _named(t: Traits, names: Names, cast: _Cast, article: int, span: Span) -> Speaker:
    first, past = span
    key = bytes(t.term[first:past])
    again = cast.known.get(key)
    if again is None:
        speaker = _introduced(t, names, cast, article, span)
        words = {t.plain[term] for term in t.term[first:past]}
        again = speaker, _stands_for(t, cast, speaker, words, span)
        if speaker.named_by != "role":  # it may be somebody else's further on
            cast.known[key] = again
        cast.types[str(speaker.name)] = speaker.type
    speaker, pronouns = again
    for pronoun in pronouns:
        if cast.sex.get(str(speaker.name), pronoun) == pronoun or pronoun not in ("he", "she"):
            cast.last[pronoun] = (first, str(speaker.name))
    return speaker


def _introduced(t: Traits, names: Names, cast: _Cast, article: int, span: Span) -> Speaker:
    first, past = span
    head = head_of(t, first, past)
    kind = source_type(t, span, head)
    name, by = name_in(t, names, article, span)
    defined = t.word[first] & (DETERMINER | CAPITAL) and not t.word[first] & ARTICLE
    if by == "as written" and defined:
        if t.plain[t.term[head]] in source_rules().documents:
            holder = _author(t, cast, head, past)
        else:
            holder = _holder(t, names, article, span, head)
        name, by = (holder, "role") if holder else (name, by)
    if kind == "unknown":
        kind = cast.types.get(name) or names.types.get((article, name), "unknown")
    return Speaker(name, by, kind)


def _author(t: Traits, cast: _Cast, head: int, past: int) -> str | None:
    """Return whose a document is that does not say so itself: the statement, of the body that spoke last."""
    name = cast.last.get("it", (0, ""))[1]
    body = name[:1].isupper() or cast.types.get(name, "unknown") != "unknown"
    told = any(t.word[k] & CAPITAL for k in range(head + 1, past))
    return name if name and body and not told else None


def _holder(t: Traits, names: Names, article: int, role: Span, head: int) -> str | None:
    """Return who has a role whose noun is given: the Iranian president, if one was introduced so."""
    first, past = role
    rules, noun = source_rules(), t.plain[t.term[head]]
    if not t.word[head] & ROLE or noun in rules.bodies or noun in rules.plural:
        return None
    people = names.roles.get((article, role_key(t, head)), [])
    if noun == "leader" and any(qualifies(t, k) for k in range(first, head)):
        leaders = [names.roles.get((article, office), []) for office in rules.leaders]
        people = sorted(chain(people, *leaders))
    offices = {t.plain[t.term[k]] for k in range(first, past)} & rules.offices
    for office in _OTHER_OFFICES - offices:
        people = _among(people, names, (article, office), False)
    for k in range(first, past):
        if k != head and (qualifies(t, k) or t.plain[t.term[k]] in offices):
            people = _among(people, names, (article, role_key(t, k)), True)
    known = [name for position, name in people if position < first]
    return (known or [people[0][1]])[-1] if people else None


def _among(people: list[tuple[int, str]], names: Names, role: tuple[int, str], has: bool) -> list[tuple[int, str]]:
    """Return those of some people who have another role as well, or who have not."""
    holders = {name for _, name in names.roles.get(role, [])}
    return [(position, name) for position, name in people if (name in holders) is has]


@cache
def _pronouns() -> Mapping[str, str]:
    rules = source_rules()
    sets = {"he": rules.he, "she": rules.she, "they": rules.they, "it": rules.it}
    return {form: pronoun for pronoun, forms in sets.items() for form in forms}


def _stands_for(t: Traits, cast: _Cast, speaker: Speaker, words: set[str], span: Span) -> tuple[str, ...]:
    """Return the pronouns that may stand for a speaker from here on."""
    rules = source_rules()
    at = head_of(t, *span)
    head = t.plain[t.term[at]]
    if head in rules.plural:
        return ("they",)
    name = str(speaker.name)
    told = "she" if words & rules.female else "he" if words & rules.male else _sex(cast, name)
    if told:
        cast.sex.setdefault(name, told)
    # A single word that nobody introduced with more is a place or a body more often than a person.
    person = name in cast.sex or speaker.named_by != "as written" or " " in name or not name[:1].isupper()
    if not person and name[:1].isupper() and not t.word[at] & SOURCE and head not in rules.bodies:
        place = name.isupper() or t.word[span[0]] & DETERMINER or name.lower() in rules.places
        return ("it",) if place else ("it", _SOMEBODY)
    if not person or head in rules.bodies or not rules.bodies.isdisjoint(name.lower().split()):
        return ("it",)
    if not name[:1].isupper() and not t.word[at] & SOURCE:
        return ("it",)
    return (cast.sex[name],) if name in cast.sex else ("he", "she")


def source_type(t: Traits, span: Span, head: int) -> str:
    """Return what kind of source a phrase with its head names, an apposition behind it included."""
    first, past = span
    end = past
    limit = min(past + _APPOSITION, t.end[past - 1])
    if past < limit and t.gap[past] & COMMA and not t.word[past] & CUE:
        end = next((k for k in range(past + 1, limit) if t.gap[k] & (COMMA | MARK)), limit)
    kinds, relational = source_words(), source_rules().relational
    found = None
    for k in (*range(head, first - 1, -1), *range(head + 1, end)):
        if t.word[k] & SOURCE:
            word = t.plain[t.term[k]]
            kind = kinds.get(word)
            if kind is not None and word not in relational:
                return kind
            found = found or kind
    return found or "unknown"
