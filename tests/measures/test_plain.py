"""Text made ready to be read, against the same done character by character."""

import sys
from itertools import groupby

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.masking import mask_emails
from framescope.measures.plain import plain

SPACES = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]


def collapsed(text: str) -> str:
    return "".join(" " if space else "".join(run) for space, run in groupby(text, str.isspace))


def shown(texts: list[str], *, masked: bool) -> list[str]:
    result: list[str] = plain(pa.array(texts, pa.large_string()), masked=masked).to_pylist()
    return result


def test_every_kind_of_white_space_is_collapsed() -> None:
    assert len(SPACES) == 29
    texts = [f"a{space}b" for space in SPACES] + [f"a{space} b" for space in SPACES]
    assert set(shown(texts, masked=False)) == {"a b"}


@pytest.mark.parametrize("sign", ["@", "(at)", "[ AT ]", "( at)", "(\N{NO-BREAK SPACE}at )"])
def test_addresses_are_masked_however_their_sign_is_written(sign: str) -> None:
    text = f"write to lena{sign}example.org (at once) [now]"
    assert shown([text, "nothing (here)"], masked=True) == [collapsed(text).replace("lena", "l…"), "nothing (here)"]
    assert shown([text], masked=False) == [collapsed(text)]


pieces = st.sampled_from([*SPACES, " ", "a", "é", "’", "…", "。", "ä", "𐍈", "(at)", "[", "( at )", "@", "x.org", "l"])


@given(st.lists(st.lists(pieces, max_size=9).map("".join), max_size=5), st.booleans(), st.integers(0, 2))
def test_texts_are_what_they_would_be_one_by_one(texts: list[str], masked: bool, skipped: int) -> None:
    whole = pa.array([*["x  y"] * skipped, *texts], pa.large_string())
    expected = [mask_emails(collapsed(text)) if masked else collapsed(text) for text in texts]
    assert plain(whole.slice(skipped), masked=masked).to_pylist() == expected
