"""What stands inside quotation marks: speech, scare quotes, titles, names or terms.

The evidence is what stands around the marks; the words to look for are data
(``rules/quotations.en.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from framescope.text.quote_context import REACH, Context, are_capitalised, contexts_of
from framescope.text.quote_marks import Ints, Passage
from framescope.text.quote_pairs import MarkedSpans
from framescope.text.quote_rules import WORD, has_cue, rules
from framescope.text.sources import source_words

Objects = npt.NDArray[np.object_]

#: Words of at least this many are somebody's, whether or not a cue stands near.
_LONG = 6
#: So many characters show as a rule whether they are that many.
_GLANCE = 80
#: Scare quotes, names and terms have at most this many words.
_SHORT = 5

#: What is of such a kind once is so wherever its run has the same words in marks.
_MARKED_OFF = ("term", "name", "title")

_ENDS_SENTENCE = re.compile(r"[.!?…][)\]”’\"']*\s*\Z")


def kinds_of(text: str, passages: Sequence[Passage], spans: MarkedSpans, groups: Ints) -> Objects:
    """Decide what each span is; spans of one group are of one kind.

    Parameters
    ----------
    text, passages
        As given to `framescope.text.quotes.find_quotations`.
    spans
        What `framescope.text.quote_pairs.pair_marks` found.
    groups
        The group of each span, ascending.

    Returns
    -------
    numpy.ndarray
        ``speech``, ``scare``, ``title``, ``name`` or ``term`` for each span.
    """
    headline = np.array([passages[i].headline for i in spans.passage.tolist()], dtype=np.bool_)
    unclear = np.flatnonzero(np.bincount(groups)[groups] == 1)
    offsets = zip(*(column[unclear].tolist() for column in spans[:3]), strict=True)
    clear = np.array([_is_plainly_speech(text, *places) for places in offsets], dtype=np.bool_)
    unclear = unclear[headline[unclear] | ~clear]
    kinds = np.full(len(groups), "speech", dtype=np.object_)
    for i, context in zip(unclear.tolist(), contexts_of(text, passages, spans, unclear), strict=True):
        kinds[i] = _kind_of_headline(context) if headline[i] else _kind(context)
    marked_off = [i for i in unclear.tolist() if kinds[i] in (*_MARKED_OFF, "")]
    wordings = {i: _wording(text, passages, spans, i) for i in marked_off}
    elsewhere = {wordings[i]: kinds[i] for i in marked_off if kinds[i]}
    for i in marked_off:
        kinds[i] = kinds[i] or elsewhere.get(wordings[i], "scare")
    return kinds


def _is_plainly_speech(text: str, start: int, end: int, outer_start: int) -> bool:
    """Return whether so many words, not written like a title, stand in the marks that nothing around can change it."""
    if end - start <= 2 * _LONG:
        return False  # it cannot hold so many
    words = WORD.findall(text[start : min(end, start + _GLANCE)])
    whole = words if end <= start + _GLANCE else words[:-1]
    if len(whole) <= _LONG or are_capitalised(whole):
        return False
    before = WORD.findall(text[max(0, outer_start - 30) : outer_start])
    return not before or before[-1].lower() not in rules().entitling


def _kind(context: Context) -> str:
    """Return the kind of what stands in a text; "" if nothing tells."""
    return next((kind for kind, holds in _ORDER if holds(context)), "")


def _kind_of_headline(context: Context) -> str:
    return "speech" if _is_attributed_headline(context) else "title"


def _wording(text: str, passages: Sequence[Passage], spans: MarkedSpans, i: int) -> tuple[int, str]:
    """Return the quoted words as they are compared within a run."""
    start, end = int(spans.start[i]), int(spans.end[i])
    words = WORD.findall(text[start : min(end, start + REACH)])
    return passages[spans.passage[i]].run, " ".join(words).lower()


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
    letter = len(c.words) == 1 and len(c.words[0]) == 1
    return mentioned or joined or alias or letter or c.is_followed_by(known.term_after)


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
    introduced = bool(last) and (
        last[-1] in known.work_nouns or (last[-1] in known.naming and not known.work_nouns.isdisjoint(last[-5:]))
    )
    named = c.adjoins and not known.name_nouns.isdisjoint(last[-1:])  # the storm “Maria” | hit
    return introduced or _is_performed(c) or (not named and _is_work(c.next_words[:2]))


def _is_work(words: list[str]) -> bool:
    return not (rules().work_nouns.isdisjoint(words) and rules().work_people.isdisjoint(words))


def _is_performed(c: Context) -> bool:
    """Return whether somebody is said to perform or to make a work: sang “My Country”; starred in, the author of."""
    known, last = rules(), c.last_words
    if not c.adjoins or not last:
        return False
    made = last[-1] == "of" and not known.work_people.isdisjoint(last[-2:-1])
    played = last[-1] in ("in", "on") and not known.performing.isdisjoint(last[-6:])
    owner = last[-1].removesuffix("'s").removesuffix("’s")
    shown = owner != last[-1] and source_words().get(owner) == "media"  # on CBS's “Face the Nation”
    return made or played or shown or last[-1] in known.performing


def _is_said(c: Context) -> bool:
    """Return whether the form of the quotation alone shows that somebody said it."""
    before, n = c.before.rstrip(), len(c.words)
    if before.endswith(":") or (c.opens_paragraph and c.lead.endswith((":", ","))):
        return True
    begins = not before or before.endswith(",")
    whole = n >= 3 or (n > 0 and not before)
    if whole and begins and not c.words[0][0].islower() and _ENDS_SENTENCE.search(c.inside_end):
        return True
    tagged = c.inside_end.endswith((",", "?", "!", "—", "…")) and c.cue_after
    if tagged and not (c.adjoins and c.capitalised):  # the “Nusra Front,” which said
        return True
    return n >= 3 and c.fills_paragraph


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
