"""Units and answers as Label Studio reads and writes them: tasks and its labelling interface out, annotations in."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from framescope.errors import FramescopeError, InputError, expect
from framescope.framing.answers import YES_NO, Coder, CodingWarning, answer_rows, as_codings, units_by_id
from framescope.framing.codebook import Codebook, Element
from framescope.writing import write_atomically


def write_tasks(units: pd.DataFrame, path: str | Path) -> None:
    """Write units as tasks for Label Studio (JSON)."""
    expect("units", units, pd.DataFrame, "fs.coding_sample")
    tasks = [
        {"data": {"unit_id": unit_id, "text": text}}
        for unit_id, text in zip(units["unit_id"], units["text"], strict=True)
    ]
    write_atomically(Path(path), json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")


def labelling_interface(codebook: Codebook) -> str:
    """Return the labelling interface for a codebook: spans as labels, other questions as choices."""
    expect("codebook", codebook, Codebook, "fs.read_codebook")
    asked = "\n".join(_question(name, element) for name, element in codebook.elements.items())
    return f'<View>\n<Text name="text" value="$text"/>\n{asked}\n</View>\n'


def read_annotations(path: str | Path, codebook: Codebook, units: pd.DataFrame, coder: Coder) -> pd.DataFrame:
    """Read what a coder has annotated in Label Studio (its JSON export).

    Parameters
    ----------
    path
        The export; of each task the last annotation that was not cancelled counts.
    codebook, units
        What was asked, and the table `units` the tasks were made from.
    coder
        Who answered.

    Returns
    -------
    DataFrame
        The table `codings`. A question of a finished task without an answer is a ``no`` where words were to be
        marked, and unanswered elsewhere. What cannot be used is left out with a `CodingWarning`.

    Raises
    ------
    InputError
        If the file is not such an export.
    """
    path = Path(path)
    try:
        tasks = json.loads(path.read_text(encoding="utf-8-sig"))
        answered = [(task["data"]["unit_id"], _last(task.get("annotations", []))) for task in tasks]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: is not a JSON export of Label Studio with our tasks ({error}).") from error
    known = units_by_id(units)
    rows: list[dict[str, Any]] = []
    for unit_id, results in answered:
        if results is None:
            continue
        if unit_id not in known:
            warnings.warn(
                f"{path}: there is no unit {unit_id!r}; its answers are left out.", CodingWarning, stacklevel=2
            )
            continue
        for element in codebook.elements:
            try:
                rows += _answer(results, known[unit_id], coder, codebook, element)
            except FramescopeError as error:
                warnings.warn(f"{path}, unit {unit_id!r}: {error}", CodingWarning, stacklevel=2)
    return as_codings(rows)


def _question(name: str, element: Element) -> str:
    header = f'<Header value="{escape(element.question)}"/>'
    if element.answer == "span":
        return f'{header}\n<Labels name="{escape(name)}" toName="text"><Label value="{escape(name)}"/></Labels>'
    values = element.choices if element.answer == "choice" else YES_NO
    choices = "".join(f'<Choice value="{escape(value)}"/>' for value in values)
    return f'{header}\n<Choices name="{escape(name)}" toName="text" choice="single">{choices}</Choices>'


def _last(annotations: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]] | None:
    kept = [one for one in annotations if not one.get("was_cancelled")]
    return list(kept[-1]["result"]) if kept else None


def _answer(
    results: Iterable[Mapping[str, Any]], unit: Mapping[str, Any], coder: Coder, codebook: Codebook, element: str
) -> list[dict[str, Any]]:
    values = [one["value"] for one in results if one.get("from_name") == element]
    if codebook.elements[element].answer == "span":
        start = int(unit["start"])
        spans = sorted({(start + int(value["start"]), start + int(value["end"])) for value in values})
        return answer_rows(unit, coder, codebook, element, "yes" if spans else "no", spans)
    chosen = [name for value in values for name in value["choices"]]
    return [row for name in chosen[:1] for row in answer_rows(unit, coder, codebook, element, name)]
