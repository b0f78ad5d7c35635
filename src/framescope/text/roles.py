"""Who has a role that is named alone."""

from __future__ import annotations

from itertools import chain

from framescope.text.names import Names, Span, qualifies, role_key
from framescope.text.sources import source_rules
from framescope.text.traits import Traits
from framescope.text.wordkinds import DETERMINER


def holder_of(t: Traits, names: Names, role: Span, head: int) -> str | None:
    """Return who has a role whose noun is given: the Iranian president, if one was introduced so."""
    first, past = role
    rules, noun = source_rules(), t.plain[t.term[head]]
    people = names.roles.get(role_key(t, head), [])
    if not people and noun != "leader":
        return None
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
