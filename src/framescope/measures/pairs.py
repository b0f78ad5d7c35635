"""Measures of collocation: how strongly a word goes with a node, each variant under its own name.

Arrays in, arrays out, over the tables of `framescope.measures.association`: ``o11`` together, row 1 the
node's surroundings, column 1 the collocate.
"""

from __future__ import annotations

import numpy as np

from framescope.measures.association import Contingency, divide, log2
from framescope.measures.reading import Floats


def log_dice(table: Contingency) -> Floats:
    """Return 14 + log2 of Dice (Rychlý 2008)."""
    return 14 + log2(dice(table))


def dice(table: Contingency) -> Floats:
    """Twice together by the sum of both (Dice 1945)."""
    return divide(2 * table.o11, table.r1 + table.c1)


def jaccard(table: Contingency) -> Floats:
    """Together by either (Jaccard 1901)."""
    return divide(table.o11, table.r1 + table.c1 - table.o11)


def mi_log2(table: Contingency) -> Floats:
    """Mutual information of the pair, in bits (Church and Hanks 1990)."""
    return log2(divide(table.o11, table.e11))


def mi_log10(table: Contingency) -> Floats:
    """`mi_log2` by another logarithm (Evert 2008)."""
    return np.asarray(mi_log2(table) * np.log10(2), np.float64)


def mi2(table: Contingency) -> Floats:
    """MI with the joint count squared (Daille 1994)."""
    return mi_log2(table) + log2(table.o11)


def mi3(table: Contingency) -> Floats:
    """MI with the joint count cubed (Daille 1994)."""
    return mi_log2(table) + 2 * log2(table.o11)


def npmi(table: Contingency) -> Floats:
    """MI by its greatest value: 1 for words only ever together, -1 for words never together (Bouma 2009)."""
    never, always = table.o11 == 0, table.o11 == table.n
    held = np.where(never | always, 1.0, table.o11)
    size = np.where(always, 2.0, table.n)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log2(held * table.n / (table.r1 * table.c1)) / -np.log2(held / size)
    return np.where(never, -1.0, np.where(always, 1.0, value))


def t_score(table: Contingency) -> Floats:
    """Observed less expected by the root of observed (Church et al. 1991)."""
    return divide(table.o11 - table.e11, np.sqrt(table.o11))


def z_score(table: Contingency) -> Floats:
    """Observed less expected by the root of expected (Berry-Rogghe 1973, without her factor)."""
    return divide(table.o11 - table.e11, np.sqrt(table.e11))


def delta_p_21(table: Contingency) -> Floats:
    """How much the node raises the chance of the collocate: P(2|1) - P(2|not 1) (Gries 2013)."""
    return divide(table.o11, table.r1) - divide(table.o21, table.r2)


def delta_p_12(table: Contingency) -> Floats:
    """How much the collocate raises the chance of the node: P(1|2) - P(1|not 2) (Gries 2013)."""
    return divide(table.o11, table.c1) - divide(table.o12, table.c2)


def conditional_p_21(table: Contingency) -> Floats:
    """Chance of the collocate where the node is."""
    return divide(table.o11, table.r1)


def conditional_p_12(table: Contingency) -> Floats:
    """Chance of the node where the collocate is."""
    return divide(table.o11, table.c1)


def min_sensitivity(table: Contingency) -> Floats:
    """Lesser of the two conditional chances (Pedersen 1998)."""
    return np.minimum(conditional_p_21(table), conditional_p_12(table))
