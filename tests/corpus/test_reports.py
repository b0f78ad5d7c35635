from framescope.corpus.reports import Report, Tally


def test_a_file_that_was_left_out_and_why() -> None:
    assert str(Report.left_out("a.txt", ValueError("it is empty."))) == "a.txt was left out: it is empty."


def test_an_error_of_the_system_is_told_without_the_path_it_holds() -> None:
    error = PermissionError(13, "Permission denied", "/home/somebody/a.txt")
    assert str(Report.left_out("a.txt", error)) == "a.txt was left out: Permission denied"


def test_rows_of_one_reason_make_one_line_with_the_first_places() -> None:
    tally = Tally("a.csv", rows=1000)
    for line in range(2, 7):
        tally.add("left out: no text", f"line {line}")
    tally.skip("not a record", "line 9")
    tally.add("said once.")
    assert [str(report) for report in tally.reports()] == [
        "a.csv: 5 of 1,001 rows left out: no text (line 2, line 3, line 4 and 2 more).",
        "a.csv: 1 of 1,001 rows left out: not a record (line 9).",
        "a.csv: said once.",
    ]


def test_a_file_with_a_hundred_reasons_does_not_bury_the_others() -> None:
    tally = Tally("a.csv")
    for number in range(100):
        tally.add(f"reason {number}.")
    said = [str(report) for report in tally.reports()]
    assert len(said) == 21
    assert said[-1] == "a.csv: and 80 more remarks on this file."
