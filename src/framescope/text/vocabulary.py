"""Written forms and their ids: what a token is, apart from where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from framescope.text.tokens import fold


@dataclass(frozen=True)
class Vocabulary:
    """Written forms in the order of their ids, and for each the id of its case-folded form.

    Every folded form has an id of its own, also where no token was written that way, so
    ``forms[fold[id]]`` is always there.
    """

    forms: tuple[str, ...]
    fold: npt.NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def ids(self) -> dict[str, int]:
        """The id of each written form."""
        return {form: i for i, form in enumerate(self.forms)}


class VocabularyBuilder:
    """Hands out ids to forms as they are met; the same texts in the same order give the same ids."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}

    def encode(self, forms: Iterable[str]) -> npt.NDArray[np.uint32]:
        """Return the id of each form, new ones included."""
        ids = self._ids
        return np.fromiter((ids.setdefault(form, len(ids)) for form in forms), dtype=np.uint32)

    def build(self) -> Vocabulary:
        """Return the vocabulary of everything encoded so far."""
        for form in tuple(self._ids):
            folded = fold(form)
            self._ids.setdefault(folded, len(self._ids))
        forms = tuple(self._ids)
        return Vocabulary(forms, np.fromiter((self._ids[fold(form)] for form in forms), dtype=np.uint32))
