from pathlib import Path

import pytest

from framescope.study.plan import plan
from framescope.study.record import read_record, write_record
from framescope.study.rerun import rerun_study
from framescope.study.run import run_study

from .conftest import Silence, make_study, notebook

pytestmark = pytest.mark.slow

SAME = """
import os, pathlib
from framescope.study import open_corpus
folder = pathlib.Path(os.environ["FRAMESCOPE_RUN_FOLDER"])
(folder / "tables" / "t.csv").write_text(f"n\\n{len(open_corpus(corpus).articles)}\\n")
print(corpus)
"""
OTHER = """
import os, pathlib, time
folder = pathlib.Path(os.environ["FRAMESCOPE_RUN_FOLDER"])
(folder / "tables" / "now.csv").write_text(str(time.time_ns()))
"""


def test_everything_is_made_again_and_compared_byte_for_byte(tmp_path: Path) -> None:
    study = make_study(tmp_path, {"same": notebook(SAME, parameters='corpus = "articles"'), "other": [OTHER]})
    runs = plan(study)
    records = run_study(study, runs, Silence(), jobs=2)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    same, other = rerun_study(study, runs, Silence(), jobs=2)
    # The executed notebook as well: its times and ids are no results.
    assert (same.name, same.problems) == ("again same", ())
    assert other.problems == ("output tables/now.csv has other bytes",)
    # Nothing that was there is touched, and nothing is left behind.
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before

    folder = study.runs / records[0].run_id
    record = read_record(folder)
    outputs = {name: digest for name, digest in record.outputs.items() if name != "tables/t.csv"}
    write_record(record.model_copy(update={"outputs": {**outputs, "tables/u.csv": "0"}}), folder)
    assert rerun_study(study, runs[:1], Silence(), jobs=2)[0].problems == (
        "output tables/t.csv is new",
        "output tables/u.csv was not made again",
    )
