"""What lies below the text of a saved page: links, teasers, what others wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from framescope.corpus.kinds import rules_by_name
from framescope.corpus.lines import Row
from framescope.corpus.place import LONG, TEASER, Place, is_known, is_text, lonely

# A lone paragraph so many lines after the text, above a known label, is about the outlet.
_FAR = 10
# So many dates among the links after the text are those of other pieces.
_DATES = 3
# So many lines, more where nothing among them closes the text, and so many known ones of them, part a text from what
# is not its own, if that has no more than this share of its words.
_CLOSING = ("comments", "end", "bio")
_APART, _FAR_APART, _PARTED, _SMALL = 8, 12, 3, 0.15
# Behind the last sentence of a text stand an agency, initials or a dash.
_SIGNED_OFF = re.compile(
    r"\w\w[.!?][\"”’)]? ?(?:-|–|(?:[a-z]{2,5}/?){1,4}\W?(?: ?\([^()]{2,30}\))?\W{0,3}|\([^()]{2,30}\))$"
)
# Who said what stands above, behind a dash.
_SAID_BY = re.compile(r"[–—―] ?[^\W\d_a-z][\w'.-]+(?: [\w'.-]+){1,5}(?:, [^.!?]{3,60})?")


def over_from(live: Sequence[Row], place: Place) -> int:
    """Return the line from which on no sentence is the text's last one, parted from it by a block in mid-text."""
    near = range(place.end + 1, min(place.end + _APART, len(live)))
    return next((i for i in near if live[i].opens in _CLOSING), place.end + _APART)


def settle_menus(live: Sequence[Row], place: Place) -> None:
    """Label links, labels and lone teasers after the text of a saved page; before it, the title is yet to be found."""
    rules = rules_by_name()
    for row in live[place.comments :] if place.comments else ():
        row.settle(*((row.kind, row.rule) if row.kind else ("furniture", "reader-comment")))
    dates = [row for row in live[place.end + 1 :] if row.kind == "dateline"]
    for row in dates if len(dates) >= _DATES else ():
        row.settle("furniture", "date-among-links")
    over = over_from(live, place)
    for i in range(place.end + 1, len(live)):
        row = live[i]
        row.tail = row.tail or "page"
        if i == place.end + 1 and (_SIGNED_OFF.search(row.text[-45:]) or _SAID_BY.fullmatch(row.text)):
            continue
        alone = i > over and row.words < LONG and lonely(live, i) and not _goes_on(live, i, place)
        if not row.kind and (row.short or alone):
            row.settle(*(("bio", row.hint) if row.hint == "author-note" else ("furniture", "after-text")))
    for i in range(max(place.end + 4, over + 1), len(live)):
        row = live[i]
        far = i > place.end + _FAR and any(other.rule in rules for other in live[i + 1 : i + 3])
        small = (far or row.words <= TEASER) and not _goes_on(live, i, place)
        if is_text(row) and not row.quoted and small and lonely(live, i):
            row.settle("furniture", "lone-teaser")
    _settle_teasers(live, place)


def _goes_on(live: Sequence[Row], i: int, place: Place) -> bool:
    """Whether a sentence ends the text behind a block in its midst: over a teaser stands its headline."""
    return i <= place.end + _FAR_APART and live[i].ends and live[i - 1].rule in rules_by_name()


def _settle_teasers(live: Sequence[Row], place: Place) -> None:
    """Label stretches of paragraphs far below the text of a saved page that are short beside it."""
    most = _SMALL * sum(row.words for row in live[place.start : place.end + 1] if is_text(row))
    known, apart = 0, _FAR_APART
    for running, group in groupby(range(place.end + 1, len(live)), key=lambda i: is_text(live[i])):
        numbers = list(group)
        stretch = [live[i] for i in numbers]
        if not running:
            known += sum(map(is_known, stretch))
            apart = _APART if any(row.opens in _CLOSING for row in stretch) else apart
        elif known >= _PARTED and numbers[0] > place.end + apart and sum(row.words for row in stretch) <= most:
            for row in stretch:
                row.settle("furniture", "short-stretch")
