"""What is kept of compiled rules is found again only as long as nothing that went into it has changed."""

from __future__ import annotations

from pathlib import Path
from runpy import run_path
from typing import Any

import pytest

from framescope.text import compiled
from framescope.text.compilable import MARKED
from framescope.text.sayings import find_sayings


def name_of(folder: Path, monkeypatch: pytest.MonkeyPatch, *, body: str, stop: int) -> str:
    """Return under which name a rule is kept whose module imports STOP from elsewhere."""
    module = folder / "rule.py"
    module.write_text(f"def rule(k):\n    return {body}\n", encoding="utf-8")
    rule = run_path(str(module), {"STOP": stop})["rule"]
    monkeypatch.setattr(compiled, "MARKED", [rule])
    together: Any = compiled.compiled_together(rule)
    return str(together.py_func.__qualname__)


def test_rules_are_compiled_anew_if_their_code_or_a_constant_from_elsewhere_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = name_of(tmp_path, monkeypatch, body="k & STOP", stop=1)
    assert first.startswith("rule-")
    assert name_of(tmp_path, monkeypatch, body="k & STOP", stop=1) == first
    assert name_of(tmp_path, monkeypatch, body="k & STOP", stop=2) != first
    assert name_of(tmp_path, monkeypatch, body="k | STOP", stop=1) != first


def test_a_marked_function_is_the_function_itself() -> None:
    assert find_sayings in MARKED
    assert len(set(MARKED)) == len(MARKED)
