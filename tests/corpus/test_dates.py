from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framescope.corpus.dates import StatedDate, read_date


@pytest.mark.parametrize(
    ("text", "iso", "ambiguous"),
    [
        ("Sun Sep 10, 2017 9:16AM", "2017-09-10", False),
        ("Published: 3 March 2017", "2017-03-03", False),
        ("3rd of March 2017", "2017-03-03", False),
        ("Harbour Review, November 09, 2017", "2017-11-09", False),
        ("2017-09-10T09:16:00Z", "2017-09-10", False),
        ("10-Sep-2017", "2017-09-10", False),
        ("25/12/2016", "2016-12-25", False),
        ("12/25/2016", "2016-12-25", False),
        ("04/04/2017", "2017-04-04", False),
        ("03/04/2017", "2017-04-03", True),
        ("March 2017", "2017-03", False),
        ("15. Mai 2019, 05:28 Uhr", "2019-05-15", False),
        ("mercredi 11 septembre 2019", "2019-09-11", False),
        ("Publié le 1er août 2019", "2019-08-01", False),
        ("27 de junio de 2019", "2019-06-27", False),
        ("3 марта 2017", "2017-03-03", False),
    ],
)
def test_read_date(text: str, iso: str, ambiguous: bool) -> None:
    assert read_date(text) == StatedDate(iso, ambiguous)


@pytest.mark.parametrize(
    "text", ["", "70% of the town", "in 1970", "February 30, 2017", "31/31/2017", "2017-13-01", "Sept 3", "0/0/2017"]
)
def test_no_date_is_invented(text: str) -> None:
    assert read_date(text) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_an_iso_date_is_read_back(day: date) -> None:
    assert read_date(f"Published on {day}") == StatedDate(str(day))
