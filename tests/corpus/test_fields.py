from datetime import date, datetime

import pytest

from framescope.corpus.fields import (
    Claim,
    assign,
    check_columns,
    date_orders,
    field_of,
    iso_date,
    language_code,
    order_date,
    record_claims,
    written,
)
from framescope.errors import InputError, UnknownNameError


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Text", "text"), ("BODY", "text"), ("article_content", "text"), ("maintext", "text"), ("full text", "text"),
        ("headline", "title"), ("article_title", "title"), ("By-line", "author"), ("authors", "author"),
        ("publication", "outlet"), ("Source", "outlet"), ("date_publish", "date"), ("publishedAt", "date"),
        ("link", "url"), ("article_source_link", "url"), ("lang", "language"), ("doc_id", "id"), ("article_id", "id"),
        ("", None), ("section", None), ("subtitle", None), ("raw_text", None), ("text_length", None),
    ],
)  # fmt: skip
def test_the_usual_names(column: str, field: str | None) -> None:
    assert field_of(column) == field


def test_a_given_column_comes_before_the_usual_names() -> None:
    assigned = assign(["text", "maintext", "domain", "source"], {"text": "maintext", "outlet": "domain"})
    assert assigned.column == {"text": "maintext", "outlet": "domain"}
    assert assigned.doubtful == {}


def test_two_columns_for_the_text_are_an_error_that_names_both() -> None:
    with pytest.raises(InputError, match=r"'text' and 'Body' could both be the text.*columns=\{'text': 'text'\}"):
        assign(["text", "Body"], {})


def test_no_column_for_the_text_is_an_error_that_lists_the_columns() -> None:
    with pytest.raises(InputError, match=r"no column is known to hold the text.*Columns: 'a', 'title'"):
        assign(["a", "title"], {})


def test_a_given_column_must_exist() -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown column 'maintxt'. Did you mean 'maintext'"):
        assign(["maintext"], {"text": "maintxt"})


def test_only_known_fields_can_be_given() -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown field 'titel'. Did you mean 'title'"):
        check_columns({"titel": "a"})


def test_two_columns_for_another_field_are_both_kept_and_neither_is_believed() -> None:
    assigned = assign(["text", "source", "publication"], {})
    claims = record_claims({"text": "x", "source": "A", "publication": "B"}, assigned)
    assert [(c.field, c.value, c.certain) for c in claims] == [("outlet", "A", False), ("outlet", "B", False)]


def test_what_a_record_says_and_what_it_leaves_empty() -> None:
    record: dict[str, object] = {
        "text": "x",
        "title": " A\n title ",
        "authors": ["B C", None, "D E"],
        "source": {"id": 3, "name": "F"},
    }
    record |= {"date": "", "url": None, "lang": "NaN"}
    claims = record_claims(record, assign(record, {}))
    assert [(c.field, c.value, c.source, c.rule, c.certain) for c in claims] == [
        ("title", "A title", "record", "column title", True),
        ("author", "B C, D E", "record", "column authors", True),
        ("outlet", "F", "record", "column source", True),
    ]


def test_an_address_is_no_outlet_and_a_name_no_address() -> None:
    claims = record_claims(
        {"text": "x", "source": "https://a.example/b", "url": "n. n."}, assign(["text", "source", "url"], {})
    )
    assert [(c.field, c.certain) for c in claims] == [("outlet", False), ("url", False)]


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (7, "7"), (7.0, "7"), (7.5, ""), (float("nan"), ""), (True, ""), (None, ""), ({}, ""),
        ({"name": "F", "id": 3}, "F"), ({"main": "F", "kicker": "G"}, "F"), ({"rendered": "F"}, "F"),
        ({"$date": "2017-09-01T00:00:00Z"}, "2017-09-01T00:00:00Z"),
        ("a\ud800\x00", "a\ufffd\ufffd"),
        (date(2017, 9, 1), "2017-09-01"), (datetime(2017, 9, 1, 12), "2017-09-01T12:00:00"), ("None", ""),
    ],
)  # fmt: skip
def test_values_as_one_line(value: object, line: str) -> None:
    assert written(value) == line


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2017-09-10", "2017-09-10"), ("2017-09-10T23:59:00.000Z", "2017-09-10"),
        ("2017-09-10 10:00:00+02:00", "2017-09-10"),
        ("2017/2/7", "2017-02-07"), ("20170910", "2017-09-10"), ("2017-09", "2017-09"), ("2017", "2017"),
        ("10 September 2017", "2017-09-10"), ("September 10, 2017", "2017-09-10"), ("Sept. 2017", "2017-09"),
        ("Sun, 10 Sep 2017 10:00:00 GMT", "2017-09-10"), ("13/04/2017", "2017-04-13"), ("04/13/2017", "2017-04-13"),
        ("1851-09-18", "1851-09-18"),
        ("1505001600", "2017-09-10"), ("1505001600000", "2017-09-10"), ("915148799", "1998-12-31"),
        ("1970-01-01", "1970-01-01"), ("1970-01-01T06:30:00Z", "1970-01-01"),
    ],
)  # fmt: skip
def test_dates_that_can_be_read_one_way(value: str, iso: str) -> None:
    assert iso_date(value) == (iso, True)


@pytest.mark.parametrize(
    "value",
    ["0001-01-01", "0001-01-01T00:00:00", "3017-01-01", "9999", "2017-13-01", "2017-02-30", "70% of", "yesterday", "10",
     "about 10 September 2017, he said", "00000000", "0000-00-00", "31 February 2017", "2107-05-06", "20177-01-02",
     "3 May 2077", "0", "-1", "150500160", "15050016000", "4999999999",
     "1970-01-01T00:00:00Z",
     "1970-01-01 00:00:00+00:00"],
)  # fmt: skip
def test_what_is_no_date_is_not_made_one(value: str) -> None:
    assert iso_date(value) == (None, False)


def test_a_date_in_the_year_1_is_kept_and_not_used() -> None:
    (claim,) = record_claims({"text": "x", "date": "0001-01-01"}, assign(["text", "date"], {}))
    assert (claim.value, claim.certain) == ("0001-01-01", False)


def test_seconds_since_1970_are_a_day_and_say_so() -> None:
    record = {"text": "x", "published": 1505001600}  # 10 September 2017 at 0:00 UTC, by `date -u -d @1505001600`
    (claim,) = record_claims(record, assign(list(record), {}))
    assert (claim.value, claim.certain, claim.rule) == (
        "2017-09-10",
        True,
        "column published, seconds since 1970 as a day in UTC",
    )


def test_a_year_to_come_is_kept_and_not_used_whatever_the_rest_of_the_column_shows() -> None:
    found = dates("4/5/2077", "4/25/2017")
    assert [(claim.value, claim.certain) for claim in found] == [("4/5/2077", False), ("2017-04-25", True)]


def dates(*values: str) -> list[Claim]:
    """Return the claims of a column of dates, ordered by each other."""
    claims = [record_claims({"text": "x", "date": value}, assign(["text", "date"], {}))[0] for value in values]
    return [order_date(claim, date_orders(claims)) for claim in claims]


def test_the_other_dates_of_a_column_tell_day_from_month() -> None:
    found = dates("4/5/2017", "4/25/2017", "2017-01-01")
    assert [(claim.value, claim.certain) for claim in found] == [
        ("2017-04-05", True),
        ("2017-04-25", True),
        ("2017-01-01", True),
    ]
    assert found[0].rule == "column date, month first as in the rest of it"
    assert dates("4.5.2017", "25.4.2017")[0].value == "2017-05-04"


@pytest.mark.parametrize("others", [(), ("5/5/2017",), ("4/25/2017", "25/4/2017")])
def test_where_they_do_not_tell_nothing_is_decided(others: tuple[str, ...]) -> None:
    claim = dates("4/5/2017", *others)[0]
    assert (claim.value, claim.certain) == ("4/5/2017", False)


@pytest.mark.parametrize(
    ("value", "code"),
    [("en", "en"), ("en-GB", "en"), ("pt_BR", "pt"), ("English", "en"), ("deu", "de"), ("klingon", None)],
)
def test_languages(value: str, code: str | None) -> None:
    assert language_code(value) == code
