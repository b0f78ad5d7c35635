"""Who has a role that is named alone, and what sort of source a phrase speaks of."""

from __future__ import annotations

from itertools import chain

from framescope.text.names import ROLE, Names, Span, qualifies, role_key
from framescope.text.sources import source_rules, source_words
from framescope.text.traits import Traits
from framescope.text.wordkinds import CAPITAL, COMMA, CUE, DETERMINER, MARK, SOURCE

#: An apposition behind a name is read so far for what its bearer is.
_APPOSITION = 12


def holder_of(t: Traits, names: Names, role: Span, head: int) -> str | None:
    """Return who has a role whose noun is given: the Iranian president, if one was introduced so."""
    first, past = role
    rules, noun = source_rules(), t.plain[t.term[head]]
    if not t.word[head] & ROLE or noun in rules.bodies or noun in rules.plural:
        return None
    people = names.roles.get(role_key(t, head), [])
    if noun == "leader" and any(qualifies(t, k) for k in range(first, head)):
        leaders = [names.roles.get(office, []) for office in rules.leaders]
        people = sorted(chain(people, *leaders))
    offices = {t.plain[t.term[k]] for k in range(first, past)} & rules.offices
    for office in rules.other_offices - offices:
        people = _among(people, names, office, False)
    alone = len({name for _, name in people}) == 1 and role_key(t, head) == "spokesman" and t.word[first] & DETERMINER
    for k in range(first, past):
        if k != head and (qualifies(t, k) or t.plain[t.term[k]] in offices):
            # Whom a spokesman speaks for may be said but once.
            people = _among(people, names, role_key(t, k), True) or (people if alone and k > head else [])
    known = [name for position, name in people if position < first]
    return (known or [people[0][1]])[-1] if people else None


def _among(people: list[tuple[int, str]], names: Names, role: str, has: bool) -> list[tuple[int, str]]:
    """Return those of some people who have another role as well, or who have not."""
    holders = {name for _, name in names.roles.get(role, [])}
    return [(position, name) for position, name in people if (name in holders) is has]


def source_type(t: Traits, span: Span, head: int) -> str:
    """Return what kind of source a phrase with its head names, an apposition behind it included."""
    first, past = span
    told = [k for k in range(head, first - 1, -1) if t.word[k] & SOURCE]
    told += [k for k in range(head + 1, _end_of_apposition(t, past)) if t.word[k] & SOURCE]
    kinds, relational = source_words(), source_rules().relational
    words = [word for k in told if (word := t.plain[t.term[k]]) in kinds]
    if words:
        return kinds[next((word for word in words if word not in relational), words[0])]
    return "official" if _is_government(t, first, head) else "unknown"


def _is_government(t: Traits, first: int, head: int) -> bool:
    """Return whether a place stands for its government: Russia | said; but not: John Washington | said."""
    is_place = t.word[head] & CAPITAL and t.plain[t.term[head]] in source_rules().places
    alone = head == first or not t.word[head - 1] & CAPITAL or t.word[head - 1] & DETERMINER
    return bool(is_place and alone)


def _end_of_apposition(t: Traits, past: int) -> int:
    """Return where a phrase ends with the apposition behind it, if it has one: Ann Lee, a farmer from Rome |, said."""
    limit = min(past + _APPOSITION, t.end[past - 1])
    if past >= limit or not t.gap[past] & COMMA or t.word[past] & CUE:
        return past
    return next((k for k in range(past + 1, limit) if t.gap[k] & (COMMA | MARK)), limit)
