"""Measures: pure functions from a corpus, a view and a table of hits to a table of numbers."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from framescope.measures.registry import Kind


class _Measures(ModuleType):
    """The room under a name that is a public function as well: importing a module of it takes the name over."""

    def __call__(self, kind: Kind | None = None) -> pd.DataFrame:
        """Return what each measure is and how it misleads; see `framescope.measures.registry.measures`."""
        from framescope.measures.registry import measures

        return measures(kind)


sys.modules[__name__].__class__ = _Measures
