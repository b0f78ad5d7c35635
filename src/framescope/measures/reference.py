"""General English to compare with, where a corpus has no other: rates from the package `wordfreq`."""

from __future__ import annotations

import numpy as np
import pandas as pd
import regex

from framescope.errors import InputError
from framescope.text.tokens import fold, written_form

#: wordfreq lumps numbers of a length together (0000 is every year): no counts of a term.
_LUMPED = regex.compile(r"\d\d")
#: Terms it cannot hold: those, numbers with a point or comma, and compounds, which wordfreq takes apart.
_LACKS = r"\d\d|\d[.,]\d|-|@|/"


def general_english(n_tokens: int = 1_000_000_000) -> pd.Series[int]:
    """Return nominal counts of general English, a reference for `keyness`.

    Parameters
    ----------
    n_tokens
        Nominal size of the reference in tokens. wordfreq gives rates, no counts, from several corpora
        (Wikipedia, subtitles, news, books, the web, Twitter, Reddit) up to 2021; the size is a choice.

    Returns
    -------
    Series of int
        Nominal counts by case-folded term, rates times `n_tokens`, rounded; those of 0 left out.
        ``attrs`` holds ``n_tokens``, ``note`` (which says that the size is nominal) and ``lacks`` (which
        terms it cannot hold; `keyness` marks them as not comparable).

    Raises
    ------
    InputError
        If wordfreq is not installed, or `n_tokens` is no whole number from 1 on.

    Notes
    -----
    Every statistic that grows with size (log-likelihood, chi-squared, z, p) grows with `n_tokens` up to
    that of the target: read effect sizes here. Numbers of two digits and more are not in it, nor are
    compounds with a hyphen (``US-backed``): they come out as key for that reason alone, and `keyness`
    marks them. Words rarer than one in 100 million are missing; rates come in steps of 2 %, and are older
    than the news compared with them.

    The data of wordfreq 3.1 (Speer 2022, doi:10.5281/zenodo.7199437) are under CC BY-SA 4.0, its code
    under Apache-2.0; nothing of it is contained in framescope.
    """
    if isinstance(n_tokens, bool) or not isinstance(n_tokens, (int, np.integer)) or n_tokens < 1:
        raise InputError(f"general_english: n_tokens is a whole number from 1 on; not {n_tokens!r}.")
    try:
        from wordfreq import get_frequency_dict
    except ImportError:
        raise InputError(
            "general_english needs the package wordfreq (58 MB): pip install wordfreq. "
            "Any Series of counts by term can be the reference instead."
        ) from None
    rates: dict[str, float] = {}
    for word, rate in get_frequency_dict("en", wordlist="large").items():
        if not _LUMPED.search(word):
            term = fold(written_form(word))
            rates[term] = rates.get(term, 0.0) + rate
    counts = pd.Series(rates, dtype=np.float64, name="count").mul(n_tokens).round().astype(np.int64)
    counts = counts[counts > 0].sort_index().rename_axis("term")
    counts.index = counts.index.astype("str")
    counts.attrs |= {"n_tokens": int(n_tokens), "note": "general English (wordfreq), nominal size", "lacks": _LACKS}
    return counts
