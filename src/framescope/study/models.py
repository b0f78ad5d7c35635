"""What each notebook may be asked: one typed model a notebook; defaults stand in the notebook itself.

A new notebook adds its class here and its line in `MODELS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from framescope.errors import unknown_name
from framescope.schema import VOICES, ZONES

if TYPE_CHECKING:
    from framescope.corpus.view import View


#: Where in the study file the names of inputs stand.
Kind = Literal["corpora", "lexicons", "codings"]


@dataclass(frozen=True)
class InputName:
    """Marks a parameter that names an input of the study."""

    kind: Kind


def _one_of(what: str, known: tuple[str, ...]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in known:
            raise unknown_name(what, value, known)
        return value

    return check


def _nothing(value: Any) -> Any:
    # A study file keeps every word as typed; where a parameter may be empty, `null` means empty.
    return None if value in ("null", "~", "") else value


CorpusName = Annotated[str, InputName("corpora")]
LexiconName = Annotated[str, InputName("lexicons")]
CodingsName = Annotated[str, InputName("codings")]
_Zone = Annotated[str, AfterValidator(_one_of("zone", ZONES)), WithJsonSchema({"enum": list(ZONES)})]
_Voice = Annotated[str, AfterValidator(_one_of("voice", VOICES)), WithJsonSchema({"enum": list(VOICES)})]
Zones = Annotated[list[_Zone] | None, BeforeValidator(_nothing)]
Voices = Annotated[list[_Voice] | None, BeforeValidator(_nothing)]
Count = Annotated[int, Field(gt=0)]
Seed = Annotated[int, Field(ge=0)]


class Parameters(BaseModel):
    """What every notebook of a study has in common."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CorpusParameters(Parameters):
    """`01_corpus`: what is in the corpus.

    Attributes
    ----------
    corpus
        A corpus the study names.
    rows
        Rows shown of a long table.
    min_count
        How often a two-word phrase must occur to be ranked.
    seed
        Seed of everything drawn at random.
    """

    corpus: CorpusName
    rows: Count
    min_count: Count
    seed: Seed


class ReadingParameters(Parameters):
    """The choices of a `View` but for its voice."""

    corpus: CorpusName
    zones: Zones
    copies: Literal["all", "one"]
    n_resamples: Count
    seed: Seed

    def reading(self, voice: list[str] | None) -> View:
        """Return the view these choices make of some voices; None reads all."""
        from framescope.corpus.view import View  # the command line has no need of it

        zones = None if self.zones is None else tuple(self.zones)
        return View(zones=zones, voice=None if voice is None else tuple(voice), copies=self.copies)


class CountingParameters(ReadingParameters):
    """The same, for notebooks that count a lexicon."""

    lexicon: LexiconName


class ViewParameters(CountingParameters):
    """The choices of a `View`."""

    voice: Voices

    @property
    def view(self) -> View:
        """The view these choices make."""
        return self.reading(self.voice)


class LexiconParameters(ViewParameters):
    """`02_lexicon`: terms by article and category; `terms` are the patterns followed through the views."""

    terms: list[str]
    width: Count


class FramingParameters(ViewParameters):
    """`03_framing`: who is called what; `referent` is the naming set that is looked at closely."""

    referent: str
    width: Count


class VoicesParameters(CountingParameters):
    """`04_voices`: whose words; `categories` are the headline numbers, `speakers` how many a figure shows."""

    categories: list[str]
    speakers: Count
    width: Count

    @property
    def view(self) -> View:
        """The view these choices make: of every voice."""
        return self.reading(None)


class ReliabilityParameters(ViewParameters):
    """`07_reliability`: coded sentences and mentions; `referent` and `event` are naming sets that were coded."""

    sentences: CodingsName
    mentions: CodingsName
    referent: str
    event: str


class KeynessParameters(ReadingParameters):
    """`05_keyness`: which words set voices apart from each other, and from general English.

    Attributes
    ----------
    target, reference
        The voices on either side.
    min_count
        How often a word must occur on both sides together to be compared.
    n_named
        Words named in a figure, in either direction.
    n_tokens
        Nominal size of general English.
    n_permutations
        How often stories are dealt to the sides at random.
    """

    target: Annotated[list[_Voice], Field(min_length=1)]
    reference: Annotated[list[_Voice], Field(min_length=1)]
    min_count: Count
    n_named: Annotated[int, Field(gt=0, le=20)]
    n_tokens: Count
    n_permutations: Count


class CollocationParameters(ViewParameters):
    """`06_collocation`: what labels keep company with, and how the words are spread.

    Attributes
    ----------
    referent
        The naming set whose labels are looked at by voice, and left out story by story.
    labels
        Labels and categories of the lexicon whose company is drawn.
    window
        Tokens on each side of a label.
    min_count
        How often a word must stand near a label to be shown.
    period
        By what change over time is shown.
    """

    referent: str
    labels: list[str]
    window: Count
    min_count: Count
    period: Literal["day", "week", "month"]


#: The typed parameters of each notebook, by the name of its file.
MODELS: Mapping[str, type[Parameters]] = {
    "01_corpus": CorpusParameters,
    "02_lexicon": LexiconParameters,
    "03_framing": FramingParameters,
    "04_voices": VoicesParameters,
    "05_keyness": KeynessParameters,
    "06_collocation": CollocationParameters,
    "07_reliability": ReliabilityParameters,
}
