"""Do the queries of the documentation run?"""

from __future__ import annotations

import re

import duckdb

from checks.run import Run, Tally

BLOCK = re.compile(r"^```sql\n(.*?)^```", re.MULTILINE | re.DOTALL)


def queries_of_the_documents_run(run: Run, tally: Tally) -> None:
    """Every SQL block of README.md and docs/ against the run, each document in a database of its own."""
    documents = [*run.project.glob("README.md"), *sorted((run.project / "docs").rglob("*.md"))]
    blocks = 0
    for document in documents:
        text = document.read_text(encoding="utf-8")
        faults, answers = [], []
        database = duckdb.connect()
        for block in BLOCK.finditer(text):
            line = text.count("\n", 0, block.start()) + 2
            query = block.group(1).replace("warehouse/current", str(run.folder).replace("'", "''"))
            try:
                # As Arrow holds it: no instant has to become a value of Python.
                answers.append(len(database.sql(query).to_arrow_table()))
            except Exception as error:  # noqa: BLE001: whatever it throws, the reader would see it too
                faults.append(f"line {line}: {str(error).splitlines()[0]}")
        name = document.relative_to(run.project).as_posix()
        if faults or answers:
            detail = f"{len(answers)} queries, rows: {', '.join(map(str, answers))}"
            tally.check(name, faults, detail)
        blocks += len(answers)
    tally.check("queries of the documents", [] if blocks or not documents else ["there is none"], f"{blocks}")
