"""How published values are written down and compared: at the precision at which they were printed."""

from typing import Any

import numpy as np
import pytest

from framescope.measures.association import Contingency

counts, margins = Contingency.of_counts, Contingency.of_margins


def cells(o11: float, o12: float, o21: float, o22: float) -> Contingency:
    return Contingency(*(np.array([cell], np.float64) for cell in (o11, o12, o21, o22)))


def equals(value: Any, published: str) -> None:
    """Assert that a value rounds to what was printed."""
    decimals = len(published.partition(".")[2])
    assert float(np.asarray(value).reshape(-1)[0]) == pytest.approx(float(published), abs=0.5 * 10**-decimals + 1e-12)
