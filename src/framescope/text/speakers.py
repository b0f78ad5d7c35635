"""One name for each speaker of an article: full name, later surname, role or pronoun; and what sort of source it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from framescope.text.cast import (
    NEAR,
    THE,
    UNKNOWN,
    Cast,
    Speaker,
    author_of,
    began,
    body_of,
    spoke_lately,
)
from framescope.text.names import (
    ROLE,
    NamedBy,
    Names,
    Span,
    coordinated,
    full_name,
    words_of,
    words_of_name,
    words_of_phrase,
)
from framescope.text.pronouns import body_before, noted_last, only_one, people_before, sentence_before
from framescope.text.roles import holder_of
from framescope.text.source_phrases import SourcePhrase, read_phrase
from framescope.text.sources import pronouns_of_words, source_rules, source_words
from framescope.text.traits import NOTHING, Traits

# isort: off
from framescope.text.wordkinds import (
    ADVERB, ARTICLE, BODY, CAPITAL, DETERMINER, DOCUMENT, FEMALE, GENERAL_BODY, MALE, OBJECT, PLURAL,
    PRONOUN, SOURCE,
)  # fmt: skip
# isort: on

#: Stands for a name that may be a person's or a body's: "he" means it if nothing better is known.
_SOMEBODY = "somebody"


def name_speakers(
    t: Traits,
    names: Mapping[int, Names],
    sources: Sequence[Span],
    phrases: Sequence[SourcePhrase],
    article: Sequence[int],
) -> list[Speaker]:
    """Give each source of a text its name and type.

    Parameters
    ----------
    t, names
        Traits of the tokens, and what `framescope.text.introductions.collect_names` found.
    sources, phrases
        Token spans, in the order of the text, and what the phrases there tell by themselves.
    article
        The article of each source.

    Notes
    -----
    A pronoun is given to whoever spoke last, or began a sentence since, and fits it; else to the only
    person named shortly before whom it fits. A role ("the minister") is given to whom the article
    introduced with it last. Both mislead where somebody else is meant whom the article named otherwise.
    """
    casts = {where: Cast(names[where], sex=dict(names[where].sex)) for where in set(article)}
    rows = zip(sources, phrases, article, strict=True)
    return [_speaker(t, casts[where], span, phrase) for span, phrase, where in rows]


def _speaker(t: Traits, cast: Cast, span: Span, phrase: SourcePhrase) -> Speaker:
    first, past = span
    if past - first > 1:
        parts = coordinated(t, cast.names, span)
        return _both(t, cast, parts) if parts else _named(t, cast, span, phrase)
    pronoun = _pronouns().get(t.types[t.term[first]].lower())
    if pronoun:
        return _meant(t, cast, pronoun, first)
    if t.word[first] & (DETERMINER | ADVERB | PRONOUN | OBJECT):
        return UNKNOWN  # most, some, those: words for nobody in particular
    return _named(t, cast, span, phrase)


def _both(t: Traits, cast: Cast, parts: tuple[Span, Span]) -> Speaker:
    """Return the speaker that two sources are together: Ann Lee and her supporters."""
    one, other = (_speaker(t, cast, part, read_phrase(t, *part)) for part in parts)
    if not one.name or not other.name:
        return one if one.name else other
    name = f"{one.name} and {other.name}"
    cast.last["they"] = parts[0][0], name
    cast.types[name] = one.type
    return Speaker(name, "as written", one.type)


def _meant(t: Traits, cast: Cast, pronoun: str, token: int) -> Speaker:
    """Return who is meant by a pronoun: who spoke last, or began a sentence since; from then on he is no she."""
    position, name = cast.last.get(pronoun, (-1, ""))
    if pronoun in ("he", "she"):
        somebody = cast.last.get(_SOMEBODY, (-1, ""))
        if somebody[0] > position and cast.sex.get(somebody[1], pronoun) == pronoun:
            position, name = somebody
        lowest = max(position + 1, token - NEAR)
        if position >= token - NEAR and token and t.quotation[token - 1] >= 0:
            lowest = max(lowest, sentence_before(t, token - 1))
        acting = began(t, cast.names, token, lowest)
        name = next((person for _, person in acting if _sex(cast, person) in (pronoun, None)), name)
        name = name or only_one(cast.names.persons, pronoun, token, cast)
        name = name or noted_last(t, cast.names, token)
    elif pronoun == "they" and not name:
        people = people_before(t, token)
        name = _name_of(t, cast.names, read_phrase(t, *people))[0] if people != NOTHING else name
    elif pronoun == "it":
        body = body_before(t, token, position)
        begun = str(_named(t, cast, body, read_phrase(t, *body)).name) if body != NOTHING else ""
        name = begun if begun[:1].isupper() or not name else name
    if not name:
        return UNKNOWN
    kind = cast.types.setdefault(name, cast.names.types.get(name, "unknown"))
    cast.last[pronoun] = (token, name)
    if pronoun in ("he", "she") and cast.sex.setdefault(name, pronoun) == pronoun:
        other = "she" if pronoun == "he" else "he"
        for wrong in (other, "it"):
            if cast.last.get(wrong, (0, ""))[1] == name:
                del cast.last[wrong]
    return Speaker(name, "pronoun", kind)


def _sex(cast: Cast, name: str) -> str | None:
    """Return the pronoun for a person, if it is known."""
    return cast.sex[name] if name in cast.sex else pronouns_of_words().get(name.partition(" ")[0].lower())


def _named(t: Traits, cast: Cast, span: Span, phrase: SourcePhrase) -> Speaker:
    first, past = span
    key = bytes(t.term[first:past])
    again = cast.known.get(key)
    if again is None:
        speaker = _introduced(t, cast, span, phrase)
        again = speaker, _stands_for(t, cast, speaker, phrase, first)
        if speaker.named_by != "role":  # it may be somebody else's further on
            cast.known[key] = again
        cast.types[str(speaker.name)] = speaker.type
    speaker, pronouns = again
    for pronoun in pronouns:
        if cast.sex.get(str(speaker.name), pronoun) == pronoun or pronoun not in ("he", "she"):
            cast.last[pronoun] = (first, str(speaker.name))
    return speaker


def _introduced(t: Traits, cast: Cast, span: Span, phrase: SourcePhrase) -> Speaker:
    name, by = _name_of(t, cast.names, phrase)
    lead = t.word[span[0]]
    if by == "as written" and lead & (DETERMINER | CAPITAL) and not lead & ARTICLE:
        holder = _stood_for(t, cast, span, phrase.head)
        name, by = (holder, "role") if holder else (name, by)
    kind = source_words()[t.plain[t.term[phrase.telling]]] if phrase.telling >= 0 else ""
    kind = kind or ("official" if phrase.is_place else cast.types.get(name) or cast.names.types.get(name, "unknown"))
    return Speaker(name, by, kind)


def _stood_for(t: Traits, cast: Cast, span: Span, head: int) -> str | None:
    """Return the name of whom a document, a role or a body stands for that is named alone."""
    first, past = span
    noun, holder = t.form[head], None
    if noun & DOCUMENT:
        holder = author_of(t, cast, head, past)
    elif t.word[head] & ROLE and not noun & (BODY | PLURAL):
        holder = holder_of(t, cast.names, span, head) or spoke_lately(t, cast, span, head)
    if holder is None and noun & (BODY | GENERAL_BODY) and head == past - 1 and t.types[t.term[first]] in THE:
        holder = body_of(t, cast, span, head)
    return holder


def _name_of(t: Traits, names: Names, phrase: SourcePhrase) -> tuple[str, NamedBy]:
    """Return the name in a phrase, the full one if the article tells it; without a name the words of the phrase."""
    start, past = phrase.name
    if start == past:
        return words_of_phrase(t, *phrase.inner), "as written"
    known = full_name(t, names, phrase.name, titled=phrase.titled)
    return (words_of(t, start, past), "as written") if known is None else (words_of_name(t, names, known), "same name")


@cache
def _pronouns() -> Mapping[str, str]:
    rules = source_rules()
    sets = {"he": rules.he, "she": rules.she, "they": rules.they, "it": rules.it}
    return {form: pronoun for pronoun, forms in sets.items() for form in forms}


def _stands_for(t: Traits, cast: Cast, speaker: Speaker, phrase: SourcePhrase, first: int) -> tuple[str, ...]:
    """Return the pronouns that may stand for a speaker from here on."""
    noun, rules = t.form[phrase.head], source_rules()
    if noun & PLURAL:
        return ("they",)
    name = str(speaker.name)
    told = "she" if phrase.form & FEMALE else "he" if phrase.form & MALE else _sex(cast, name)
    if told:
        cast.sex.setdefault(name, told)
    proper, of_source = name[:1].isupper(), t.word[phrase.head] & SOURCE
    # A single word that nobody introduced with more is a place or a body more often than a person.
    person = name in cast.sex or speaker.named_by != "as written" or " " in name or not proper
    if not person and proper and not of_source and not noun & BODY:
        place = name.isupper() or t.word[first] & DETERMINER or name.lower() in rules.places
        return ("it",) if place else ("it", _SOMEBODY)
    if not person or noun & BODY or not rules.bodies.isdisjoint(name.lower().split()):
        return ("it",)
    if not proper and not of_source:
        return ("it",)
    return (cast.sex[name],) if name in cast.sex else ("he", "she")
