"""Whom a pronoun may mean: who was named shortly before, or begins one of the last sentences."""

from __future__ import annotations

from bisect import bisect_left

from framescope.text.cast import NEAR, Cast
from framescope.text.cues import attribution_rules
from framescope.text.names import Names, Span, words_of_name
from framescope.text.phrases import head_of, noun_phrase_after
from framescope.text.sources import source_rules
from framescope.text.traits import NOTHING, Traits
from framescope.text.wordkinds import ARTICLE, CAPITAL, COMMA, NUMBER, PLURAL, SOURCE

#: Among so many persons named before.
_FEW = 20
#: So many sentences before, people are meant by "they".
_SENTENCES = 3


def sentence_before(t: Traits, last: int) -> int:
    """Return where the sentence begins that stands before the quotation that ends with a token."""
    k = last
    while k > 0 and t.quotation[k] == t.quotation[last]:
        k = t.begin[k] - 1
    return t.begin[max(k, 0)]


def only_one(persons: list[tuple[int, str]], pronoun: str, token: int, cast: Cast) -> str:
    """Return the only person named shortly before whom a pronoun fits; nothing if there are several or none."""
    k = bisect_left(persons, (token, ""))
    near = {name for position, name in persons[max(0, k - _FEW) : k] if token - position <= NEAR}
    fitting = {name for name in near if cast.sex.get(name) == pronoun}
    return fitting.pop() if len(fitting) == 1 else ""


def noted_last(t: Traits, names: Names, token: int) -> str:
    """Return the last name before a token that is told as a person's: Ann Lee, a farmer; Ann Lee, 45."""
    spans = names.noted
    near = slice(bisect_left(spans, (token - NEAR, 0)), bisect_left(spans, (token, 0)))
    for first, past in reversed(spans[near]):
        if t.gap[past] & COMMA and t.word[past] & (ARTICLE | NUMBER) and not t.word[past - 1] & SOURCE:
            name = words_of_name(t, names, (first, past))
            return "" if name in names.sex else name
    return ""


def people_before(t: Traits, token: int) -> Span:
    """Return the several people with whom one of the last sentences begins: prosecutors."""
    begin = t.begin[token]
    for _ in range(_SENTENCES):
        past = noun_phrase_after(t, begin, t.end[begin])
        if past > begin and t.form[head_of(t, begin, past)] & PLURAL:
            return begin, past
        begin = t.begin[max(begin - 1, 0)]
    return NOTHING


def body_before(t: Traits, token: int, lowest: int) -> Span:
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
