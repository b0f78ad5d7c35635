"""Where the running text of a document lies, and whether menus surround it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from framescope.corpus.lines import Row

#: Two paragraphs at most this many lines apart belong to one text; a lone teaser in a menu has none so near.
NEAR = 6
#: A sentence of so many words is not page furniture for its place alone.
LONG = 20
#: A teaser among links may be this long.
TEASER = 45
# A saved page: so many lines, at least half of them labels and links, so many of them known furniture.
_PAGE_LINES, _PAGE_SHARE, _PAGE_KNOWN = 40, 0.5, 6
_SHORT_PAGE_LINES, _SHORT_PAGE_KNOWN = 20, 5
# With so many labels and links, numbers are those of a menu, not of a table.
_MENU_SHARE = 0.8
# A stretch of paragraphs with this share of the longest one's words belongs to the text as well; behind a
# gap of so many lines it needs a larger one.
_SHARE, _GAP, _LARGE_SHARE = 0.15, 18, 0.5
# A block in mid-text has no more lines than this; the shortest sentence that goes on behind it so many words.
_BLOCK, _SENTENCE = 7, 3
# Menus are longer than a list in a text, and labels shorter than the clause that introduces it.
_LIST, _CLAUSE = 12, 6
# A label or two, and a picture's text, cut off no paragraph.
_LABELS = 3
# With this share of the words before a comment form, what follows it are comments.
_ARTICLE_SHARE = 0.2
# So many comments make a thread, if no more lines part one from the next and, where no button to reply tells, a label
# stands no further above them.
_SIGNED = ("comment-signature", "comment-signature-elsewhere", "comment-reply")
_THREAD, _COMMENT, _LABEL = 3, 30, 12


@dataclass(frozen=True)
class Place:
    """Where the running text lies among the non-blank lines: its first and last, and whether menus surround it.

    Of an `extracted` document the furniture was taken out before: what is left of it is told by its words alone.
    At `comments` a thread of readers' comments begins.
    """

    start: int
    end: int
    page: bool
    extracted: bool = False
    comments: int | None = None


def find_text(live: Sequence[Row], *, extracted: bool = False) -> Place | None:
    """Return where the running text lies, None where there is none."""
    page = not extracted and len(live) >= _SHORT_PAGE_LINES and _is_page(live)
    prose = [i for i, row in enumerate(live) if is_text(row) and row.prose]
    if page and prose:
        comments = _thread(live)
        start, end = _widen(live[:comments], *_densest(live[:comments]))
        return Place(start, end, page=True, comments=comments)
    if not prose:
        prose = [i for i, row in enumerate(live) if is_text(row) and row.words >= 4]
    if not prose:
        return None
    pairs = [(a, b) for a, b in pairwise(prose) if b - a <= NEAR]
    first, last = (pairs[0][0], pairs[-1][1]) if pairs else (prose[0], prose[-1])
    return Place(first, last, page, extracted)


def _is_page(live: Sequence[Row]) -> bool:
    labels = sum(bool(row.kind) or row.short for row in live)
    counts = is_known if labels < _MENU_SHARE * len(live) else _is_furniture
    known = sum(counts(row) or bool(row.hint) for row in live)
    enough = known >= (_PAGE_KNOWN if len(live) >= _PAGE_LINES else _SHORT_PAGE_KNOWN)
    return labels >= _PAGE_SHARE * len(live) and enough


def _is_furniture(row: Row) -> bool:
    return row.kind == "furniture"


def is_known(row: Row) -> bool:
    """Whether words tell that a line is page furniture: numbers and strokes stand in tables and listings as well."""
    return row.kind == "furniture" and row.rule != "no-words"


def is_text(row: Row) -> bool:
    """Whether a line is running text as far as is known."""
    return not row.kind and not row.short and row.hint in ("", "author-note")


def lonely(live: Sequence[Row], i: int) -> bool:
    """Whether neither neighbour of line i is text."""
    return not any(0 <= k < len(live) and is_text(live[k]) for k in (i - 1, i + 1))


def _thread(live: Sequence[Row]) -> int | None:
    """Return where a thread of readers' comments begins; None without one, or where more text follows than precedes.

    Who says what, and buttons to reply, tell it; times do where a label announces comments.
    """
    told = [i for i, row in enumerate(live) if (row.rule or row.hint) in _SIGNED]
    timed = [i for i, row in enumerate(live) if row.kind == "dateline" and ":" in row.text]
    for chain in _chains(sorted({*told, *timed})):
        clear = [i for i in chain if i in told and not any(map(str.isdigit, live[i].text))]
        labelled = [i for i in chain if any(row.opens == "comments" for row in live[max(0, i - _LABEL) : i])]
        first = labelled[0] if labelled else clear[0] if len(clear) >= _THREAD else len(live)
        before, after = (sum(row.words for row in rows if is_text(row)) for rows in (live[:first], live[chain[-1] :]))
        if len([i for i in chain if i >= first]) >= _THREAD and before > after:
            return first
    return None


def _chains(places: Sequence[int]) -> Iterator[list[int]]:
    """Yield runs of lines of which none is far from the next."""
    chain: list[int] = []
    for i in places:
        if chain and i - chain[-1] > _COMMENT:
            yield chain
            chain = []
        chain.append(i)
    if chain:
        yield chain


def _densest(live: Sequence[Row]) -> tuple[int, int]:
    """Return the bounds of the stretches of adjoining paragraphs that carry the text of a saved page."""
    stretches: list[tuple[int, int, int]] = []
    for running, group in groupby(enumerate(live), key=lambda pair: is_text(pair[1])):
        if running:
            members = list(group)
            words = sum(row.words for _, row in members)
            stretches.append((words, members[0][0], members[-1][0]))
    stretches = _before_comments(live, stretches)
    most = max(words for words, _, _ in stretches)
    kept = [s for s in stretches if s[0] >= _SHARE * most and (s[2] > s[1] or s[0] == most)]
    main = next(n for n, stretch in enumerate(kept) if stretch[0] == most)
    first = last = main
    while first > 0 and _joins(kept[first - 1], kept[first][1] - kept[first - 1][2], most):
        first -= 1
    while last < len(kept) - 1 and _joins(kept[last + 1], kept[last + 1][1] - kept[last][2], most):
        last += 1
    return kept[first][1], kept[last][2]


def _joins(stretch: tuple[int, int, int], gap: int, most: int) -> bool:
    """Whether a stretch goes on with the text across a gap: what lists part from it must be long to be text."""
    return gap <= _GAP or stretch[0] >= _LARGE_SHARE * most


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
            near = [edge + step * k for k in range(1, NEAR + 1) if 0 <= edge + step * k < len(live)]
            found = next((k for n, k in enumerate(near) if _belongs(live[k], far=n >= _LABELS)), None)
            if found is None:
                break
            edge = found
        start, end = (edge, end) if step < 0 else (start, edge)
    return start, _behind_list(live, _behind_block(live, end))


def _belongs(row: Row, *, far: bool) -> bool:
    """Whether a paragraph beside the text is of it: one that some labels part from it must be longer than a teaser."""
    return is_text(row) and (row.words > TEASER if far else row.words >= LONG or row.quoted)


def _behind_block(live: Sequence[Row], end: int) -> int:
    """Return the last line of the text: a sentence, too, that nothing but links and pictures parts from it."""
    for i, row in enumerate(live[end + 1 : end + 1 + _BLOCK], start=end + 1):
        if is_text(row):
            return i if row.words >= _SENTENCE else end
        if row.kind not in ("furniture", "caption") or row.opens in ("comments", "end", "bio"):
            return end
    return end


def _behind_list(live: Sequence[Row], end: int) -> int:
    """Return the last line of a list that the last line of the text, or a clause below it, introduces with a colon."""
    lead = next((i for i in (end, end + 1) if i < len(live) and _introduces(live[i])), None)
    if lead is None:
        return end
    stop = next((i for i in range(lead + 1, len(live)) if live[i].kind or live[i].hint), len(live))
    return stop - 1 if stop - lead <= _LIST else end


def _introduces(row: Row) -> bool:
    return not row.kind and row.text.endswith(":") and row.words >= _CLAUSE
