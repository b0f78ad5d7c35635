"""Attributions of a stretch of texts: by the rules as they stand, or by the same rules compiled where that pays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from framescope.text.batch import WORTH_COMPILING
from framescope.text.colons import follows_speaker, may_follow_name
from framescope.text.names import Names
from framescope.text.said import WIDTH, Sayings, in_columns
from framescope.text.sayings import write_sayings
from framescope.text.source_phrases import SourcePhrase, read_phrases
from framescope.text.stretch import Stretch
from framescope.text.traits import NUMBERS, Traits
from framescope.text.wordkinds import COLON, CUE

Engine = Literal["python", "compiled"]


def faster_engine(n_characters: int) -> Engine:
    """Return what finds attributions faster in so much text, loading it included; both find the same.

    It is compiled where the scan of the text is: by itself, loading the compiler would take longer than it saves.
    """
    loaded = _compiled.cache_info().currsize > 0
    return "compiled" if loaded or n_characters >= WORTH_COMPILING else "python"


def find_attributions(
    stretch: Stretch, t: Traits, columns: Traits, names: Mapping[int, Names], engine: Engine
) -> Sayings:
    """Find the attributions of a stretch, as `framescope.text.sayings.find_sayings` does.

    Parameters
    ----------
    stretch
        The texts.
    t, columns
        The traits of their tokens, to be read by Python, and as arrays.
    names
        Who is introduced, by article.
    engine
        What finds them.
    """
    word, gap, around = (np.asarray(column) for column in (columns.word, columns.gap, columns.quotation))
    telling = (word & CUE > 0) | may_follow_name(word, gap, np.asarray(columns.begin))
    cues = np.flatnonzero(telling & (around < 0) & (stretch.article >= 0))
    speaking = gap[cues] & COLON > 0
    behind = cues[speaking]
    asked = zip(behind.tolist(), stretch.article[behind].tolist(), strict=True)
    speaking[speaking] = [follows_speaker(t, k, names[where]) for k, where in asked]
    rows = np.empty((len(cues), WIDTH), dtype=np.int64)
    if engine == "python":
        n = write_sayings(t, cues.tolist(), speaking.tolist(), rows)
    else:
        n = _compiled(write_sayings)(_numbers(columns), cues, speaking, rows)
    return in_columns(rows[:n], stretch.part)


def read_sources(t: Traits, columns: Traits, sources: npt.NDArray[np.int64], engine: Engine) -> list[SourcePhrase]:
    """Read the phrases for sources, from their tokens, as `framescope.text.source_phrases.read_phrase` does."""
    first, past = np.ascontiguousarray(sources.T)
    if engine == "python":
        return read_phrases(t, first.tolist(), past.tolist())
    phrases: list[SourcePhrase] = _compiled(read_phrases)(_numbers(columns), first, past)
    return phrases


def _numbers(columns: Traits) -> tuple[npt.NDArray[Any], ...]:
    return tuple(getattr(columns, name) for name in NUMBERS)


@cache
def _compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    from framescope.text.compiled import compiled_together  # numba, which a small corpus does not load

    return compiled_together(function)
