"""Which language a text is in, and whether there are rules for its quotations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

#: Languages whose quotation practice the rules know; in others nothing is called the outlet's own words.
ASSESSED_LANGUAGES = ("en",)

# Words of English that no other language of the Latin script shares in number. Loading the model costs
# two seconds, which a handful of plainly English articles should not pay.
_ENGLISH = ("the", "of", "and", "that", "was", "with", "from", "for", "which", "this", "have", "has", "been")
_ENGLISH_FORMS = frozenset(
    "".join(form) for word in _ENGLISH for form in product(*zip(word, word.upper(), strict=True))
)
_ENGLISH_SHARE = 0.1
_FEWEST_TOKENS = 20
_LIKELY = 0.5  # more probable than all other languages together
_SAMPLE = 2000  # characters


def english_function_words(types: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return which forms are function words of English that tell it from other languages."""
    return np.fromiter(map(_ENGLISH_FORMS.__contains__, types), dtype=np.bool_, count=len(types))


def identify_language(text: Callable[[], str], n_tokens: int, n_english: int) -> tuple[str, str] | None:
    """Return the language of a text (ISO 639-1) and the rule that told it, or None if it is unclear.

    Parameters
    ----------
    text
        Gives the words of one article; asked only where the counts do not tell.
    n_tokens, n_english
        How many tokens it has, and how many of them are `english_function_words`.

    Notes
    -----
    Under 20 tokens nothing is said. Otherwise a text of which one token in ten is an English
    function word is English; of any other the beginning is put to py3langid (its model ships with the package) and
    taken where one language is more probable than all others together. A text in two languages is
    given the dominant one.
    """
    if n_tokens < _FEWEST_TOKENS:
        return None
    if n_english >= _ENGLISH_SHARE * n_tokens:
        return "en", "english-function-words"
    language, probability = _model().classify(text()[:_SAMPLE])
    return (str(language), "py3langid") if probability > _LIKELY else None


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
