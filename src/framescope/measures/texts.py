"""Words of texts that stand in no corpus, such as a column of a table: a reference, or a first look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from framescope.errors import InputError
from framescope.measures.counts import TermCounts
from framescope.measures.reading import ARTICLE_KEYS, NOT_STATED
from framescope.measures.terms import term_matrix
from framescope.text.batch import tokenize_many
from framescope.text.tokens import fold_all


def count_texts(texts: Iterable[str], *, names: Sequence[str] | None = None, case: bool = False) -> TermCounts:
    """Count the terms of bare texts, each an article of its own.

    Parameters
    ----------
    texts
        Texts: a list, an array, a Series or any iterable of strings.
    names
        What the texts are called, each differently; by default ``text 0``, ``text 1`` and so on.
    case
        Tell forms apart by case (``US`` and ``us``); else case-folded forms are counted.

    Returns
    -------
    TermCounts
        As `count_terms` returns; all that is known of an article is its name.

    Raises
    ------
    InputError
        If there is a single text instead of several, something that is no text, or if names are too few, too many or
        given twice.

    Notes
    -----
    Every text is read whole and as it is: no furniture is left out, no quotation is told from the words around it,
    every copy counts and is taken for a story of its own. For articles use `read_corpus` and `count_terms`.

    Examples
    --------
    >>> counts = count_texts(["The rebels left.", "The city fell."])
    >>> counts.totals.to_dict()
    {'city': 1, 'fell': 1, 'left': 1, 'rebels': 1, 'the': 2}
    """
    if isinstance(texts, (str, bytes)):
        raise InputError("count_texts takes several texts, such as a list or a column; not one string.")
    listed = list(texts)
    for i, text in enumerate(listed):
        if not isinstance(text, str):
            raise InputError(f"count_texts: text {i} is no string but {text!r}. Leave it out, or write ''.")
    named = [f"text {i}" for i in range(len(listed))] if names is None else list(map(str, names))
    if len(named) != len(listed) or len(set(named)) < len(named):
        raise InputError(f"count_texts: {len(listed)} texts need as many names, each different.")
    batch = tokenize_many(listed, offsets=False)
    written = batch.types if case else fold_all(batch.types)
    articles = pd.DataFrame(NOT_STATED, index=range(len(named)), columns=list(ARTICLE_KEYS), dtype="str")
    articles = articles.assign(article_id=named, document_id=named, copy_group="unique", story=named).astype("str")
    return TermCounts(*term_matrix(batch.term, batch.bounds, written), articles)
