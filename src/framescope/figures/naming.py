"""Who is called what: one mark a mention, since a handful of articles bears no bars."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framescope.errors import InputError, unknown_name
from framescope.figures.labels import wrap
from framescope.figures.rows import article_rows, commonest_first, label_rows, require, row_height, row_of
from framescope.figures.style import (
    GREY,
    MOST_MM_HIGH,
    SMALL,
    TEXT,
    TITLE,
    VOICE_LOOKS,
    WIDTHS,
    journal_style,
    new_figure,
)
from framescope.schema import VOICES

#: What the labels of the table are joined by when one phrase holds several ("insurgent terrorists").
JOINED = " + "
SEVERAL = "several labels"
NOT_CHECKED = "wording, referent not checked"
#: More columns than this leave no room for their names; where nobody names them, fewer, so that names are not cut.
MOST_LABELS, _MOST_UNNAMED = 10, 8
_LABEL_MM, _N_MM, _MARK_MM, _GAP_MM, _REST_MM = 56.0, 14.0, 2.1, 2.0, 34.0


@journal_style()
def label_by_article(
    mentions: pd.DataFrame, articles: pd.DataFrame, *, subject: str, labels: Sequence[str] | None = None
) -> Figure:
    """Draw which label each article uses, one mark a mention, its shape telling whose words it is.

    Parameters
    ----------
    mentions
        The table `mentions` of one naming set: ``article_id, labels, start, voice, referent_by``.
    articles
        The table `articles`, one row of the figure each; those without a mention stay.
    subject
        Whom the labels name, for the title.
    labels
        The labels to show, left to right; by default those that occur, the commonest first, and the rarest together
        in one column where there are more than eight. A phrase of several labels is one mention and stands in a column
        of its own, ``several labels``.

    Returns
    -------
    matplotlib.figure.Figure
        180 mm wide, one axes in millimetres along x; the marks of each voice are one collection whose label
        is the voice's. Where a cell has no room for all its marks, a number says how many more there are.

    Raises
    ------
    InputError
        If columns are missing, there is no mention or article, too many articles (30) or labels asked for (10).
    UnknownNameError
        For an article, a voice, or a label among the mentions that `labels` does not name.

    Notes
    -----
    A label is a wording, not its referent: the same word may mean several groups or nobody in particular.
    Unless every mention is coded, the title says so.
    """
    rows = article_rows(articles, "Label by article")
    marks, columns = _marks(mentions, rows, labels)
    cell_mm = (WIDTHS["double"] - _LABEL_MM - _N_MM - 4) / len(columns)
    per_line = max(1, int((cell_mm - _GAP_MM) // _MARK_MM))
    room = int(((MOST_MM_HIGH - _REST_MM) / len(rows) - _GAP_MM) // _MARK_MM)
    lines = min(math.ceil(marks.groupby(["y", "column"]).size().max() / per_line), max(room, 2))
    row_mm = row_height(len(rows), rest_mm=_REST_MM, needed_mm=max(7.0, lines * _MARK_MM + _GAP_MM))
    fig = new_figure("double", _REST_MM + row_mm * len(rows))
    ax = fig.add_subplot()
    placed = _placed(marks, cell_mm=cell_mm, per_line=per_line, lines=lines, step=_MARK_MM / row_mm)
    placed = _without_overflow(ax, placed, per_line * lines)
    for voice in [v for v in VOICES if v in set(marks["voice"])]:
        of_voice, look = placed[placed["voice"] == voice], VOICE_LOOKS[voice]
        ax.scatter(
            of_voice["x"], of_voice["at"], s=14, marker=look.marker, color=look.colour, edgecolor="black",
            linewidth=0.4, label=f"{look.label} (n = {(marks['voice'] == voice).sum():,})", zorder=3,
        )  # fmt: skip
    _frame(ax, rows, marks, columns, cell_mm)
    _title(fig, ax, mentions, subject)
    return fig


def _marks(mentions: pd.DataFrame, rows: pd.DataFrame, labels: Sequence[str] | None) -> tuple[pd.DataFrame, list[str]]:
    """Return the mentions with their row and column, by voice and place, and the names of the columns."""
    require(mentions, ("article_id", "labels", "start", "voice", "referent_by"), "mentions")
    if mentions.empty:
        raise InputError("There is no mention to draw. A table of counts says so better than an empty figure.")
    for voice in mentions["voice"].unique():
        if voice not in VOICES:
            raise unknown_name("voice", voice, VOICES)
    label = mentions["labels"].astype("str")
    label = label.where(~label.str.contains(JOINED, regex=False), SEVERAL)
    found = list(commonest_first(label[label != SEVERAL]))
    several = [SEVERAL] if (label == SEVERAL).any() else []
    if labels is None and len(found) + len(several) > _MOST_UNNAMED:
        rare = found[_MOST_UNNAMED - 1 - len(several) :]
        together = f"{len(rare)} other labels"
        label, found = label.where(~label.isin(rare), together), [*found[: -len(rare)], together]
    columns = list(found if labels is None else labels)
    if unnamed := next((name for name in found if name not in columns), None):
        raise unknown_name("label", unnamed, columns)
    columns += several
    if len(columns) > MOST_LABELS:
        raise InputError(
            f"{len(columns)} labels do not fit side by side (at most {MOST_LABELS}). Pass the mentions of those "
            "you want to show, or publish a table."
        )
    marks = pd.DataFrame(
        {
            "y": row_of(rows, mentions["article_id"]).to_numpy(),
            "column": [columns.index(name) for name in label],
            "voice": mentions["voice"].astype("str").to_numpy(),
            "order": [VOICES.index(voice) for voice in mentions["voice"]],
            "start": mentions["start"].to_numpy(),
        }
    )
    return marks.sort_values(["y", "column", "order", "start"], kind="stable", ignore_index=True), columns


def _placed(marks: pd.DataFrame, *, cell_mm: float, per_line: int, lines: int, step: float) -> pd.DataFrame:
    """Fill each cell line by line from its left, the lines centred on the row; `nth` and `total` within the cell."""
    nth = marks.groupby(["y", "column"]).cumcount().to_numpy()
    total = marks.groupby(["y", "column"])["voice"].transform("size").to_numpy()
    used = np.minimum(np.ceil(total / per_line), lines)
    x = marks["column"] * cell_mm + _GAP_MM + (nth % per_line) * _MARK_MM
    at = marks["y"] + (nth // per_line - (used - 1) / 2) * step
    return marks.assign(x=x, at=at, nth=nth, total=total)


def _without_overflow(ax: Axes, placed: pd.DataFrame, room: int) -> pd.DataFrame:
    """Return the marks that have room in their cells; in the place of the others stands how many they are."""
    too_many = placed["total"] > room
    last = room - 2  # the number takes the place of two marks
    for x, at, total in placed.loc[too_many & (placed["nth"] == last), ["x", "at", "total"]].to_numpy():
        ax.annotate(
            f"+{total - last:,.0f}", (x, at), (-2, 0), textcoords="offset points", va="center", size=SMALL, color=GREY
        )
    return placed[~too_many | (placed["nth"] < last)]


def _frame(ax: Axes, rows: pd.DataFrame, marks: pd.DataFrame, columns: list[str], cell_mm: float) -> None:
    label_rows(ax, rows, width_mm=_LABEL_MM)
    ax.set_xlim(0, cell_mm * len(columns))
    ax.xaxis.tick_top()
    by_column = marks["column"].value_counts()
    names = ["\n".join([*wrap(name, cell_mm - 1), f"n = {by_column.get(i, 0):,}"]) for i, name in enumerate(columns)]
    ax.set_xticks([i * cell_mm + _GAP_MM - 1 for i in range(len(columns))], names, ha="left")
    ax.tick_params(axis="x", length=0)
    for i in range(len(columns) + 1):
        ax.axvline(i * cell_mm, color="0.85", linewidth=0.5, zorder=0, clip_on=False)
    for y in rows["y"].iloc[:-1]:
        ax.axhline(y + 0.5, color="0.85", linewidth=0.5, zorder=0)
    by_row = marks["y"].value_counts()
    for y in rows["y"]:
        ax.annotate(
            f"n = {by_row.get(y, 0):,}", (1, y), (4, 0), xycoords=("axes fraction", "data"),
            textcoords="offset points", va="center", size=SMALL, color=GREY,
        )  # fmt: skip
    ax.spines[:].set_visible(False)


def _title(fig: Figure, ax: Axes, mentions: pd.DataFrame, subject: str) -> None:
    n = len(mentions)
    uncoded = (mentions["referent_by"].isna() | (mentions["referent_by"] == "not coded")).any()
    what = f"{subject}: {n:,} {'mention' if n == 1 else 'mentions'}" + (f" ({NOT_CHECKED})" if uncoded else "")
    fig.suptitle("\n".join(wrap(what, WIDTHS["double"] - 6, TITLE)), x=0.01, ha="left", size=TITLE)
    handles, names = ax.get_legend_handles_labels()
    fig.legend(handles, names, loc="outside lower right", ncols=len(names), handletextpad=0.2, fontsize=TEXT)
