"""What `tinhso verify` says, with DuckDB's own executable on the PATH."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from checks.run import Run, Tally

# Where pip puts executables: beside the interpreter of a venv, or below the folder of `pip install --target`.
FOLDERS = [str(Path(sys.executable).parent), *(str(Path(folder) / "bin") for folder in sys.path if folder.endswith("site"))]


def verified(run: Run, *arguments: str | Path) -> tuple[int, dict]:
    """The exit code and the answer of `tinhso verify`."""
    path = os.pathsep.join([*FOLDERS, os.environ.get("PATH", "")])
    command = [run.binary, "verify", "--format", "json", *arguments]
    done = subprocess.run(
        list(map(str, command)), stdin=subprocess.DEVNULL, capture_output=True, check=False, env=os.environ | {"PATH": path}
    )
    if done.returncode not in (0, 1, 2) or not done.stdout:
        raise RuntimeError(f"tinhso verify ended with {done.returncode}: {done.stderr.decode()}")
    return done.returncode, json.loads(done.stdout)


def the_run_verifies(run: Run, tally: Tally) -> None:
    """Everything is the same, and DuckDB was asked."""
    if shutil.which("duckdb", path=os.pathsep.join([*FOLDERS, os.environ.get("PATH", "")])) is None:
        tally.check("verify", ["there is no executable duckdb; requirements.txt installs one"])
        return
    code, answer = verified(run, "--project", run.project, "--warehouse", run.warehouse)
    faults = [f"{one['compared']}: {one['result']}: {one['message']['en']}" for one in answer["comparisons"] if one["result"] != "same"]
    by_duckdb = next(one["message"]["en"] for one in answer["comparisons"] if one["compared"] == "duckdb")
    tally.check("verify", faults or ([] if code == 0 else [f"exit code {code}"]), by_duckdb)
