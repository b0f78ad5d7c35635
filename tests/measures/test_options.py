from dataclasses import dataclass

import pytest

from framescope.errors import InputError, UnknownNameError
from framescope.measures.options import from_options
from framescope.measures.resample import Resampling


@dataclass(frozen=True)
class Model:
    depth: int = 1
    width: int = 2


def test_options_become_the_model_and_the_others_keep_their_defaults() -> None:
    assert from_options(Model, {"width": 5}) == Model(1, 5)
    assert from_options(Model, {}) == Model()


def test_unknown_ones_are_errors_that_list_the_known() -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown option of drawing 'dept'. Did you mean 'depth'.*depth, width"):
        from_options(Model, {"dept": 5}, "option of drawing")


def test_the_model_refuses_what_has_no_meaning() -> None:
    with pytest.raises(InputError, match="level is a share"):
        from_options(Resampling, {"level": 95})
