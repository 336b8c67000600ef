"""Faults of rows and columns, and sound ways to lay them out."""

from __future__ import annotations

import random
from dataclasses import replace

from planted.areas import without_marks
from planted.kinds import BOOKS, KINDS, SHEETS, Place, Planted
from planted.province import FIELDS
from planted.sheets import Cell, Row, Submission

HEADED = ("full", "grouped", "aside")
WHOLE = {"alone": True}


def pick(submission: Submission, rng: random.Random) -> Row:
    """A row that no other fault has, neither the first nor the last."""
    # Of Xã Thanh Bình there are two, and where only names are written nobody knows which is meant.
    known = [row for row in submission.rows[1:-1] if row.name != "Xã Thanh Bình" or submission.form != "budget"]
    free = [row for row in known if (row.at, 0) not in submission.taken]
    row = rng.choice(free)
    submission.taken.add((row.at, 0))
    return row


def at(*places: tuple[int, int], also: tuple = ()) -> Planted:
    return Planted(tuple(Place(*place) for place in places), tuple(Place(*place) for place in also))


FILE = (0, 0)


def copied(submission: Submission, row: Row, to: int) -> None:
    for column in range(1, submission.sheet.width + 1):
        if (row.at, column) in submission.sheet.cells:
            submission.sheet.put(to, column, replace(submission.sheet.cells[row.at, column]))


def inserted(submission: Submission, row: Row) -> int:
    """A copy of the row is below it."""
    to = row.at + 1
    submission.moved(to)
    copied(submission, row, to)
    return to


# Rows.
@KINDS.add("row-twice", "warning", **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    row = pick(submission, rng)
    return at((inserted(submission, row), 0), also=((row.at, 0),))


@KINDS.add("row-twice-with-another-number", "error", **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    row = pick(submission, rng)
    to = inserted(submission, row)
    column = submission.columns[
        FIELDS[submission.form][-1]["name"]
        if submission.form == "budget"
        else "births"
        if submission.form == "health"
        else "pupils"
    ]
    submission.sheet.put(to, column, submission.sheet.value(to, column) + 1)
    return at((to, 0), (row.at, 0))


@KINDS.add("row-left-out", "warning", layouts=HEADED, forms=("health", "budget"), formats=SHEETS, **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    row = pick(submission, rng)
    for column in submission.columns.values():
        submission.sheet.cells.pop((row.at, column), None)
    submission.rows.remove(row)
    return at((submission.total, 0))


@KINDS.add("row-without-unit", "error", forms=("health", "budget"), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    row = pick(submission, rng)
    for name in ("code", "commune", "ordinal"):
        if name in submission.columns:
            submission.sheet.put(row.at, submission.columns[name], Cell(None))
    return at((row.at, 0))


@KINDS.add("values-one-column-to-the-right", "warning", forms=("health",))
def _(submission: Submission, rng: random.Random) -> Planted:
    row = pick(submission, rng)
    names = [one["name"] for one in FIELDS[submission.form]]
    for name, before in list(zip(names, [None, *names]))[::-1]:
        value = submission.sheet.cells[row.at, submission.columns[before]] if before else Cell(None)
        submission.sheet.put(row.at, submission.columns[name], value)
    return at((row.at, 0))


@KINDS.add("code-and-name-exchanged", "error", forms=("health", "schools"))
def _(submission: Submission, rng: random.Random) -> Planted:
    row = pick(submission, rng)
    code, name = submission.columns["code"], submission.columns["commune"]
    submission.sheet.put(row.at, code, row.name)
    submission.sheet.put(row.at, name, row.code)
    return at((row.at, 0))


@KINDS.add("two-values-exchanged", "error", forms=("health",))
def _(submission: Submission, rng: random.Random) -> Planted:
    row = pick(submission, rng)
    first, second = submission.columns["population"], submission.columns["households"]
    one, two = submission.sheet.value(row.at, first), submission.sheet.value(row.at, second)
    submission.sheet.put(row.at, first, two)
    submission.sheet.put(row.at, second, one)
    return at((row.at, 0))


@KINDS.add("more-insured-than-people", "error", forms=("health",))
def _(submission: Submission, rng: random.Random) -> Planted:
    row = pick(submission, rng)
    submission.sheet.put(row.at, submission.columns["insured"], row.values["population"] + rng.randint(1, 9))
    return at((row.at, 0))


@KINDS.add("row-below-the-signatures", "careful", layouts=HEADED, formats=SHEETS, **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    row = submission.rows[-1]
    to = submission.sheet.height + 2
    for column in submission.columns.values():
        if (row.at, column) in submission.sheet.cells:
            submission.sheet.cells[to, column] = submission.sheet.cells.pop((row.at, column))
    submission.rows[-1] = replace(row, at=to)
    return at((to, 0), also=((submission.total or 0, 0),))


@KINDS.add("rows-hidden", "warning", formats=("xlsx",))
def _(submission: Submission, rng: random.Random) -> Planted:
    row = pick(submission, rng)
    submission.sheet.hidden_rows.add(row.at)
    return at((row.at, 0))


@KINDS.add("column-hidden", "warning", formats=("xlsx",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    column = submission.columns[FIELDS[submission.form][0]["name"]]
    submission.sheet.hidden_columns.add(column)
    return at((0, column))


@KINDS.add("row-struck-out", "warning", formats=("xlsx", "xls"))
def _(submission: Submission, rng: random.Random) -> Planted:
    row = pick(submission, rng)
    for column in submission.columns.values():
        submission.sheet.cells[row.at, column].struck = True
    return at((row.at, 0))


@KINDS.add("number-over-two-rows", "error", formats=BOOKS, forms=("health",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted | None:
    row = pick(submission, rng)
    if row.at + 1 not in {one.at for one in submission.rows}:
        return None
    column = submission.columns["births"]
    submission.sheet.put(row.at + 1, column, Cell(None))
    submission.sheet.cells.pop((row.at + 1, column))
    submission.sheet.merged.append((row.at, column, row.at + 1, column))
    return at((row.at, column), also=((row.at, 0), (row.at + 1, 0)))


@KINDS.add("number-over-two-columns", "error", formats=BOOKS, forms=("health",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    row = pick(submission, rng)
    column = submission.columns["births"]
    submission.sheet.cells.pop((row.at, column + 1))
    submission.sheet.merged.append((row.at, column, row.at, column + 1))
    return at((row.at, column), also=((row.at, 0),))


@KINDS.add("number-under-merged-cells", "error", formats=("ods",), forms=("health",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    row = pick(submission, rng)
    column = submission.columns["births"]
    submission.sheet.merged.append((row.at, column, row.at + 1, column))
    return at((row.at + 1, column), also=((row.at, 0), (row.at + 1, 0)))


@KINDS.add("total-not-the-sum", "warning", layouts=HEADED, forms=("health", "budget"), formats=SHEETS, **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    column = submission.columns[FIELDS[submission.form][0]["name"]]
    submission.sheet.put(submission.total, column, submission.sheet.value(submission.total, column) + 90)
    return at((submission.total, column))


@KINDS.add("total-misspelt", "careful", layouts=HEADED, forms=("health", "budget"), formats=SHEETS, **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    column = submission.columns["commune"]
    submission.sheet.put(submission.total, column, rng.choice(("Tỏng số", "Tổng sô", "Tôngr cộng")))
    return at(FILE)


@KINDS.add("total-without-words", "careful", layouts=HEADED, forms=("health", "budget"), formats=SHEETS, **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    submission.sheet.put(submission.total, submission.columns["commune"], Cell(None))
    return at(FILE)


@KINDS.add("cell-too-many", "error", formats=("csv", "comma"), forms=("budget",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    """A delimiter in a number, as an editor without quotes leaves it: the row has a cell more than there are labels."""
    row = pick(submission, rng)
    names = [one["name"] for one in FIELDS["budget"]]
    values = [submission.sheet.value(row.at, submission.columns[name]) for name in names]
    whole, part = str(values[0]).split(".")
    for place, value in enumerate([int(whole), int(part), *values[1:]]):
        submission.sheet.put(row.at, submission.columns["revenue"] + place, value)
    return at((row.at, 0))


# Columns and labels.
@KINDS.add("label-renamed", "error", **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    field = {"health": "poor", "budget": "spending", "schools": "pupils"}[submission.form]
    relabel(submission, field, "Số liệu khác")
    return Planted((Place(*FILE),))


@KINDS.add("column-left-out", "error", **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    column = submission.columns[FIELDS[submission.form][-1]["name"]]
    last = submission.sheet.width
    for row in range(submission.labels, submission.sheet.height + 1):
        if row < (submission.rows[-1].at + 1):
            submission.sheet.cells.pop((row, column), None)
    submission.sheet.merged = [one for one in submission.sheet.merged if one[3] < last or one[0] < submission.labels]
    return Planted((Place(*FILE),))


@KINDS.add("column-twice", "error", formats=SHEETS, **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    field = {"health": "insured", "budget": "spending", "schools": "pupils"}[submission.form]
    column, to = submission.columns[field], max(submission.columns.values()) + 1
    for row in range(submission.labels, submission.rows[-1].at + 1):
        if (row, column) in submission.sheet.cells:
            submission.sheet.put(row, to, replace(submission.sheet.cells[row, column]))
    if submission.form == "health" and submission.layout != "list":
        submission.sheet.put(submission.labels, to, "Bảo hiểm y tế")
    return Planted((Place(*FILE),))


@KINDS.add("label-blank", "error", formats=SHEETS, **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    field = {"health": "poor", "budget": "spending", "schools": "pupils"}[submission.form]
    relabel(submission, field, None)
    return Planted((Place(*FILE),))


@KINDS.add("label-misspelt", "careful", **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    field, label = {
        "health": ("insured", "Số người tham ga"),
        "budget": ("spending", "Chi ngân sach"),
        "schools": ("pupils", "Số học sin"),
    }[submission.form]
    if submission.form == "health" and submission.layout == "list":
        label = "Số người có bảo hiểm y tê"
    relabel(submission, field, label)
    return Planted((Place(*FILE),))


@KINDS.add("labels-exchanged", "warning", forms=("health",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    return exchanged(submission)


@KINDS.add("labels-exchanged-of-signed-amounts", "warning", forms=("budget",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    return exchanged(submission)


def exchanged(submission: Submission) -> Planted:
    """The words above two columns changed places, the numbers did not."""
    first, second = {"health": ("births", "population"), "budget": ("revenue", "balance")}[submission.form]
    one, two = (label_cell(submission, name) for name in (first, second))
    a, b = submission.sheet.value(*one), submission.sheet.value(*two)
    submission.sheet.put(*one, b)
    submission.sheet.put(*two, a)
    return at(FILE, also=(FILE,))


@KINDS.add("columns-in-another-order", "sound", layouts=("list",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    order = list(range(1, submission.sheet.width + 1))
    rng.shuffle(order)
    submission.sheet.cells = {(row, order[column - 1]): cell for (row, column), cell in submission.sheet.cells.items()}
    submission.columns = {name: order[column - 1] for name, column in submission.columns.items()}
    return at(FILE)


@KINDS.add("column-of-remarks", "sound", layouts=("list",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    to = submission.sheet.width + 1
    submission.sheet.put(1, to, "Ghi chú của cán bộ")
    for row in submission.rows[::2]:
        submission.sheet.put(row.at, to, rng.choice(("đã đối chiếu", "số ước", "bổ sung sau")))
    return at(FILE)


@KINDS.add("label-in-capitals", "sound", **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    for name in submission.columns:
        row, column = label_cell(submission, name)
        submission.sheet.put(row, column, str(submission.sheet.value(row, column)).upper() + " ")
    return at(FILE)


@KINDS.add("labels-without-marks", "reported", layouts=("list",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    for name in submission.columns:
        row, column = label_cell(submission, name)
        submission.sheet.put(row, column, without_marks(str(submission.sheet.value(row, column))))
    return at(FILE)


@KINDS.add("column-of-the-year-so-far", "sound", forms=("budget",), formats=SHEETS, layouts=HEADED, **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    to = max(submission.columns.values()) + 1
    submission.sheet.put(submission.labels, to, "Lũy kế thu từ đầu năm")
    for row in submission.rows:
        submission.sheet.put(row.at, to, row.values["revenue"] * 5)
    return at(FILE)


@KINDS.add("whole-column-as-shares", "warning", forms=("health",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    """Every percentage as 0.91: nothing but its own amounts and its history can say so."""
    column = submission.columns["insured_rate"]
    for row in submission.rows:
        submission.sheet.put(row.at, column, row.values["insured_rate"] / 100)
    return Planted(tuple(Place(row.at, column) for row in submission.rows[:1]), (Place(*FILE),))


@KINDS.add("whole-column-english", "careful", forms=("budget",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    for name in ("revenue", "spending", "balance"):
        column = submission.columns[name]
        for row in submission.rows:
            submission.sheet.put(row.at, column, f"{row.values[name]:,}")
        if submission.total:
            submission.sheet.put(submission.total, column, f"{submission.sheet.value(submission.total, column):,}")
    return at(FILE)


@KINDS.add("one-row-english", "careful", forms=("budget",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    chosen = pick(submission, rng)
    for name in ("revenue", "spending", "balance"):
        for row in submission.rows:
            value = row.values[name]
            text = f"{value:,}" if row is chosen else f"{value:,}".replace(",", "_").replace(".", ",").replace("_", ".")
            submission.sheet.put(row.at, submission.columns[name], text)
    return at((chosen.at, 0), also=(FILE,))


def label_cell(submission: Submission, field: str) -> tuple[int, int]:
    column = submission.columns[field]
    below = (submission.labels + 1, column)
    two = submission.form == "health" and submission.layout != "list" and below in submission.sheet.cells
    return below if two else (submission.labels, column)


def relabel(submission: Submission, field: str, label: str | None) -> None:
    submission.sheet.put(*label_cell(submission, field), label)
