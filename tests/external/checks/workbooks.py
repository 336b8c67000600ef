"""Does openpyxl open what goes to people who work in a spreadsheet, and find what it is meant to hold?"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import openpyxl

from checks.run import Run, Tally

# Sheets before the tables of figures.
FRONT = ("Giới thiệu", "Mục lục", "Giải thích", "Chỉ tiêu", "Mục tiêu")


def workbooks_open_in_openpyxl(run: Run, tally: Tally) -> None:
    """The export: cover, contents, notes, then one table a sheet, from A1, without an empty cell. The returns: a list, then marked cells."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.xlsx"
        command = [run.binary, "export", file, "--lang", "vi", "--project", run.project, "--warehouse", run.warehouse]
        subprocess.run(list(map(str, command)), check=True, capture_output=True)
        book = openpyxl.load_workbook(file)
        faults, rows = exported(book)
        figures = sum(output["rows"] for output in run.tables() if output["path"].startswith("indicators/"))
        if rows != figures:
            faults.append(f"{rows} figures in the workbook, {figures} in the tables")
    tally.check("the export", faults, f"{len(book.worksheets)} sheets, {rows} figures")
    files = sorted((run.folder / "returns").rglob("*.xlsx"))
    faults, cells = [], 0
    for file in files:
        found, marked = returned(openpyxl.load_workbook(file))
        faults += [f"{file.relative_to(run.folder)}: {fault}" for fault in found]
        cells += marked
    if not files or not cells:
        faults.append(f"{len(files)} workbooks with {cells} marked cells")
    tally.check("the returns", faults, f"{len(files)} workbooks, {cells} marked cells")


def exported(book: openpyxl.Workbook) -> tuple[list[str], int]:
    """What is wrong with an export, and how many rows its sheets of figures have."""
    faults = []
    names = [sheet.title for sheet in book.worksheets]
    if tuple(names[: len(FRONT)]) != FRONT:
        faults.append(f"the first sheets are {names[: len(FRONT)]}")
    listed = [row[0].value for row in book["Mục lục"].iter_rows(min_row=2)]
    if listed != names[2:]:
        faults.append(f"the contents name {listed}")
    rows = 0
    for sheet in book.worksheets[1:]:
        tables = list(sheet.tables.values())
        if [table.ref for table in tables] != [sheet.dimensions] or not sheet.dimensions.startswith("A1:"):
            faults.append(f"{sheet.title}: {[table.ref for table in tables]} where the cells are {sheet.dimensions}")
        if any(cell is None for row in sheet.iter_rows(values_only=True) for cell in row):
            faults.append(f"{sheet.title}: an empty cell")
        if (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) != ("landscape", 9):
            faults.append(f"{sheet.title}: not A4 landscape")
        if sheet.title not in FRONT:
            rows += sheet.max_row - 1
    return faults, rows


def returned(book: openpyxl.Workbook) -> tuple[list[str], int]:
    """What is wrong with a returned workbook, and how many cells are marked in it."""
    faults = []
    if not book.worksheets[0].title.startswith(("Cần sửa", "To mend")):
        faults.append(f"the first sheet is {book.worksheets[0].title}")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    faults += [f"{cell.coordinate} is a formula" for cell in cells if cell.data_type == "f"]
    return faults, sum(1 for cell in cells if cell.comment)
