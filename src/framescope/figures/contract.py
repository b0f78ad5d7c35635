"""What a figure must be to be published; whatever breaks it is refused with the way out."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from matplotlib.text import Text

from framescope.errors import InputError
from framescope.figures.style import MM_PER_INCH, MOST_MM_HIGH, SMALLEST_POINTS, WIDTHS
from framescope.masking import mask_emails

# A hundredth of a point of rounding must not refuse a figure.
_TOLERANCE_MM, _TOLERANCE_POINTS, _TOLERANCE_PIXELS = 0.05, 0.01, 1.0
_NUMBER = re.compile(r"[-−+]?[\d.,]+(?:[eE][-−+]?\d+)?\s?%?")
_LINE_ENDS = re.compile(r"[\r\n]")


def check_figure(fig: Figure, name: str) -> None:
    """Check size, text, fonts and labels of a figure. Call it in `style.journal_style`.

    Raises
    ------
    InputError
        If the figure is no journal column wide or too high for a page, shows nothing, shows text that is too
        small, off the figure, in a font that does not come with matplotlib, with letters the font lacks or
        with an e-mail address, has an unnamed scale, or matplotlib warns while drawing it.
    """
    _check_size(fig, name)
    if not any(ax.get_visible() for ax in fig.axes):
        raise InputError(f"Figure {name!r} has no axes: there is nothing to publish.")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        fig.draw_without_rendering()
        shown = list(shown_texts(fig))
        for text in shown:
            _check_text(text, fig, name)
    for axes in fig.axes:
        _check_scales(axes, name)
    # Last, since a missing letter is a warning too and the message above says more.
    if caught:
        raise InputError(f"Figure {name!r} cannot be published, drawing it warns: {caught[0].message}")


def size_mm(fig: Figure) -> tuple[float, float]:
    """Return width and height of a figure in millimetres."""
    width, height = fig.get_size_inches()
    return round(float(width) * MM_PER_INCH, 2), round(float(height) * MM_PER_INCH, 2)


def width_name(fig: Figure) -> str | None:
    """Return which journal column a figure is wide, or None."""
    width = size_mm(fig)[0]
    return next((name for name, known in WIDTHS.items() if abs(width - known) <= _TOLERANCE_MM), None)


def _check_size(fig: Figure, name: str) -> None:
    width, height = size_mm(fig)
    if width_name(fig) is None:
        columns = ", ".join(f"{column} ({mm:g} mm)" for column, mm in WIDTHS.items())
        raise InputError(f"Figure {name!r} is {width:g} mm wide, which is no journal column: {columns}.")
    if height > MOST_MM_HIGH + _TOLERANCE_MM:
        raise InputError(f"Figure {name!r} is {height:g} mm high; a page has room for {MOST_MM_HIGH:g} mm.")


def shown_texts(fig: Figure) -> Iterator[Text]:
    """Yield the texts that are drawn: neither hidden nor in something hidden, nor a tick outside its axes."""
    hidden: set[Text] = set()
    for axes in fig.axes:
        everything = {text for text in axes.findobj(Text) if isinstance(text, Text)}
        if not axes.get_visible():
            hidden |= everything
            continue
        for axis in (axes.xaxis, axes.yaxis):
            ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
            labels = {label for tick in ticks for label in (tick.label1, tick.label2)}
            hidden |= labels if not (axes.axison and axis.get_visible()) else labels - set(_tick_labels(axis))
            if not (axes.axison and axis.get_visible()):
                hidden |= {axis.label, axis.offsetText}
    for text in fig.findobj(Text):
        if isinstance(text, Text) and text not in hidden and text.get_visible() and text.get_text().strip():
            yield text


def _tick_labels(axis: Axis) -> list[Text]:
    """Return the labels of the ticks that are drawn: those inside the view."""
    low, high = sorted(axis.get_view_interval())
    margin = 1e-9 * max(high - low, 1e-300)
    ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
    inside = [tick for tick in ticks if low - margin <= tick.get_loc() <= high + margin]
    return [label for tick in inside for label in (tick.label1, tick.label2) if label.get_visible()]


def _check_text(text: Text, fig: Figure, name: str) -> None:
    words = text.get_text()
    where = f"Figure {name!r}: the text {words!r}"
    size = float(text.get_fontsize())
    if size < SMALLEST_POINTS - _TOLERANCE_POINTS:
        raise InputError(
            f"{where} is set in {size:g} pt; in print, less than {SMALLEST_POINTS:g} pt cannot be "
            "read. Set it larger or leave it out."
        )
    font = Path(findfont(text.get_fontproperties())).resolve()  # an environment may be reached by a link
    if not font.is_relative_to(Path(mpl.get_data_path()).resolve()):
        raise InputError(
            f"{where} is set in {font.stem!r}, a font of this machine that others may lack. "
            "Use the fonts matplotlib brings along (DejaVu Sans)."
        )
    known = get_font(str(font)).get_charmap()
    missing = sorted({c for c in _LINE_ENDS.sub("", words) if ord(c) not in known})
    if missing:
        letters = ", ".join(f"{c!r} (U+{ord(c):04X})" for c in missing)
        raise InputError(
            f"{where} has letters that {font.stem} cannot draw: {letters}. "
            "Put text of a corpus through framescope.figures.labels.drawable."
        )
    if mask_emails(words) != words:
        raise InputError(f"{where} shows an e-mail address. Put it through framescope.masking.mask_emails.")
    box = Text.get_window_extent(text)  # of an annotation the words, not the arrow
    edge = fig.bbox.padded(_TOLERANCE_PIXELS)
    if box.x0 < edge.x0 or box.x1 > edge.x1 or box.y0 < edge.y0 or box.y1 > edge.y1:
        raise InputError(f"{where} runs off the figure. Shorten it or make room.")


def _check_scales(axes: Axes, name: str) -> None:
    """Refuse an axis with numbers nobody can tell the meaning of; names along an axis need no label."""
    if not (axes.get_visible() and axes.axison):
        return
    for letter, axis in (("x", axes.xaxis), ("y", axes.yaxis)):
        numbers = [label.get_text() for label in _tick_labels(axis) if _NUMBER.fullmatch(label.get_text().strip())]
        if numbers and axis.get_visible() and not axis.get_label_text().strip():
            raise InputError(
                f"Figure {name!r} has a scale along {letter} without a label; "
                f"say what it counts: ax.set_{letter}label(...)."
            )
