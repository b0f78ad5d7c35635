"""In which language something was said, and whether what we read is a translation: only where the text says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text.sources import source_rules
from framescope.text.traits import Traits
from framescope.text.verbless import Saying
from framescope.text.wordkinds import LANGUAGE

#: The language of the texts these rules read.
_WRITTEN = "en"


class Language(NamedTuple):
    """`translated`: yes, no or unknown; `spoken`: the language (ISO 639-1), if the text names it."""

    translated: str
    spoken: str | None


NOT_SAID = Language("unknown", None)


def languages_of(t: Traits, sayings: Sequence[Saying], word: npt.NDArray[np.int64]) -> Mapping[int, Language]:
    """Return the language of the attributions that name one: said in Arabic; told us through an interpreter.

    Parameters
    ----------
    t, sayings
        The traits of the tokens, and the attributions.
    word
        ``t.word`` as an array.
    """
    rules = source_rules()
    places = np.flatnonzero(word & LANGUAGE)
    first = np.searchsorted(places, [saying.clause[0] for saying in sayings])
    past = np.searchsorted(places, [t.end[saying.cue] for saying in sayings])
    found: dict[int, Language] = {}
    for i in np.flatnonzero(first < past).tolist():
        saying = sayings[i]
        for k in places[first[i] : past[i]].tolist():
            said, before = t.types[t.term[k]].lower(), t.types[t.term[k - 1]].lower() if k else ""
            outside = not any(a <= k < b for a, b in saying.contents) and t.quotation[k] < 0
            if outside and said in rules.translated:
                found[i] = Language("yes", found[i].spoken if i in found else None)
            elif outside and said in rules.languages and before in ("in", "from"):
                spoken = rules.languages[said]
                found[i] = Language("no" if spoken == _WRITTEN else "yes", spoken)
    return found
