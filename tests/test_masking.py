import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.masking import mask_emails


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("lena@example.org", "l…@example.org"),
        ("Write to lena.k+news@mail.example.co.uk.", "Write to l…@mail.example.co.uk."),
        ('<a href="mailto:press@example.org">', '<a href="mailto:p…@example.org">'),
        ("o'brien@example.org, zoë@exämple.org", "o…@example.org, z…@exämple.org"),
        ("lena (at) example.org", "l… (at) example.org"),
        ("lena[at]example.org", "l…[at]example.org"),
        ("a@b@example.org", "a@b…@example.org"),
        ("@lena said 5 @ 3.50 on example.org", "@lena said 5 @ 3.50 on example.org"),
        ("look at example.org", "look at example.org"),
        ("", ""),
    ],
)
def test_the_name_in_an_address_is_hidden_and_nothing_else(text: str, masked: str) -> None:
    assert mask_emails(text) == masked


@given(st.text(alphabet="ab.@-…[]() t", max_size=60))
def test_masking_twice_changes_nothing(text: str) -> None:
    assert mask_emails(mask_emails(text)) == mask_emails(text)


@given(st.text(max_size=40), st.from_regex(r"[a-z]{2,10}(\.[a-z]{2,10})?", fullmatch=True), st.text(max_size=40))
def test_no_whole_address_is_left_whatever_stands_around_it(before: str, name: str, after: str) -> None:
    assert f" {name}@example.org " not in mask_emails(f"{before} {name}@example.org {after}")
