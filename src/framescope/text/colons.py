"""What somebody is quoted with behind a colon, as headlines do: Lee: I will win."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framescope.text.compilable import compilable
from framescope.text.cuekinds import IS_PREPOSITION
from framescope.text.cues import attribution_rules
from framescope.text.names import Names, full_name, words_of
from framescope.text.phrases import has_verb
from framescope.text.said import Saying, outside_marks
from framescope.text.sources import pronouns_of_words
from framescope.text.traits import NOTHING, Traits
from framescope.text.wordkinds import CAPITAL, COLON, FIRST, INTERROGATIVE, LINE, SOURCE, TITLE

#: The name before a colon has at most so many words.
_SHORT = 5


def may_follow_name(
    word: npt.NDArray[np.int64], gap: npt.NDArray[np.uint8], begin: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Return of each token whether a colon parts it from a few words with capitals that begin its sentence."""
    index = np.arange(len(word))
    small = np.concatenate([[0], np.cumsum(word & CAPITAL == 0)])
    few = (index > begin) & (index - begin <= _SHORT)
    behind: npt.NDArray[np.bool_] = (gap & COLON > 0) & (gap & LINE == 0) & few & (small[index] == small[begin])
    return behind


def follows_speaker(t: Traits, k: int, names: Names) -> bool:
    """Return whether what stands before the colon before a token names who says what stands behind it."""
    first, limit = t.begin[k], t.end[k]
    label = t.plain[t.term[k - 1]]
    if label in attribution_rules().labels or not has_verb(t, k, limit) or t.quotation[k] >= 0:
        return False
    titled = any(t.word[i] & (SOURCE | TITLE) for i in range(first, k)) or t.plain[t.term[first]] in pronouns_of_words()
    known = full_name(t, names, (first, k))
    person = titled or (known is not None and words_of(t, *known) in names.sex)
    return bool(person or t.word[k] & FIRST) and (titled or not t.word[k] & INTERROGATIVE)


@compilable
def with_colon(t: Traits, k: int) -> Saying:
    """Return what somebody is quoted with behind the colon before a token."""
    clause = (t.begin[k], k)
    return Saying(k - 1, IS_PREPOSITION, clause, clause, outside_marks(t, (k, t.end[k]), NOTHING), True)
