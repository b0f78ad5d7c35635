"""Whom mentions mean, and who acts, as coders say: from codings to what shares over coded mentions need."""

from __future__ import annotations

import pandas as pd

from framescope.errors import expect
from framescope.framing.consensus import consensus

REFERENT, AGENT = "referent", "agent"


def coded_referents(codings: pd.DataFrame, *, set: str) -> pd.DataFrame:
    """Return what most coders say of the mentions of a naming set.

    Parameters
    ----------
    codings
        The table `codings` of units of the kind `mention`, with the elements ``referent`` and, for labels of
        events, ``agent`` (as in ``codebooks/naming-referents.yaml``).
    set
        The naming set.

    Returns
    -------
    DataFrame
        ``mention_id, referent, referent_by, agent``, one row per mention that was coded. Where as many coders
        say one thing as another the referent is ``unclear``; ``referent_by`` names coders and their kind.

    Raises
    ------
    UnknownNameError
        If nobody was asked for a referent.

    Notes
    -----
    A referent that coders agree on is a reading of the text, not a fact about the world: report their
    agreement beside it.
    """
    expect("codings", codings, pd.DataFrame, "fs.read_journal")
    of_set = codings[codings["unit_id"].str.endswith(f"/{set}")]
    chosen = codings if of_set.empty else of_set
    said = consensus(chosen, element=REFERENT)
    elements = sorted({str(name) for name in chosen["element"]})
    acts = consensus(chosen, element=AGENT)["value"] if AGENT in elements else pd.Series(dtype="str")
    kinds = chosen.drop_duplicates(["coder", "coder_kind"])[["coder", "coder_kind"]].astype("str").sort_values("coder")
    who = ", ".join(f"{name}: {kind}" for name, kind in kinds.itertuples(index=False))
    span = pd.Series(said.index, index=said.index).str.removesuffix(f"/{set}")
    mention = span.str.rsplit("-", n=1).str[0]
    contested = said["value"].isna() & (said["n_coders"] > 1)
    table = pd.DataFrame(
        {
            "mention_id": mention,
            "referent": said["value"].mask(contested, "unclear"),
            "referent_by": who,
            "agent": acts.reindex(said.index),
        }
    )
    return (table if len(of_set) else table.iloc[:0]).reset_index(drop=True)
