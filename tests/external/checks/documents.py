"""Do the examples of the documentation run?"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import duckdb

from checks.run import Run, Tally

# A block of code with its language and what follows it; in a list it is indented.
BLOCK = re.compile(r"^( *)```(sql|python)([^\n]*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
# Documents of which the commands are run too.
RUN_AS_A_WHOLE = ("docs/guides/auditor.md",)
COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples_of_the_documents_run(run: Run, tally: Tally) -> None:
    """Every SQL and Python block of README.md and docs/, each document in a database of its own.

    They name `warehouse/current/...`, as a reader has it whose working directory is this repository. A block marked
    `may-be-empty` may give no rows. None may list files below `current`, or read several there: the pointer may move meanwhile.
    """
    root = Path(__file__).resolve().parents[3]
    if run.project != root:
        print("        the documents speak of the project of this repository: not run here")
        return
    documents = [root / "README.md", *sorted((root / "docs").rglob("*.md"))]
    ran = 0
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        os.symlink(run.warehouse, "warehouse")
        for document in documents:
            text = document.read_text(encoding="utf-8")
            faults = []
            database = duckdb.connect()
            blocks = list(BLOCK.finditer(text))
            for block in blocks:
                line = text.count("\n", 0, block.start()) + 2
                indent, language, options, code = block.groups()
                example = "\n".join(part.removeprefix(indent) for part in code.splitlines())
                below = re.findall(r"warehouse/current/(?!manifest\.json)[^'\"\s]*", example)
                if len(below) > 1 or any("*" in name for name in below):
                    faults.append(f"line {line} reads several files below the pointer, which may move: {below}")
                try:
                    if language == "python":
                        exec(compile(example, f"{document.name}:{line}", "exec"), {})  # noqa: S102
                        continue
                    # As Arrow holds it: no instant has to become a value of Python.
                    rows = len(database.sql(example).to_arrow_table())
                    if not rows and "may-be-empty" not in options:
                        faults.append(f"line {line} gives no rows")
                except Exception as error:  # noqa: BLE001: whatever it throws, the reader would see it too
                    faults.append(f"line {line}: {type(error).__name__}: {str(error).splitlines()[0]}")
            ran += len(blocks)
            if blocks:
                tally.check(f"examples of {document.relative_to(root).as_posix()}", faults, f"{len(blocks)}")
    tally.check("examples that ran", [] if ran else ["none"], f"{ran}")
    for name in RUN_AS_A_WHOLE:
        commands_of_a_document(run, tally, root, name)


def commands_of_a_document(run: Run, tally: Tally, root: Path, name: str) -> None:
    """Every block of commands, one after another in a folder that looks like that of the project."""
    blocks = COMMANDS.findall((root / name).read_text(encoding="utf-8"))
    faults = [] if blocks else ["no block of commands"]
    with tempfile.TemporaryDirectory() as folder:
        for part in ("tinhso.toml", "schemas", "pipelines", "registry"):
            source = run.project / part
            shutil.copytree(source, Path(folder, part)) if source.is_dir() else shutil.copy(source, folder)
        Path(folder, "fixtures").symlink_to(run.project / "fixtures")
        Path(folder, "warehouse").symlink_to(run.warehouse)
        Path(folder, "bin").mkdir()
        Path(folder, "bin", "tinhso").symlink_to(run.binary)
        environment = os.environ | {"PATH": os.pathsep.join([str(Path(folder, "bin")), os.environ.get("PATH", "")])}
        for block in blocks:
            done = subprocess.run(
                ["sh", "-e", "-c", block], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
            )
            if done.returncode != 0 or not done.stdout.strip():
                said = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()
                faults.append(f"`{block.strip()}` ended with {done.returncode}: {said[-1] if said else 'nothing was said'}")
    tally.check(f"commands of {name}", faults, f"{len(blocks)}")
