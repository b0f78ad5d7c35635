"""The quotations of a corpus with their words, for reading."""

from __future__ import annotations

import pandas as pd

from framescope.corpus.model import Corpus
from framescope.errors import expect


def quoted_passages(corpus: Corpus) -> pd.DataFrame:
    """List every quotation with its words.

    Returns
    -------
    DataFrame
        ``article_id, zone, kind, group, unclosed, start, end, text``, in the order of the corpus.
        Quotations of one `group` in an article are parts of one.
    """
    expect("corpus", corpus, Corpus, "fs.read_corpus")
    quotations = corpus.quotations
    document_of = corpus.articles.set_index("article_id")["document_id"].astype("str")
    texts = [
        " ".join(corpus.text(document_of[article_id])[start:end].split())
        for article_id, start, end in quotations[["article_id", "start", "end"]].itertuples(index=False)
    ]
    columns = ["article_id", "zone", "kind", "group", "unclosed", "start", "end"]
    return quotations[columns].assign(text=pd.Series(texts, dtype="str", index=quotations.index))
