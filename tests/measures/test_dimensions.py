import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.errors import UnknownNameError
from framescope.measures.dimensions import Dimension, by_names, combine, cross, group_of_rows, item_dimension


def dimension(name: str, size: int) -> Dimension:
    levels = pd.DataFrame({name: [f"{name}{i}" for i in range(size)]})
    return Dimension(levels, np.arange(size))


@given(sizes=st.lists(st.integers(0, 4), max_size=4), data=st.data())
def test_a_combination_is_found_in_its_row_and_its_group(sizes: list[int], data: st.DataObject) -> None:
    dimensions = [dimension(name, size) for name, size in zip("abcd", sizes, strict=False)]
    shared = data.draw(st.lists(st.booleans(), min_size=len(sizes), max_size=len(sizes)))
    rows = cross(dimensions)
    groups = cross([one for one, is_shared in zip(dimensions, shared, strict=True) if is_shared])
    group = group_of_rows(dimensions, shared)
    assert len(rows) == np.prod(sizes)
    assert len(group) == len(rows)
    for row, of_group in zip(rows.to_dict("records"), group, strict=True):
        levels = [np.array([int(str(row[name])[1:])]) for name in rows.columns]
        assert rows.iloc[combine(levels, sizes, 1)[0]].to_dict() == row
        assert groups.iloc[of_group].to_dict() == {name: row[name] for name in groups.columns}


def test_what_has_no_level_has_no_row() -> None:
    assert combine([np.array([0, -1, 1]), np.array([1, 1, -1])], [2, 3], 3).tolist() == [1, -1, -1]


def test_empty_values_come_last() -> None:
    values = pd.Series(["b", None, "a"], name="speaker", dtype="str")
    made = item_dimension(values, first=["z"])
    assert made.levels["speaker"].tolist() == ["z", "a", "b", "not stated"]
    assert made.of_item.tolist() == [2, 3, 1]


def test_names() -> None:
    assert by_names("a", ("a", "b")) == ("a",)
    assert by_names(["b", "a", "b"], ("a", "b")) == ("b", "a")
    with pytest.raises(UnknownNameError, match=r"Unknown key in by 'c'.*Known: a, b"):
        by_names(["a", "c"], ("a", "b"))
