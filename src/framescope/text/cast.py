"""Who has spoken or acted in an article so far, and which of them a document, a body or an office stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from framescope.text.introductions import person_at
from framescope.text.names import NamedBy, Names, Span, qualifies, role_key, words_of, words_of_name
from framescope.text.sources import source_rules, source_words
from framescope.text.traits import Traits
from framescope.text.wordkinds import CAPITAL, OWNER

#: Somebody who began a sentence is meant by a pronoun so many tokens later.
NEAR = 150
THE = frozenset({"the", "The"})


class Speaker(NamedTuple):
    """A source with its name within the article (None if unknown), how the name was found, and its type."""

    name: str | None
    named_by: NamedBy | None
    type: str


UNKNOWN = Speaker(None, None, "unknown")


@dataclass
class Cast:
    """Who has spoken in an article so far, by the pronoun that may stand for them and by the words that named them.

    `names` are those of the article; of what they tell, `sex` is a copy that is added to.
    """

    names: Names
    last: dict[str, tuple[int, str]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    sex: dict[str, str] = field(default_factory=dict)
    known: dict[bytes, tuple[Speaker, tuple[str, ...]]] = field(default_factory=dict)


def began(t: Traits, names: Names, token: int, lowest: int) -> Iterator[tuple[int, str]]:
    """Yield the persons with whom sentences begin before a token and where, the last one first, as far as `lowest`."""
    subjects = names.subjects
    for k in range(bisect_left(subjects, token) - 1, bisect_left(subjects, lowest) - 1, -1):
        person = person_at(t, names, subjects[k])
        if person is not None:
            yield subjects[k], person


def author_of(t: Traits, cast: Cast, head: int, past: int) -> str | None:
    """Return whose a document is that does not say so itself: the statement, of the body that spoke last."""
    name = cast.last.get("it", (0, ""))[1]
    body = name[:1].isupper() or cast.types.get(name, "unknown") != "unknown"
    told = any(t.word[k] & CAPITAL for k in range(head + 1, past))
    return name if name and body and not told else None


def body_of(t: Traits, cast: Cast, span: Span, head: int) -> str | None:
    """Return what a body is called in full: the ministry, the Defence Ministry, of the Russian Defence Ministry."""
    first, past = span
    rules, noun = source_rules(), t.plain[t.term[head]]
    position, spoke = max(cast.last.values(), default=(-1, ""))
    words = words_of(t, first + 1, past).lower()
    known = cast.names.full.get(noun)
    full = words_of_name(t, cast.names, known) if known is not None and known[0] < first else ""
    for name in (spoke, full):
        if name[:1].isupper() and (name.lower().endswith(f" {words}") or name.lower().startswith(f"{words} of ")):
            return name
    general = noun in rules.general_bodies and head - first == 1 and first - position <= NEAR
    fits = spoke[:1].isupper() and spoke.lower() not in rules.places and spoke not in cast.sex
    kinds = {"unknown", "media" if noun == "paper" else source_words().get(noun, "unknown")}
    return spoke if general and fits and cast.types.get(spoke, "unknown") in kinds else None


def _of_country(key: str) -> bool:
    """Return whether what qualifies a role is a country, as `role_key` has it."""
    rules = source_rules()
    return key in rules.peoples.values() or any(place.startswith(key) for place in rules.places)


def spoke_lately(t: Traits, cast: Cast, role: Span, head: int) -> str | None:
    """Return who spoke or began a sentence shortly before, if a role that nobody was introduced with may be theirs."""
    first, noun = role[0], t.plain[t.term[head]]
    rules = source_rules()
    if t.types[t.term[first]] not in THE and not t.word[first] & OWNER:
        return None
    if noun not in rules.offices_alone and noun not in rules.general:
        return None
    people = cast.names.roles.get(role_key(t, head), [])
    holders = {holder for _, holder in people}
    told_apart = (qualifies(t, k) and _of_country(role_key(t, k)) for k in range(first, head))
    if holders and (any(told_apart) or any(t.plain[t.term[k]] in rules.offices for k in range(first, head))):
        return None  # the Iranian president is none of those introduced
    spoke = [cast.last.get(pronoun, (-1, "")) for pronoun in ("he", "she")]
    acted = began(t, cast.names, first, first - NEAR // 2)
    for position, name in sorted((*spoke, *acted), reverse=True):
        proper = name and all(word[0].isupper() for word in name.split())
        if not proper or first - position > NEAR // 2:
            continue
        known = name in cast.names.types
        if name in holders if holders else not known or (noun in rules.general and not _serves(cast.names, name)):
            return name
        if noun not in rules.general:
            return None
    return None


def _serves(names: Names, name: str) -> bool:
    """Return whether somebody was introduced as one who speaks or works for others."""
    roles = source_rules().serving
    return any(holder == name for role in roles for _, holder in names.roles.get(role, []))
