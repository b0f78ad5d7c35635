"""The report: executed notebooks as pages that open from disk, figures with their captions on the first."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from framescope.errors import InputError
from framescope.masking import mask_emails
from framescope.study.progress import outcome
from framescope.study.publish import figure_name
from framescope.study.record import NOTEBOOK_FILE, Record
from framescope.study.spec import Study
from framescope.study.verdicts import Judged
from framescope.writing import write_atomically

REPORT_FOLDER = "report"
_TEMPLATES = Path(__file__).parent / "templates"
_PAGE_MM = 180  # the widest figure of a journal fills the page; a narrow one keeps its proportion to it
_MEDIA = {"png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True)
class _Page:
    """One record as the report shows it; `page` is empty where there is no notebook to show.

    `source` is what stands in the notebook's cells: figures are shown in the order it names them.
    """

    record: Record
    page: str
    title: str = ""
    body: str = ""
    source: str = ""

    @property
    def outcome(self) -> str:
        return outcome(self.record)

    @property
    def figures(self) -> int:
        return len({figure_name(name) for name in self.record.figures})

    @property
    def tables(self) -> int:
        return sum(name.startswith("tables/") for name in self.record.outputs)


def write_report(
    study: Study,
    records: Sequence[Record],
    files: Mapping[str, Path],
    *,
    judged: Sequence[Judged] = (),
    stale: Iterable[str] = (),
) -> Path:
    """Write `report/`: a page for each executed notebook, and `index.html` with every published figure.

    Parameters
    ----------
    study, records
        The study and the runs to show.
    files
        What is published: file name to file, as `published_files` gives it.
    judged
        The study's claims with their verdicts.
    stale
        Ids of the runs that are no longer what the study would run.

    Returns
    -------
    Path
        The first page.

    Raises
    ------
    InputError
        If the folder cannot be written.
    """
    folder = study.root / REPORT_FOLDER
    pages = [_page(study, record) for record in records]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined
    )
    style = Markup((_TEMPLATES / "style.css").read_text(encoding="utf-8") + _code_colours())  # noqa: S704  # our own
    shown = [page for page in pages if page.page]
    written: dict[str, str] = {}
    for page in shown:
        body = Markup(page.body)  # noqa: S704  # nbconvert has escaped what is text
        template = environment.get_template("notebook.html.j2")
        written[page.page] = template.render(title=page.title, style=style, pages=shown, this=page, body=body)
    written["index.html"] = environment.get_template("index.html.j2").render(
        title=f"The study {study.spec.name}",
        style=style,
        records=pages,
        judged=judged,
        stale=set(stale),
        figures=_figures(files, {p.record.run_id: p for p in pages}),
        environment=records[0].environment if records else None,
    )
    try:
        _write(folder, written, files)
    except OSError as error:
        raise InputError(f"{folder}: the report cannot be written here ({error.strerror}).") from error
    return folder / "index.html"


def _write(folder: Path, pages: Mapping[str, str], files: Mapping[str, Path]) -> None:
    """Write pages and figures; what an earlier report has left is removed."""
    for name, html in pages.items():
        write_atomically(folder / name, mask_emails(html))
    for old in folder.glob("*.html"):
        if old.name not in pages:
            old.unlink()
    shutil.rmtree(folder / "figures", ignore_errors=True)
    for name, path in files.items():
        write_atomically(folder / "figures" / name, path.read_bytes())


def _page(study: Study, record: Record) -> _Page:
    path = study.runs / record.run_id / NOTEBOOK_FILE
    try:
        body, title, source = _executed(path, study.root / Path(record.notebook).parent)
    except (OSError, ValueError):
        return _Page(record, "", record.name)  # never begun, or cut off while it was written
    return _Page(record, f"{record.name}.html", title or record.name, body, source)


def _executed(path: Path, beside: Path) -> tuple[str, str, str]:
    """Return the cells of an executed notebook as HTML, its title, and what stands in its cells."""
    import nbformat
    from nbconvert import HTMLExporter

    with path.open(encoding="utf-8") as file:
        notebook: Any = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]  # ships half its types
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]  # ships half its types
        raw_template=(_TEMPLATES / "cells.html.j2").read_text(encoding="utf-8"),
        embed_images=True,
        exclude_anchor_links=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        jquery_url="",
        mathjax_url="",
        require_js_url="",
    )
    body, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"path": str(beside)}})
    text = (line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines())
    title = next((line.removeprefix("# ").strip() for line in text if line.startswith("# ")), "")
    return body, title, "\n".join(cell.source for cell in notebook.cells)


def _code_colours() -> str:
    from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]  # ships no types

    return str(HtmlFormatter(style="bw").get_style_defs(".highlight"))


def _figures(files: Mapping[str, Path], pages: Mapping[str, _Page]) -> list[dict[str, Any]]:
    """Return what the first page shows of each figure, by notebook and in the order it names them."""
    found: dict[tuple[str, str], dict[str, Path]] = {}
    for file, path in files.items():
        run_id = path.parent.parent.name
        found.setdefault((run_id, figure_name(file)), {})[path.suffix.removeprefix(".")] = path
    order = list(pages)

    def place(key: tuple[str, str]) -> tuple[int, int]:
        run_id, name = key
        at = pages[run_id].source.find(f'"{name}"')
        return order.index(run_id), at if at >= 0 else len(pages[run_id].source)

    return [_figure(name, found[run_id, name], pages[run_id]) for run_id, name in sorted(found, key=place)]


def _figure(name: str, parts: Mapping[str, Path], page: _Page) -> dict[str, Any]:
    record = _figure_record(parts.get("json"))
    # PNG first: it looks on every machine as it was drawn, while an SVG takes the fonts it finds.
    image = next((_embedded(parts[kind], kind) for kind in _MEDIA if kind in parts), "")
    return {
        "name": name,
        "caption": str(record.get("caption", "")),
        "alt": str(record.get("alt", "")),
        "image": image,
        "share": _share(record),
        "page": page.page or "index.html",
        "files": {kind.upper(): f"figures/{path.name}" for kind, path in sorted(parts.items())},
    }


def _share(record: Mapping[str, Any]) -> int:
    """Return how much of the page's width a figure takes, in per cent; 0 where its record does not say."""
    match record.get("size_mm"):
        case [int() | float() as width, _]:
            return min(round(100 * width / _PAGE_MM), 100)
    return 0


def _figure_record(path: Path | None) -> Mapping[str, Any]:
    if path is None:
        return {}
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}


def _embedded(path: Path, kind: str) -> str:
    return f"data:{_MEDIA[kind]};base64,{base64.b64encode(path.read_bytes()).decode()}"
