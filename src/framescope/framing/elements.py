"""Coded elements by article: how much of each article is coded with each function of a frame."""

from __future__ import annotations

import pandas as pd

from framescope.corpus.model import Corpus
from framescope.framing.answers import still_valid
from framescope.framing.consensus import consensus


def elements_by_article(corpus: Corpus, codings: pd.DataFrame) -> pd.DataFrame:
    """Return how many units of each article were coded with each element.

    Parameters
    ----------
    corpus
        The corpus, as it is now.
    codings
        The table `codings`; what most coders said counts (each coder's first pass).

    Returns
    -------
    DataFrame
        ``article_id, element, n_yes, n_units`` (decided), ``share``, in the order of the corpus; then ``coder_kinds``
        and ``tier``: ``not assessed`` here, since agreement is `fs.agreement`'s to say. Codings whose text has changed
        are left out.

    Notes
    -----
    A share of sentences is not a frame: a frame that one sentence sets may govern a whole article.
    """
    valid = still_valid(codings, corpus)
    kept = codings[valid["valid"].to_numpy()]
    article = valid.drop_duplicates("unit_id").set_index("unit_id")["article_id"]
    kinds = ", ".join(sorted(set(kept["coder_kind"].astype("str"))))
    rows = []
    for element in dict.fromkeys(kept["element"].astype("str")):
        said = consensus(kept, element=element)["value"].dropna()
        where = article.reindex(said.index)
        table = pd.DataFrame({"article_id": where.to_numpy(), "yes": (said == "yes").to_numpy()})
        found = table.groupby("article_id")["yes"].agg(n_yes="sum", n_units="size").reset_index()
        rows.append(found.assign(element=element))
    table = pd.concat(rows, ignore_index=True)
    order = {name: i for i, name in enumerate(corpus.articles["article_id"])}
    table = table.sort_values("article_id", key=lambda names: names.map(order), kind="stable", ignore_index=True)
    table["share"] = table["n_yes"] / table["n_units"]
    table = table.assign(coder_kinds=kinds, tier="not assessed")
    return table[["article_id", "element", "n_yes", "n_units", "share", "coder_kinds", "tier"]]
