"""Mentions: adjacent labels of one phrase name one referent once; whom, only a coder can say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import regex

from framescope.corpus.model import Corpus
from framescope.corpus.view import View, select
from framescope.errors import InputError, unknown_name
from framescope.measures.reading import check_hits, declared
from framescope.schema import MENTIONS

# "insurgents, terrorists" is a list of two, "insurgent “terrorists”" one phrase.
_APART = regex.compile(r"[,;:()\[\]{}–—…|]")
#: What a table of coded mentions must tell.
CODED = ("mention_id", "referent", "referent_by", "agent")


def mentions(
    corpus: Corpus,
    hits: pd.DataFrame,
    *,
    set: str,
    view: View | None = None,
    coded: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Join the hits of a naming set into mentions: adjacent labels of one phrase name one referent once.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The table `hits` of this corpus.
    set
        The naming set.
    view
        What is read; a mention counts if its first token is read. Labels are joined in the full text, so
        give all hits: hits filtered before cannot tell the half of a phrase from a phrase.
    coded
        Whom coders take mentions to mean, as `fs.coded_referents` gives it.

    Returns
    -------
    DataFrame
        The table `mentions`, in the order of the text. ``labels`` holds each label of the phrase once,
        joined by `` + ``; `voice` and `speaker` are those of the first word. Of mentions nobody
        coded, `referent` and `agent` are empty and `referent_by` is ``not coded``: who is meant, or acted, no
        rule here knows.

    Raises
    ------
    UnknownNameError
        If the lexicon has no such naming set.

    Notes
    -----
    Labels are adjacent if one begins at the token after the other ends and nothing that parts
    phrases stands between: no sentence boundary, comma, colon, bracket or dash. Two labels that
    `and` joins are two mentions, also where one group is meant.
    """
    table = joined_mentions(corpus, hits, set, coded)
    read = select(corpus, view)[table["token"].to_numpy(dtype=np.int64)]
    listed: pd.DataFrame = table.loc[read, list(MENTIONS.columns)]
    return listed.reset_index(drop=True)


def joined_mentions(
    corpus: Corpus, hits: pd.DataFrame, referent: str, coded: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the table `mentions` and the first token of each.

    Raises
    ------
    UnknownNameError
        If the lexicon has no such naming set.
    InputError
        If `coded` is no table of coded mentions, or speaks of one twice.
    """
    check_hits(corpus, hits)
    known = list(dict.fromkeys(set_ for set_, _ in declared(hits) if set_ != "categories"))
    if referent not in known:
        raise unknown_name("referent", referent, known)
    of_set = hits[(hits["set"] == referent).to_numpy()].sort_values(["token", "n_tokens"], kind="stable")
    phrase = np.cumsum(~_joined(corpus, of_set))
    grouped = of_set.assign(category=of_set["category"].astype("str")).groupby(phrase, sort=True)
    first = grouped.head(1).reset_index(drop=True)
    labels = [" + ".join(dict.fromkeys(names)) for names in grouped["category"].agg(list)]
    at = zip(first["document_id"].astype("str"), first["start"], strict=True)
    table = first.assign(
        mention_id=pd.Series([f"{name}@{start}" for name, start in at], dtype="str"),
        labels=pd.Series(labels, dtype="str"),
        end=grouped["end"].max().to_numpy(),
        referent=pd.Series(None, index=first.index, dtype="str"),
        referent_by="not coded",
        agent=pd.Series(None, index=first.index, dtype="str"),
    )
    table = table if coded is None else _with_codes(table, coded)
    return MENTIONS.frame(table[list(MENTIONS.columns)]).assign(token=first["token"])


def _with_codes(table: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    missing = [name for name in CODED if name not in coded.columns]
    if missing:
        raise InputError(f"coded: lacks the column(s) {', '.join(missing)}; fs.coded_referents makes it.")
    if coded["mention_id"].duplicated().any():
        twice = coded.loc[coded["mention_id"].duplicated(), "mention_id"].iloc[0]
        raise InputError(f"coded: mention {twice!r} stands twice; one answer each, as fs.coded_referents gives it.")
    found = coded.set_index("mention_id").reindex(table["mention_id"]).reset_index()
    said = found["referent"].notna() | found["agent"].notna()
    return table.assign(
        referent=found["referent"].astype("str"),
        referent_by=found["referent_by"].astype("str").where(said, "not coded"),
        agent=found["agent"].astype("str"),
    )


def _joined(corpus: Corpus, hits: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which hits go on with the phrase of the one before them."""
    token, past = hits["token"].to_numpy(np.int64), (hits["token"] + hits["n_tokens"]).to_numpy(np.int64)
    joined = np.zeros(len(hits), dtype=np.bool_)
    joined[1:] = (token[1:] <= past[:-1]) & ~corpus.tokens.breaks[token[1:]]
    start, end = hits["start"].to_numpy(np.int64), hits["end"].to_numpy(np.int64)
    documents = hits["document_id"].astype("str").to_numpy()
    for i in np.flatnonzero(joined):
        if documents[i] != documents[i - 1] or _APART.search(corpus.text(documents[i]), end[i - 1], start[i]):
            joined[i] = False
    return joined
