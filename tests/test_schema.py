import pandas as pd
import pytest

from framescope.errors import InputError, UnknownNameError
from framescope.schema import LINES, QUOTATION_KINDS, TABLES, VOICE_OF_KIND, VOICES
from framescope.table import Column, Table

TINY = Table("tiny", "thing", {"name": Column("str", "its name"), "n": Column("Int64", "how many", nullable=True)})


def test_rows_become_a_frame_with_the_types_of_the_table() -> None:
    frame = TINY.frame([("a", None), ("b", 2)])
    assert frame["n"].tolist() == [pd.NA, 2]
    assert frame.dtypes.astype(str).to_dict() == {"name": "str", "n": "Int64"}
    assert TINY.frame([{"n": 2, "name": "b"}]).columns.tolist() == ["name", "n"]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_an_empty_table_has_all_its_columns(table: Table) -> None:
    frame = table.frame()
    assert frame.empty
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        name: column.dtype for name, column in table.columns.items()
    }


def test_what_does_not_fit_is_refused_by_name() -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown column of table 'tiny' 'nam'. Did you mean 'name'"):
        TINY.frame(pd.DataFrame({"nam": ["a"], "n": [1]}))
    with pytest.raises(InputError, match=r"Table 'tiny' lacks the column\(s\) n"):
        TINY.frame(pd.DataFrame({"name": ["a"]}))
    with pytest.raises(InputError, match="column 'name' must not be empty"):
        TINY.frame([(None, 1)])
    with pytest.raises(InputError, match="column 'n' does not hold Int64"):
        TINY.frame([("a", "many")])


def test_every_kind_of_quotation_has_a_voice() -> None:
    assert set(VOICE_OF_KIND) == set(QUOTATION_KINDS)
    assert set(VOICE_OF_KIND.values()) < set(VOICES)


def test_a_null_in_a_repeated_id_stays_null() -> None:
    frame = LINES.frame([("a", 1, 0, 1, "blank", "blank", None, False)])
    assert frame["article_id"].isna().all()
