"""Lines an outlet repeats from article to article: furniture that no article alone can tell from its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from framescope import schema
from framescope.corpus.linekeys import line_keys
from framescope.corpus.model import Tokens

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


#: Gives the tables `documents` and `lines` of a corpus part by part, from the beginning each time it is called.
Parts = Callable[[], Iterable[tuple[pd.DataFrame, pd.DataFrame]]]


def recurring_lines(
    parts: Parts, articles: pd.DataFrame, tokens: Tokens, rule: Recurrence | None = None
) -> pd.DataFrame:
    """Find lines of text and headings that an outlet repeats at the beginning or end of its articles.

    Parameters
    ----------
    parts
        The tables `documents` and `lines` of all documents; of a large corpus shard by shard.
    articles
        The table of all articles.
    tokens
        The tokens of all documents; lines are the same if their words are, whatever their case and marks.
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
    outlet_of = _outlets(articles, rule)
    if outlet_of.empty:
        return no_changes()
    counted = pd.concat([_counted_lines(*one, outlet_of, tokens) for one in _numbered(parts)], ignore_index=True)
    found = [_recurring(of_one, rule) for _, of_one in counted.groupby("outlet", sort=False)]
    chosen = (
        pd.concat([counted[:0].assign(n_documents=0), *found])
        .sort_values("row")
        .astype(dict.fromkeys(("row", "document", "n_documents"), "int64"))
    )
    if chosen.empty:
        return no_changes()
    said = [_as_written(*one, chosen) for one in _numbered(parts)]
    outlets = outlet_of.cat.categories.to_numpy(dtype=object)[chosen["outlet"]]
    chosen = pd.concat([chosen.reset_index(drop=True), pd.concat(said, ignore_index=True)], axis=1)
    return chosen.assign(outlet=outlets).astype({"article_id": "str", "outlet": "str"})[list(CHANGES)]


def _numbered(parts: Parts) -> Iterator[tuple[pd.DataFrame, pd.DataFrame, tuple[int, int]]]:
    """Yield each part with the numbers of its first document and its first line."""
    document = row = 0
    for documents, lines in parts():
        yield documents, lines, (document, row)
        document, row = document + len(documents), row + len(lines)


def _as_written(
    documents: pd.DataFrame, lines: pd.DataFrame, first: tuple[int, int], chosen: pd.DataFrame
) -> pd.DataFrame:
    """Return what the chosen lines of one part are and say."""
    document, row = first
    own = chosen[(chosen["row"] >= row) & (chosen["row"] < row + len(lines))]
    spans = lines.iloc[own["row"] - row][["article_id", "start", "end"]].astype({"article_id": "str"})
    text = documents["text"].iloc[own["document"] - document].tolist()
    values = [whole[a:b].strip() for whole, a, b in zip(text, spans["start"], spans["end"], strict=True)]
    return spans.assign(value=pd.Series(values, spans.index, dtype="str"))


def no_changes() -> pd.DataFrame:
    """Return what `recurring_lines` returns where there is nothing."""
    types = dict.fromkeys(CHANGES, "int64") | {"value": "str", "outlet": "str"}
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


def _recurring(lines: pd.DataFrame, rule: Recurrence) -> pd.DataFrame:
    """Return the lines of one outlet that are its furniture."""
    by_key, by_document = lines.groupby("key")["document"], lines.groupby("document")["size"]
    alone = lines["size"].where(by_key.transform("nunique") == 1, 0)
    own = alone.groupby(lines["document"]).transform("sum") / by_document.transform("sum")
    compared = lines[own >= rule.own]
    n_documents = compared.groupby("key")["document"].transform("nunique")
    share = n_documents / max(1, compared["document"].nunique())
    is_long = compared["words"] >= rule.long
    often = (n_documents >= rule.documents) & (share >= rule.share)
    very_often = (n_documents >= rule.long_documents) & (share >= rule.long_share)
    recurs = often & (~is_long | very_often)
    return compared.assign(n_documents=n_documents)[_at_an_edge(recurs, compared["article"])]


def _at_an_edge(recurs: pd.Series[bool], article: pd.Series[int]) -> pd.Series[bool]:
    """Tell the recurring lines between which and the beginning or end of their article stand none but such."""
    from_start = recurs.groupby(article).cummin()
    from_end = recurs[::-1].groupby(article[::-1]).cummin()[::-1]
    return from_start.astype(bool) | from_end.astype(bool)


def _outlets(articles: pd.DataFrame, rule: Recurrence) -> pd.Series[Any]:
    """Return the outlet of each article by article_id, where the outlet has enough documents."""
    stated = articles.loc[articles["outlet"].notna(), ["article_id", "document_id", "outlet"]]
    many = stated.groupby("outlet", observed=True)["document_id"].transform("nunique") >= rule.documents
    return stated[many].set_index("article_id")["outlet"].astype("str").astype("category")


def _counted_lines(
    documents: pd.DataFrame, lines: pd.DataFrame, first: tuple[int, int], outlet_of: pd.Series[Any], tokens: Tokens
) -> pd.DataFrame:
    """Return the lines of text of outlets with enough documents, with a key that is the same for the same words.

    Numbers are kept small: a large corpus has millions of lines.
    """
    named, holders = lines["article_id"].cat, lines["document_id"].cat
    article = outlet_of.index.get_indexer(named.categories)
    known = np.append(article >= 0, False)  # no article is code -1
    of_text = lines["kind"].isin(("body", "heading")) & (lines["rule"] != "decided")
    rows = np.flatnonzero(of_text & known[named.codes])
    articles = article[named.codes.to_numpy()[rows]]
    place = pd.Index(documents["document_id"]).get_indexer(holders.categories)[holders.codes.to_numpy()[rows]]
    starts, ends = (lines[name].to_numpy()[rows] for name in ("start", "end"))
    begin = np.cumsum(documents["n_chars"].to_numpy() + 1) - documents["n_chars"].to_numpy() - 1
    of_part = tokens.documents[first[0] : first[0] + len(documents) + 1]
    keys, words = line_keys(tokens, of_part, begin, begin[place] + starts, begin[place] + ends)
    columns = {
        "row": rows + first[1],
        "document": place + first[0],
        "article": articles,
        "outlet": outlet_of.cat.codes.to_numpy()[articles],
        "size": ends - starts,
        "words": words,
    }
    counted = pd.DataFrame({name: values.astype(np.int32) for name, values in columns.items()} | {"key": keys})
    return counted[words > 0]


def recurring_evidence(changes: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Yield a row of `evidence` for each line that `recurring_lines` found."""
    for article, start, end, value, outlet, n in changes[list(_SAID)].itertuples(index=False):
        where = (article.rpartition("#")[0], article, "furniture", value, "corpus", start, end)
        yield (*where, f"in {n} documents of {outlet}", "certain", True)
