"""What is reused below a whole story: passages that several articles print, where, and who had them first."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from framescope.corpus.dates import day_spans
from framescope.corpus.model import Corpus
from framescope.corpus.view import select, stories
from framescope.errors import InputError, expect
from framescope.masking import mask_emails
from framescope.measures.reading import Ints

#: Two stretches of one article are the same passage if they have this share of the longer one in common.
_SAME = 0.5
_PLACES = ["passage", "article_id", "outlet", "date", "story", "start", "end", "n_tokens", "may_be_first"]
_NUMBERS = ["passage", "n_tokens", "n_articles", "n_stories", "n_outlets"]
_COLUMNS = [*_NUMBERS, "outlets", "first_article", "first_outlet", "first_date", "order", "text"]


def shared_passages(corpus: Corpus, *, min_articles: int = 2) -> pd.DataFrame:
    """List passages that several stories print: press releases, agency paragraphs, an outlet's own background.

    Parameters
    ----------
    corpus
        The corpus, with its table `copies`.
    min_articles
        Fewest articles in which a passage stands.

    Returns
    -------
    DataFrame
        One row per passage, those in the most outlets first: ``passage`` (a number, as in `passage_places`),
        ``n_tokens`` (of its longest version), ``n_articles``, ``n_stories`` (copies of one story are one),
        ``n_outlets`` and ``outlets`` (where stated, by name), ``first_article``, ``first_outlet`` and ``first_date``
        (null where the dates do not decide), ``order`` (what they say, in words), and ``text`` (of the
        longest version; e-mail addresses masked).

    Raises
    ------
    InputError
        If `min_articles` is below 2.

    Notes
    -----
    Pairs of one copy group are left out: there the whole story is reused. Stretches that `copies` joins are one
    passage, also over several steps; two stretches of one article are the same passage if they have half of the
    longer one in common.

    An article is the first only if all others are certainly later: on a later day, with every date known. It
    is the first *of this corpus*: what an agency sent to all of them may stand in none. Passages under 20
    words, and most pairs in a crowd (see `find_copies`), are not in `copies` and cannot be listed here.
    """
    if min_articles < 2:
        raise InputError(f"min_articles is a number from 2 on; not {min_articles!r}.")
    places = passage_places(corpus)
    places = places[places.groupby("passage")["passage"].transform("size") >= min_articles]
    dtypes = {name: "int64" if name in _NUMBERS else "str" for name in _COLUMNS}
    table = _summary(corpus, places).astype(dtypes)[_COLUMNS]
    order = ["n_outlets", "n_articles", "n_tokens", "passage"]
    return table.sort_values(order, ascending=[False, False, False, True], ignore_index=True)


def passage_places(corpus: Corpus) -> pd.DataFrame:
    """List every place at which a shared passage stands.

    Returns
    -------
    DataFrame
        ``passage``; ``article_id, outlet, date, story``; ``start, end`` (offsets into the document) and
        ``n_tokens``; ``may_be_first``: False where another article certainly is of an earlier day. One row per
        passage and article, its longest stretch there. Passages are numbered by article_id and start of
        their first place.
    """
    expect("corpus", corpus, Corpus, "fs.read_corpus")
    spans = _spans(corpus)
    by_length = spans.loc[(spans["start"] - spans["end"]).sort_values(kind="stable").index]
    longest = by_length.drop_duplicates(["passage", "article_id"])
    places = longest.sort_values(["passage", "article_id"], ignore_index=True)
    known = corpus.articles.assign(story=stories(corpus)).set_index("article_id")
    places = places.join(known[["outlet", "date", "story"]], on="article_id")
    days = day_spans(places["date"])
    # NaT: an article without a date may be the first, and cannot show that another one is not.
    earliest = days["last"].groupby(places["passage"]).transform("min")
    places["may_be_first"] = ~(days["first"] > earliest)
    return places.assign(n_tokens=_n_tokens(corpus, places))[_PLACES]


def _spans(corpus: Corpus) -> pd.DataFrame:
    """Return the stretches of articles that `copies` joins below whole stories, with the passage of each."""
    group = corpus.articles.set_index("article_id")["copy_group"].astype("str")
    copies = corpus.copies.astype({"article_a": "str", "article_b": "str"})
    one_story = copies["article_a"].map(group) == copies["article_b"].map(group)
    copies = copies[~one_story]
    sides = [
        copies[[f"article_{side}", f"start_{side}", f"end_{side}"]].set_axis(["article_id", "start", "end"], axis=1)
        for side in "ab"
    ]
    both = pd.concat(sides, ignore_index=True)
    spans = both.drop_duplicates().sort_values(["article_id", "start", "end"], ignore_index=True)
    place = pd.MultiIndex.from_frame(spans).get_indexer(pd.MultiIndex.from_frame(both))
    i, j = _overlapping(spans)
    i, j = np.concatenate([place[: len(copies)], i]), np.concatenate([place[len(copies) :], j])
    graph = sparse.coo_array((np.ones(len(i), np.int8), (i, j)), shape=(len(spans), len(spans)))
    _, passage = connected_components(graph, directed=False)
    return spans.assign(passage=pd.factorize(passage)[0] + 1)


def _overlapping(spans: pd.DataFrame) -> tuple[Ints, Ints]:
    """Return pairs of stretches of one article that are the same passage; stretches come by article and start."""
    article = pd.factorize(spans["article_id"])[0]
    start, end = spans["start"].to_numpy(np.int64), spans["end"].to_numpy(np.int64)
    before, after = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for k in range(1, len(spans)):
        meet = (article[k:] == article[:-k]) & (start[k:] < end[:-k])
        if not meet.any():
            break
        common = np.minimum(end[k:], end[:-k]) - start[k:]
        longer = np.maximum(end[k:] - start[k:], end[:-k] - start[:-k])
        found = np.flatnonzero(meet & (common >= _SAME * longer))
        before.append(found)
        after.append(found + k)
    return np.concatenate(before), np.concatenate(after)


def _n_tokens(corpus: Corpus, places: pd.DataFrame) -> Ints:
    """Return the tokens in title, headings and body of each stretch."""
    tokens = corpus.tokens
    names = corpus.articles.set_index("article_id")["document_id"].astype("str")
    document = pd.Index(corpus.documents["document_id"]).get_indexer(pd.Index(places["article_id"].map(names)))
    counts = []
    for row, start, end in zip(document, places["start"], places["end"], strict=True):
        first, past = tokens.documents[row], tokens.documents[row + 1]
        lo, hi = first + np.searchsorted(tokens.start[first:past], [start, end])
        counts.append(int(select(corpus, at=np.arange(lo, hi)).sum()))
    return np.array(counts, dtype=np.int64)


def _summary(corpus: Corpus, places: pd.DataFrame) -> pd.DataFrame:
    """Return one row per passage."""
    by_passage = places.groupby("passage")
    longest = places.loc[by_passage["n_tokens"].idxmax()].set_index("passage")
    names = places.dropna(subset="outlet").drop_duplicates(["passage", "outlet"]).sort_values("outlet")
    maybe = places[places["may_be_first"]]
    earliest = maybe.drop_duplicates("passage").set_index("passage")
    n_maybe = maybe.groupby("passage").size()
    n_first_outlets = maybe.groupby("passage")["outlet"].nunique(dropna=False)
    texts = [
        mask_emails(" ".join(corpus.text(article_id.rsplit("#", 1)[0])[start:end].split()))
        for article_id, start, end in longest[["article_id", "start", "end"]].itertuples(index=False)
    ]
    columns = {
        "n_tokens": longest["n_tokens"],
        "n_articles": by_passage.size(),
        "n_stories": by_passage["story"].nunique(),
        "n_outlets": by_passage["outlet"].nunique(),
        "outlets": names.groupby("passage")["outlet"].agg(", ".join),
        "first_article": earliest["article_id"].where(n_maybe == 1),
        "first_outlet": earliest["outlet"].where(n_first_outlets == 1),
        "first_date": earliest["date"].where(n_maybe == 1),
        "order": _order(maybe, by_passage.size()),
        "text": pd.Series(texts, index=longest.index, dtype="str"),
    }
    return pd.DataFrame(columns, index=longest.index).reset_index()


def _order(maybe: pd.DataFrame, n_articles: pd.Series[int]) -> pd.Series[str]:
    """Return in words what the dates say about who had each passage first."""
    by_passage = maybe.groupby("passage")
    undated = by_passage["date"].agg(lambda dates: int(dates.isna().sum()))
    dates = by_passage["date"].agg(lambda dates: sorted(dates.dropna().unique()))
    said = [
        _said(n, of, without, known)
        for n, of, without, known in zip(by_passage.size(), n_articles, undated, dates, strict=True)
    ]
    return pd.Series(said, index=n_articles.index, dtype="str")


def _said(n_maybe: int, n_articles: int, undated: int, dates: list[str]) -> str:
    if n_maybe == 1:
        return "one article is earlier than all others"
    if undated == n_articles:
        return "no article has a date"
    said = f"{n_maybe} of {n_articles} articles may be the first"
    if undated:
        return f"{said}: {undated} without a date"
    return f"{said}: all of {dates[0]}" if len(dates) == 1 else f"{said}: dates {', '.join(dates)} overlap"
