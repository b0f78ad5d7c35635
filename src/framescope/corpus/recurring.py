"""Lines an outlet repeats from article to article: furniture that no article alone can tell from its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope import schema
from framescope.corpus.model import Tokens
from framescope.corpus.shingles import Ints

RULE = "recurs-at-outlet"
_ZONE = schema.ZONES.index("furniture")
#: Columns of what is to be changed.
CHANGES = ("row", "document", "article_id", "start", "end", "value", "outlet", "n_documents")
_SAID = ("article_id", "start", "end", "value", "outlet", "n_documents")


@dataclass(frozen=True)
class Recurrence:
    """When a line that recurs at an outlet is its furniture.

    Attributes
    ----------
    documents, share
        In so many documents of the outlet, and in this share of them.
    long, long_documents, long_share
        The same for paragraphs of so many words and more: agencies repeat paragraphs of background, which are text.
    own
        Only documents are compared and changed of whose text this share stands in no other one: versions
        and copies of a story share their lines for another reason.
    """

    documents: int = 3
    share: float = 0.02
    long: int = 20
    long_documents: int = 5
    long_share: float = 0.3
    own: float = 0.5


class Part(NamedTuple):
    """Some of the documents that are compared: what `keyed_lines` says of theirs, and what else is asked of them.

    Attributes
    ----------
    keyed
        Their lines; rows are counted from the first of this part.
    sizes
        How many ``documents``, ``lines`` and ``articles`` there are.
    tables
        Gives their tables `documents` and `lines`; called only where a line recurs.
    """

    keyed: pd.DataFrame
    sizes: Mapping[str, int]
    tables: Callable[[], tuple[pd.DataFrame, pd.DataFrame]]


def recurring_lines(parts: Sequence[Part], articles: pd.DataFrame, rule: Recurrence | None = None) -> pd.DataFrame:
    """Find lines of text and headings that an outlet repeats at the beginning or end of its articles.

    Parameters
    ----------
    parts
        All documents. Lines are the same if their words are, whatever their case and marks.
    articles
        The table of all articles.
    rule
        When a line counts as repeated.

    Returns
    -------
    DataFrame
        One row per line to be called furniture: ``row`` (of `lines`), ``document`` (row of `documents`), ``article_id,
        start, end, value`` (the line)``, outlet, n_documents`` (in how many it stands). Lines a reader decided about,
        titles, lines that are all marks, and lines that text of the article's own surrounds on both sides are never
        among them.

    Notes
    -----
    A sentence that closes every report may still be meant: look at the lines of this rule on the audit
    page. An outlet with a handful of articles in the corpus tells nothing about what it repeats.
    """
    rule = rule or Recurrence()
    outlet = _outlets(articles, rule)
    firsts = list(_firsts(parts))
    of_outlets = [_of_outlets(part.keyed, first, outlet) for part, first in zip(parts, firsts, strict=True)]
    chosen = _recurring(pd.concat(of_outlets, ignore_index=True), rule)
    if chosen.empty:
        return no_changes()
    said = [_as_written(part, first, chosen) for part, first in zip(parts, firsts, strict=True)]
    named = chosen.assign(outlet=outlet.categories.to_numpy(dtype=object)[chosen["outlet"]])
    found = pd.concat([named.reset_index(drop=True), pd.concat(said, ignore_index=True)], axis=1)
    return found.astype(dict(no_changes().dtypes))[list(CHANGES)]


def _firsts(parts: Iterable[Part]) -> Iterator[dict[str, int]]:
    """Yield the number of the first document, line and article of each part."""
    first = dict.fromkeys(("documents", "lines", "articles"), 0)
    for part in parts:
        yield first
        first = {name: n + part.sizes[name] for name, n in first.items()}


def _as_written(part: Part, first: Mapping[str, int], chosen: pd.DataFrame) -> pd.DataFrame:
    """Return what the chosen lines of one part are and say."""
    row, document = first["lines"], first["documents"]
    own = chosen[(chosen["row"] >= row) & (chosen["row"] < row + part.sizes["lines"])]
    if own.empty:
        return no_changes()[["article_id", "start", "end", "value"]]
    documents, lines = part.tables()
    spans = lines.iloc[own["row"] - row][["article_id", "start", "end"]].astype({"article_id": "str"})
    text = documents["text"].iloc[own["document"] - document].tolist()
    values = [whole[a:b].strip() for whole, a, b in zip(text, spans["start"], spans["end"], strict=True)]
    return spans.assign(value=pd.Series(values, spans.index, dtype="str"))


def no_changes() -> pd.DataFrame:
    """Return what `recurring_lines` returns where there is nothing."""
    types = dict.fromkeys(CHANGES, "int64") | dict.fromkeys(("article_id", "value", "outlet"), "str")
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in types.items()})


def changed_lines(lines: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """Return the table `lines` with what `recurring_lines` found."""
    rows = changes["row"].to_numpy(dtype=np.int64)
    labels = {"kind": "furniture", "rule": RULE, "article_id": None}
    changed = {name: _with_value(lines[name], rows, value) for name, value in labels.items()}
    return schema.LINES.frame(lines.assign(**changed))


def changed_quotations(quotations: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """Return the table `quotations` with those in changed lines called furniture."""
    rows = np.flatnonzero(quotations["article_id"].isin(changes["article_id"]))
    spans = {name: list(zip(of_one["start"], of_one["end"], strict=True)) for name, of_one in _by_article(changes)}
    at = quotations.iloc[rows][["article_id", "start"]].itertuples(index=False)
    inside = [any(start <= place < end for start, end in spans[name]) for name, place in at]
    zone = _with_value(quotations["zone"], rows[np.array(inside, dtype=bool)], "furniture")
    return schema.QUOTATIONS.frame(quotations.assign(zone=zone))


#: The tables a repeated line changes, and how.
CHANGED = {"lines": changed_lines, "quotations": changed_quotations}


def changed_tables(tables: Mapping[str, pd.DataFrame], changes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the tables that what `recurring_lines` found changes."""
    return {name: change(tables[name], changes) for name, change in CHANGED.items()}


def _by_article(changes: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    for name, of_one in changes.groupby("article_id"):
        yield str(name), of_one


def _with_value(values: pd.Series[Any], rows: npt.NDArray[np.int64], value: str | None) -> pd.Categorical:
    categories, codes = values.cat.categories, values.cat.codes.to_numpy().astype(np.int32)
    if value is not None and value not in categories:
        categories = categories.append(pd.Index([value], dtype="str"))
    codes[rows] = -1 if value is None else categories.tolist().index(value)
    return pd.Categorical.from_codes(codes, categories=categories)


def rezone(tokens: Tokens, changes: pd.DataFrame) -> Tokens:
    """Return the tokens with the words of changed lines called furniture."""
    zone: npt.NDArray[np.uint8] = np.array(tokens.zone)
    for document, start, end in changes[["document", "start", "end"]].itertuples(index=False):
        first, last = tokens.documents[document], tokens.documents[document + 1]
        a, b = np.searchsorted(tokens.start[first:last], (start, end))
        zone[first + a : first + b] = _ZONE
    return replace(tokens, zone=zone)


def _outlets(articles: pd.DataFrame, rule: Recurrence) -> pd.Categorical[str]:
    """Return the outlet of each article, where the outlet has enough documents."""
    stated = articles.loc[articles["outlet"].notna(), ["document_id", "outlet"]]
    many = stated.groupby("outlet", observed=True)["document_id"].transform("nunique") >= rule.documents
    return pd.Categorical(stated.loc[many, "outlet"].astype("str").reindex(articles.index))


def _of_outlets(keyed: pd.DataFrame, first: Mapping[str, int], outlet: pd.Categorical[str]) -> pd.DataFrame:
    """Return the lines of outlets with enough documents, numbered as in the corpus, with their outlet."""
    of_article = outlet.codes[first["articles"] + keyed["article"].to_numpy()].astype(np.int32)
    moved = {"row": first["lines"], "document": first["documents"], "article": first["articles"]}
    numbered = {name: keyed[name] + np.int32(n) for name, n in moved.items()}
    return keyed.assign(outlet=of_article, **numbered).take(np.flatnonzero(of_article >= 0))


def _recurring(lines: pd.DataFrame, rule: Recurrence) -> pd.DataFrame:
    """Return the lines that are furniture of their outlet; what an outlet repeats is counted among its own lines."""
    document, outlet, size = (lines[name].to_numpy(dtype=np.int64) for name in ("document", "outlet", "size"))
    line, document = _codes(pd.factorize(lines["key"])[0], outlet), _codes(document, outlet)
    alone = np.where(_n_different(document, line) == 1, size, 0)
    own = np.bincount(document, alone)[document] / np.bincount(document, size)[document]
    rows = np.flatnonzero(own >= rule.own)
    compared, line, document, outlet = lines.take(rows), line[rows], document[rows], outlet[rows]
    n_documents = _n_different(document, line)
    share = n_documents / _n_different(document, outlet)
    often = (n_documents >= rule.documents) & (share >= rule.share)
    very_often = (n_documents >= rule.long_documents) & (share >= rule.long_share)
    recurs = pd.Series(often & (very_often | (compared["words"] < rule.long)), compared.index)
    holding = compared["article"].isin(compared.loc[recurs, "article"])
    at_an_edge = _at_an_edge(recurs[holding], compared.loc[holding, "article"])
    return compared.assign(n_documents=n_documents)[holding][at_an_edge].sort_values("row")


def _codes(one: Ints, other: Ints) -> Ints:
    """Return a number from 0 on for each pair of numbers, the same for equal ones."""
    codes: Ints = pd.factorize(one * (other.max(initial=0) + 1) + other)[0]
    return codes


def _n_different(values: Ints, of: Ints) -> Ints:
    """Return for each entry how many different values there are among those with the same `of`; all are `_codes`."""
    first = ~pd.Series(of * (values.max(initial=0) + 1) + values).duplicated().to_numpy()
    counts: Ints = np.bincount(of[first], minlength=1)
    return counts[of]


def _at_an_edge(recurs: pd.Series[bool], article: pd.Series[int]) -> pd.Series[bool]:
    """Tell the recurring lines between which and the beginning or end of their article stand none but such."""
    from_start = recurs.groupby(article).cummin()
    from_end = recurs[::-1].groupby(article[::-1]).cummin()[::-1]
    return from_start.astype(bool) | from_end.astype(bool)


def recurring_evidence(changes: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Yield a row of `evidence` for each line that `recurring_lines` found."""
    for article, start, end, value, outlet, n in changes[list(_SAID)].itertuples(index=False):
        where = (article.rpartition("#")[0], article, "furniture", value, "corpus", start, end)
        yield (*where, f"in {n} documents of {outlet}", "certain", True)
