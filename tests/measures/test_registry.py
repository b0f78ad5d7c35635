from pathlib import Path
from typing import get_args

import numpy as np
import pytest
import yaml
from scipy import sparse

import framescope
from framescope.errors import UnknownNameError
from framescope.measures import registry as registry_module
from framescope.measures.articlewise import Sides
from framescope.measures.association import Contingency
from framescope.measures.distances import Distances
from framescope.measures.parts import Parts
from framescope.measures.registry import Kind, as_markdown, chosen_measures, known_measures, measures, registry
from framescope.measures.shifts import Proportions

TEXTS = yaml.safe_load(Path(registry_module.__file__).with_name("registry.yaml").read_text(encoding="utf-8"))
OPTIONS = {
    "k": 1.0, "alpha": 0.05, "family": 2, "prior": 0.01, "prior_total": 10.0, "n_permutations": 10, "seed": 0,
    "order": 2.0, "scores": np.array([1.0, 2.0]),
}  # fmt: skip
THINGS = {
    "counts": Contingency.of_counts([3, 1], [1, 3], 4, 4),
    "articles": Sides(sparse.csc_array(np.array([[3, 1], [1, 3]])), np.array([4, 4]), np.array([True, False])),
    "parts": Parts.of([[3, 1], [1, 3]], [4, 4]),
    "positions": Distances.of([0, 0, 0, 1, 0, 1, 1, 1], 2),
    "proportions": Proportions(np.array([0.75, 0.25]), np.array([0.25, 0.75])),
}


def test_every_measure_has_its_texts_and_no_text_is_left_over() -> None:
    assert set(TEXTS) == set(registry())


@pytest.mark.parametrize("name", list(TEXTS))
def test_every_measure_says_what_it_is_and_gives_one_number_per_term(name: str) -> None:
    one = registry()[name]
    for text in (one.formula, one.source, one.range, one.misleads):
        assert len(text) > 3
    assert any(letter.isdigit() for letter in one.source), "a source has a year"
    result = one.function(THINGS[one.needs], **{option: OPTIONS[option] for option in one.options})
    values = result if one.p == "test" else (result,)
    assert len(values) == 1 + (one.p == "test")
    for value in values:
        assert value.shape == (2,)
        assert np.isfinite(value).all()


def test_the_table_shows_every_measure_once_and_those_of_a_kind() -> None:
    table = measures()
    assert table["name"].is_unique
    assert set(table["name"]) == set(registry())
    assert not table.isna().any().any()
    for kind in get_args(Kind):
        assert tuple(measures(kind)["name"]) == known_measures(kind)
    assert "ll_4term" in known_measures("keyness")
    assert "ll_4term" in known_measures("collocation")


def test_unknown_names_are_errors_that_list_the_known() -> None:
    with pytest.raises(UnknownNameError, match=r"'log_likelihood'.*ll_4term.*mann_whitney"):
        chosen_measures("log_likelihood", "keyness")
    with pytest.raises(UnknownNameError, match=r"measure of dispersion 'log_dice'.*dp_norm"):
        chosen_measures(["range", "log_dice"], "dispersion")
    with pytest.raises(UnknownNameError, match=r"keyness, collocation, dispersion, shift"):
        measures("trend")  # type: ignore[arg-type]  # what is tested


def test_the_room_can_be_called_since_it_has_the_name_of_the_function() -> None:
    assert vars(framescope)["measures"]("dispersion").equals(measures("dispersion"))


def test_a_measure_named_twice_is_computed_once() -> None:
    assert [one.name for one in chosen_measures(["chi2", "chi2"], "keyness")] == ["chi2"]


def test_the_page_of_measures_is_that_of_the_registry() -> None:
    written = Path("docs/measures.md").read_text(encoding="utf-8")
    assert written == as_markdown(), "write it again: python -m framescope.measures.registry > docs/measures.md"
