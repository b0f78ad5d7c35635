"""In which language something was said, and whether what we read is a translation: only where the text says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from framescope.text.sources import source_rules
from framescope.text.traits import Traits
from framescope.text.verbless import Saying

#: The language of the texts these rules read.
_WRITTEN = "en"


class Language(NamedTuple):
    """`translated`: yes, no or unknown; `spoken`: the language (ISO 639-1), if the text names it."""

    translated: str
    spoken: str | None


NOT_SAID = Language("unknown", None)


def languages_of(t: Traits, sayings: Sequence[Saying], term: npt.NDArray[np.uint32]) -> Mapping[int, Language]:
    """Return the language of the attributions that name one: said in Arabic; told us through an interpreter.

    Parameters
    ----------
    t, sayings
        The traits of the tokens, and the attributions.
    term
        The type of each token.
    """
    rules = source_rules()
    telling = np.array([form.lower() in rules.languages or form.lower() in rules.translated for form in t.types])
    places = np.flatnonzero(telling[term]) if len(telling) else np.empty(0, dtype=np.int64)
    if not len(places):
        return {}
    found: dict[int, Language] = {}
    for i, saying in enumerate(sayings):
        first, past = saying.clause[0], t.end[saying.cue]
        for k in places[np.searchsorted(places, first) : np.searchsorted(places, past)].tolist():
            word, before = t.types[t.term[k]].lower(), t.types[t.term[k - 1]].lower() if k else ""
            outside = not any(a <= k < b for a, b in saying.contents) and t.quotation[k] < 0
            if outside and word in rules.translated:
                found[i] = Language("yes", found[i].spoken if i in found else None)
            elif outside and word in rules.languages and before in ("in", "from"):
                spoken = rules.languages[word]
                found[i] = Language("no" if spoken == _WRITTEN else "yes", spoken)
    return found
