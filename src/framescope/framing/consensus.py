"""One answer per unit and question, where several coders gave one."""

from __future__ import annotations

import pandas as pd

from framescope.errors import expect, unknown_name
from framescope.schema import CODINGS


def consensus(codings: pd.DataFrame, *, element: str) -> pd.DataFrame:
    """Return what most coders answered to one question.

    Parameters
    ----------
    codings
        The table `codings`; each coder's first pass counts.
    element
        The question.

    Returns
    -------
    DataFrame
        Indexed by unit_id: ``value`` (null where as many said otherwise, or nobody could decide), ``n_coders``
        who answered, ``share`` of them with this answer.

    Raises
    ------
    UnknownNameError
        If nobody answered such a question.

    Notes
    -----
    A majority hides how contested a unit is: `share` tells. Ties are not broken.
    """
    expect("codings", codings, pd.DataFrame, "fs.read_journal")
    codings = CODINGS.frame(codings[list(CODINGS.columns)])
    known = sorted(set(codings["element"].astype("str")))
    if element not in known:
        raise unknown_name("element", element, known)
    first = codings["pass"] == codings.groupby(codings["coder"].astype("str"))["pass"].transform("min")
    said = codings[first & (codings["element"] == element)].drop_duplicates(["unit_id", "coder"])
    votes = said[said["value"].notna()].groupby(["unit_id", "value"]).size().rename("n").reset_index()
    total = votes.groupby("unit_id")["n"].sum()
    most = votes.groupby("unit_id")["n"].max()
    leading = votes[votes["n"] == votes["unit_id"].map(most)]
    single = leading[~leading.duplicated("unit_id", keep=False)].set_index("unit_id")["value"]
    units = pd.Index(sorted(set(said["unit_id"])), name="unit_id")
    n_coders = total.reindex(units).fillna(0).astype("int64")
    share = (most / total).reindex(units)
    return pd.DataFrame({"value": single.reindex(units), "n_coders": n_coders, "share": share})
