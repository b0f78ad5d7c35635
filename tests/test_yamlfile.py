from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from framescope.errors import InputError
from framescope.yamlfile import read_model, read_yaml


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_scalar_stays_the_text_that_was_typed(tmp_path: Path) -> None:
    data = read_yaml(write(tmp_path, "a: 2017-09\nb: 1.50\nc: 'on'\nd: 0o17\ne: ''\nf:\ng: |\n  two\n  lines\n")).data
    assert data == {"a": "2017-09", "b": "1.50", "c": "on", "d": "0o17", "e": "", "f": None, "g": "two\nlines\n"}


def test_an_empty_file_is_an_empty_mapping(tmp_path: Path) -> None:
    assert read_yaml(write(tmp_path, "# nothing\n")).data == {}


def test_a_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    assert read_yaml(write(tmp_path, "\N{ZERO WIDTH NO-BREAK SPACE}a: 1\n")).data == {"a": "1"}


@pytest.mark.parametrize("text", ["a: on\n", "a: [x, on]\n", "on: a\n", "a: &b on\nc: *b\n"])
def test_a_bare_truth_value_is_remarked_on_once(tmp_path: Path, text: str) -> None:
    remarks = read_yaml(write(tmp_path, text)).remarks
    assert len(remarks) == 1
    assert "line 1: the bare word 'on' is read as text" in remarks[0]


def test_lines_are_those_of_the_keys(tmp_path: Path) -> None:
    file = read_yaml(write(tmp_path, "a:\n  b:\n    - x\n    - y: 1\n      z: 2\n"))
    assert [file.line(where) for where in [("a",), ("a", "b", 1), ("a", "b", 1, "z")]] == [1, 4, 5]
    assert file.line(("a", "b", 1, "z", "deeper", 3)) == 5
    assert file.describe(("a", "b", 0), "bad").endswith("file.yaml, line 3 (a.b.0): bad")


def test_aliases_and_merges(tmp_path: Path) -> None:
    text = "a: &a {x: 1, y: 2}\nb: *a\nc: {<<: *a, y: 3}\nd: {<<: [{y: 4}, *a], z: 5}\ne: {'<<': kept}\n"
    assert read_yaml(write(tmp_path, text)).data == {
        "a": {"x": "1", "y": "2"},
        "b": {"x": "1", "y": "2"},
        "c": {"x": "1", "y": "3"},
        "d": {"x": "1", "y": "4", "z": "5"},
        "e": {"<<": "kept"},
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\na: 2\n", "line 2: the key 'a' stands twice"),
        ("[a]: 1\n", "line 1: a key must be a word"),
        ("a: [1\nb: 2\n", "not valid YAML"),
        ("a: *x\n", r"line 1: not valid YAML: .* must stand in quotation marks"),
        ("a: &x [*x]\n", "stands inside what it repeats"),
        ("a: &x {<<: *x}\n", "stands inside what it repeats"),
        ("a: {<<: [b]}\n", "takes over a mapping"),
        ("a: " + "[" * 300 + "]" * 300, "line 1: nested more than 100 deep"),
        ("a: " + "[" * 200_000, "nested more than 100 deep"),
        ("- " * 300 + "a", "nested more than 100 deep"),
        ("a: \x01", "not valid YAML"),
        ("a: 1\n---\nb: 2\n", "not valid YAML"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_yaml(write(tmp_path, text))


def test_aliases_cannot_fill_the_memory(tmp_path: Path) -> None:
    layers = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    layers += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    with pytest.raises(InputError, match="aliases unfold to more than"):
        read_yaml(write(tmp_path, "\n".join(layers)))


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Inner(_Closed):
    colour: str
    size: int = 0


class Outer(_Closed):
    name: str
    inner: dict[str, Inner] = {}
    several: tuple[Inner, ...] = ()
    maybe: Inner | None = None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: x\ninner:\n  a: {colur: red}\n", "line 3 (inner.a.colur): Unknown key 'colur'. Did you mean 'colour'?"),
        # a member called like a field of the models around it
        ("name: x\ninner:\n  name: {colur: red}\n", "(inner.name.colur): Unknown key 'colur'. Did you mean 'colour'?"),
        (
            "name: x\nseveral:\n- colour: red\n- colr: red\n",
            "line 4 (several.1.colr): Unknown key 'colr'. Did you mean",
        ),
        (
            "name: x\nmaybe: {colou: red}\n",
            "(maybe.colou): Unknown key 'colou'. Did you mean 'colour'? Known: colour, size.",
        ),
        ("nam: x\n", "Known: name, inner, several, maybe."),
        ("name: x\nmaybe: {colour: red, size: big}\n", "(maybe.size): Input should be a valid integer"),
        ("name: x\nmaybe: {}\n", "The key 'colour' is missing."),
    ],
)
def test_a_model_names_place_and_nearest_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        read_model(write(tmp_path, text), Outer)
    assert message in str(error.value)


def test_a_flood_of_problems_is_cut(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="and 150 more problems") as error:
        read_model(write(tmp_path, "name: x\nseveral:\n" + "- {size: 1}\n" * 200), Outer)
    assert str(error.value).count("is missing") == 50
