"""Peers in an environment of their own: made and filled where it is not there, and asked through a file."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.rows import Row

#: The folder of the environment.
PEERS = Path("build/benchmarks/peers")
# What a package needs for what is measured; all that it asks for, language models among it, is many times as much.
_NEEDS = {
    "convokit": (
        "clean-text", "dill", "joblib", "matplotlib", "msgpack-numpy", "nltk", "pandas", "pymongo", "pyyaml",
        "requests", "scikit-learn", "scipy", "tqdm", "unidecode",
    ),
}  # fmt: skip


def peer_row(
    task: str,
    package: str,
    texts: Sequence[str],
    patterns: Sequence[str] = (),
    *,
    runs: int = 1,
    note: str = "",
    at_least: float | None = None,
) -> Row:
    """Return the row of a package, named as it is on the index: measured, or skipped with the reason."""
    try:
        answer = ask(package, {"texts": list(texts), "patterns": list(patterns)}, runs)
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        reason = (getattr(error, "stderr", "") or str(error)).strip() or "no message"
        return Row(task, package, None, kind="skipped", note=f"could not be used: {reason.splitlines()[-1]}")
    return Row(task, package, answer["seconds"], answer["found"], at_least, note=note)


def ask(package: str, work: Mapping[str, object], runs: int = 1, script: str = "elsewhere.py") -> dict[str, Any]:
    """Return the JSON a script prints in the environment of its own, with the package installed there.

    Raises
    ------
    OSError, subprocess.CalledProcessError, ValueError
        If the environment cannot be made, the package not installed, or the script fails.
    """
    python = PEERS / "bin" / "python"
    uv = shutil.which("uv")
    if not python.exists():
        create = [uv, "venv", "--quiet", str(PEERS)] if uv else [sys.executable, "-m", "venv", str(PEERS)]
        subprocess.run(create, check=True, capture_output=True, text=True)
    pip = [uv, "pip", "install", "--quiet", "--python", str(python)] if uv else [str(python), "-m", "pip", "install"]
    needs = _NEEDS.get(package)
    for wanted in [[package]] if needs is None else [["--no-deps", package], list(needs)]:
        subprocess.run([*pip, *wanted], check=True, capture_output=True, text=True)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(work, file)
        file.flush()
        command = [str(python), str(Path(__file__).with_name(script)), package, file.name, str(runs)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
