"""Text of a corpus made fit to be drawn: one line, short enough, no address, no letter our font does not have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import PurePosixPath

import numpy as np
import numpy.typing as npt
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

from framescope.figures.style import POINTS_PER_MM, TEXT
from framescope.masking import mask_emails

ELLIPSIS = "…"
#: Stands for letters that our font cannot draw.
NO_GLYPH = "[?]"
_FONT = "DejaVu Sans"
# Joiners shape the letters around them; every other control or format character only disturbs the line.
_JOINERS = "\u200c\u200d"


@cache
def glyphs() -> frozenset[int]:
    """Return the code points our font can draw."""
    return frozenset(get_font(findfont(FontProperties(family=_FONT))).get_charmap())


def drawable(text: str) -> str:
    """Return text of a corpus as one line that can be drawn: addresses masked, missing letters as ``[?]``."""
    words = " ".join(mask_emails(text).split())
    kept = (c for c in words if c in _JOINERS or unicodedata.category(c) not in ("Cc", "Cf"))
    runs = groupby(kept, key=lambda c: ord(c) in glyphs())
    return "".join("".join(run) if known else NO_GLYPH for known, run in runs)


def width_of(text: str, size: float = TEXT) -> float:
    """Return the width of one line of text in millimetres, `size` in points."""
    prop = FontProperties(family=_FONT, size=size)
    return float(text_to_path.get_text_width_height_descent(text, prop, False)[0]) / POINTS_PER_MM


def shorten(text: str, width_mm: float, size: float = TEXT) -> str:
    """Return text that is no wider than `width_mm`: cut after a word where one ends nearby, with an ellipsis."""
    text = drawable(text)
    if width_of(text, size) <= width_mm:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = width_of(text[:middle] + ELLIPSIS, size) <= width_mm
        low, high = (middle, high) if fits else (low, middle - 1)
    cut = text[:low]
    space = cut.rfind(" ")
    if not text[low : low + 1].isspace() and space > 0.6 * len(cut):
        cut = cut[:space]
    return cut.rstrip(" ,;:.-–—") + ELLIPSIS


def wrap(text: str, width_mm: float, size: float = TEXT) -> list[str]:
    """Return text as lines no wider than `width_mm`, broken between words; a longer word at a hyphen, or shortened."""
    lines: list[str] = []
    for word in drawable(text).split():
        pieces = [word] if width_of(word, size) <= width_mm else re.findall(r".+?(?:-(?=.)|$)", word)
        for glue, piece in zip([" ", *[""] * len(pieces)], pieces, strict=False):
            if lines and width_of(f"{lines[-1]}{glue}{piece}", size) <= width_mm:
                lines[-1] += f"{glue}{piece}"
            else:
                lines.append(shorten(piece, width_mm, size))
    return lines or [""]


def legend_columns(names: Sequence[str], width_mm: float = 172.0, *, key_mm: float = 12.0) -> int:
    """Return into how many columns a legend fits, as many as possible; `key_mm` is for the sample beside a name."""
    widths = np.array([width_of(name) + key_mm for name in names])
    for n in range(len(names), 1, -1):
        if sum(column.max() for column in np.array_split(widths, n)) <= width_mm:
            return n
    return 1


def short_ids(ids: Sequence[str], most: int = 12) -> list[str]:
    """Return ids of articles or documents as short as they can be and still tell each other apart.

    A folder or table all share and the ending go; of the rest as many first characters stay as needed, or where
    that is more than `most`, the first and the last ones. ``#n`` stays.
    """
    stems = {name: _stem(name) for name in (article.partition("#")[0] for article in ids)}
    folder = _shared_folder(list(stems.values()))
    stems = {name: drawable(stem[len(folder) :]) for name, stem in stems.items()}
    short = _distinct(list(dict.fromkeys(stems.values())), most)
    if len(set(stems.values())) < len(stems):  # told apart by their endings alone
        stems, short = {name: drawable(name) for name in stems}, {}
    parts = [article.partition("#") for article in ids]
    return [f"{short.get(stems[name], stems[name])}{mark}{n}" for name, mark, n in parts]


def _stem(name: str) -> str:
    file, mark, record = name.partition("::")
    path = PurePosixPath(file)
    stem = str(path.with_suffix("")) if re.fullmatch(r"\.[A-Za-z]\w{0,7}", path.suffix) else file
    return stem + mark + record


def _shared_folder(stems: Sequence[str]) -> str:
    tables = {"".join(stem.partition("::")[:2]) for stem in stems}
    if len(tables) == 1 and (table := tables.pop()).endswith("::"):
        return table
    folders = [stem.split("/")[:-1] for stem in stems]
    shared = 0
    while folders and all(len(f) > shared and f[shared] == folders[0][shared] for f in folders):
        shared += 1
    return "".join(f"{part}/" for part in folders[0][:shared]) if folders else ""


def _distinct(stems: Sequence[str], most: int) -> dict[str, str]:
    """Return the shortest forms that are all different, the same cut for all."""
    longest = max(map(len, stems), default=0)
    cuts = [(head, 0) for head in range(3, most)] + [(4, tail) for tail in range(3, longest)]
    for head, tail in cuts:
        forms = [s if len(s) <= head + tail + 1 else s[:head] + ELLIPSIS + s[len(s) - tail :] for s in stems]
        if len(set(forms)) == len(stems):
            return dict(zip(stems, forms, strict=True))
    return {stem: stem for stem in stems}


def spread(
    positions: Sequence[float] | npt.NDArray[np.float64],
    gap: float,
    *,
    low: float = -np.inf,
    high: float = np.inf,
) -> npt.NDArray[np.float64]:
    """Return positions moved as little as possible (least squares) so that none are nearer than `gap`.

    Order is kept; equal positions keep the order given. All end up between `low` and `high`; where there is
    no room for that, from `low` on. Pool-adjacent-violators on the positions with the gaps taken out, and
    cut off at the bounds (Barlow et al. 1972, *Statistical Inference under Order Restrictions*).
    """
    order = np.argsort(positions, kind="stable")
    blocks: list[tuple[float, int]] = []  # mean, length
    for rank, i in enumerate(order):
        mean, length = float(positions[i]) - rank * gap, 1
        while blocks and blocks[-1][0] > mean:
            before, n = blocks.pop()
            mean, length = (before * n + mean * length) / (n + length), n + length
        blocks.append((mean, length))
    fitted = np.repeat([mean for mean, _ in blocks], [n for _, n in blocks])
    moved = np.empty(len(order), dtype=np.float64)
    moved[order] = np.maximum(np.minimum(fitted, high - (len(order) - 1) * gap), low) + gap * np.arange(len(order))
    return moved
