"""Where a shared passage ends, another article may begin: what copies tell about documents that hold several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

# The other article stands in this one but for so much, and this one holds so much besides.
_INSIDE, _BESIDES = 0.8, 0.8
# So much text of this article alone makes more than a note: lines, characters.
_LINES, _CHARACTERS = 2, 250
_COUNTED = ("title", "heading", "body")


class _Line(NamedTuple):
    start: int
    end: int
    kind: str


def glued_evidence(
    documents: pd.DataFrame, lines: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame
) -> list[tuple[Any, ...]]:
    """Return, as rows of `evidence`, the lines at which a shared passage says that an article may begin.

    Parameters
    ----------
    documents, lines, articles, copies
        The tables of a corpus, of all its documents.

    Notes
    -----
    Where nearly all of one article stands in another that goes on with text of its own, the longer one
    may hold two articles, or the shorter one be cut short. The passage cannot tell which, so every
    row is uncertain: a reader decides, in ``corrections.yaml``.
    """
    found: dict[tuple[str, int], tuple[Any, ...]] = {}
    suspects = list(_containers(copies))
    if not suspects:
        return []
    texts = documents.set_index("document_id")["text"]
    document_of = dict(zip(articles["article_id"], articles["document_id"].astype("str"), strict=True))
    chosen = lines[lines["article_id"].isin({name for name, _, _ in suspects})]
    own = {str(name): [_Line(*row) for row in of_one.itertuples(index=False)] for name, of_one in _lines(chosen)}
    for name, start, end in suspects:
        for line, rule in _beginnings(own[name], start, end):
            document = document_of[name]
            value = str(texts.loc[document])[line.start : line.end].strip()
            where = (document, name, "boundary", value, "corpus", line.start, line.end)
            found.setdefault((document, line.start), (*where, rule, "uncertain", True))
    return [found[place] for place in sorted(found)]


def holding_others(copies: pd.DataFrame) -> set[str]:
    """Return the articles that hold another one and more: `glued_evidence` looks at their documents alone."""
    return {name for name, _, _ in _containers(copies)}


def _containers(copies: pd.DataFrame) -> Iterator[tuple[str, int, int]]:
    """Yield each article that holds another one and more, with the span of what they share."""
    for x, y in (("a", "b"), ("b", "a")):
        holds = copies[(copies[f"containment_{y}"] >= _INSIDE) & (copies[f"containment_{x}"] <= _BESIDES)]
        pairs = holds.astype({"article_a": "str", "article_b": "str"}).groupby(["article_a", "article_b"], sort=True)
        spans = pairs.agg(start=(f"start_{x}", "min"), end=(f"end_{x}", "max")).reset_index()
        yield from spans[[f"article_{x}", "start", "end"]].itertuples(index=False, name=None)


def _lines(lines: pd.DataFrame) -> Iterator[tuple[Any, pd.DataFrame]]:
    counted = lines[lines["kind"].isin(_COUNTED)]
    columns = counted[["start", "end", "kind"]].astype({"kind": "str"})
    yield from columns.groupby(counted["article_id"].astype("str"), sort=False)


def _beginnings(lines: list[_Line], start: int, end: int) -> Iterator[tuple[_Line, str]]:
    """Yield the first line behind a passage, and the first one of it, where enough stands beyond."""
    before = [line for line in lines if line.end <= start]
    after = [line for line in lines if line.start >= end]
    if _enough(after):
        yield after[0], "shared-passage-ends"
    if _enough(before) and len(before) < len(lines):
        # The headline of what begins here need not be shared.
        heads = before[-1].kind == "heading"
        yield (before[-1] if heads else lines[len(before)]), "shared-passage-begins"


def _enough(lines: list[_Line]) -> bool:
    text = [line for line in lines if line.kind == "body"]
    return len(text) >= _LINES and sum(line.end - line.start for line in text) >= _CHARACTERS
