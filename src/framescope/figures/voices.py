"""Whose words an article is made of."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framescope.errors import InputError, unknown_name
from framescope.figures.rows import NO_ARTICLE, article_rows, label_rows, require, row_height, row_of
from framescope.figures.style import INK, SMALL, VOICE_LOOKS, Look, journal_style, new_figure
from framescope.schema import DEFAULT_ZONES, VOICES

_LABEL_MM, _REST_MM = 62.0, 22.0
# Narrower parts have no room for their percentage.
_LABELLED_SHARE = 0.06
#: Parts of an article in the order they are drawn. Titles and headings are set apart: an editor may have written them.
PARTS = ("own", "reported", "scare", "quoted", "unassessed", "title and headings")
_LOOKS = {**VOICE_LOOKS, "title and headings": Look("title and headings", "0.88")}
# Numbers stand on these in white, on the others in black.
_DARK = ("own",)


@journal_style()
def whose_words(articles: pd.DataFrame, tokens: pd.DataFrame) -> Figure:
    """Draw for each article which share of its tokens is quoted, reported, in scare quotes, or own words.

    Parameters
    ----------
    articles
        The table `articles`, one row of the figure each.
    tokens
        ``article_id, zone, voice, n_tokens``, as `coverage` gives by these; rows of the same part are added
        up. Only titles, headings and body are drawn; titles and headings are a part of their own.

    Returns
    -------
    matplotlib.figure.Figure
        180 mm wide, one axes; the bars of each part are a container whose label is the part's.

    Raises
    ------
    InputError
        If columns are missing, there is no article, or more than fit on a page (30).
    UnknownNameError
        For an article or a voice that is not known.

    Notes
    -----
    Misleads when the edge between reported and own words is taken for exact: indirect speech is found by rules
    that miss some and find some that is none. Shares of short articles move with one quotation; the number of
    tokens stands at the end of each bar.
    """
    rows = article_rows(articles, "Whose words")
    counts = _parts(rows, tokens)
    fig = new_figure("double", _REST_MM + row_height(len(rows), rest_mm=_REST_MM) * len(rows))
    ax = fig.add_subplot()
    _draw_bars(ax, rows, counts)
    label_rows(ax, rows, width_mm=_LABEL_MM)
    handles, names = ax.get_legend_handles_labels()
    fig.legend(handles, names, loc="outside upper right", ncols=len(names), handlelength=1.4)
    return fig


def _parts(rows: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Return tokens by row and part; parts that no article has are left out."""
    require(tokens, ("article_id", "zone", "voice", "n_tokens"), "tokens")
    article = tokens["article_id"].astype("str").fillna(NO_ARTICLE)
    body = tokens[tokens["zone"].isin(DEFAULT_ZONES) & (article != NO_ARTICLE)]
    for voice in body["voice"].unique():
        if voice not in VOICES:
            raise unknown_name("voice", voice, VOICES)
    voices = body["voice"].astype("str")
    part = voices.where(body["zone"] == "body", "title and headings")
    y = row_of(rows, body["article_id"])
    table = pd.crosstab(y, part.to_numpy(), values=body["n_tokens"].to_numpy(), aggfunc="sum")
    table = table.reindex(rows["y"]).fillna(0.0)
    shown = [name for name in PARTS if name in table and table[name].any()]
    if not shown:
        raise InputError("No article has a token in its title, headings or body: there is nothing to draw.")
    return table[shown]


def _draw_bars(ax: Axes, rows: pd.DataFrame, counts: pd.DataFrame) -> None:
    totals = counts.sum(axis=1).to_numpy()
    shares = counts.div(np.where(totals > 0, totals, 1), axis=0)
    left = np.zeros(len(rows))
    for name in counts.columns:
        look = _LOOKS[str(name)]
        width = shares[name].to_numpy() * 100
        ax.barh(
            rows["y"], width, 0.6, left=left, label=look.label, color=look.colour, hatch=look.hatch,
            edgecolor="white" if name in _DARK else INK, linewidth=0.3, clip_on=False,
        )  # fmt: skip
        for y, start, share in zip(rows["y"], left, shares[name], strict=True):
            if share >= _LABELLED_SHARE:
                ax.text(
                    start + share * 50, y, f"{share:.0%}", ha="center", va="center", size=SMALL,
                    color="white" if name in _DARK else "black",
                    bbox=None if name in _DARK else {"facecolor": look.colour, "edgecolor": "none", "pad": 0.8},
                )  # fmt: skip
        left += width
    for y, total in zip(rows["y"], totals, strict=True):
        ax.annotate(f"n = {total:,.0f}", (100, y), (4, 0), textcoords="offset points", va="center", size=SMALL)
    ax.set_xlim(0, 100)
    ax.set_xlabel("share of the tokens in title, headings and body (%)")
    ax.spines["left"].set_visible(False)
