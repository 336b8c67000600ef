"""A sheet as a person would fill it in: cells with what a workbook keeps of them, and where the values of each commune are."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from planted.province import ARITHMETIC, DISTRICTS, FIELDS, FORMS, NEW, OLD, PROVINCE, truth, units

FLAT = ("json", "ndjson", "parquet")
TEXT = ("csv", "comma", "tsv", "cp1258")
BOOKS = ("xlsx", "ods", "xls")


@dataclass
class Cell:
    """`value` is a number, a text, a day or a truth value; an `error` is one of the spreadsheet's, a `formula` has never been computed."""

    value: object = None
    percent: bool = False
    pattern: str | None = None
    formula: str | None = None
    error: str | None = None
    raised: str | None = None
    struck: bool = False


@dataclass
class Sheet:
    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False

    def put(self, row: int, column: int, value: object) -> None:
        self.cells[row, column] = value if isinstance(value, Cell) else Cell(value)

    def value(self, row: int, column: int) -> object:
        return self.cells[row, column].value if (row, column) in self.cells else None

    @property
    def height(self) -> int:
        return max(row for row, _ in self.cells)

    @property
    def width(self) -> int:
        return max(column for _, column in self.cells)

    def shift_down(self, first: int, by: int = 1) -> None:
        """Makes room: every row from `first` on goes down."""
        self.cells = {(row + by * (row >= first), column): cell for (row, column), cell in self.cells.items()}
        self.merged = [(a + by * (a >= first), b, c + by * (c >= first), d) for a, b, c, d in self.merged]


@dataclass
class Row:
    """A row of data: where it is, and what is true."""

    at: int
    code: str
    name: str
    kind: str
    values: dict[str, object]


@dataclass
class Submission:
    form: str
    period: str
    sender: str
    map_day: str
    layout: str
    sheets: list[Sheet]
    rows: list[Row]
    columns: dict[str, int]
    spots: dict[str, tuple[int, int]]
    labels: int
    total: int | None
    flat: bool = False
    format: str = ""
    number: int = 0
    folder: str = "nop"
    taken: set[tuple[int, int]] = field(default_factory=set)
    # Written by the formats alone: a member of JSON that is stated twice, a file that ends too early.
    twice: tuple[int, int] | None = None
    cut: bool = False
    # How a format writes it: the type of a column of Parquet, the shape of JSON, the manners of a text.
    types: dict[int, str] = field(default_factory=dict)
    shape: str = ""
    # Rows of other periods in the same file.
    others: list[tuple[str, Row]] = field(default_factory=list)

    @property
    def sheet(self) -> Sheet:
        return self.sheets[0]

    def moved(self, first: int, by: int = 1) -> None:
        """Rows from `first` on have gone down, in the sheet and here."""
        self.sheet.shift_down(first, by)
        self.rows = [replace(row, at=row.at + by * (row.at >= first)) for row in self.rows]
        self.spots = {name: (row + by * (row >= first), column) for name, (row, column) in self.spots.items()}
        if self.total is not None and self.total >= first:
            self.total += by


def letter(column: int) -> str:
    return (letter((column - 1) // 26) if column > 26 else "") + chr(65 + (column - 1) % 26)


def a1(row: int, column: int) -> str:
    return f"{letter(column)}{row}"


ROMAN = ("I", "II", "III", "IV")


def period_text(period: str, rng: random.Random) -> str:
    year, _, part = period.partition("-")
    if part.startswith("Q"):
        number = int(part[1:])
        return rng.choice((f"Quý {ROMAN[number - 1]} năm {year}", f"Quý {number}/{year}", f"QUÝ {ROMAN[number - 1]}/{year}"))
    if part:
        return rng.choice((f"Tháng {int(part)} năm {year}", f"Tháng {part}/{year}", f"tháng {int(part)}/{year}"))
    return rng.choice((f"Năm {year}", f"năm {year}"))


def build(form: str, number: int, period: str, sender: str | None, layout: str, seed: str) -> Submission:
    """A sound submission: `full` and `grouped` have a head, two rows of labels, numbers, totals, notes and signatures; `list` has one row of
    labels and a column of periods; `aside` begins in B3, and its total is below."""
    rng = random.Random(seed)
    map_day = OLD if sender else NEW
    district = next((one for one in DISTRICTS if one[0] == sender), None)
    name = district[1] if district else PROVINCE[1]
    sheet = Sheet(rng.choice(("Sheet1", "Biểu", "Trang tính1")))
    fields = FIELDS[form]
    own = [one for one in FORMS[form][4] if one["role"] != "period" or layout == "list"]
    if layout == "aside":
        own = [one for one in own if one["role"] != "ordinal"]
    left = 2 if layout == "aside" else 1
    columns = {one["name"]: left + place for place, one in enumerate([*own, *fields])}
    spots: dict[str, tuple[int, int]] = {}
    row = 1
    if layout in ("full", "grouped"):
        last = max(columns.values())
        sheet.put(1, 1, "ỦY BAN NHÂN DÂN")
        sheet.put(1, last - 1, FORMS[form][1].split(":")[0])
        sheet.put(2, 1, name.upper())
        sheet.put(2, last - 1, "Ban hành theo Quyết định số 12/QĐ-UBND")
        sheet.put(4, 1, FORMS[form][1].split(": ")[1].upper())
        sheet.merged.append((4, 1, 4, last))
        sheet.put(5, 1, period_text(period, rng))
        sheet.merged.append((5, 1, 5, last))
        sheet.put(6, 1, "(Số liệu mô phỏng)")
        spots |= {"sender": (2, 1), "period": (5, 1)}
        row = 7
        if form == "budget":
            sheet.put(7, last, "Đơn vị tính: triệu đồng")
            spots["unit"] = (7, last)
            row = 8
    elif layout == "aside":
        sheet.put(3, 2, FORMS[form][1])
        sheet.put(4, 2, f"Đơn vị báo cáo: {name}")
        sheet.put(5, 2, f"Kỳ báo cáo: {period_text(period, rng)}")
        sheet.put(6, 2, "Số liệu mô phỏng")
        spots |= {"sender": (4, 2), "period": (5, 2)}
        if form == "budget":
            sheet.put(6, 4, "ĐVT: triệu đồng")
            spots["unit"] = (6, 4)
        row = 8
    labels = row
    two = layout != "list" and form == "health"
    for one in [*own, *fields]:
        column = columns[one["name"]]
        parts = one["title"].split(" > ")
        if not two:
            sheet.put(row, column, one["labels"][0] if len(parts) > 1 else rng.choice([one["title"], *one.get("labels", [])]))
        elif len(parts) == 1:
            sheet.put(row, column, one["title"])
            sheet.merged.append((row, column, row + 1, column))
        else:
            if sheet.value(row, column - 1) != parts[0] and not any(m[0] == row and m[1] < column <= m[3] for m in sheet.merged):
                sheet.put(row, column, parts[0])
                sheet.merged.append((row, column, row, column + 1))
            sheet.put(row + 1, column, parts[1])
    row += 2 if two else 1
    if layout in ("full", "grouped"):
        numbers = {}
        for place, one in enumerate([*own, *fields]):
            number_of = chr(65 + place) if place < len(own) else str(place - len(own) + 1)
            numbers[one["name"]] = number_of
            written = number_of
            if one["name"] in ARITHMETIC:
                written += "=" + ARITHMETIC[one["name"]].format(**numbers)
            sheet.put(row, columns[one["name"]], written)
        row += 1
    communes = [unit for unit in units(map_day) if map_day == NEW or unit[3] == sender]
    rows: list[Row] = []
    total = None
    has_total = form != "schools" and layout != "list"
    if has_total and layout in ("full", "grouped"):
        total, row = row, row + 1
    groups: list[tuple[str | None, list]] = [(None, communes)]
    if layout == "grouped":
        town = [unit for unit in communes if unit[2] != "xa"]
        groups = [("Khu vực thành thị", town), ("Khu vực nông thôn", [unit for unit in communes if unit[2] == "xa"])]
    ordinal = 0
    for place, (title, members) in enumerate(groups):
        if title:
            if not members:
                continue
            sheet.put(row, columns["ordinal"], ROMAN[place])
            sheet.put(row, columns["commune"], title)
            row += 1
        for code, commune, kind, _ in members:
            ordinal += 1
            for values in truth(form, code, map_day, number):
                cells = {"ordinal": ordinal, "code": code, "commune": commune, "period": period, **values}
                for key, column in columns.items():
                    sheet.put(row, column, cells[key])
                rows.append(Row(row, code, commune, kind, values))
                row += 1
    if has_total:
        if total is None:
            total, row = row, row + 1
        sheet.put(total, columns["commune"], rng.choice(("Tổng số", "Tổng cộng", "Cộng")))
        for one in fields:
            if one["measure"] != "rate":
                sheet.put(total, columns[one["name"]], sum(line.values[one["name"]] for line in rows))
    if layout != "list":
        sheet.put(row + 1, left, "Ghi chú: số liệu do các xã, phường báo cáo.")
        sheet.put(row + 2, max(columns.values()) - 1, "Ngày 5 tháng 4 năm 2025")
        sheet.put(row + 3, left, "Người lập biểu")
        sheet.put(row + 3, max(columns.values()) - 1, "Thủ trưởng đơn vị")
        sheet.put(row + 5, left, "Nguyễn Văn An")
        spots["foot"] = (row + 1, left)
    return Submission(
        form, period, sender or PROVINCE[0], map_day, layout, [sheet], rows, columns, spots, labels, total, number=number
    )


def shown(value: object) -> str:
    """As a person writes it in Vietnamese."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return str(value)
