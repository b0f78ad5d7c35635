"""The coder's page in a notebook: a view of a `CodingSession`, by mouse or keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from framescope.errors import FramescopeError
from framescope.framing.answers import YES_NO, Coder
from framescope.framing.session import CodingSession, open_session

_PAGE = Path(__file__).with_name("page")


def coding_page(folder: str | Path, coder: str, *, kind: str = "human", number: int = 1) -> CodingPage:
    """Show a coder's page in a notebook, where the work was left.

    Parameters
    ----------
    folder
        What `prepare_coding` laid out.
    coder
        A name or pseudonym; answers go to ``<coder>-pass<number>.jsonl`` in the folder.
    kind
        ``human`` or ``language model``.
    number
        The how-manieth time this coder goes through the units.
    """
    return CodingPage(open_session(folder, Coder(coder, kind, number)))


class CodingPage(anywidget.AnyWidget):
    """Shows one unit with its questions; an answer is shown as saved once it is on disk."""

    _esm = _PAGE / "coding.js"
    _css = _PAGE / "coding.css"
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, session: CodingSession) -> None:
        self._session = session
        super().__init__(state=shown(session, _greeting(session)))
        self.on_msg(self._told)

    def _told(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        self.state = act(self._session, content)


def act(session: CodingSession, content: dict[str, Any]) -> dict[str, Any]:
    """Do what the page asks for, and return what it shows then."""
    try:
        if content["do"] == "answer":
            spans = [(int(start), int(end)) for start, end in content["spans"]]
            session.answer(content["element"], content["value"], spans)
            return shown(session, f"saved in {session.journal.name}")
        if content["do"] == "open":
            session.go_to_open()
        else:
            session.go(int(content["to"]))
    except FramescopeError as error:
        return shown(session, f"NOT SAVED: {error}", failed=True)
    return shown(session, "")


def shown(session: CodingSession, message: str, *, failed: bool = False) -> dict[str, Any]:
    """Return all that the page shows."""
    unit = session.units[session.position]
    questions = []
    for name, element in session.codebook.elements.items():
        answered = (unit["unit_id"], name) in session.answers
        value, spans = session.answers.get((unit["unit_id"], name), (None, ()))
        choices = ["no"] if element.answer == "span" else list(element.choices or YES_NO)
        questions.append(
            {
                "name": name, "label": element.label, "question": element.question, "definition": element.definition,
                "examples": [example.model_dump() for example in element.examples], "answer": element.answer,
                "choices": choices, "definitions": element.choices, "answered": answered, "value": value,
                "spans": [list(span) for span in spans],
            }
        )  # fmt: skip
    keys = ("text", "before", "after", "highlights")
    return {
        "unit": {key: unit[key] for key in keys}, "questions": questions, "position": session.position,
        "total": len(session.units), "complete": session.n_complete, "message": message, "failed": failed,
    }  # fmt: skip


def _greeting(session: CodingSession) -> str:
    who = f"{session.coder.name}, pass {session.coder.number}"
    read = (
        f"{len(session.answers)} answers read from {session.journal.name}"
        if session.answers
        else "nothing answered yet"
    )
    return f"{who}: {read}"
