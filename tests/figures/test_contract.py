import shutil
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont

from framescope.errors import InputError
from framescope.figures.contract import check_figure
from framescope.figures.style import journal_style, new_figure


def _figure(change: Callable[[Axes], object] = lambda ax: None) -> Figure:
    with journal_style():
        fig = new_figure("single", 60)
        ax = fig.add_subplot()
        ax.plot([0, 1], [0, 1])
        ax.set_xlabel("tokens")
        ax.set_ylabel("hits")
        change(ax)
    return fig


def _check(fig: Figure) -> None:
    with journal_style():
        check_figure(fig, "one")


def test_a_plain_figure_passes() -> None:
    _check(_figure())


REFUSED: dict[str, tuple[Callable[[Axes], object], str]] = {
    "small text": (lambda ax: ax.text(0.5, 0.5, "tiny", size=4.5), r"'tiny' is set in 4.5 pt.*less than 5 pt"),
    "small tick labels": (lambda ax: ax.tick_params(labelsize=3), "set in 3 pt"),
    "missing letters": (lambda ax: ax.set_title("in 東京"), r"cannot draw: '京' \(U\+4EAC\), '東'"),
    "address": (lambda ax: ax.set_title("by lena@example.org"), "shows an e-mail address.*mask_emails"),
    "off the figure": (lambda ax: ax.text(0.9, 0.5, "w" * 80, in_layout=False), "runs off the figure"),
    "no label along x": (lambda ax: ax.set_xlabel(" "), r"a scale along x without a label.*ax.set_xlabel"),
    "no label along y": (lambda ax: ax.set_ylabel(""), r"a scale along y without a label.*ax.set_ylabel"),
    "hidden": (lambda ax: ax.set_visible(False), "no axes"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_breaks_the_contract_is_refused(why: str) -> None:
    change, message = REFUSED[why]
    with pytest.raises(InputError, match=f"(?s)Figure 'one'.*{message}"):
        _check(_figure(change))


ALLOWED: dict[str, Callable[[Axes], object]] = {
    "hidden text": lambda ax: ax.text(0.5, 0.5, "東京", size=2, visible=False),
    "names along an axis": lambda ax: (ax.set_xticks([0, 1], ["before", "after"]), ax.set_xlabel("")),
    "axes without a frame": lambda ax: ax.set(frame_on=False, xticks=[], yticks=[], xlabel="", ylabel=""),
    "no ticks": lambda ax: (ax.set_yticks([]), ax.set_ylabel("")),
    "ticks outside the view": lambda ax: (ax.set_xticks([-5, 0, 1], ["far @ left", "a", "b"]), ax.set_xlim(0, 1)),
    "lines and dollars": lambda ax: ax.set_title("$5 for\n$6"),
}


@pytest.mark.parametrize("what", ALLOWED)
def test_what_keeps_the_contract_passes(what: str) -> None:
    _check(_figure(ALLOWED[what]))


def test_sizes_are_those_of_a_journal() -> None:
    wide, high = _figure(), _figure()
    wide.set_size_inches(5, 3)
    high.set_size_inches(88 / 25.4, 10)
    with pytest.raises(InputError, match=r"127 mm wide, which is no journal column: single \(88 mm\)"):
        _check(wide)
    with pytest.raises(InputError, match="254 mm high; a page has room for 240"):
        _check(high)


def test_a_figure_without_axes_is_refused() -> None:
    with pytest.raises(InputError, match="no axes"):
        _check(new_figure("single", 60))


def test_a_font_of_this_machine_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "OtherSans.ttf"
    shutil.copy(findfont(FontProperties(family="DejaVu Sans")), other)
    fig = _figure(lambda ax: ax.set_title("a title", fontproperties=FontProperties(fname=str(other))))
    with pytest.raises(InputError, match="set in 'OtherSans', a font of this machine"):
        _check(fig)


def test_a_figure_that_cannot_be_laid_out_is_refused() -> None:
    with journal_style():
        fig = new_figure("single", 10)
        for ax in fig.subplots(4, 1):
            ax.set_xlabel("tokens\nand\nmore")
            ax.set_ylabel("hits")
    with pytest.raises(InputError, match=r"cannot be published|runs off"):
        _check(fig)


def test_the_figure_and_the_settings_stay_as_they_were() -> None:
    fig, before = _figure(), dict(mpl.rcParams)
    size = fig.get_size_inches().tolist()
    _check(fig)
    assert dict(mpl.rcParams) == before
    assert fig.get_size_inches().tolist() == size
