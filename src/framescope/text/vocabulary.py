"""Written forms and their ids: what a token is, apart from where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice, repeat

import numpy as np
import numpy.typing as npt

from framescope.text.tokens import fold


class Vocabulary:
    """Written forms in the order of their ids, and for each the id of its case-folded form.

    Every folded form has an id of its own, also where no token was written that way, so
    ``forms[fold[id]]`` is always there.

    Parameters
    ----------
    forms
        The forms; or the bytes of a file that holds one a line, read when a form is first asked for.
    fold
        The id of the folded form of each (uint32).
    """

    def __init__(self, forms: Sequence[str] | npt.NDArray[np.uint8], fold: npt.NDArray[np.uint32]) -> None:
        self._forms = forms
        self.fold = fold

    def __len__(self) -> int:
        return len(self.fold)

    def __repr__(self) -> str:
        return f"Vocabulary({len(self):,} forms)"

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The written forms."""
        if isinstance(self._forms, np.ndarray):
            return tuple(self._forms.tobytes().decode().split("\n")[:-1])
        return tuple(self._forms)

    @cached_property
    def ids(self) -> dict[str, int]:
        """The id of each written form."""
        return {form: i for i, form in enumerate(self.forms)}


def alphabetical(forms: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return the places of forms in the order of their code points; Arrow sorts a third of a million in no time."""
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        return np.asarray(pc.array_sort_indices(pa.array(forms, pa.string())), dtype=np.int64)
    except UnicodeEncodeError:  # half a surrogate pair, in an address
        return np.array(sorted(range(len(forms)), key=forms.__getitem__), dtype=np.int64)


class VocabularyBuilder:
    """Hands out ids to forms as they are met; the same forms in the same order get the same ids.

    A folded form gets its id right after the first form that needs it. What comes later changes no id,
    so a vocabulary only grows at its end.

    Parameters
    ----------
    vocabulary
        What is known already.
    """

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self._ids: dict[str, int] = {} if vocabulary is None else dict(vocabulary.ids)
        self._fold: list[int] = [] if vocabulary is None else vocabulary.fold.tolist()

    def encode(self, forms: Iterable[str]) -> npt.NDArray[np.uint32]:
        """Return the id of each form, new ones included."""
        forms, ids, folds = tuple(forms), self._ids, self._fold
        found = np.fromiter(map(ids.get, forms, repeat(-1)), dtype=np.int64, count=len(forms))
        places = np.flatnonzero(found < 0).tolist()
        new = [forms[i] for i in places]
        for form in new:
            if form in ids:
                continue
            own = ids[form] = len(ids)
            if form.isascii() and form.islower():
                folds.append(own)
            else:
                meets = ids.setdefault(fold(form), len(ids))
                folds += [meets] * (len(ids) - own)  # of the form, and of the folded one if it is new
        found[places] = [ids[form] for form in new]
        return found.astype(np.uint32)

    def add(self, vocabulary: Vocabulary) -> npt.NDArray[np.uint32]:
        """Return the id of each form of a vocabulary that another builder made, new ones included."""
        if self._ids:
            return self.encode(vocabulary.forms)
        self._ids, self._fold = dict(vocabulary.ids), vocabulary.fold.tolist()
        return np.arange(len(vocabulary), dtype=np.uint32)

    def since(self, n: int) -> tuple[list[str], npt.NDArray[np.uint32]]:
        """Return the forms from the n-th on, and the id of the folded form of each."""
        return list(islice(self._ids, n, None)), np.array(self._fold[n:], dtype=np.uint32)

    def build(self) -> Vocabulary:
        """Return the vocabulary of everything encoded so far."""
        return Vocabulary(tuple(self._ids), np.array(self._fold, dtype=np.uint32))
