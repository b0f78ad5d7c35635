from io import BytesIO
from itertools import combinations

import matplotlib as mpl
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from framescope.errors import InputError, UnknownNameError
from framescope.figures import style
from framescope.figures.style import VOICE_LOOKS, WIDTHS, ZONE_LOOKS, journal_style, new_figure
from framescope.schema import VOICES, ZONES


def test_every_voice_and_zone_has_its_look() -> None:
    assert tuple(VOICE_LOOKS) == VOICES
    assert set(ZONE_LOOKS) == set(ZONES)


def test_what_is_neither_quoted_nor_reported_is_called_own_words() -> None:
    assert VOICE_LOOKS["own"].label == "own words"


def _grey(colour: object) -> float:
    """Luma of Rec. 601, as a grey print has it."""
    r, g, b = to_rgb(colour)  # type: ignore[arg-type]  # any colour matplotlib knows
    return 0.299 * r + 0.587 * g + 0.114 * b


@pytest.mark.parametrize("looks", [VOICE_LOOKS, ZONE_LOOKS])
def test_two_looks_differ_on_a_grey_print(looks: dict[str, style.Look]) -> None:
    for (one, a), (other, b) in combinations(looks.items(), 2):
        assert a.hatch != b.hatch or abs(_grey(a.colour) - _grey(b.colour)) > 0.15, (one, other)


def test_marks_of_voices_and_series_differ_in_shape() -> None:
    assert len({look.marker for look in VOICE_LOOKS.values()}) == len(VOICE_LOOKS)
    for series in (style.MARKERS, style.DASHES, style.COLOURS):
        assert len(set(series)) == len(series) == 8


def test_the_colours_are_those_of_okabe_and_ito() -> None:
    # https://jfly.uni-koeln.de/color/ (2008): blue 0,114,178; vermillion 213,94,0; bluish green 0,158,115
    published = {style.BLUE: (0, 114, 178), style.VERMILLION: (213, 94, 0), style.GREEN: (0, 158, 115)}
    for colour, levels in published.items():
        assert tuple(round(255 * level) for level in to_rgb(colour)) == levels


def test_the_style_is_ours_and_leaves_no_trace() -> None:
    with mpl.rc_context({"axes.facecolor": "red", "font.family": "serif"}):
        before = dict(mpl.rcParams)
        with journal_style():
            assert mpl.rcParams["axes.facecolor"] == "white"
            assert mpl.rcParams["font.sans-serif"] == ["DejaVu Sans"]
            assert mpl.rcParams["pdf.fonttype"] == 42
        assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("width", WIDTHS)
def test_a_figure_is_a_column_wide(width: str) -> None:
    fig = new_figure(width, 60)
    assert [round(x * 25.4, 6) for x in fig.get_size_inches()] == [WIDTHS[width], 60]


def test_other_sizes_are_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown figure width 'doble'. Did you mean 'double'"):
        new_figure("doble", 60)
    with pytest.raises(InputError, match="300 mm high does not fit on a page"):
        new_figure("single", 300)
    with pytest.raises(InputError, match="does not fit"):
        new_figure("single", 0)


def test_a_figure_shows_itself_alike_whatever_the_users_settings() -> None:
    def drawn() -> bytes:
        fig = new_figure("single", 40)
        with journal_style():
            fig.add_subplot().set_xlabel("tokens, $5 or $6")
        return fig._repr_png_()

    with mpl.rc_context({"font.sans-serif": ["DejaVu Serif"], "xtick.color": "red", "savefig.bbox": "tight"}):
        odd = drawn()
    assert odd == drawn()
    with Image.open(BytesIO(odd)) as image:
        assert image.width == pytest.approx(88 / 25.4 * 144, abs=1)
