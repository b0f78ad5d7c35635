import re
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
import yaml
from scipy import sparse

import framescope
from framescope.errors import UnknownNameError
from framescope.measures import correction, frequency, influence, intervals, trend
from framescope.measures import registry as registry_module
from framescope.measures.articlewise import Sides
from framescope.measures.association import Contingency
from framescope.measures.distances import Distances
from framescope.measures.ends import ENDS, Resampled
from framescope.measures.misclassified import Misclassified
from framescope.measures.parts import Parts
from framescope.measures.rates import OutOf
from framescope.measures.registry import MARK, Kind, chosen_measures, known_measures, measures, registry, with_registry
from framescope.measures.resample import Interval
from framescope.measures.shifts import Proportions
from framescope.measures.significance import ADJUSTED, Adjustment

TEXTS = yaml.safe_load(Path(registry_module.__file__).with_name("registry.yaml").read_text(encoding="utf-8"))
OPTIONS = {
    "k": 1.0, "alpha": 0.05, "family": 2, "prior": 0.01, "prior_total": 10.0, "n_permutations": 10, "seed": 0,
    "order": 2.0, "scores": np.array([1.0, 2.0]), "window": 1,
}  # fmt: skip
THINGS = {
    "out of": OutOf(np.array([3, 1]), np.array([4, 4])),
    "out of by period": OutOf(np.array([[3], [1]]), np.array([[4], [4]])),
    "out of by unit": OutOf(np.array([[3, 1], [1, 3]]), np.array([[4, 4]])),
    "misclassified": Misclassified(np.array([[0.5, 0.5], [0.2, 0.8]]), np.array([[[9, 1], [2, 8]]] * 2)),
    "counts": Contingency.of_counts([3, 1], [1, 3], 4, 4),
    "articles": Sides(sparse.csc_array(np.array([[3, 1], [1, 3]])), np.array([4, 4]), np.array([True, False])),
    "parts": Parts.of([[3, 1], [1, 3]], [4, 4]),
    "positions": Distances.of([0, 0, 0, 1, 0, 1, 1, 1], 2),
    "proportions": Proportions(np.array([0.75, 0.25]), np.array([0.25, 0.75])),
    "resampled": Resampled(
        np.array([0.5, 0.2]), 0.95, np.linspace([0.3, 0.1], [0.7, 0.5], 40).T, np.array([[0.4, 0.6], [0.1, 0.3]]), 2
    ),
    "p values": np.array([0.01, 0.04]),
}


def test_every_measure_has_its_texts_and_no_text_is_left_over() -> None:
    assert set(TEXTS) == set(registry())


@pytest.mark.parametrize("name", list(TEXTS))
def test_every_measure_says_what_it_is_and_gives_one_number_per_term(name: str) -> None:
    one = registry()[name]
    for text in (one.formula, one.source, one.range, one.misleads):
        assert len(text) > 3
    assert re.search(r"\b(1[89]|20)\d\d\b|own definition", one.source), "a source has a year, or says that it is ours"
    result = one.function(THINGS[one.needs], **{option: OPTIONS[option] for option in one.options})
    two = one.p == "test" or one.needs == "resampled"  # a statistic and its p, low and high
    for value in result if two else (result,):
        assert len(value) == 2
        assert np.isfinite(value).all()


@pytest.mark.parametrize("name", list(TEXTS))
def test_every_source_says_where_or_that_it_has_no_pages(name: str) -> None:
    source = registry()[name].source
    assert re.search(r"\bpp?\. \d|\beqs?\. |\bsection |\btable \d|\bno pages?\b", source), source


def test_tables_are_made_by_what_the_registry_names() -> None:
    of = {one.name: one.function for one in registry().values()}
    assert {kind: of[kind] for kind in get_args(Interval)} == ENDS
    assert {kind: of[kind] for kind in get_args(Adjustment)} == ADJUSTED
    assert known_measures("interval") == get_args(Interval)
    assert known_measures("adjustment") == get_args(Adjustment)
    used = [
        (frequency, "per_1000"),
        (intervals, "share"),
        (intervals, "left_out"),
        (influence, "left_out"),
        (trend, "rolling"),
        (correction, "matrix_method"),
    ]
    for module, name in used:
        assert getattr(module, name) is of[name], f"{module.__name__} computes {name} by another function"


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
    with pytest.raises(UnknownNameError, match=r"rate, keyness, collocation, dispersion, shift, interval, adjustment"):
        measures("trend")  # type: ignore[arg-type]  # what is tested


def test_the_room_can_be_called_since_it_has_the_name_of_the_function() -> None:
    assert vars(framescope)["measures"]("dispersion").equals(measures("dispersion"))


def test_a_measure_named_twice_is_computed_once() -> None:
    assert [one.name for one in chosen_measures(["chi2", "chi2"], "keyness")] == ["chi2"]


def test_the_page_of_methods_holds_the_registry() -> None:
    written = Path("docs/methods.md").read_text(encoding="utf-8")
    assert MARK in written
    assert written == with_registry(written), "write it again: python -m framescope.measures.registry"
    assert written.count("#### ") == len(registry())
