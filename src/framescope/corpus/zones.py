"""What a line's neighbours say about it: menus before the text, lists and comment forms after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from framescope.corpus.kinds import rules_by_name
from framescope.corpus.lines import Row
from framescope.corpus.place import LONG, NEAR, Place, find_text, is_known, is_text, lonely
from framescope.corpus.titles import looks_like_name

# A teaser among links may be this long; a lone paragraph so many lines after the text, above a known label, is about
# the outlet.
_TEASER, _FAR = 45, 10
_RUN = 4
# So many dates among the links after the text are those of other pieces.
_DATES = 3
# So many known lines part a text from what is not its own, if that has no more than this share of its words.
_APART, _PARTED, _SMALL = 8, 3, 0.15
# With so many paragraphs behind it, a label of the author's box is a heading of the text.
_ON = 3
# What stands above a name alone.
_BY = (
    "by", "written by", "posted by", "published by", "author", "text", "von", "autor", "par", "auteur", "por", "di",
    "autore", "door", "av", "af",
)  # fmt: skip
_AUTHOR = re.compile(r"(?!By |Von |Par |Por |The )[^\W\d_a-z][\w'.-]+(?: [^\W\d_a-z][\w'.-]*){1,3}")
_OUTLET = re.compile(r"\b(?:AFP|Agenc|Daily|Desk|Jazeera|Media|Network|News|Post|Press|Reuters|Staff|Team|Times|Today)")
_ROLE = re.compile(r"(?:the )?(author|writer)\b")
_PRONOUN = re.compile(r"(?:He|She|They|His|Her|My)\b")
# A paragraph that begins with the author's name has so many words.
_NOTE = 6
# Of its last six characters.
_CUT_OFF = re.compile(r"(?:\[(?:…|\.{3})\]|[^.]\.{3}|…)$")
# Behind the last sentence of a text stand an agency, initials or a dash.
_SIGNED_OFF = re.compile(r"\w\w[.!?][\"”’)]? ?(?:-|–|(?:[a-z]{2,5}/?){1,4}\W?(?: ?\([^()]{2,30}\))?\W{0,3}|\([^()]{2,30}\))$")
_NAME = re.compile(r"(?:(?:Dr|Prof|Professor|Sir)\.? )?((?:[^\W\d_a-z][\w'.-]*)(?: [^\W\d_a-z][\w'.-]*){0,3})")


def settle_places(rows: Sequence[Row]) -> None:
    """Decide what depends on place: hints near the page's edges, lists, comment areas, author boxes.

    Running text is never labelled by its place alone, except what an author box announces and a
    lone teaser among the links of a saved page.
    """
    live = [row for row in rows if row.kind != "blank"]
    if not any(row.kind in ("furniture", "byline") or row.hint for row in live):
        return  # of a text alone, place says nothing
    _settle_excerpts(live)
    _settle_names(live)
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
        elif row.kind == "furniture" and row.rule != "no-words" and i > place.end and not area:
            area = "end"
        row.tail = area
        if area and row.hint and rules_by_name()[row.hint].where == "edge":
            row.settle(rules_by_name()[row.hint].kind, row.hint)
        if not area or row.kind or row.hint == "author-note":
            continue
        if area == "bio" and sum(map(is_text, live[i + 1 : place.end + 1])) >= _ON:
            area = ""  # the label heads a section, not a box
        elif area == "bio":
            about = row.words >= 8
            row.settle("bio" if about else "furniture", "author-box-text" if about else "author-box-label")
            area = "end" if about else area
        elif area == "comments" and _is_comment(live, i):
            row.settle("furniture", "reader-comment")
        elif row.short or (_is_lone(live, i) and (area != "end" or i > place.end)):
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


def _settle_author_notes(live: Sequence[Row]) -> None:
    """Label a closing sentence on the author: among the last paragraphs, about nobody the text names."""
    text = [i for i, row in enumerate(live) if is_text(row)]
    named = (_AUTHOR.search(row.text) for row in live if row.kind == "byline" and not _OUTLET.search(row.text))
    authors = tuple(match.group() for match in named if match)
    after = 0
    for i in reversed(text[2:]):
        row = live[i]
        beside = i + 1 < len(live) and live[i + 1].kind in ("furniture", "dateline", "bio")
        if (after <= 1 or beside) and _is_author_note(live, i, authors, beside=beside):
            row.settle("bio", "author-note")
            if live[i - 1].text in authors:
                live[i - 1].settle("bio", "author-box-name")
        elif not row.tail:
            after += 1


def _is_author_note(live: Sequence[Row], i: int, authors: tuple[str, ...], *, beside: bool) -> bool:
    """Whether a paragraph begins with the author's name, or is worded as a note and about nobody else."""
    row = live[i]
    if row.text.startswith(authors) and row.words >= _NOTE:
        return True
    if row.hint != "author-note" or _known(row, live[:i]):
        return False
    # A pronoun stands for the author only next to a note that names him, or to what lies under a text.
    return beside or not _PRONOUN.match(row.text) or "author-note" in (live[i - 1].hint, live[i - 1].rule)


def _known(note: Row, earlier: Sequence[Row]) -> bool:
    """Whether the person a note speaks of is somebody the text itself named."""
    role, match = _ROLE.match(note.lower), _NAME.match(note.text)
    name = f" {role.group(1)}" if role else match.group(1).split()[-1] if match else ""
    if len(name) < 4 or name == "They":
        return False
    return any(name in row.text for row in earlier if not row.kind)


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


def _settle_menus(live: Sequence[Row], place: Place) -> None:
    """Label links, labels and lone teasers after the text of a saved page; before it, the title is yet to be found."""
    rules = rules_by_name()
    dates = [row for row in live[place.end + 1 :] if row.kind == "dateline"]
    for row in dates if len(dates) >= _DATES else ():
        row.settle("furniture", "date-among-links")
    for i in range(place.end + 1, len(live)):
        row = live[i]
        row.tail = row.tail or "page"
        if i == place.end + 1 and _SIGNED_OFF.search(row.text[-45:]):
            continue
        if not row.kind and (row.short or (row.words < LONG and lonely(live, i))):
            row.settle(*(("bio", row.hint) if row.hint == "author-note" else ("furniture", "after-text")))
    for i in range(place.end + 4, len(live)):
        row = live[i]
        far = i > place.end + _FAR and any(other.rule in rules for other in live[i + 1 : i + 3])
        if is_text(row) and not row.quoted and (far or row.words <= _TEASER) and lonely(live, i):
            row.settle("furniture", "lone-teaser")
    _settle_teasers(live, place)


def _settle_teasers(live: Sequence[Row], place: Place) -> None:
    """Label stretches of paragraphs far below the text of a saved page that are short beside it."""
    size = sum(row.words for row in live[place.start : place.end + 1] if is_text(row))
    below = place.end + 1
    for running, group in groupby(range(below, len(live)), key=lambda i: is_text(live[i])):
        stretch = list(group)
        known = sum(map(is_known, live[below : stretch[0]]))
        if running and stretch[0] - below >= _APART and known >= _PARTED and sum(live[i].words for i in stretch) <= _SMALL * size:
            for i in stretch:
                live[i].settle("furniture", "short-stretch")


def _settle_names(live: Sequence[Row]) -> None:
    """Label the author's name under a line that says no more than "by"."""
    for row, after in pairwise(live):
        if row.lower.rstrip(" :") in _BY and not after.kind and looks_like_name(after.text):
            row.settle("byline", "by-alone")
            after.settle("byline", "name-under-by")


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
