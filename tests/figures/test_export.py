import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pandas as pd
import pypdf
import pytest
from matplotlib.figure import Figure
from PIL import Image

from framescope.errors import InputError
from framescope.figures.export import save_figure
from framescope.figures.style import journal_style, new_figure
from framescope.writing import FORMATS_VARIABLE, RUN_FOLDER_VARIABLE

DATA = pd.DataFrame({"term": ["terror*", "=rebel*"], "per_1000": [1 / 3, 2.0], "n": [4, 5]})
ENDINGS = {"svg", "pdf", "png", "csv", "json"}


def _figure() -> Figure:
    with journal_style():
        fig = new_figure("onehalf", 50)
        ax = fig.add_subplot()
        ax.barh([0, 1], DATA["per_1000"], hatch="////", label="rate")
        ax.set_yticks([0, 1], DATA["term"].tolist())
        ax.set_xlabel("per 1,000 tokens, “quoted” – $5 and $6")
        ax.legend()
    return fig


def _save(folder: Path, **changes: object) -> None:
    arguments: dict[str, object] = {
        "data": DATA,
        "caption": "Two terms.",
        "alt": "Bars of two terms.",
        "parameters": {"copies": "one", "level": 0.95},
        "digests": {"corpus": "abc"},
        "folder": folder,
    }
    save_figure(_figure(), str(changes.pop("name", "two-terms")), **(arguments | changes))  # type: ignore[arg-type]


def test_a_figure_is_written_with_data_and_record(tmp_path: Path) -> None:
    _save(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"two-terms.{ending}" for ending in ENDINGS}
    assert (tmp_path / "two-terms.csv").read_text("utf-8") == (
        "term,per_1000,n\nterror*,0.3333333333,4\n'=rebel*,2.0,5\n"
    )
    record = json.loads((tmp_path / "two-terms.json").read_text("utf-8"))
    for name, digest in record.pop("files").items():
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    assert record == {
        "name": "two-terms",
        "caption": "Two terms.",
        "alt": "Bars of two terms.",
        "width": "onehalf",
        "size_mm": [130.0, 50.0],
        "parameters": {"copies": "one", "level": 0.95},
        "digests": {"corpus": "abc"},
        "data": {"rows": 2, "columns": {"term": "str", "per_1000": "float64", "n": "int64"}},
    }


def test_the_png_has_the_size_of_the_column_at_300_dots_an_inch(tmp_path: Path) -> None:
    _save(tmp_path)
    with Image.open(tmp_path / "two-terms.png") as image:
        assert image.size == (int(130 / 25.4 * 300), int(50 / 25.4 * 300))
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.01)
        assert image.info["Description"] == "Bars of two terms."
        assert "Software" not in image.info


def test_the_pdf_has_the_exact_size_and_embeds_truetype(tmp_path: Path) -> None:
    _save(tmp_path)
    reader = pypdf.PdfReader(tmp_path / "two-terms.pdf")
    page = reader.pages[0]
    assert [float(x) / 72 * 25.4 for x in page.mediabox[2:]] == pytest.approx([130, 50], abs=0.01)
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]  # a dictionary in every page
    assert fonts
    for font in fonts:
        assert font["/Subtype"] == "/Type0"
        (descendant,) = font["/DescendantFonts"]
        assert descendant.get_object()["/Subtype"] == "/CIDFontType2"
        assert "/FontFile2" in descendant.get_object()["/FontDescriptor"].get_object()
    assert "“quoted” – $5 and $6" in page.extract_text()
    about = {key: str(value) for key, value in (reader.metadata or {}).items()}
    assert about == {"/Title": "two-terms", "/Subject": "Bars of two terms."}


def test_the_svg_keeps_text_as_text(tmp_path: Path) -> None:
    _save(tmp_path)
    svg = ElementTree.fromstring((tmp_path / "two-terms.svg").read_bytes())  # noqa: S314 (our own file)
    words = [node.text for node in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert {"terror*", "=rebel*", "per 1,000 tokens, “quoted” – $5 and $6"} <= set(words)
    text = (tmp_path / "two-terms.svg").read_text("utf-8")
    assert all(trace not in text for trace in ("dc:date", "Matplotlib v", mpl.__version__))


_SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
from test_export import _save
from pathlib import Path
_save(Path(sys.argv[2]))
"""


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, "-c", _SCRIPT, str(Path(__file__).parent), str(tmp_path / seed)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC-{seed}"})
    with mpl.rc_context({"font.family": "serif", "savefig.bbox": "tight", "svg.fonttype": "path"}):
        _save(tmp_path / "3")
    written = [{p.name: p.read_bytes() for p in (tmp_path / seed).iterdir()} for seed in "123"]
    assert len(written[0]) == len(ENDINGS)
    assert written[0] == written[1] == written[2]


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    fig = _figure()
    for folder in ("a", "b"):
        save_figure(fig, "same", data=DATA, caption="c", alt="a", folder=tmp_path / folder)
    assert {p.name: p.read_bytes() for p in (tmp_path / "a").iterdir()} == {
        p.name: p.read_bytes() for p in (tmp_path / "b").iterdir()
    }


def test_a_figure_goes_to_the_folder_of_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(RUN_FOLDER_VARIABLE, raising=False)
    save_figure(_figure(), "one", data=DATA, caption="c", alt="a")
    monkeypatch.setenv(RUN_FOLDER_VARIABLE, str(tmp_path / "run"))
    save_figure(_figure(), "one", data=DATA, caption="c", alt="a")
    assert len(list((tmp_path / "build" / "figures").iterdir())) == 5
    assert len(list((tmp_path / "run" / "figures").iterdir())) == 5


REFUSED: dict[str, tuple[dict[str, object], str]] = {
    "no caption": ({"caption": " "}, "'two-terms' has no caption"),
    "no alt text": ({"alt": ""}, "has no alt text"),
    "no data": ({"data": None}, "has no data.*data="),
    "empty data": ({"data": DATA.iloc[:0]}, "has no data"),
    "a name with an ending": ({"name": "two.terms"}, "'two.terms' cannot name a figure"),
    "a name that leaves the folder": ({"name": "../two"}, "cannot name a figure"),
    "a path in the data": ({"data": DATA.assign(file="/home/lena/a.txt")}, "'file'.*absolute path"),
    "a path in the caption": ({"caption": "/home/lena/a.txt"}, "record.*absolute path"),
    "a path in the parameters": ({"parameters": {"a": [{"b": "C:\\a\\b"}]}}, "absolute path"),
    "a Path in the parameters": ({"parameters": {"a": Path("/srv")}}, "absolute path"),
    "no plain value": ({"parameters": {"a": {1, 2}}}, r"holds \{1, 2\} \(set\)"),
    "not a number": ({"parameters": {"a": float("nan")}}, "holds nan"),
    "keys that are no text": ({"parameters": {1: "a"}}, "the key 1; keys are text"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_breaks_the_contract_is_refused_and_nothing_written(why: str, tmp_path: Path) -> None:
    changes, message = REFUSED[why]
    with pytest.raises(InputError, match=f"(?s){message}"):
        _save(tmp_path / "out", **changes)
    assert not (tmp_path / "out").exists()


def test_a_figure_that_breaks_the_contract_is_refused_and_nothing_written(tmp_path: Path) -> None:
    narrow = _figure()
    narrow.set_size_inches(3, 3)
    with pytest.raises(InputError, match="no journal column"):
        save_figure(narrow, "one", data=DATA, caption="c", alt="a", folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_record_is_rounded_and_masked(tmp_path: Path) -> None:
    _save(tmp_path, parameters={"level": np.float64(1 / 3), "who": "lena@example.org", "zones": ("a", None, True)})
    record = json.loads((tmp_path / "two-terms.json").read_text("utf-8"))
    assert record["parameters"] == {"level": 0.3333333333, "who": "l…@example.org", "zones": ["a", None, True]}


def test_a_figure_without_our_style_is_published_alike_if_it_keeps_the_contract(
    tmp_path: Path, overlaps: Callable[[Figure], list[tuple[str, str]]]
) -> None:
    fig = Figure(figsize=(180 / 25.4, 3), layout="constrained")
    fig.add_subplot().set(xlabel="tokens", ylabel="hits")
    save_figure(fig, "own", data=DATA, caption="c", alt="a", folder=tmp_path)
    assert len(list(tmp_path.iterdir())) == 5
    assert overlaps(fig) == []


def test_only_the_formats_that_the_study_asks_for_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FORMATS_VARIABLE, "png,svg")
    _save(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".svg", ".png", ".csv", ".json"}
    assert set(json.loads((tmp_path / "two-terms.json").read_text())["files"]) == {
        f"two-terms.{ending}" for ending in ("csv", "png", "svg")
    }
