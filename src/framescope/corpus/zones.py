"""What a line's neighbours say about it: menus before the text, lists and comment forms after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framescope.corpus.authornotes import settle_author_notes, settle_names
from framescope.corpus.below import over_from, settle_menus
from framescope.corpus.kinds import rules_by_name
from framescope.corpus.lines import Row
from framescope.corpus.place import LONG, NEAR, Place, find_text, is_known, is_text, lonely

_RUN = 4
# A sentence of so many words among links tells something.
_TELLS = 8
# With so many paragraphs behind it, a label of the author's box is a heading of the text.
_ON = 3
# Of its last six characters.
_CUT_OFF = re.compile(r"(?:\[(?:…|\.{3})\]|[^.]\.{3}|…)$")


def settle_places(live: Sequence[Row], *, extracted: bool = False) -> None:
    """Decide what depends on place: hints near the page's edges, lists, comment areas, author boxes.

    Running text is never labelled by its place alone, except what an author box announces, and far below
    the text of a saved page what is short beside it. In an extracted document short lines are not either,
    unless something announces them: most are headings, lists and code of the text.
    """
    if not any(row.kind in ("furniture", "byline") or row.hint for row in live):
        return  # of a text alone, place says nothing
    if not extracted:
        _settle_excerpts(live)
    settle_names(live)
    place = find_text(live, extracted=extracted)
    if place is None:
        return
    _settle_edge_hints(live, place)
    _settle_areas(live, place)
    _settle_edge_hints(live, place)
    settle_author_notes(live)
    if not extracted:
        _settle_runs(live, place)
    if place.page:
        settle_menus(live, place)
    _settle_between(live, place.start)


def _settle_edge_hints(live: Sequence[Row], place: Place) -> None:
    """Take a rule for the page's edges at its word outside the text, and next to furniture."""
    rules = rules_by_name()
    for positions in (range(len(live)), range(len(live) - 1, -1, -1)):
        for i in positions:
            row = live[i]
            if row.kind or not row.hint or rules[row.hint].where == "end":
                continue
            if rules[row.hint].where == "after" and not (place.page or i > place.start):
                continue
            beside = any(0 <= k < len(live) and is_known(live[k]) for k in (i - 1, i + 1))
            if i < place.start or i > place.end or row.tail or beside or rules[row.hint].where == "after":
                row.settle(rules[row.hint].kind, row.hint)


def _settle_areas(live: Sequence[Row], place: Place) -> None:
    """Label the short lines of what a marker opened, until the text goes on."""
    area, over = "", over_from(live, place)
    for i, row in enumerate(live):
        if i <= place.start:
            continue
        if area and _resumes(live, i, area):
            if area != "list":
                _spare_headline(live, i)
            area = ""
        if row.kind == "furniture" and row.opens and area != "comments":
            area = row.opens
        elif is_known(row) and i > place.end and not area and not place.extracted:
            area = "end"
        row.tail = area
        if area and row.hint and rules_by_name()[row.hint].where == "edge":
            row.settle(rules_by_name()[row.hint].kind, row.hint)
        if not area or row.kind or (row.hint == "author-note" and area != "bio"):
            continue
        if area == "bio" and sum(map(is_text, live[i + 1 : place.end + 1])) >= _ON:
            area = ""  # the label heads a section, not a box
        elif area == "bio":
            about = row.words >= 8
            row.settle("bio" if about else "furniture", "author-box-text" if about else "author-box-label")
            area = "end" if about else area
        elif area == "comments" and _is_comment(live, i):
            row.settle("furniture", "reader-comment")
        elif row.short or (_is_lone(live, i) and (area == "comments" or i > over)):
            row.settle("furniture", f"after-{area}")


def _is_lone(live: Sequence[Row], i: int) -> bool:
    """Whether a sentence or two stand between links and labels."""
    return live[i].words < LONG and not live[i].quoted and lonely(live, i)


def _resumes(live: Sequence[Row], i: int, area: str) -> bool:
    """Whether the text goes on with line i: two paragraphs running, or one where only a list was opened."""
    row = live[i]
    if row.kind or row.hint:
        return False
    following = next((other for other in live[i + 1 : i + NEAR] if other.kind != "caption"), None)
    follows = following is not None and not following.kind and not following.short
    if area in ("list", "end"):
        return row.ends and (row.prose or (row.words >= 5 and follows) or (area == "list" and row.words >= _TELLS))
    return area == "comments" and row.prose and follows and following is not None and following.prose


def _spare_headline(live: Sequence[Row], i: int) -> None:
    """Give back the headline of a text that begins after furniture."""
    following = [row for row in live[i : i + 3] if not row.kind and row.prose]
    for row in reversed(live[max(0, i - 6) : i]):
        if row.rule.startswith("after-") and row.words >= 4 and len(following) >= 2:
            row.kind = row.rule = ""
            row.tail = ""
            return
        if row.kind not in ("dateline", "byline", "caption"):
            return


def _is_comment(live: Sequence[Row], i: int) -> bool:
    """Whether a reader's name or the time of a comment stands shortly before."""
    return any(row.rule == "comment-signature" or row.kind == "dateline" for row in live[max(0, i - 3) : i])


def _settle_runs(live: Sequence[Row], place: Place) -> None:
    """Label the unrecognised lines of a block in mid-text that is page furniture for a good part."""
    i = place.start
    while i <= place.end:
        stop = i
        while stop <= place.end and not is_text(live[stop]):
            stop += 1
        block = live[i:stop]
        hits = sum(map(is_known, block))
        if len(block) >= _RUN and hits >= 2 and 4 * hits >= len(block):
            for row in block:
                if not row.kind and not row.level and not row.quoted:
                    row.settle("furniture", "furniture-run")
        i = max(stop, i) + 1


def _settle_excerpts(live: Sequence[Row]) -> None:
    """Label teasers cut off in mid-sentence, where several stand between headlines and links."""
    cut = [i for i, row in enumerate(live) if row.words >= LONG and _CUT_OFF.search(row.text[-6:]) and not row.kind]
    cut = [i for i in cut if _between_labels(live, i)]
    for i in cut if len(cut) > 1 else ():
        live[i].settle("furniture", "excerpt")


def _between_labels(live: Sequence[Row], i: int) -> bool:
    """Whether links or labels stand on both sides, and furniture on one at least: answers stand between questions."""
    beside = [live[i - 1], live[i + 1]] if 0 < i < len(live) - 1 else []
    furniture = [row.kind == "furniture" for row in beside]
    return any(furniture) and all(known or row.short for known, row in zip(furniture, beside, strict=True))


def _settle_between(live: Sequence[Row], start: int) -> None:
    """Label a short line between two lines of furniture; before the text it may be the title."""
    for i, (before, row, after) in enumerate(zip(live, live[1:], live[2:], strict=False), start=1):
        if row.kind or row.quoted or row.level or row.words > 8:
            continue
        enclosed = row.text.startswith("(") and row.text.rstrip(".").endswith(")")
        if is_known(before) and is_known(after) and (enclosed or (row.short and i > start)):
            row.settle("furniture", "between-furniture")
