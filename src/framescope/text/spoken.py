"""In which language something was said, and whether what we read is a translation: only where the text says so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text.said import Sayings
from framescope.text.sources import source_rules
from framescope.text.traits import Traits
from framescope.text.wordkinds import LANGUAGE

#: The language of the texts these rules read.
_WRITTEN = "en"


class Language(NamedTuple):
    """`translated`: yes, no or unknown; `spoken`: the language (ISO 639-1), if the text names it."""

    translated: str
    spoken: str | None


NOT_SAID = Language("unknown", None)


def languages_of(t: Traits, sayings: Sayings, word: npt.NDArray[np.int64]) -> Mapping[int, Language]:
    """Return the language of the attributions that name one: said in Arabic; told us through an interpreter.

    Parameters
    ----------
    t, sayings
        The traits of the tokens, and the attributions.
    word
        ``t.word`` as an array.
    """
    rules = source_rules()
    cues = sayings.cue.tolist()
    found: dict[int, Language] = {}
    for k in np.flatnonzero(word & LANGUAGE).tolist():
        said, before = t.types[t.term[k]].lower(), t.types[t.term[k - 1]].lower() if k else ""
        for i in range(bisect_left(cues, t.begin[k]), bisect_left(cues, t.end[k])):
            outside = t.quotation[k] < 0 and not any(a <= k < b for a, b in sayings.contents[i].tolist())
            if not outside or k < sayings.clause[i, 0]:
                continue
            if said in rules.translated:
                found[i] = Language("yes", found[i].spoken if i in found else None)
            elif said in rules.languages and before in ("in", "from"):
                spoken = rules.languages[said]
                found[i] = Language("no" if spoken == _WRITTEN else "yes", spoken)
    return found
