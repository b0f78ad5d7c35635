"""How every figure looks: one style whatever the user's settings, widths of journal columns, colours with a meaning.

Colours are those of Okabe and Ito (2008), told apart with every common colour vision; shapes, hatches and
lightness tell the same series apart on a grey print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure

from framescope.errors import InputError, unknown_name

MM_PER_INCH = 25.4
POINTS_PER_MM = 72 / MM_PER_INCH
#: Widths in millimetres. They fit the columns of Nature (89, 120-136, 183) and Elsevier (90, 140, 190).
WIDTHS: Mapping[str, float] = MappingProxyType({"single": 88.0, "onehalf": 130.0, "double": 180.0})
#: What both leave of a page for a figure (247 and 240 mm).
MOST_MM_HIGH = 240.0
SMALLEST_POINTS = 5.0
#: Sizes of text, in points.
TITLE, TEXT, SMALL = 8.0, 7.0, 6.0

BLACK, ORANGE, SKY, GREEN, YELLOW, BLUE, VERMILLION, PURPLE = mpl.color_sequences["okabe_ito"]
INK, GREY = "0.15", "0.40"
#: One look per series, in this order, where nothing else gives a series its colour.
COLOURS = (BLUE, VERMILLION, GREEN, ORANGE, PURPLE, SKY, BLACK, YELLOW)
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
DASHES = ("-", "--", "-.", ":", (0, (6, 1.5)), (0, (3, 1, 1, 1, 1, 1)), (0, (1, 1)), (0, (8, 2, 2, 2)))


@dataclass(frozen=True)
class Look:
    """How one series is drawn wherever it appears, and what readers are told it is."""

    label: str
    colour: Any
    marker: str = "s"
    hatch: str = ""


#: Whose words: the same everywhere. "Own words" is not said while indirect speech is not told apart.
VOICE_LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "own": Look("own words", BLUE, "o"),
        "quoted": Look("quoted", ORANGE, "s", "////"),
        "scare": Look("in scare quotes", PURPLE, "^", "xxxx"),
        "reported": Look("reported", SKY, "D", "----"),
        "unassessed": Look("not assessed", "0.75", "X", "++++"),
    }
)
# No dots among the hatches: each is a circle of its own, and an SVG full of them is ten times the size.
#: Kinds of text: what is read by default in blues, what is left out in other colours with hatches.
ZONE_LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "title": Look("title", BLACK),
        "heading": Look("heading", SKY),
        "body": Look("body", BLUE),
        "byline": Look("byline", ORANGE, hatch="\\\\\\\\"),
        "dateline": Look("dateline", YELLOW),
        "caption": Look("caption", GREEN, hatch="----"),
        "bio": Look("about the author", PURPLE, hatch="xxxx"),
        "furniture": Look("page furniture", "0.80", hatch="////"),
        "repeat": Look("said again", "1.0", hatch="\\\\\\\\"),
        "markup": Look("markup", "1.0", hatch="xxxx"),
        "credit": Look("credit", "0.60", hatch="++++"),
        "promo": Look("promotion", VERMILLION, hatch="||||"),
    }
)

_SETTINGS: Mapping[str, Any] = MappingProxyType(
    {
        "axes.axisbelow": True,
        "axes.edgecolor": INK,
        "axes.labelcolor": INK,
        "axes.labelsize": TEXT,
        "axes.linewidth": 0.5,
        "axes.prop_cycle": cycler(color=COLOURS),
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titlecolor": INK,
        "axes.titlelocation": "left",
        "axes.titlesize": TITLE,
        "figure.dpi": 144,
        "font.family": "sans-serif",
        # The one family matplotlib brings along: another machine has no other font to choose.
        "font.sans-serif": ["DejaVu Sans"],
        "font.size": TEXT,
        "hatch.linewidth": 0.4,
        "legend.borderaxespad": 0.4,
        "legend.borderpad": 0.0,
        "legend.fontsize": TEXT,
        "legend.frameon": False,
        "lines.linewidth": 1.0,
        "lines.markersize": 3.5,
        "mathtext.fontset": "dejavusans",
        "patch.linewidth": 0.4,
        "pdf.fonttype": 42,  # TrueType; publishers refuse the default, Type 3
        "savefig.dpi": 300,
        "svg.fonttype": "none",  # text stays text: it can be searched, edited and read aloud
        "svg.hashsalt": "framescope",
        "text.color": INK,
        "text.parse_math": False,  # a title with two dollar signs is not a formula
        "xtick.color": INK,
        "xtick.labelsize": TEXT,
        "xtick.major.size": 2.5,
        "xtick.major.width": 0.5,
        "ytick.color": INK,
        "ytick.labelsize": TEXT,
        "ytick.major.size": 2.5,
        "ytick.major.width": 0.5,
    }
)


@contextmanager
def journal_style() -> Iterator[None]:
    """Draw in our style only; the user's settings are back afterwards. A context and a decorator."""
    with mpl.rc_context():
        mpl.rcdefaults()
        for name, value in _SETTINGS.items():
            mpl.rcParams[name] = value  # type: ignore[index]  # every key is a setting: matplotlib checks it here
        yield


class JournalFigure(Figure):
    """A figure that is drawn in our style wherever it is drawn, and shows itself in a notebook."""

    def draw(self, renderer: RendererBase) -> None:
        """Draw; ticks and fonts are looked up here, long after the figure was composed."""
        with journal_style():
            super().draw(renderer)

    def _repr_png_(self) -> bytes:
        drawn = BytesIO()
        with journal_style():
            self.savefig(drawn, format="png", dpi=self.dpi, backend="agg")
        return drawn.getvalue()


def new_figure(width: str, height_mm: float) -> JournalFigure:
    """Return an empty figure of a journal column's width.

    Parameters
    ----------
    width
        ``single`` (88 mm), ``onehalf`` (130 mm) or ``double`` (180 mm).
    height_mm
        Height in millimetres.

    Raises
    ------
    UnknownNameError
        If the width is none of these.
    InputError
        If it would not fit on a page.
    """
    if width not in WIDTHS:
        raise unknown_name("figure width", width, WIDTHS)
    if not 0 < height_mm <= MOST_MM_HIGH:
        raise InputError(
            f"A figure {height_mm:.0f} mm high does not fit on a page (at most {MOST_MM_HIGH:.0f} mm). Show fewer rows."
        )
    size = (WIDTHS[width] / MM_PER_INCH, height_mm / MM_PER_INCH)
    with journal_style():
        return JournalFigure(figsize=size, layout="constrained")
