"""Made-up running text, and how its lines are labelled."""

from framescope.corpus.label import label_document

LONG = [
    "The harbour of Northport reopened on Friday after three years, and the first ship carried flour and medicine.",
    "Hundreds of residents had gathered on the quay long before dawn to see the ship come in through the fog.",
    "The governor said the blockade had cost the town a third of its people and nearly all of its fishing fleet.",
]
MENU = ["Home", "News", "World", "Sport", "Business", "Weather", "Search", "Log in", "Subscribe", "About us"]


def labelled(*lines: str) -> list[tuple[str, str]]:
    """Return kind and rule of each line that is not blank."""
    labels = label_document("\n\n".join(lines))
    return [(line.kind, line.rule) for line in labels.lines if line.kind != "blank"]


def kinds(*lines: str) -> list[str]:
    return [kind for kind, _ in labelled(*lines)]
