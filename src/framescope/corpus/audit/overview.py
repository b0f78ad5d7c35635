"""The corpus at a glance: how much of each kind, and which documents are unlike the others."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from framescope.corpus.doubts import contradictions
from framescope.corpus.model import Corpus
from framescope.schema import DEFAULT_ZONES, LINE_KINDS


def kind_counts(corpus: Corpus) -> pd.DataFrame:
    """Return lines, characters and share of all characters of each kind that occurs, in the order of `LINE_KINDS`."""
    lines = corpus.lines
    sizes = (lines["end"] - lines["start"]).groupby(lines["kind"].astype("str")).agg(["size", "sum"])
    sizes = sizes.reindex([kind for kind in LINE_KINDS if kind in sizes.index]).astype("int64")
    total = max(1, int(sizes["sum"].sum()))
    return pd.DataFrame(
        {"kind": list(sizes.index), "lines": sizes["size"], "characters": sizes["sum"], "share": sizes["sum"] / total}
    ).reset_index(drop=True)


def document_overview(corpus: Corpus) -> pd.DataFrame:
    """Return one row per document, in the order of the corpus.

    Returns
    -------
    DataFrame
        ``document_id, lines, size`` (characters)``, share`` (of its characters that an analysis
        reads)``, unusual`` (how far that is from the median of the corpus)``, remarks``.
    """
    bounds = corpus.first_lines
    size = (corpus.lines["end"] - corpus.lines["start"]).to_numpy()
    read = np.where(corpus.lines["kind"].isin(DEFAULT_ZONES), size, 0)
    decided = (corpus.lines["rule"] == "decided").to_numpy()
    upto = np.zeros((len(size) + 1, 3), np.int64)
    np.cumsum(np.column_stack([size, read, decided]), axis=0, out=upto[1:])
    sums = np.diff(upto[bounds], axis=0)
    share = sums[:, 1] / np.maximum(1, sums[:, 0])
    names = corpus.documents["document_id"]
    counted = pd.DataFrame(
        {
            "articles": corpus.articles["document_id"].value_counts().reindex(names, fill_value=0).to_numpy(),
            "doubtful": _doubtful(corpus).reindex(names, fill_value=0).to_numpy(),
            "contradicted": _contradicted(corpus).reindex(names, fill_value="").to_numpy(),
            "decided": sums[:, 2],
        }
    )
    return pd.DataFrame(
        {
            "document_id": names.to_numpy(),
            "lines": np.diff(bounds),
            "size": sums[:, 0],
            "share": share,
            "unusual": np.abs(share - np.median(share)) if len(share) else share,
            "remarks": ["; ".join(_remarks(*row)) for row in counted.itertuples(index=False)],
        }
    )


def _doubtful(corpus: Corpus) -> pd.Series[int]:
    evidence = corpus.evidence
    doubted = evidence[(evidence["field"] == "boundary") & (evidence["confidence"] != "certain")]
    return doubted["document_id"].astype("str").value_counts()


def _contradicted(corpus: Corpus) -> pd.Series[str]:
    """Return the fields on which sources contradict each other, by document."""
    found = contradictions(corpus.evidence)
    documents = found["article_id"].str.replace(r"#\d+$", "", regex=True)
    return found["field"].groupby(documents).agg(lambda fields: ", ".join(dict.fromkeys(fields)))


def _remarks(articles: int, doubtful: int, contradicted: str, decided: int) -> Iterator[str]:
    if articles != 1:
        yield f"{articles or 'no'} article{'s' * (articles > 1)}"
    if doubtful:
        yield f"{doubtful} possible beginning{'s' * (doubtful > 1)} to decide"
    if contradicted:
        yield f"sources contradict each other on {contradicted}"
    if decided:
        yield f"{decided} line{'s' * (decided > 1)} decided by a reader"
