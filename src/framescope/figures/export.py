"""Publishing a figure: vector, print and screen files, its data and its record, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from framescope.errors import InputError
from framescope.figures.contract import check_figure, size_mm, width_name
from framescope.figures.style import journal_style
from framescope.figures.tables import (
    absolute_paths,
    check_name,
    csv_bytes,
    output_folder,
    rounded,
)
from framescope.masking import mask_emails
from framescope.writing import FORMATS_VARIABLE, write_atomically

#: Image files of a figure. PNG has 300 dots per inch.
FORMATS = ("svg", "pdf", "png")


def save_figure(
    fig: Figure,
    name: str,
    *,
    data: pd.DataFrame,
    caption: str,
    alt: str,
    parameters: Mapping[str, Any] | None = None,
    digests: Mapping[str, str] | None = None,
    folder: str | Path | None = None,
) -> None:
    """Write a figure as SVG, PDF (TrueType) and PNG, with its data (CSV) and its record (JSON).

    The same figure gives the same bytes, whenever and in whichever process it is written.

    Parameters
    ----------
    fig
        A figure as wide as a journal column (`style.WIDTHS`), any height up to 240 mm.
    name
        Name of the files without their ending: lower-case words joined by ``-`` or ``_``.
    data
        The table behind the figure; written as `tables.save_table` writes.
    caption, alt
        What stands under the figure, and what a reader who cannot see it is told. Both are needed.
    parameters
        What decides the figure: plain values, lists and mappings.
    digests
        Digests of what it was made from (corpus, lexicon), by name.
    folder
        Where to write; by default ``figures`` in the folder that the environment variable
        ``FRAMESCOPE_RUN_FOLDER`` names, or ``build/figures`` outside a run.

    Raises
    ------
    InputError
        If caption, alt text or data are missing or anything breaks the contract of `contract.check_figure`
        or `tables.csv_bytes`. Nothing is written then.
    """
    check_name(name, "figure")
    what = f"figure {name!r}"
    for given, field in ((caption, "caption"), (alt, "alt text")):
        if not isinstance(given, str) or not given.strip():
            raise InputError(f"The {what} has no {field}. Say in a sentence what it shows.")
    if not isinstance(data, pd.DataFrame) or data.empty:
        raise InputError(f"The {what} has no data. Pass the table that it draws as data=.")
    table = csv_bytes(data, what)
    record = {
        "name": name,
        "caption": caption.strip(),
        "alt": alt.strip(),
        "parameters": dict(parameters or {}),
        "digests": dict(digests or {}),
    }
    if path := next(absolute_paths(record), None):
        raise InputError(f"The record of {what} holds an absolute path, {path!r}. Write it relative to the study.")
    record = _plain(record, what)
    with journal_style():
        check_figure(fig, name)
        files = {f: _drawn(fig, f, title=name, description=record["alt"]) for f in _formats()}
    files["csv"] = table
    record |= {
        "width": width_name(fig),
        "size_mm": list(size_mm(fig)),
        "files": {f"{name}.{ending}": _sha256(content) for ending, content in sorted(files.items())},
        "data": {"rows": len(data), "columns": {str(c): str(t) for c, t in data.dtypes.items()}},
    }
    text = json.dumps(record, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"
    place = output_folder("figures", folder)
    # The record comes last: where it stands, everything it lists stands too.
    for ending, content in (*files.items(), ("json", text.encode("utf-8"))):
        write_atomically(place / f"{name}.{ending}", content)


def _formats() -> tuple[str, ...]:
    """Return the formats the study asks for, in the order of `FORMATS`; all of them outside a run."""
    asked = os.environ.get(FORMATS_VARIABLE, ",".join(FORMATS)).split(",")
    return tuple(form for form in FORMATS if form in asked)


def _drawn(fig: Figure, form: str, *, title: str, description: str) -> bytes:
    """Return a figure in one format, without date, version or name of a program."""
    metadata: dict[str, dict[str, str | None]] = {
        "svg": {"Title": title, "Description": description, "Date": None, "Creator": None},
        "pdf": {"Title": title, "Subject": description, "CreationDate": None, "Creator": None, "Producer": None},
        "png": {"Title": title, "Description": description, "Software": None},
    }
    backend = {"svg": "svg", "pdf": "pdf", "png": "agg"}[form]
    drawn = BytesIO()
    # Not bbox_inches="tight": the figure would no longer be a column wide.
    fig.savefig(drawn, format=form, backend=backend, metadata=metadata[form], bbox_inches=None, dpi=300)
    return drawn.getvalue()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _plain(value: Any, what: str) -> Any:
    """Return a value as JSON knows it: numbers rounded, addresses masked, mappings with text as keys."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, str):
        return mask_emails(value).encode("utf-8", "backslashreplace").decode("utf-8")
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return rounded(value)
    if isinstance(value, Mapping):
        if odd := next((key for key in value if not isinstance(key, str)), None):
            raise InputError(f"The record of {what} has the key {odd!r}; keys are text.")
        return {_plain(key, what): _plain(item, what) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, what) for item in value]
    raise InputError(
        f"The record of {what} holds {value!r} ({type(value).__name__}); parameters are text, numbers, truth "
        "values, lists and mappings of these."
    )
