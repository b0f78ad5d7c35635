"""A lexicon file remembers how it was validated: the result, the sample and the date stand in the file itself."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from framescope.errors import InputError
from framescope.lexicon.read import read_lexicon
from framescope.writing import write_atomically

_SCORES = ("precision", "recall", "f1")
# The block this module wrote before: from its key to the next one at the edge of the line, or the end.
_BLOCK = re.compile(r"^validation:\n(?:[ \t]+.*\n|[ \t]*\n)*", re.MULTILINE)


def record_validation(path: str | Path, scores: pd.DataFrame, *, sample: str, date: str) -> None:
    """Write the result of `validate_lexicon` into the lexicon file, in the place of an earlier one.

    Parameters
    ----------
    path
        A lexicon in our YAML; everything else in it, comments too, stays as it is.
    scores
        What `validate_lexicon` returned, by category.
    sample
        What was coded: corpus, kind of unit, how it was drawn.
    date
        When, as ``2026-11-25``.

    Raises
    ------
    InputError
        If the file is no lexicon of ours, the scores are none, or the file could not be read with the record
        in it: then it stays as it was.

    Notes
    -----
    A record speaks for the entries as they were: edit the lexicon, and it must be validated again.
    """
    path = Path(path)
    if path.suffix not in (".yaml", ".yml"):
        raise InputError(f"{path}: only a lexicon in our YAML can keep a record; write_lexicon makes one.")
    table = scores[(scores["entry"] == "(all)") & scores["score"].isin(_SCORES)]
    if table.empty:
        raise InputError("There are no scores by category to record; validate_lexicon with by='category' makes them.")
    read_lexicon(path)
    before = path.read_text(encoding="utf-8")
    lines = [_line(str(name), one, sample, date) for name, one in table.groupby("category", sort=False)]
    rest = _BLOCK.sub("", before)
    write_atomically(path, rest.rstrip("\n") + "\n\nvalidation:\n" + "".join(lines))
    try:
        read_lexicon(path)
    except InputError:
        write_atomically(path, before)
        raise


def _line(category: str, scores: pd.DataFrame, sample: str, date: str) -> str:
    value = scores.set_index("score")["value"]
    first = scores.iloc[0]
    found = ", ".join(f"{name}: {value[name]:.4f}" for name in _SCORES if name in value and pd.notna(value[name]))
    coders = _quoted(str(first["coder_kinds"]))
    told = f"n_units: {first['n_units']}, sample: {_quoted(sample)}, coders: {coders}, date: {date}"
    return f"  - {{category: {_quoted(category)}, element: {_quoted(str(first['element']))}, {found}, {told}}}\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
