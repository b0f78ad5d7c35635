from framescope.errors import FramescopeError, unknown_name


def test_the_nearest_name_comes_first_and_then_all() -> None:
    error = unknown_name("column", "outlett", ["author", "outlet"])
    assert str(error) == "Unknown column 'outlett'. Did you mean 'outlet'? Known: author, outlet."
    assert isinstance(error, FramescopeError)
    assert isinstance(error, ValueError)


def test_nothing_near_and_nothing_known() -> None:
    assert str(unknown_name("column", "x", ["author"])) == "Unknown column 'x'. Known: author."
    assert str(unknown_name("column", "x", [])) == "Unknown column 'x'. Known: (none)."
