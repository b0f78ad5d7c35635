"""What a lexicon misses: frequent words of a corpus that no entry catches, and the category each keeps company with."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import InputError
from framescope.lexicon.model import address
from framescope.measures.association import Contingency
from framescope.measures.keyness import keyness
from framescope.measures.logodds import log_odds_z_var4
from framescope.measures.reading import Bools, Ints, check_hits, read_view
from framescope.measures.reference import general_english

_COLUMNS = (
    "term", "count", "n_articles", "per_million", "log_ratio_walter", "nearest_by_context", "similarity",
    "nearest_by_company", "company_z",
)  # fmt: skip


def uncaught(
    corpus: Corpus,
    hits: pd.DataFrame,
    *,
    view: View | None = None,
    n: int = 50,
    min_count: int = 5,
    window: int = 5,
    reference: pd.Series[int] | None = None,
) -> pd.DataFrame:
    """List words of the corpus that are key but stand in no hit, with the category whose company they keep.

    Parameters
    ----------
    corpus, hits
        The corpus and the table `hits` of it.
    view
        What is read.
    n
        How many words.
    min_count
        Fewest occurrences outside hits.
    window
        Tokens on each side that are the context of a word or hit, within its article.
    reference
        Counts of other texts by term; by default `general_english`, against which names and topics are key.

    Returns
    -------
    DataFrame
        ``term, count`` (outside hits), ``n_articles, per_million, log_ratio_walter`` against the reference; the
        category ``nearest_by_context`` (cosine ``similarity`` of the words around, rare ones weighing more) and
        ``nearest_by_company`` (whose hits it stands near most beyond chance: ``company_z``, log-odds with prior,
        variance of four terms); null where no hit has a context. The greatest log-likelihood first.

    Raises
    ------
    InputError
        If `hits` are not of this corpus, or a number is less than one.

    Notes
    -----
    A candidate, not an entry: near a category stands also what is opposed to it. Words that an entry catches
    elsewhere count here only where it does not catch them.
    """
    if min(n, min_count, window) < 1:
        raise InputError(f"uncaught: n, min_count and window are at least 1; not {n}, {min_count} and {window}.")
    check_hits(corpus, hits)
    read = read_view(corpus, view).mask
    term = corpus.tokens.vocabulary.fold[corpus.tokens.term].astype(np.int64)
    owner, names = _owners(corpus, hits)
    free = read & (owner < 0)
    chosen = _key_words(corpus, term, free, (n, min_count), reference)
    places = np.full(len(corpus.tokens.vocabulary.forms), -1, dtype=np.int64)
    places[chosen.index.to_numpy()] = np.arange(len(chosen))
    row = np.where(free, places[term], -1)
    company = _contexts(corpus, np.where(owner >= 0, owner + len(chosen), row), term, read, window)
    words, categories = company[: len(chosen)], company[len(chosen) : len(chosen) + len(names)]
    table = chosen.reset_index(drop=True)
    weight = np.log(max(int(read.sum()), 1) / np.maximum(np.bincount(term[read], minlength=company.shape[1]), 1))
    table = _nearest(table, _cosines(words, categories, weight), names, ("nearest_by_context", "similarity"))
    near = np.asarray(categories[:, chosen.index.to_numpy()].todense(), dtype=np.float64).T
    together = _company_z(near, table["count"].to_numpy(np.float64), categories, int(read.sum()))
    table = _nearest(table, together, names, ("nearest_by_company", "company_z"))
    return table[list(_COLUMNS)]


def _owners(corpus: Corpus, hits: pd.DataFrame) -> tuple[Ints, list[str]]:
    """Return the category of each token that stands in a hit (the last one, where there are several), else -1."""
    labels = [
        address(set_, name)
        for set_, name in zip(hits["set"].astype("str"), hits["category"].astype("str"), strict=True)
    ]
    names = sorted(set(labels))
    code = np.array([names.index(label) for label in labels], dtype=np.int64)
    owner = np.full(len(corpus.tokens), -1, dtype=np.int64)
    token, length = hits["token"].to_numpy(np.int64), hits["n_tokens"].to_numpy(np.int64)
    for k in range(int(length.max(initial=0))):
        long = length > k
        owner[token[long] + k] = code[long]
    return owner, names


def _key_words(
    corpus: Corpus, term: Ints, free: Bools, wanted: tuple[int, int], reference: pd.Series[int] | None
) -> pd.DataFrame:
    """Return the words that are key, indexed by the id of their form."""
    n, min_count = wanted
    counts = np.bincount(term[free])
    ids = np.flatnonzero(counts >= min_count)
    forms = corpus.tokens.vocabulary.forms
    target = pd.Series(counts[ids], index=pd.Index([forms[i] for i in ids.tolist()], name="term", dtype="str"))
    scored = keyness(
        target, general_english() if reference is None else reference, measures=["ll_4term", "log_ratio_walter"],
        n_target=int(free.sum()),
    )  # fmt: skip
    key = scored[(scored["count_target"] > 0) & (scored["log_ratio_walter"] > 0)]
    key = key.sort_values(["ll_4term", "term"], ascending=[False, True], kind="stable").head(n)
    of_form = dict(zip(target.index, ids.tolist(), strict=True))
    key = key.assign(id=[of_form[name] for name in key["term"]]).set_index("id")
    article = corpus.tokens.article
    spread = [len(np.unique(article[free & (term == i)])) for i in key.index]
    renamed = key.rename(columns={"count_target": "count", "per_million_target": "per_million"})
    return renamed.assign(n_articles=spread)[["term", "count", "n_articles", "per_million", "log_ratio_walter"]]


def _contexts(corpus: Corpus, row: Ints, term: Ints, read: Bools, window: int) -> sparse.csr_array:
    """Return how often each form stands near each row; rows are words, then categories."""
    article = corpus.tokens.article
    rows, columns = [], []
    for step in range(1, window + 1):
        same = (article[step:] == article[:-step]) & read[step:] & read[:-step]
        for here, there in ((slice(step, None), slice(None, -step)), (slice(None, -step), slice(step, None))):
            kept = same & (row[here] >= 0)
            rows.append(row[here][kept])
            columns.append(term[there][kept])
    at = (np.concatenate(rows), np.concatenate(columns))
    shape = (int(row.max(initial=-1)) + 1, int(term.max(initial=-1)) + 1)
    return sparse.coo_array((np.ones(len(at[0])), at), shape=shape).tocsr()


def _cosines(a: sparse.csr_array, b: sparse.csr_array, weight: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    def unit(matrix: sparse.csr_array) -> sparse.csr_array:
        scaled = sparse.csr_array(matrix.log1p() @ sparse.diags_array(weight))
        norm = np.sqrt(np.asarray(scaled.power(2).sum(axis=1)).ravel())
        return sparse.csr_array(
            sparse.diags_array(np.divide(1, norm, out=np.zeros_like(norm), where=norm > 0)) @ scaled
        )

    return np.asarray((unit(a) @ unit(b).T).todense(), dtype=np.float64)


def _company_z(
    near: npt.NDArray[np.float64], counts: npt.NDArray[np.float64], categories: sparse.csr_array, n_tokens: int
) -> npt.NDArray[np.float64]:
    """Return, words x categories, the log-odds of a word near a category's hits against all of the text."""
    sizes = np.asarray(categories.sum(axis=1), dtype=np.float64).ravel()
    columns = [
        log_odds_z_var4(Contingency.of_counts(near[:, j], counts, max(size, near[:, j].max(initial=1)), n_tokens))
        for j, size in enumerate(sizes)
    ]
    return np.column_stack(columns) if columns else np.empty((len(near), 0))


def _nearest(
    table: pd.DataFrame, scores: npt.NDArray[np.float64], names: list[str], columns: tuple[str, str]
) -> pd.DataFrame:
    if not scores.shape[1]:
        return table.assign(**{columns[0]: None, columns[1]: np.nan})
    best = scores.argmax(axis=1)
    top = scores[np.arange(len(scores)), best]
    nearest = pd.Series([names[i] for i in best], dtype="str").where(top > 0)
    return table.assign(**{columns[0]: nearest, columns[1]: pd.Series(top).where(top > 0)})
