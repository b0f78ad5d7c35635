"""A lexicon as a step of a scikit-learn pipeline: texts in, counts out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framescope.corpus.model import NO_ARTICLE, Tokens
from framescope.errors import InputError, unknown_name
from framescope.lexicon.counting import count_matches
from framescope.lexicon.model import Lexicon, address
from framescope.lexicon.program import Program, Within, compile_lexicon
from framescope.lexicon.read import read_lexicon
from framescope.text.batch import tokenize_many
from framescope.text.tokens import fold_all
from framescope.text.vocabulary import Vocabulary

By = Literal["category", "entry"]
Names = npt.NDArray[np.object_]

# Characters tokenised in one step, so that memory does not grow with the number of texts.
_BLOCK = 1 << 27


class LexiconVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn ships no types
    """Count the wordings of a lexicon in a column of texts.

    Parameters
    ----------
    lexicon
        A `Lexicon`, or the path of a lexicon file, read when fitted.
    by
        What a column counts: a ``"category"`` (a label is called ``set.label``) or an ``"entry"``
        (``category: entry``).
    within
        Where the longest match wins, as in `find_hits`.
    sparse_output
        Whether `transform` gives a sparse matrix. False for ``set_output(transform="pandas")``, which
        takes none.

    Attributes
    ----------
    lexicon_
        The lexicon in use.
    program_
        The same as arrays.

    Notes
    -----
    Every text is read whole and as it is: no furniture is left out, no quotation is told from the
    words around it, every copy counts. For articles use `read_corpus`, `find_hits` and `count_matrix`.
    Nothing is learnt from the texts, so a text's row never depends on the others; a lexicon written
    while reading the test articles leaks all the same.

    Examples
    --------
    >>> from framescope.lexicon.model import Lexicon
    >>> naming = {"fighters": {"labels": {"rebels": {"terms": ["rebel*"]}, "terrorists": {"terms": ["terrorist*"]}}}}
    >>> vectorizer = LexiconVectorizer(Lexicon(name="example", naming=naming))
    >>> vectorizer.fit_transform(["Rebels left.", "The rebel called them terrorists."]).toarray().tolist()
    [[1, 0], [1, 1]]
    >>> vectorizer.get_feature_names_out().tolist()
    ['fighters.rebels', 'fighters.terrorists']
    """

    def __init__(
        self,
        lexicon: Lexicon | str | Path | None = None,
        *,
        by: By = "category",
        within: Within = "category",
        sparse_output: bool = True,
    ) -> None:
        self.lexicon = lexicon
        self.by = by
        self.within = within
        self.sparse_output = sparse_output

    def fit(self, X: Iterable[str] | None = None, y: object = None) -> LexiconVectorizer:  # noqa: N803  # scikit-learn's name
        """Read and compile the lexicon; texts and labels are not looked at.

        Raises
        ------
        InputError
            If there is no lexicon, or it cannot be read.
        UnknownNameError
            For another `by` or `within`.
        """
        if self.by not in get_args(By):
            raise unknown_name("value of by", self.by, get_args(By))
        if self.lexicon is None:
            raise InputError(
                "LexiconVectorizer needs a lexicon: LexiconVectorizer(fs.read_lexicon(path)), or the path."
            )
        self.lexicon_ = self.lexicon if isinstance(self.lexicon, Lexicon) else read_lexicon(self.lexicon)
        self.program_ = compile_lexicon(self.lexicon_, within=self.within)
        return self

    def transform(self, X: Iterable[str]) -> Any:  # noqa: N803  # scikit-learn's name
        """Count.

        Parameters
        ----------
        X
            Texts: a list, an array, a Series or any iterable of strings.

        Returns
        -------
        csr_array or ndarray
            Texts x names, int64.

        Raises
        ------
        InputError
            If there is a single text instead of several, or something that is no text.
        """
        check_is_fitted(self, "program_")
        names = {name: i for i, name in enumerate(self.get_feature_names_out().tolist())}
        column = np.array([names[name] for name in _names(self.program_, self.by)], dtype=np.int64)
        blocks = [count_matches(_tokens(texts), self.program_, column, len(names)) for texts in _blocks(X)]
        matrix = sparse.csr_array(sparse.vstack(blocks, format="csr"))
        return matrix if self.sparse_output else matrix.toarray()

    def get_feature_names_out(self, input_features: object = None) -> Names:
        """Return the names of the columns, in the order of the lexicon."""
        check_is_fitted(self, "program_")
        if self.by == "category":
            names = [address(set_, name) for set_, name in self.lexicon_.names()]
        else:
            names = list(dict.fromkeys(_names(self.program_, self.by)))
        return np.array(names, dtype=object)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


def _names(program: Program, by: By) -> list[str]:
    """Return the name of the column that each pattern counts for."""
    where = [address(row.set, row.category) for row in program.rows]
    if by == "category":
        return where
    return [f"{name}: {row.entry.term}" for name, row in zip(where, program.rows, strict=True)]


def _blocks(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield the texts, some at a time; at least one block, so that no text gives a matrix too."""
    if isinstance(texts, (str, bytes)):
        raise InputError("LexiconVectorizer takes several texts, such as a list or a column; not one string.")
    block: list[str] = []
    size = 0
    for i, text in enumerate(texts):
        if not isinstance(text, str):
            raise InputError(f"LexiconVectorizer: text {i} is no string but {text!r}. Leave it out, or write ''.")
        if block and size + len(text) > _BLOCK:
            yield block
            block, size = [], 0
        block.append(text)
        size += len(text)
    yield block


def _tokens(texts: list[str]) -> Tokens:
    """Return what matching looks at of the tokens of some texts, and no more: memory costs as much as the scan."""
    batch = tokenize_many(texts, offsets=False)
    ids: defaultdict[str, int] = defaultdict(count().__next__)
    number = np.fromiter(map(ids.__getitem__, chain(batch.types, fold_all(batch.types))), dtype=np.uint32)
    folds = np.append(number[len(batch.types) :], np.arange(len(batch.types), len(ids), dtype=np.uint32))
    n = len(batch.term)
    return Tokens(
        term=batch.term,
        start=np.broadcast_to(np.int64(0), n),
        length=np.broadcast_to(np.uint32(0), n),
        article=np.broadcast_to(np.int32(NO_ARTICLE), n),
        zone=np.broadcast_to(np.uint8(0), n),
        voice=np.broadcast_to(np.uint8(0), n),
        breaks=batch.breaks,
        documents=batch.bounds,
        vocabulary=Vocabulary(tuple(ids), folds),
    )
