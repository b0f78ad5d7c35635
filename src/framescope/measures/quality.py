"""How well the rules tell whose words stand there, as measured on annotated articles."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import yaml

from framescope.corpus.view import View
from framescope.errors import InputError
from framescope.measures.reading import Ints

#: Written by the benchmark of the rules, which holds the annotated articles.
QUALITY_FILE = Path(__file__).with_name("voice_quality.yaml")
#: What is told apart when shares are corrected: each a group of voices. Scare quotes are the article's own words.
VOICE_CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"own": ("own", "scare"), "quoted": ("quoted",), "reported": ("reported",)}
)


@dataclass(frozen=True, eq=False)
class Quality:
    """Tokens of annotated articles by the class they have and the class the rules give them.

    Attributes
    ----------
    classes
        Names of the classes.
    tokens
        Articles x annotated class x class given.
    measured_on
        Where it was measured.
    coder_kind
        What kind of coder annotated, one of `schema.CODER_KINDS`.

    Raises
    ------
    InputError
        If the shape does not fit, a count is below 0, or a class was annotated nowhere.
    """

    classes: tuple[str, ...]
    tokens: Ints = field(repr=False)
    measured_on: str
    coder_kind: str

    def __post_init__(self) -> None:
        n = len(self.classes)
        if self.tokens.ndim != 3 or self.tokens.shape[1:] != (n, n) or n < 2:
            raise InputError(f"Quality: tokens are articles x {n} x {n} for {n} classes; not {self.tokens.shape}.")
        if (self.tokens < 0).any():
            raise InputError("Quality: tokens are counts from 0 on.")
        missing = [name for name, total in zip(self.classes, self.tokens.sum(axis=(0, 2)), strict=True) if total == 0]
        if missing:
            raise InputError(f"Quality: no token was annotated as {', '.join(missing)}; its recall is not known.")

    @property
    def table(self) -> pd.DataFrame:
        """``voice, n_annotated, n_given, precision, recall, f1`` and where it was measured, one row a class.

        The last row, ``attributed``, takes all classes but the first together. Precision is null where
        the rules never give the class.
        """
        counts = self.tokens.sum(axis=0)
        rows = [(name, counts[i, i], counts[i].sum(), counts[:, i].sum()) for i, name in enumerate(self.classes)]
        rows.append(("attributed", counts[1:, 1:].sum(), counts[1:].sum(), counts[:, 1:].sum()))
        table = pd.DataFrame(rows, columns=["voice", "right", "n_annotated", "n_given"])
        precision = table["right"] / table["n_given"].where(table["n_given"] > 0)
        recall = table["right"] / table["n_annotated"]
        both = table["n_annotated"] + table["n_given"]
        table = table.assign(precision=precision, recall=recall, f1=2 * table["right"] / both)
        table = table.assign(n_articles=len(self.tokens), measured_on=self.measured_on, coder_kind=self.coder_kind)
        return table.drop(columns="right")

    def of(self, voices: Collection[str]) -> tuple[float, float]:
        """Return precision and recall of some voices taken together; nan where they are no classes of ours."""
        held = [name for name, of_class in VOICE_CLASSES.items() if of_class[0] in voices]
        known = {voice for name in held for voice in VOICE_CLASSES[name]}
        if not held or set(voices) - known or set(held) - set(self.classes):
            return float("nan"), float("nan")
        at = [self.classes.index(name) for name in held]
        counts = self.tokens.sum(axis=0)
        right = counts[np.ix_(at, at)].sum()
        given, annotated = counts[:, at].sum(), counts[at].sum()
        return float(right / given) if given else float("nan"), float(right / annotated)

    @property
    def statement(self) -> str:
        """What must stand under a figure of own or reported words, in a sentence."""
        said = "; ".join(
            f"{row.voice} {_short(row.precision)} and {_short(row.recall)}" for row in self.table.itertuples()
        )
        return (
            f"Precision and recall of the rules, by token: {said}. Measured on {self.measured_on}, "
            f"annotated by a {self.coder_kind}."
        )


@cache
def voice_quality() -> Quality:
    """Return how well this version's rules tell whose words stand there.

    Returns
    -------
    Quality
        ``table`` for reading, ``statement`` for a caption.

    Notes
    -----
    Measured on English news that the rules' authors did not look at. Other texts, above all opinion pieces
    and other languages, may be better or worse served; the annotation itself has errors, which count
    against the rules.
    """
    record = yaml.safe_load(QUALITY_FILE.read_text(encoding="utf-8"))
    return Quality(
        tuple(record["classes"]), np.array(record["articles"], np.int64), record["measured_on"], record["coder_kind"]
    )


def with_voice_quality(table: pd.DataFrame, view: View | None = None) -> pd.DataFrame:
    """Return a table that tells voices apart with ``voice_precision`` and ``voice_recall`` at its end.

    By voice each row has those of its voice; where a view reads some voices only, all rows have those of these
    voices taken together; any other table comes back as it is. Own words were measured together with scare
    quotes; what was not measured is null.
    """
    quality = voice_quality()
    if "voice" in table.columns:
        voice = table["voice"].astype("str")
        measured = {name: quality.of([name]) for name in voice.unique()}
        scores = pd.DataFrame([measured[name] for name in voice], columns=["precision", "recall"], index=table.index)
        return table.assign(voice_precision=scores["precision"], voice_recall=scores["recall"])
    if view is None or view.voice is None:
        return table
    precision, recall = quality.of(view.voice)
    return table.assign(voice_precision=precision, voice_recall=recall)


def _short(share: object) -> str:
    number = float(share)  # type: ignore[arg-type]  # a cell of a table
    return "unknown" if np.isnan(number) else f"{number:.2f}".removeprefix("0")
