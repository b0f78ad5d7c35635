"""One name for each speaker of an article: full name, later surname, role or pronoun; and what sort of source it is."""

from __future__ import annotations

from bisect import bisect_left
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
from framescope.text.cues import attribution_rules
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
from framescope.text.phrases import head_of, noun_phrase_after
from framescope.text.roles import holder_of
from framescope.text.source_phrases import SourcePhrase, read_phrase
from framescope.text.sources import pronouns_of_words, source_rules, source_words
from framescope.text.traits import NOTHING, Traits

# isort: off
from framescope.text.wordkinds import (
    ADVERB, ARTICLE, BODY, CAPITAL, COMMA, DETERMINER, DOCUMENT, FEMALE, GENERAL_BODY, MALE, NUMBER, OBJECT, PLURAL,
    PRONOUN, SOURCE,
)  # fmt: skip
# isort: on

#: Stands for a name that may be a person's or a body's: "he" means it if nothing better is known.
_SOMEBODY = "somebody"
#: Among so many persons named before.
_FEW = 20
#: So many sentences before, people are meant by "they".
_SENTENCES = 3


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
            lowest = max(lowest, _sentence_before(t, token - 1))
        acting = began(t, cast.names, token, lowest)
        name = next((person for _, person in acting if _sex(cast, person) in (pronoun, None)), name)
        name = name or _only_one(cast.names.persons, pronoun, token, cast)
        name = name or _noted_last(t, cast.names, token)
    elif pronoun == "they" and not name:
        name = _people_before(t, cast, token)
    elif pronoun == "it":
        body = _body_before(t, token, position)
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


def _sentence_before(t: Traits, last: int) -> int:
    """Return where the sentence begins that stands before the quotation that ends with a token."""
    k = last
    while k > 0 and t.quotation[k] == t.quotation[last]:
        k = t.begin[k] - 1
    return t.begin[max(k, 0)]


def _only_one(persons: list[tuple[int, str]], pronoun: str, token: int, cast: Cast) -> str:
    """Return the only person named shortly before whom a pronoun fits; nothing if there are several or none."""
    k = bisect_left(persons, (token, ""))
    near = {name for position, name in persons[max(0, k - _FEW) : k] if token - position <= NEAR}
    fitting = {name for name in near if cast.sex.get(name) == pronoun}
    return fitting.pop() if len(fitting) == 1 else ""


def _noted_last(t: Traits, names: Names, token: int) -> str:
    """Return the last name before a token that is told as a person's: Ann Lee, a farmer; Ann Lee, 45."""
    spans = names.noted
    near = slice(bisect_left(spans, (token - NEAR, 0)), bisect_left(spans, (token, 0)))
    for first, past in reversed(spans[near]):
        if t.gap[past] & COMMA and t.word[past] & (ARTICLE | NUMBER) and not t.word[past - 1] & SOURCE:
            name = words_of_name(t, names, (first, past))
            return "" if name in names.sex else name
    return ""


def _people_before(t: Traits, cast: Cast, token: int) -> str:
    """Return the several people with whom one of the last sentences begins: prosecutors."""
    begin = t.begin[token]
    for _ in range(_SENTENCES):
        past = noun_phrase_after(t, begin, t.end[begin])
        if past > begin and t.form[head_of(t, begin, past)] & PLURAL:
            return _name_of(t, cast.names, read_phrase(t, begin, past))[0]
        begin = t.begin[max(begin - 1, 0)]
    return ""


def _body_before(t: Traits, token: int, lowest: int) -> Span:
    """Return the body, place or document with which one of the last sentences begins, behind a token: the ministry."""
    begin = t.begin[token]
    if t.gap[token] & COMMA and t.quotation[token - 1] < 0:
        begin = t.begin[max(begin - 1, 0)]  # The government should pay, | it added
    for _ in range(_SENTENCES):
        limit = min(t.end[begin], t.verb[begin + 1])
        past = noun_phrase_after(t, begin, limit) if lowest < begin < token else begin
        if past > begin and t.quotation[begin] < 0 and _may_be_it(t, head_of(t, begin, past)):
            return begin, past
        begin = t.begin[max(begin - 1, 0)]
    return NOTHING


def _may_be_it(t: Traits, head: int) -> bool:
    rules, noun = source_rules(), t.plain[t.term[head]]
    if t.word[head] & CAPITAL and noun not in attribution_rules().labels:
        return noun in rules.places or noun in rules.bodies or (len(noun) > 1 and t.types[t.term[head]].isupper())
    return noun in rules.bodies or noun in rules.documents


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
