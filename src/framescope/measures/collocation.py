"""Collocation: how strongly words go with a node, from how often they stand near it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypedDict, Unpack, get_args

import numpy as np
import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View, select
from framescope.errors import InputError, expect, unknown_name
from framescope.measures.association import Contingency
from framescope.measures.near import Span, near_nodes
from framescope.measures.options import from_options
from framescope.measures.reading import Ints, hits_read
from framescope.measures.registry import chosen_measures
from framescope.measures.scores import score, sorted_by
from framescope.measures.significance import Adjustment

DEFAULT_MEASURES = ("log_dice", "ll_4term")
#: What a pair is scored from: together, the node's surroundings, the collocate, everything.
CELLS = ("o11", "f1", "f2", "n")


class CollocationOptions(TypedDict, total=False):
    """Options of `collocations`; see `CollocationSettings`."""

    min_count: int
    adjust: Adjustment | None
    alpha: float
    family: int | None


@dataclass(frozen=True)
class CollocationSettings:
    """What `collocations` can be told besides where to look.

    Attributes
    ----------
    min_count
        Fewest tokens near the node of a word that is shown.
    adjust, alpha, family
        As in `score_collocates`; words below `min_count` are no tests.
    """

    min_count: int = 1
    adjust: Adjustment | None = "holm"
    alpha: float = 0.05
    family: int | None = None

    def __post_init__(self) -> None:
        if self.min_count < 1:
            raise InputError(f"collocations: min_count is a count from 1 on; not {self.min_count!r}.")


def collocations(
    corpus: Corpus,
    hits: pd.DataFrame,
    *,
    window: Span = 5,
    measures: str | Sequence[str] = DEFAULT_MEASURES,
    view: View | None = None,
    across_quotations: bool = False,
    **options: Unpack[CollocationOptions],
) -> pd.DataFrame:
    """Score the company that hits keep.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The nodes: rows of the table `hits` of this corpus (of one label, say).
    window
        Tokens on each side of a node (5 is L5 to R5), or (to the left, to the right), or ``"sentence"``.
        It never leaves the article. A token that is not read takes up its place and is not counted.
    measures
        Names of measures (``fs.measures("collocation")`` lists them).
    view
        What is read: nodes whose first token is read, and of the other tokens those that are.
    across_quotations
        Whether the window goes on where a quotation begins or ends.
    **options
        See `CollocationSettings`.

    Returns
    -------
    DataFrame
        One row per word near a node: ``term`` (case-folded), ``o11`` (its tokens near a node), ``left``
        and ``right`` (those to a node's left and right; a token between two nodes is both), ``f1`` (all
        tokens near a node), ``f2`` (its tokens anywhere), ``n`` (all tokens), each without the nodes'
        own; ``n_articles`` (in which it stands near a node), ``n_nodes``, then as `score_collocates`.

    Raises
    ------
    UnknownNameError
        For a measure, an adjustment or an option nobody knows.
    InputError
        If the hits are not hits of this corpus, or the window is none.

    Notes
    -----
    Each token is counted once, however many nodes stand near it (surface co-occurrence: Evert 2008,
    Corpora and collocations), so that the two-by-two tables add up; `window_counts` counts pairs. `f1` is
    tokens near nodes, not nodes, as in CQPweb: tools that put the node's own frequency there (Sketch
    Engine) have a greater ``log_dice``. Near is not related: the words may belong to different clauses. A
    phrase that one story repeats looks like a habit: see ``n_articles``, and take one copy of each story.
    """
    settings = from_options(CollocationSettings, options, "option of collocations")
    counts = _counts(corpus, hits_read(corpus, hits, view), view, (window, across_quotations))
    shown = counts[counts["o11"] >= settings.min_count]
    told = {name: value for name, value in asdict(settings).items() if name != "min_count"}
    return score_collocates(shown, measures=measures, **told)


def score_collocates(
    counts: pd.DataFrame,
    *,
    measures: str | Sequence[str] = DEFAULT_MEASURES,
    adjust: Adjustment | None = "holm",
    alpha: float = 0.05,
    family: int | None = None,
) -> pd.DataFrame:
    """Score how strongly words go together, from counts.

    Parameters
    ----------
    counts
        One row per pair, with ``o11`` (together), ``f1`` (all places near the node: for windows, tokens
        in windows; for sentences, sentences with the node), ``f2`` (the collocate anywhere), ``n``
        (everything: tokens, or sentences). Other columns are kept. It is not changed.
    measures
        Names of measures (``fs.measures("collocation")`` lists them).
    adjust
        How p values are adjusted for the number of pairs, or None.
    alpha, family
        Of `lrc` and its like: one less the nominal coverage, and how many intervals are made (by
        default the pairs given).

    Returns
    -------
    DataFrame
        The columns given, ``e11`` (what `o11` would be by chance), a column per measure, ``p_<measure>``
        and ``p_<measure>_<adjust>`` where there is a p. By the first measure, highest first; ties by
        `o11`, then by the order given.

    Raises
    ------
    UnknownNameError
        For a measure or an adjustment nobody knows.
    InputError
        If a column is missing, a cell is no number, or the counts contradict each other (a pair more
        often together than either alone).

    Notes
    -----
    Formulas and sources: `measures`. A window counts a word once for every node it stands near, where
    windows overlap also more often: say how they were counted. Frequent words need log-likelihood to be
    high, rare ones MI: a single measure shows a single kind of company. The p take tokens for
    independent; a phrase of one story told five times is no habit of language.
    """
    expect("counts", counts, pd.DataFrame, "pd.DataFrame(...)")
    missing = [name for name in CELLS if name not in counts.columns]
    if missing:
        raise InputError(
            f"score_collocates: the table lacks the column(s) {', '.join(missing)}; a pair is scored from "
            f"{', '.join(CELLS)}."
        )
    chosen = chosen_measures(measures if isinstance(measures, str) else list(measures), "collocation")
    if not chosen:
        raise InputError('score_collocates: name at least one measure, as in measures=["log_dice"].')
    if adjust is not None and adjust not in get_args(Adjustment):
        raise unknown_name("adjustment", adjust, get_args(Adjustment))
    table = Contingency.of_margins(*(_numbers(counts, name) for name in CELLS))
    given = counts.reset_index(drop=True)
    options: dict[str, Any] = {"alpha": alpha, "family": family}
    scores = score(chosen, {"counts": table}, options=options, adjust=adjust)
    clash = [name for name in ("e11", *scores.columns) if name in given.columns]
    if clash:
        raise InputError(f"score_collocates: the table has the column(s) {', '.join(clash)} already; rename them.")
    return sorted_by(pd.concat([given.assign(e11=table.e11), scores], axis=1), chosen[0], "o11")


def _counts(corpus: Corpus, nodes: pd.DataFrame, view: View | None, where: tuple[Span, bool]) -> pd.DataFrame:
    """Return the cells of every word near a node."""
    near = near_nodes(corpus, nodes, span=where[0], across_quotations=where[1])
    tokens, vocabulary = corpus.tokens, corpus.tokens.vocabulary
    term = vocabulary.fold[tokens.term].astype(np.int64)
    read = select(corpus, view) & ~near.node

    def often(which: Any) -> Ints:
        return np.bincount(term[which & read], minlength=len(vocabulary)).astype(np.int64)

    together = often(near.left | near.right)
    used = np.flatnonzero(together)
    at = np.flatnonzero((near.left | near.right) & read)
    # One number for each word in each article.
    seen = np.unique((tokens.article[at] + np.int64(1)) * max(len(vocabulary), 1) + term[at]) % max(len(vocabulary), 1)
    table = pd.DataFrame(
        {
            "term": pd.Series([vocabulary.forms[i] for i in used.tolist()], dtype="str"),
            "o11": together[used],
            "left": often(near.left)[used],
            "right": often(near.right)[used],
            "f1": np.full(len(used), len(at), np.int64),
            "f2": often(np.ones(len(term), np.bool_))[used],
            "n": np.full(len(used), int(read.sum()), np.int64),
            "n_articles": np.bincount(seen, minlength=len(vocabulary)).astype(np.int64)[used],
            "n_nodes": np.full(len(used), len(nodes.drop_duplicates(["token", "n_tokens"])), np.int64),
        }
    )
    return table.sort_values("term", ignore_index=True)


def _numbers(counts: pd.DataFrame, name: str) -> Any:
    values = pd.to_numeric(counts[name], errors="coerce").to_numpy(np.float64, na_value=np.nan)
    wrong = np.flatnonzero(~(np.isfinite(values) & (values >= 0)))
    if len(wrong):
        raise InputError(f"score_collocates: {name} holds {counts[name].iloc[wrong[0]]!r}; it counts, from 0 on.")
    return values
