"""What programs and formats do to a table without anybody meaning it, and sound things that formats allow."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

from planted.kinds import BOOKS, KINDS, SHEETS, Planted, in_cell
from planted.province import FIELDS, truth
from planted.sheets import TEXT, Cell, Sheet, Submission, build, shown
from planted.tables import FILE, WHOLE, at, label_cell, pick, relabel

DRAWN = ("xlsx", "xls")

# Number formats that change what is seen.
in_cell("code-shown-with-zeros", "sound", "code", lambda value, rng, row: Cell(int(value), pattern="00000"), formats=DRAWN)
in_cell(
    "format-with-unit",
    "sound",
    "count",
    lambda value, rng, row: Cell(value, pattern='#,##0" người"'),
    formats=DRAWN,
    forms=("health",),
)
in_cell(
    "format-with-power",
    "careful",
    "count",
    lambda value, rng, row: Cell(value, pattern='#,##0" nghìn"'),
    formats=DRAWN,
    forms=("health",),
)
in_cell("format-of-dong", "careful", "amount", lambda value, rng, row: Cell(value, pattern='#,##0.00 "₫"'), formats=DRAWN)
in_cell("format-of-dollars", "careful", "amount", lambda value, rng, row: Cell(value, pattern='"$"#,##0.00'), formats=DRAWN)
in_cell("format-with-percent-in-quotes", "careful", "rate", lambda value, rng, row: Cell(value, pattern='0.00"%"'), formats=DRAWN)
in_cell("format-shows-nothing", "careful", "count", lambda value, rng, row: Cell(value, pattern=";;;"), formats=DRAWN)
in_cell("format-of-time", "error", "count", lambda value, rng, row: Cell(Decimal("0.5"), pattern="hh:mm"), formats=DRAWN)
in_cell("format-of-text", "sound", "count", lambda value, rng, row: Cell(value, pattern="@"), formats=DRAWN)
in_cell(
    "format-of-dots", "sound", "count", lambda value, rng, row: Cell(value, pattern='#"."###'), formats=DRAWN, forms=("health",)
)
in_cell(
    "format-with-thousands-twice",
    "reported",
    "amount",
    lambda value, rng, row: Cell(value * 1000000, pattern="#,##0.00,,"),
    formats=DRAWN,
)
in_cell("percent-format-of-percents", "error", "rate", lambda value, rng, row: Cell(value, percent=True), formats=BOOKS)
in_cell("error-in-name", "warning", "name", lambda value, rng, row: Cell(error="#N/A"), formats=DRAWN)
in_cell("error-in-code", "warning", "code", lambda value, rng, row: Cell(error="#REF!"), formats=DRAWN)
in_cell("formula-in-name", "error", "bare name", lambda value, rng, row: Cell(formula="=A1&A2"), formats=("xlsx",))
in_cell("error-in-day", "error", "day", lambda value, rng, row: Cell(error="#VALUE!"), formats=DRAWN)
in_cell("error-in-truth", "error", "truth", lambda value, rng, row: Cell(error="#NAME?"), formats=DRAWN)
in_cell(
    "month-as-day",
    "sound",
    "period",
    lambda value, rng, row: date(int(value[:4]), int(value[5:7]), 1),
    formats=BOOKS,
    forms=("budget",),
)

# Amounts with three decimals, where a stop and a comma say the same.
in_cell("area-as-text", "sound", "area", lambda value, rng, row: shown(value))
in_cell("area-english", "careful", "area", lambda value, rng, row: f"{value:f}", whose="column")
in_cell("area-without-sign", "warning", "area", lambda value, rng, row: int(value * 1000))
in_cell("area-in-square-metres", "careful", "area", lambda value, rng, row: f"{int(value * 10000)} m2")
in_cell("area-with-unit", "careful", "area", lambda value, rng, row: f"{shown(value)} ha")
in_cell(
    "amount-with-currency", "careful", "amount", lambda value, rng, row: f"{shown(value)} {rng.choice(('đ', 'VNĐ', 'đồng', '₫'))}"
)
in_cell("amount-in-dong", "careful", "amount", lambda value, rng, row: f"{int(value * 1000000)} đồng")
in_cell(
    "swiss-groups",
    "careful",
    "count",
    lambda value, rng, row: f"{value:,}".replace(",", "'") if value > 999 else None,
    forms=("health",),
)
in_cell(
    "english-thousands-of-one",
    "careful",
    "count",
    lambda value, rng, row: f"{value:,}" if value > 999 else None,
    forms=("health",),
)
in_cell(
    "hyphen-of-word-processors",
    "careful",
    "amount",
    lambda value, rng, row: f"{rng.choice('‑–—﹣')}{shown(abs(value))}" if value < 0 else None,
    formats=BOOKS,
)
in_cell(
    "digits-of-another-script",
    "careful",
    "count",
    lambda value, rng, row: "".join(chr(0x0660 + int(sign)) for sign in str(value)),
    formats=BOOKS,
)
in_cell("roman-number", "error", "count", lambda value, rng, row: rng.choice(("XII", "IV")))
in_cell("fraction", "careful", "count", lambda value, rng, row: rng.choice(("1½", "1 1/2")))
in_cell("power-of-ten", "careful", "count", lambda value, rng, row: rng.choice(("1,2 nghìn", "2k", "3 ngàn", "1,5 vạn")))
in_cell(
    "none-in-words", "careful", "free count", lambda value, rng, row: rng.choice(("không", "Không có", "không phát sinh", "0 có"))
)
in_cell("missing-word", "warning", "free count", lambda value, rng, row: rng.choice(("đang cập nhật", "chưa báo cáo", "thiếu")))
in_cell("dash-for-nothing", "careful", "free count", lambda value, rng, row: rng.choice(("--", "---", "_", "- -")))


def typed(name: str, level: str, arrow: str, kinds: tuple[type, ...], **options: object) -> None:
    """A column of Parquet of another type than Python's."""

    @KINDS.add(name, level, formats=("parquet",), layouts=("list",), **WHOLE, **options)
    def _(submission: Submission, rng: random.Random) -> Planted:
        for column in submission.columns.values():
            values = [submission.sheet.value(row.at, column) for row in submission.rows]
            if all(isinstance(value, kinds) and not isinstance(value, bool) for value in values):
                submission.types[column] = arrow
        return at(FILE)


typed("parquet-single-precision", "sound", "float32", (Decimal,), forms=("budget", "health"))
typed("parquet-double", "sound", "float64", (Decimal, int))
typed("parquet-large-text", "sound", "large_string", (str,))
typed("parquet-dictionary", "sound", "dictionary", (str,))
typed("parquet-small-numbers", "sound", "int32", (int,))
typed("parquet-unsigned", "sound", "uint64", (int,))
typed("parquet-days-as-instants", "sound", "timestamp", (date,), forms=("schools",))
typed("parquet-words", "sound", "string", (int, Decimal, date))
typed("parquet-wide-decimals", "sound", "decimal256", (Decimal,), forms=("budget", "health"))


def shaped(name: str, level: str, formats: tuple[str, ...], **options: object) -> None:
    @KINDS.add(name, level, formats=formats, **WHOLE, **options)
    def _(submission: Submission, rng: random.Random) -> Planted:
        submission.shape = name
        return at(FILE, also=(FILE,) if level == "careful" else ())


FLAT_JSON = {"layouts": ("list",)}
shaped("json-wrapped", "careful", ("json",), **FLAT_JSON)
shaped("json-by-columns", "careful", ("json",), **FLAT_JSON)
shaped("json-lists", "careful", ("json",), **FLAT_JSON)
shaped("json-numbers-as-texts", "sound", ("json", "ndjson"), **FLAT_JSON)
shaped("json-with-mark", "sound", ("json",), **FLAT_JSON)
shaped("json-without-blank-members", "sound", ("json", "ndjson"), **FLAT_JSON)
shaped("text-quoted", "sound", TEXT)
shaped("text-with-unix-ends", "sound", ("csv", "comma"))
shaped("text-with-old-mac-ends", "careful", ("comma",))
shaped("text-without-trailing-cells", "sound", ("csv", "comma"))
shaped("text-encoded-twice", "careful", ("csv",))
shaped("text-cut-in-a-quote", "careful", ("comma",), layouts=("list",))


@KINDS.add("text-with-sep-line", "sound", formats=("csv",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    """What Excel writes and reads to say which the delimiter is."""
    submission.moved(1)
    submission.labels += 1
    submission.shape = "text-with-sep-line"
    return at(FILE)


@KINDS.add("blank-lines", "sound", formats=("csv", "tsv", "xlsx"), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    for row in [row.at for row in submission.rows[::3]][::-1]:
        submission.moved(row)
    return at(FILE)


@KINDS.add("codes-as-numbers", "careful", forms=("health", "schools"), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    """A program took the whole column for numbers."""
    for row in submission.rows:
        submission.sheet.put(row.at, submission.columns["code"], int(row.code))
    return at(FILE, also=(FILE,))


@KINDS.add("table-turned", "error", formats=SHEETS, layouts=("list",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    """Communes side by side, measures below each other."""
    submission.sheet.cells = {(column, row): cell for (row, column), cell in submission.sheet.cells.items()}
    submission.rows = []
    return at(FILE, also=(FILE,))


@KINDS.add("blank-form", "error", **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    for one in FIELDS[submission.form]:
        for row in [row.at for row in submission.rows] + [submission.total]:
            submission.sheet.cells.pop((row, submission.columns[one["name"]]), None)
    return at(FILE, also=(FILE,))


@KINDS.add("column-moved-up", "error", formats=SHEETS, layouts=("list",), forms=("health",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    """A cell was deleted and the column closed up: every value below is its neighbour's."""
    column = submission.columns["households"]
    for row, below in zip(submission.rows[2:], submission.rows[3:]):
        submission.sheet.put(row.at, column, below.values["households"])
    submission.sheet.put(submission.rows[-1].at, column, Cell(None))
    return at((submission.rows[-1].at, column), also=(FILE,))


@KINDS.add("of-which-rows", "sound", formats=SHEETS, layouts=("full",), forms=("health", "budget"), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    row = submission.total + 1
    submission.moved(row)
    submission.sheet.put(row, submission.columns["commune"], "Trong đó: các xã")
    for one in FIELDS[submission.form]:
        if one["measure"] != "rate":
            submission.sheet.put(
                row,
                submission.columns[one["name"]],
                sum(line.values[one["name"]] for line in submission.rows if line.kind == "xa"),
            )
    return at(FILE)


@KINDS.add("total-above-and-below", "sound", formats=SHEETS, layouts=("full",), forms=("health", "budget"), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    row = submission.rows[-1].at + 1
    submission.moved(row)
    for column in submission.columns.values():
        if (submission.total, column) in submission.sheet.cells:
            submission.sheet.put(row, column, replace(submission.sheet.cells[submission.total, column]))
    submission.sheet.put(row, submission.columns["commune"], "Cộng toàn huyện")
    return at(FILE)


@KINDS.add(
    "period-in-the-name-of-the-sheet", "careful", formats=BOOKS, layouts=("full", "aside"), forms=("health", "budget"), **WHOLE
)
def _(submission: Submission, rng: random.Random) -> Planted:
    place = submission.spots["period"]
    words = str(submission.sheet.value(*place)).removeprefix("Kỳ báo cáo: ")
    submission.sheet.cells.pop(place)
    submission.sheet.name = words.replace("/", ".")
    return at(FILE)


@KINDS.add("period-without-year", "careful", formats=SHEETS, layouts=("full",), forms=("health", "budget"), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    place = submission.spots["period"]
    words = str(submission.sheet.value(*place))
    submission.sheet.put(*place, words.replace(submission.period[:4], "").strip(" /").removesuffix(" năm"))
    return at(FILE, also=(FILE,))


@KINDS.add("code-of-another-form", "careful", formats=SHEETS, layouts=("full",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    column = max(submission.columns.values()) - 1
    submission.sheet.put(1, column, "Biểu số 07/TC" if submission.form != "budget" else "Biểu số 03/YT")
    return at(FILE, also=(FILE,))


@KINDS.add("error-in-label", "error", formats=DRAWN, layouts=("list",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    field = {"health": "poor", "budget": "spending", "schools": "pupils"}[submission.form]
    submission.sheet.put(*label_cell(submission, field), Cell(error="#REF!"))
    return at(FILE, also=(FILE,))


@KINDS.add("unit-in-the-label", "reported", formats=SHEETS, layouts=("list",), forms=("budget",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    relabel(submission, "revenue", "Thu ngân sách (tỷ đồng)")
    for row in submission.rows:
        submission.sheet.put(row.at, submission.columns["revenue"], row.values["revenue"] / 1000)
    return at(FILE)


@KINDS.add("copied-from-the-period-before", "warning", forms=("budget", "health"), first=True, **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    row = pick(submission, rng)
    before = truth(submission.form, row.code, submission.map_day, submission.number - 1)[0]
    for name, value in before.items():
        submission.sheet.put(row.at, submission.columns[name], value)
    return at((row.at, 0), also=(FILE,))


@KINDS.add("a-second-table-beside", "careful", formats=SHEETS, layouts=("list",), forms=("health",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    """A pivot of one measure beside the table, without labels of a form."""
    to = submission.sheet.width + 2
    submission.sheet.put(1, to, "Xếp hạng")
    for place, row in enumerate(submission.rows):
        submission.sheet.put(row.at, to, row.name)
        submission.sheet.put(row.at, to + 1, place + 1)
    return at(FILE)


@KINDS.add("sheets-of-two-months", "sound", formats=BOOKS, layouts=("full",), forms=("health",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    """The workbook of the quarter before, with a sheet more."""
    older = build("health", 0, f"{1966 + submission.number % 30}-Q2", submission.sender, "full", f"sheet {submission.period}")
    submission.sheets.append(Sheet("Quý trước", older.sheet.cells, older.sheet.merged))
    submission.others = [(older.period, row) for row in older.rows]
    return at(FILE)
