import re

from hypothesis import given
from hypothesis import strategies as st

from framescope.corpus.screen import holding


@given(st.lists(st.text()), st.lists(st.text(min_size=1), min_size=1))
def test_a_line_holds_signs_where_one_of_them_is_part_of_it(lines: list[str], signs: list[str]) -> None:
    pattern = "|".join(map(re.escape, signs))
    assert holding(lines, pattern) == [any(sign in line for sign in signs) for line in lines]


def test_a_lone_surrogate_hides_no_sign_beside_it() -> None:
    assert holding(["\ud800 (x", "\ud800 x"], r"\(") == [True, False]
