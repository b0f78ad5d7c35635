"""What a line's neighbours say about it: menus before the text, lists and comment forms after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from framescope.corpus.kinds import rules_by_name
from framescope.corpus.lines import Row

# Two paragraphs at most this many lines apart belong to one text; a lone teaser in a menu has none so near.
_NEAR = 6
# A sentence this long is not page furniture for its place alone; a teaser among links may be this long.
_LONG, _TEASER = 20, 45
_RUN = 4
# A saved page: so many lines, at least half of them labels and links, so many of them known furniture.
_PAGE_LINES, _PAGE_SHARE, _PAGE_KNOWN = 40, 0.5, 6
# A stretch of paragraphs with this share of the longest one's words belongs to the text as well.
_SHARE = 0.15
# With this share of the words before a comment form, what follows it are comments.
_ARTICLE_SHARE = 0.2
_NAME = re.compile(r"(?:(?:Dr|Prof|Professor|Sir)\.? )?((?:[^\W\d_a-z][\w'.-]*)(?: [^\W\d_a-z][\w'.-]*){0,3})")


@dataclass(frozen=True)
class Place:
    """Where the running text lies among the non-blank lines: its first and last, and whether menus surround it."""

    start: int
    end: int
    page: bool


def settle_places(rows: Sequence[Row]) -> None:
    """Decide what depends on place: hints near the page's edges, lists, comment areas, author boxes.

    Running text is never labelled by its place alone, except what an author box announces and a
    lone teaser among the links of a saved page.
    """
    live = [row for row in rows if row.kind != "blank"]
    if not any(row.kind == "furniture" or row.hint for row in live):
        return  # of a text alone, place says nothing
    place = find_text(live)
    if place is None:
        return
    _settle_edge_hints(live, place)
    _settle_areas(live, place)
    _settle_edge_hints(live, place)
    _settle_author_notes(live)
    _settle_runs(live, place)
    if place.page:
        _settle_menus(live, place)
    _settle_between(live, place.start)


def find_text(live: Sequence[Row]) -> Place | None:
    """Return where the running text lies, None where there is none."""
    labels = sum(bool(row.kind) or row.short for row in live)
    known = sum(row.kind == "furniture" or bool(row.hint) for row in live)
    page = len(live) >= _PAGE_LINES and labels >= _PAGE_SHARE * len(live) and known >= _PAGE_KNOWN
    prose = [i for i, row in enumerate(live) if _is_text(row) and row.prose]
    if page and prose:
        bounds = _densest(live)
        if bounds:
            return Place(*_widen(live, *bounds), page=True)
    if not prose:
        prose = [i for i, row in enumerate(live) if _is_text(row) and row.words >= 4]
    if not prose:
        return None
    pairs = [(a, b) for a, b in pairwise(prose) if b - a <= _NEAR]
    return Place(pairs[0][0], pairs[-1][1], page) if pairs else Place(prose[0], prose[-1], page)


def _is_text(row: Row) -> bool:
    return not row.kind and not row.short and row.hint in ("", "author-note")


def _densest(live: Sequence[Row]) -> tuple[int, int] | None:
    """Return the bounds of the stretches of adjoining paragraphs that carry the text of a saved page."""
    stretches: list[tuple[int, int, int]] = []
    for is_text, group in groupby(enumerate(live), key=lambda pair: _is_text(pair[1])):
        if is_text:
            members = list(group)
            words = sum(row.words for _, row in members)
            stretches.append((words, members[0][0], members[-1][0]))
    stretches = _before_comments(live, stretches)
    most = max(words for words, _, _ in stretches)
    kept = [s for s in stretches if s[0] >= _SHARE * most and (s[2] > s[1] or s[0] == most)]
    return min(s[1] for s in kept), max(s[2] for s in kept)


def _before_comments(live: Sequence[Row], stretches: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Leave out what follows a comment form, unless next to nothing stands before it: a link to the form."""
    total = sum(words for words, _, _ in stretches)
    for opener in (i for i, row in enumerate(live) if row.kind == "furniture" and row.opens == "comments"):
        before = [stretch for stretch in stretches if stretch[2] < opener]
        if sum(words for words, _, _ in before) >= _ARTICLE_SHARE * total:
            return before
    return stretches


def _widen(live: Sequence[Row], start: int, end: int) -> tuple[int, int]:
    """Take in paragraphs that a label or two cut off from the text."""
    for step in (-1, 1):
        edge = start if step < 0 else end
        while True:
            near = [edge + step * k for k in (1, 2, 3) if 0 <= edge + step * k < len(live)]
            found = next((k for k in near if _is_text(live[k]) and (live[k].words >= _LONG or live[k].quoted)), None)
            if found is None:
                break
            edge = found
        start, end = (edge, end) if step < 0 else (start, edge)
    return start, end


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
            beside = any(0 <= k < len(live) and live[k].kind == "furniture" for k in (i - 1, i + 1))
            if i < place.start or i > place.end or row.tail or beside or rules[row.hint].where == "after":
                row.settle(rules[row.hint].kind, row.hint)


def _settle_areas(live: Sequence[Row], place: Place) -> None:
    """Label the short lines of what a marker opened, until the text goes on."""
    area = ""
    for i, row in enumerate(live):
        if i <= place.start:
            continue
        if area and _resumes(live, i, area):
            if area != "list":
                _spare_headline(live, i)
            area = ""
        if row.kind == "furniture" and row.opens and area != "comments":
            area = row.opens
        elif row.kind == "furniture" and i > place.end and not area:
            area = "end"
        row.tail = area
        if area and row.hint and rules_by_name()[row.hint].where == "edge":
            row.settle(rules_by_name()[row.hint].kind, row.hint)
        if not area or row.kind or row.hint == "author-note":
            continue
        if area == "bio":
            about = row.words >= 8
            row.settle("bio" if about else "furniture", "author-box-text" if about else "author-box-label")
            area = "end" if about else area
        elif area == "comments" and _is_comment(live, i):
            row.settle("furniture", "reader-comment")
        elif row.short or (row.words < _LONG and not row.quoted and _lonely(live, i)):
            row.settle("furniture", f"after-{area}")


def _resumes(live: Sequence[Row], i: int, area: str) -> bool:
    """Whether the text goes on with line i: two paragraphs running, or one where only a list was opened."""
    row = live[i]
    if row.kind or row.hint:
        return False
    following = next((other for other in live[i + 1 : i + _NEAR] if other.kind != "caption"), None)
    follows = following is not None and not following.kind and not following.short
    if area in ("list", "end"):
        return (row.prose and row.ends) or (row.ends and row.words >= 5 and follows)
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


def _lonely(live: Sequence[Row], i: int) -> bool:
    """Whether neither neighbour is text."""
    return not any(0 <= k < len(live) and _is_text(live[k]) for k in (i - 1, i + 1))


def _settle_author_notes(live: Sequence[Row]) -> None:
    """Label a closing sentence on the author: among the last paragraphs, about nobody the text names."""
    text = [i for i, row in enumerate(live) if _is_text(row)]
    after = 0
    for i in reversed(text[2:]):
        row = live[i]
        beside = i + 1 < len(live) and live[i + 1].kind in ("furniture", "dateline", "bio")
        if row.hint == "author-note" and (after <= 1 or beside) and not _known(row, live[:i]):
            row.settle("bio", "author-note")
        elif not row.tail:
            after += 1


def _known(note: Row, earlier: Sequence[Row]) -> bool:
    """Whether the person a note speaks of is somebody the text itself named."""
    match = _NAME.match(note.text)
    name = match.group(1).split()[-1] if match else ""
    if len(name) < 4 or name in ("Follow", "Email", "Contact", "They", "Author", "Writer"):
        return False
    return any(name in row.text for row in earlier if not row.kind)


def _settle_runs(live: Sequence[Row], place: Place) -> None:
    """Label the unrecognised lines of a block in mid-text that is page furniture for a good part."""
    i = place.start
    while i <= place.end:
        stop = i
        while stop <= place.end and not _is_text(live[stop]):
            stop += 1
        block = live[i:stop]
        hits = sum(row.kind == "furniture" for row in block)
        if len(block) >= _RUN and hits >= 2 and 4 * hits >= len(block):
            for row in block:
                if not row.kind and not row.level and not row.quoted:
                    row.settle("furniture", "furniture-run")
        i = max(stop, i) + 1


def _settle_menus(live: Sequence[Row], place: Place) -> None:
    """Label links, labels and lone teasers after the text of a saved page; before it, the title is yet to be found."""
    for i in range(place.end + 1, len(live)):
        row = live[i]
        row.tail = row.tail or "page"
        if not row.kind and (row.short or (row.words < _LONG and _lonely(live, i))):
            row.settle(*(("bio", row.hint) if row.hint == "author-note" else ("furniture", "after-text")))
    for i, row in enumerate(live):
        if i > place.end + 3 and _is_text(row) and row.words <= _TEASER and not row.quoted and _lonely(live, i):
            row.settle("furniture", "lone-teaser")


def _settle_between(live: Sequence[Row], start: int) -> None:
    """Label a short line between two lines of furniture; before the text it may be the title."""
    for i, (before, row, after) in enumerate(zip(live, live[1:], live[2:], strict=False), start=1):
        if row.kind or row.quoted or row.level or row.words > 8:
            continue
        enclosed = row.text.startswith("(") and row.text.rstrip(".").endswith(")")
        if before.kind == after.kind == "furniture" and (enclosed or (row.short and i > start)):
            row.settle("furniture", "between-furniture")
