"""Shares of classes that rules give, when it is known what the rules confuse."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framescope.measures.reading import Floats, Ints

# Below this determinant what the rules give does not depend on what stands there, and nothing can be solved.
_SINGULAR = 1e-6


@dataclass(frozen=True)
class Misclassified:
    """Shares as they were given, once or for many draws.

    Attributes
    ----------
    given
        Draws x classes: the share of each class by the rules.
    confusion
        Draws x class annotated x class given: counts of what was annotated.
    """

    given: Floats
    confusion: Ints


def matrix_solution(seen: Misclassified) -> Floats:
    """Return the solution of ``given = shares @ chances``, which may lie outside 0 to 1; null where there is none."""
    annotated = seen.confusion.sum(axis=2, keepdims=True)
    chance = seen.confusion / np.maximum(annotated, 1)
    usable = (annotated > 0).all(axis=(1, 2)) & (np.abs(np.linalg.det(chance)) > _SINGULAR)
    chance[~usable] = np.eye(chance.shape[1])
    solved: Floats = np.linalg.solve(chance.transpose(0, 2, 1), seen.given[:, :, None])[:, :, 0]
    return np.where(usable[:, None], solved, np.nan)


def matrix_method(seen: Misclassified) -> Floats:
    """Return the solution with what lies below 0 set to 0 and the rest scaled to sum to 1; null where there is none."""
    cut = np.maximum(matrix_solution(seen), 0)
    shares: Floats = cut / cut.sum(axis=1, keepdims=True)
    return shares
