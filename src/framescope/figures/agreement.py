"""Agreement of coders by element: coefficients with their intervals over the limits that tiers are made of."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framescope.errors import InputError
from framescope.figures.rows import require
from framescope.figures.style import COLOURS, GREY, INK, MARKERS, SMALL, journal_style, new_figure

#: Krippendorff (2004), Content Analysis, p. 241.
_LIMITS = (0.667, 0.80)
_ROW_MM, _REST_MM, _STEP = 8.0, 30.0, 0.2
_TIERS = {"not assessed": "reproducibility not assessed"}
_NAMES = {
    "percent": "percent agreement",
    "alpha_nominal": "Krippendorff's α (nominal)",
    "alpha_ordinal": "Krippendorff's α (ordinal)",
    "alpha_interval": "Krippendorff's α (interval)",
    "alpha_ratio": "Krippendorff's α (ratio)",
    "s_bennett": "Bennett's S",
    "kappa_cohen": "Cohen's κ",
    "kappa_fleiss": "Fleiss' κ",
    "ac1_gwet": "Gwet's AC1",
}


@journal_style()
def agreement_by_element(table: pd.DataFrame, *, width: str = "onehalf") -> Figure:
    """Draw each coefficient of each element, all categories together.

    Parameters
    ----------
    table
        As `agreement` gives it, of one assessment.
    width
        Width of the figure, as in `style.new_figure`.

    Returns
    -------
    matplotlib.figure.Figure
        One axes: elements from top to bottom with what was assessed, how many units, prevalence of the most
        frequent code and the tier; a mark per coefficient, with its interval where it has one.

    Raises
    ------
    InputError
        If columns are missing, or there is nothing to draw or more than one assessment.

    Notes
    -----
    The limits .667 and .80 are customs. Where a paradox is flagged, α and κ are low because one code is nearly
    always right, and AC1 high for the same reason: neither shows that the rare code can be told.
    """
    columns = (
        "element",
        "category",
        "coefficient",
        "value",
        "low",
        "high",
        "n_units",
        "prevalence",
        "assessed",
        "tier",
    )
    require(table, columns, "agreement")
    rows = table[table["category"] == "(all)"]
    if rows.empty or len(set(rows["assessed"])) > 1:
        said = ", ".join(sorted(set(table["assessed"].astype("str")))) or "nothing"
        raise InputError(f"A figure of agreement shows one assessment; the table holds {said}.")
    elements = list(dict.fromkeys(rows["element"]))
    fig = new_figure(width, _REST_MM + _ROW_MM * len(elements))
    ax = fig.add_subplot()
    for limit in _LIMITS:
        ax.axvline(limit, color=INK, linewidth=0.6, linestyle="--", zorder=0)
    coefficients = list(dict.fromkeys(rows["coefficient"]))
    for i, name in enumerate(coefficients):
        of_name = rows[rows["coefficient"] == name].set_index("element")
        y = np.array([elements.index(element) for element in of_name.index]) + _STEP * (i - (len(coefficients) - 1) / 2)
        known = of_name["low"].notna().to_numpy() & of_name["high"].notna().to_numpy()
        ax.hlines(y[known], of_name["low"][known], of_name["high"][known], color=COLOURS[i], linewidth=0.8, zorder=1)
        ax.plot(
            of_name["value"].to_numpy(np.float64), y, linestyle="none", marker=MARKERS[i], color=COLOURS[i], zorder=2,
            label=_NAMES.get(name, name),
        )  # fmt: skip
    _frame(ax, rows, elements)
    return fig


def _frame(ax: Axes, rows: pd.DataFrame, elements: list[str]) -> None:
    first = rows.drop_duplicates("element").set_index("element")
    about = [
        f"n = {n:,}, most frequent code {100 * share:.0f} %, {_TIERS.get(tier, tier)}"
        for n, share, tier in first.loc[elements, ["n_units", "prevalence", "tier"]].itertuples(index=False)
    ]
    ax.set_yticks(range(len(elements)), elements)
    for i, text in enumerate(about):
        ax.annotate(text, (0, i + 0.5), xycoords=("axes fraction", "data"), size=SMALL, color=GREY, va="center")
    ax.set_ylim(len(elements) - 0.35, -0.5)
    lowest = min(0.0, float(np.nanmin(rows[["value", "low"]].to_numpy(np.float64))))
    ax.set_xlim(lowest - 0.02, 1.02)
    ax.set_xlabel(f"{rows['assessed'].iloc[0]}; limits at .667 and .80; lines: 95 % intervals over units")
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2)
