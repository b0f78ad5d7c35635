"""Words of a corpus that a lexicon nearly found: mostly misspellings and inflections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.lexicon.check import folded_words
from framescope.text.tokens import bare

_SHORTEST = 5


def near_misses(corpus: Corpus, hits: pd.DataFrame, *, shortest: int = _SHORTEST) -> pd.DataFrame:
    """List forms of the corpus that are one edit away from a word of a hit, and in no hit themselves.

    An edit is a letter left out, put in, exchanged, or swapped with its neighbour (Damerau 1964,
    Communications of the ACM 7(3), 171-176). Nothing is counted as a hit.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        Columns ``token, n_tokens`` of `schema.HITS`.
    shortest
        Letters that the matched word has at least; shorter words have too many neighbours.

    Returns
    -------
    DataFrame
        Columns ``form, count`` (case-folded, without a possessive, and how often it stands in the corpus), ``near,
        near_count`` (the matched word it resembles; the most frequent one if there are several),
        ``ending`` (True if the two differ only after their common beginning, by one last letter:
        mostly inflection or a plural the lexicon leaves out on purpose), ``document_id, start, end``
        (its first place). Likely misspellings come first: not an ending, same first letter, a long
        word (short ones have real neighbours), rare beside the word it resembles.

    Notes
    -----
    Most rows are other words of the language (*touted*, *routed*). Forms with a digit are left out.
    """
    matched = {bare(word) for form in set(folded_words(corpus, hits)) for word in form.split(" ")}
    found = _forms(corpus)
    targets = [word for word in sorted(matched) if len(word) >= shortest and word.isalpha()]
    variants = _by_variant(targets)
    rows = []
    for form, (count, token) in found.items():
        if form in matched or not form.isalpha() or len(form) < shortest - 1:
            continue
        near = [word for word in _candidates(form, variants) if _one_edit(form, word)]
        if near:
            best = max(near, key=lambda word: (found[word][0], word))
            rows.append((form, count, best, found[best][0], _is_ending(form, best), token))
    return _located(corpus, rows)


def _forms(corpus: Corpus) -> dict[str, tuple[int, int]]:
    """Return the case-folded forms of a corpus without possessives: how often, and the first token of each."""
    vocabulary = corpus.tokens.vocabulary
    fold, first, count = np.unique(vocabulary.fold[corpus.tokens.term], return_index=True, return_counts=True)
    forms: dict[str, tuple[int, int]] = {}
    for i, token, n in zip(fold.tolist(), first.tolist(), count.tolist(), strict=True):
        form = bare(vocabulary.forms[i])
        earlier = forms.get(form, (0, token))
        forms[form] = (earlier[0] + n, min(earlier[1], token))
    return forms


def _by_variant(words: Iterable[str]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for variant in _variants(word):
            table[variant].append(word)
    return table


def _variants(word: str) -> set[str]:
    """Return the word and every word with one letter less: two words one edit apart share one of these."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _candidates(form: str, variants: dict[str, list[str]]) -> set[str]:
    return {word for variant in _variants(form) for word in variants.get(variant, ())}


def _one_edit(a: str, b: str) -> bool:
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return len(a) + len(b) == 1 or len(a) == len(b) == 1 or (len(a) == 2 and a == b[::-1])


def _is_ending(a: str, b: str) -> bool:
    common = min(len(a), len(b), max(len(a), len(b)) - 1)
    return a[:common] == b[:common]


def _located(corpus: Corpus, rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["form", "count", "near", "near_count", "ending", "token"])
    token = table["token"].to_numpy(dtype=np.int64)
    start = corpus.tokens.start[token]
    document = np.searchsorted(corpus.tokens.documents, token, side="right") - 1
    form, near = table["form"].astype("str"), table["near"].astype("str")
    order = pd.DataFrame(
        {
            "ending": table["ending"].astype("bool"),
            "initial": form.str[:1] != near.str[:1],
            "length": -near.str.len(),
            "share": table["count"].astype("int64") / table["near_count"].astype("int64"),
            "form": form,
        }
    ).sort_values(["ending", "initial", "length", "share", "form"])
    table = table.drop(columns="token").assign(
        document_id=corpus.documents["document_id"].to_numpy()[document],
        start=start,
        end=start + corpus.tokens.length[token],
    )
    kinds = {"form": "str", "near": "str", "document_id": "str", "count": "int64", "near_count": "int64"}
    return table.loc[order.index].astype({**kinds, "ending": "bool"}).reset_index(drop=True)
