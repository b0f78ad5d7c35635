"""Cues: wordings that point to passages in which a frame may define a problem, blame, judge or recommend.

A cue is a reason to read a passage. It is not the function, let alone the frame (Entman 1993; Matthes
and Kohring 2008).
"""

from __future__ import annotations

import pandas as pd

from framescope.corpus.model import Corpus
from framescope.corpus.view import View
from framescope.errors import expect
from framescope.lexicon.model import CATEGORIES, Lexicon
from framescope.measures.concordance import concordance
from framescope.measures.frequency import absences, frequency
from framescope.measures.reading import check_hits

#: In the order in which Entman (1993, p. 52) names them; then devices, for which no function is claimed.
FUNCTIONS = ("problem", "cause", "evaluation", "remedy", "device")


def cues(corpus: Corpus, hits: pd.DataFrame, lexicon: Lexicon, *, view: View | None = None) -> pd.DataFrame:
    """List the sentences that hold a wording of a category with a function.

    Parameters
    ----------
    corpus
        The corpus.
    hits
        The table `hits` of this corpus and lexicon.
    lexicon
        Names the function of each category.
    view
        What is read.

    Returns
    -------
    DataFrame
        One row per sentence and function, in the order of the functions and of the text: ``function``,
        ``article_id``, ``voice`` (of the first cue), ``cues`` (as written), ``categories``, ``sentence``,
        ``document_id``, ``start`` and ``end`` (of the first cue).

    Notes
    -----
    Says nothing of passages without such a word, and a sentence that denies a claim holds its cue too.
    """
    expect("lexicon", lexicon, Lexicon, "fs.read_lexicon")
    check_hits(corpus, hits)
    function_of = {name: category.function for name, category in lexicon.by_name().items()}
    of_category = hits["category"].astype("str").map(function_of)
    chosen = hits[(hits["set"] == CATEGORIES) & of_category.notna()]
    lines = concordance(corpus, chosen, context="sentence", sort="document", view=view)
    lines["function"] = pd.Categorical(lines["category"].astype("str").map(function_of), FUNCTIONS, ordered=True)
    lines["sentence"] = (lines["left"] + lines["node"] + lines["right"]).str.strip()
    keys = ["function", "document_id", "sentence"]
    table = lines.groupby(keys, sort=False, observed=True).agg(
        article_id=("article_id", "first"),
        voice=("voice", "first"),
        cues=("node", " | ".join),
        categories=("category", lambda names: " | ".join(dict.fromkeys(names))),
        start=("start", "first"),
        end=("end", "first"),
    )
    table = table.reset_index().sort_values("function", kind="stable")
    columns = ["function", "article_id", "voice", "cues", "categories", "sentence", "document_id", "start", "end"]
    return table[columns].reset_index(drop=True)


#: The role that the leaning of a label points to. Innocents have no labels of their own: only coders find them.
ROLE_OF_ORIENTATION = {"legitimising": "protagonist", "delegitimising": "antagonist"}


def role_cues(corpus: Corpus, hits: pd.DataFrame, lexicon: Lexicon, *, view: View | None = None) -> pd.DataFrame:
    """Count the labels that point to a role: protagonist or antagonist.

    Parameters
    ----------
    corpus, hits, lexicon, view
        As in `cues`; labels of naming sets with an orientation.

    Returns
    -------
    DataFrame
        ``set, role, labels`` (each with its count), ``count, n_articles, sentence`` (the first, as evidence),
        ``document_id, start, end`` (of the label there), ``tier`` (``not assessed``), sets in the order of the lexicon.

    Notes
    -----
    A label leans towards whom it names; which part somebody plays in a story, coders decide
    (``codebooks/portrayal-roles.yaml``). Innocents have no labels and so no cues.
    """
    expect("lexicon", lexicon, Lexicon, "fs.read_lexicon")
    check_hits(corpus, hits)
    role_of = {
        (set_, label): ROLE_OF_ORIENTATION[str(part.orientation)]
        for set_, naming in lexicon.naming.items()
        for label, part in naming.labels.items()
        if part.orientation in ROLE_OF_ORIENTATION
    }
    pairs = list(zip(hits["set"].astype("str"), hits["category"].astype("str"), strict=True))
    chosen = hits[[pair in role_of for pair in pairs]]
    lines = concordance(corpus, chosen, context="sentence", sort="document", view=view)
    names = list(zip(lines["set"].astype("str"), lines["category"].astype("str"), strict=True))
    lines = lines.assign(role=[role_of[pair] for pair in names], label=lines["category"].astype("str"))
    lines["sentence"] = (lines["left"] + lines["node"] + lines["right"]).str.strip()
    table = lines.groupby(["set", "role"], observed=True, sort=False).agg(
        labels=("label", lambda labels: ", ".join(f"{name} ({n})" for name, n in labels.value_counts().items())),
        count=("label", "size"),
        n_articles=("article_id", "nunique"),
        sentence=("sentence", "first"),
        document_id=("document_id", "first"),
        start=("start", "first"),
        end=("end", "first"),
    )
    order = {name: i for i, name in enumerate(lexicon.naming)}
    table = table.reset_index().sort_values("set", key=lambda sets: sets.astype("str").map(order), kind="stable")
    return table.assign(tier="not assessed").reset_index(drop=True)


def absent_wordings(corpus: Corpus, hits: pd.DataFrame, lexicon: Lexicon, *, view: View | None = None) -> pd.DataFrame:
    """List the categories and labels of a lexicon that occur nowhere in what a view reads.

    Returns
    -------
    DataFrame
        ``set, category, orientation`` (of a label), ``counterpart`` (of a category: the wording that
        the opposing camp would use, or why there is none), ``n_tokens`` read and ``n_units`` stories.

    Notes
    -----
    Absence is relative to this lexicon: another wording of the same idea is not seen.
    """
    expect("lexicon", lexicon, Lexicon, "fs.read_lexicon")
    missing = absences(frequency(corpus, hits, by="category", view=view))
    rows = []
    for row in missing.itertuples():
        if row.set == CATEGORIES:
            orientation, counterpart = None, lexicon.by_name()[str(row.category)].counterpart
        else:
            orientation, counterpart = lexicon.naming[str(row.set)].labels[str(row.category)].orientation, None
        rows.append((row.set, row.category, orientation, counterpart, row.n_tokens, row.n_units))
    columns = ["set", "category", "orientation", "counterpart", "n_tokens", "n_units"]
    return pd.DataFrame(rows, columns=columns)
