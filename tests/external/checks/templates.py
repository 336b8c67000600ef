"""Does an empty form that somebody else's software fills in read back as it was filled?"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

import duckdb
import openpyxl

from checks.run import Run, Tally

# Form, sender, period, and the day on which it arrives: a district of the old map, a commune of the new one.
FORMS = (
    ("digital-society", "097", "2024-Q3", "2024-09-20"),
    ("digital-economy", "03127", "2025-Q3", "2025-09-20"),
)


def filled_templates_read_back(run: Run, tally: Tally) -> None:
    """openpyxl types a number, a dash or `...` into each unlocked cell of a form; a run of its own must hold just these."""
    if run.project != Path(__file__).resolve().parents[3]:
        print("        the forms are those of the project of this repository: not run here")
        return
    for form, sender, period, arrived in FORMS:
        with tempfile.TemporaryDirectory() as folder:
            faults, cells = read_back(run, Path(folder), form, sender, period, arrived)
        tally.check(f"{form} of {sender}, {period}", faults, f"{cells} cells")


def read_back(run: Run, folder: Path, form: str, sender: str, period: str, arrived: str) -> tuple[list[str], int]:
    def tinhso(*arguments: str) -> dict:
        places = ["--landing", str(folder / "landing"), "--warehouse", str(folder / "warehouse"), "--format", "json"]
        command = [str(run.binary), "--project", str(run.project), *arguments, *places]
        answer = subprocess.run(command, check=False, capture_output=True, text=True)
        if answer.returncode > 1:
            raise RuntimeError(answer.stderr)
        return json.loads(answer.stdout)

    file = folder / "landing" / "submissions" / "filled.xlsx"
    file.parent.mkdir(parents=True)
    tinhso("template", form, "--area", sender, "--period", period, "--output", str(file))
    seen = tinhso("inspect", str(file))["files"][0]["tables"][0]
    fields = {column["column"]: column["field"] for column in seen["columns"]}
    rows = [row["row"] for row in seen["rows"] if row["role"] == "data"]
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    expected = {}
    for place, row in enumerate(rows):
        open_cells = [cell for cell in sheet[row] if not cell.protection.locked]
        for cell in open_cells:
            # The same amount in each cell of a row keeps every check of the form; a whole row of dashes does too.
            value = "-" if place % 4 == 3 else 1000 + 37 * place
            if cell is open_cells[-1] and place % 4 == 1:
                value = "..."
            cell.value = value
            expected[row, fields[cell.column_letter]] = {"-": 0, "...": None}.get(value, value)
    book.save(file)
    arrivals = f"object,received_at\nsubmissions/filled.xlsx,{arrived}T08:00:00+07:00\n"
    (folder / "landing" / "arrivals.csv").write_text(arrivals, encoding="utf-8")
    tinhso("run")
    current = folder / "warehouse" / "current"
    # openpyxl computes nothing: the totals of the form are formulas without values, which is reported of each and of nothing else.
    totals = [row["row"] for row in seen["rows"] if row["role"] == "total"]
    reported = duckdb.sql(
        f"SELECT code, disposition, row, cell FROM '{current}/findings.parquet' WHERE object IS NOT NULL"
    ).fetchall()
    faults = [
        f"finding {code} at {cell}"
        for code, disposition, row, cell in reported
        if (code, disposition) != ("error-cell", "ignored") or row not in totals
    ]
    if len(reported) != sum(sheet[row][cell.column - 1].data_type == "f" for row in totals for cell in sheet[rows[0]]):
        faults.append(f"{len(reported)} totals reported")
    names = sorted({field for _, field in expected})
    published = duckdb.sql(f"SELECT row, {', '.join(names)} FROM '{current}/data/{form}.parquet'").fetchall()
    found = {(row, name): value for row, *values in published for name, value in zip(names, values, strict=True)}
    every = sorted(expected.keys() | found.keys())
    different = [key for key in every if expected.get(key, "no row") != found.get(key, "no row")]
    faults += [f"row {row}, {name}: {found.get((row, name))}, not {expected.get((row, name))}" for row, name in different]
    return faults, len(expected)
