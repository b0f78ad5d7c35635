"""What stands inside quotation marks: speech, scare quotes, titles, names or terms.

The evidence is what stands around the marks; the words to look for are data
(``rules/quotations.en.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from framescope.text.quote_context import REACH, Context, context_of
from framescope.text.quote_marks import Passage
from framescope.text.quote_pairs import MarkedSpan
from framescope.text.quote_rules import WORD, has_cue, rules

#: Words of at least this many are somebody's, whether or not a cue stands near.
_LONG = 6
#: So many characters show as a rule whether they are that many.
_GLANCE = 80
#: Scare quotes, names and terms have at most this many words.
_SHORT = 5

_ENDS_SENTENCE = re.compile(r"[.!?…][)\]”’\"']*\s*\Z")


def kinds_of(text: str, passages: Sequence[Passage], spans: Sequence[MarkedSpan], groups: Sequence[int]) -> list[str]:
    """Decide what each span is; spans of one group are of one kind.

    Parameters
    ----------
    text, passages
        As given to `framescope.text.quotes.find_quotations`.
    spans
        What `framescope.text.quote_pairs.pair_marks` found.
    groups
        The group of each span.

    Returns
    -------
    list[str]
        ``speech``, ``scare``, ``title``, ``name`` or ``term`` for each span.
    """
    several = {groups[i] for i in range(1, len(groups)) if groups[i] == groups[i - 1]}
    kinds = []
    for i, (span, group) in enumerate(zip(spans, groups, strict=True)):
        if group in several or (not passages[span.passage].headline and _is_plainly_speech(text, span)):
            kinds.append("speech")
            continue
        context = context_of(text, passages, spans, i)
        if passages[span.passage].headline:
            kinds.append("speech" if _is_attributed_headline(context) else "title")
        else:
            kinds.append(next((kind for kind, holds in _ORDER if holds(context)), ""))
    elsewhere = {
        _wording(text, passages, span): kind
        for span, kind in zip(spans, kinds, strict=True)
        if kind in ("term", "name", "title")
    }
    return [
        kind or elsewhere.get(_wording(text, passages, span), "scare") for span, kind in zip(spans, kinds, strict=True)
    ]


def _is_plainly_speech(text: str, span: MarkedSpan) -> bool:
    """Return whether so many words, not written like a title, stand in the marks that nothing around can change it."""
    words = list(filter(str.isalpha, text[span.start : min(span.end, span.start + _GLANCE)].split()))
    small = rules().small_words
    if len(words) <= _LONG or not any(word[0].islower() and word not in small for word in words):
        return False
    before = WORD.findall(text[max(0, span.outer_start - 30) : span.outer_start])
    return not before or before[-1].lower() not in rules().entitling


def _wording(text: str, passages: Sequence[Passage], span: MarkedSpan) -> tuple[int, str]:
    """Return the quoted words as they are compared within a run."""
    words = WORD.findall(text[span.start : min(span.end, span.start + REACH)])
    return passages[span.passage].run, " ".join(words).lower()


def _is_attributed_headline(c: Context) -> bool:
    colon = c.before.rstrip().endswith(":") or c.after.lstrip().startswith((":", "– ", "— ", "- "))
    return colon or has_cue(" ".join(c.last_words[-3:])) or has_cue(c.after[:30])


def _is_doubted(c: Context) -> bool:
    return c.adjoins and not rules().doubting.isdisjoint(c.last_words[-1:]) and len(c.words) <= _LONG


def _is_term(c: Context) -> bool:
    if not 0 < len(c.words) <= _SHORT:
        return False
    known = rules()
    last = c.last_words
    mentioned = c.adjoins and bool(last) and last[-1] in known.term_before and not _has_owner(last[-2:-1])
    joined = c.adjoins and last[-1:] == ["of"] and not known.term_of.isdisjoint(last[-2:-1])
    alias = "known as" in " ".join(last[-6:]) and not c.capitalised
    followed = bool(c.next_words) and c.next_words[0] in known.term_after
    return mentioned or joined or alias or followed or (len(c.words) == 1 and len(c.words[0]) == 1)


def _has_owner(words: list[str]) -> bool:
    return any(word in rules().possessives or word.endswith(("'s", "’s")) for word in words)


def _is_named(c: Context) -> bool:
    if not c.capitalised or len(c.words) > _SHORT:
        return False
    known, last = rules(), c.last_words
    if c.adjoins and last and (last[-1] in known.name_nouns or last[-1] in known.naming):
        return last[-1] != "as" or "known" in last[-3:-1]
    if not known.name_nouns.isdisjoint(c.next_words[:2]):
        return True
    # Joaquín “El Chapo” Guzmán
    first, family = WORD.findall(c.before[-30:])[-1:], WORD.findall(c.after[:30])[:1]
    between = c.adjoins and c.after[:1] == " " and bool(first) and bool(family)
    return between and first[0][0].isupper() and family[0][0].isupper() and first[0].lower() not in known.small_words


def _is_titled(c: Context) -> bool:
    known, last = rules(), c.last_words
    if last and last[-1] in known.entitling:
        return True
    if not c.capitalised:
        return False
    works = known.work_nouns | known.work_people
    introduced = bool(last) and (
        last[-1] in known.work_nouns or (last[-1] in known.naming and not known.work_nouns.isdisjoint(last[-5:]))
    )
    return introduced or not works.isdisjoint(c.next_words[:2])


def _is_said(c: Context) -> bool:
    """Return whether the form of the quotation alone shows that somebody said it."""
    n = len(c.words)
    led_in = c.before.rstrip().endswith(":") or (c.opens_paragraph and c.lead.endswith((":", ",")))
    begins = not c.before.strip() or c.before.rstrip().endswith(",")
    whole = n >= 3 or (n > 0 and not c.before.strip())
    sentence = whole and begins and not c.words[0][0].islower() and _ENDS_SENTENCE.search(c.inside_end) is not None
    tagged = c.inside_end.endswith((",", "?", "!", "—", "…")) and c.cue_after
    tagged = tagged and not (c.adjoins and c.capitalised)  # the “Nusra Front,” which said
    return led_in or sentence or tagged or (c.fills_paragraph and n >= 3)


def _is_written_like_a_name(c: Context) -> bool:
    if not c.capitalised or _ENDS_SENTENCE.search(c.inside_end):
        return False
    if len(c.words) == 1:
        mid_sentence = bool(c.before.strip()) and not _has_owner(c.last_words[-1:])
        if not mid_sentence or c.cue_before or c.cue_after:
            return False
    return not has_cue(" ".join(c.last_words[-3:]))


def _is_written_like_a_title(c: Context) -> bool:
    return len(c.words) > _SHORT and _is_written_like_a_name(c)


def _is_attributed(c: Context) -> bool:
    return c.cue_before or c.cue_after or not rules().cue_nouns.isdisjoint(WORD.findall(c.before.lower())[-8:])


def _is_gone_on_with(c: Context) -> bool:
    """Return whether words in the predicate follow a sentence of reported speech."""
    return c.adjoins and not rules().predicating.isdisjoint(c.last_words[-1:]) and has_cue(c.earlier)


def _is_long(c: Context) -> bool:
    return len(c.words) >= _LONG


# The first that holds decides; what is left is marked off with nobody to whom it could belong.
_ORDER: tuple[tuple[str, Callable[[Context], bool]], ...] = (
    ("scare", _is_doubted),
    ("term", _is_term),
    ("title", _is_titled),
    ("name", _is_named),
    ("speech", _is_said),
    ("title", _is_written_like_a_title),
    ("name", _is_written_like_a_name),
    ("speech", _is_attributed),
    ("speech", _is_gone_on_with),
    ("speech", _is_long),
)
