import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from framescope.corpus.places import first_places, look_up

# Few different numbers, some of which share all their leading bits: entries are taken, and numbers come again.
numbers = st.lists(st.one_of(st.integers(0, 20), st.integers(2**63, 2**64 - 1)), max_size=80)


@given(numbers, numbers)
def test_each_number_is_found_where_it_stands_first_and_no_other_is_found(held: list[int], sought: list[int]) -> None:
    places = first_places(np.array(held, dtype=np.uint64))
    found, where = look_up(places, np.array(sought, dtype=np.uint64))
    wanted = {i: held.index(number) for i, number in enumerate(sought) if number in held}
    assert dict(zip(found.tolist(), where.tolist(), strict=True)) == wanted
    assert sorted(places.first.tolist()) == sorted({held.index(number) for number in held})


@given(numbers)
def test_equal_numbers_are_found_in_their_order(held: list[int]) -> None:
    places = first_places(np.array(held, dtype=np.uint64))
    found, where = look_up(places, np.array(held, dtype=np.uint64))
    for place in set(where.tolist()):
        assert found[where == place].tolist() == sorted(found[where == place].tolist())
