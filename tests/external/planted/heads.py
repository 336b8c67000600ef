"""Faults of what is above a table, of sheets and of whole files, and sound ways to lay them out."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from planted.kinds import BOOKS, KINDS, SHEETS, Place, Planted
from planted.province import FIELDS, NEW
from planted.sheets import Sheet, Submission, build
from planted.tables import FILE, HEADED, WHOLE, at, pick, relabel


def heads(name: str, level: str, spot: str, write: Callable, exact: bool = False, **options: object) -> None:
    """A fault of the head: `write` gives the words that are there instead. Reported at its cell (`exact`), or anywhere in the file."""
    options = {"layouts": HEADED, "formats": SHEETS, **WHOLE, **options}

    @KINDS.add(name, level, **options)
    def _(submission: Submission, rng: random.Random) -> Planted | None:
        if spot not in submission.spots:
            return None
        place = submission.spots[spot]
        words = write(submission, rng, str(submission.sheet.value(*place)))
        if words is None:
            submission.sheet.cells.pop(place)
        else:
            submission.sheet.put(*place, words)
        return at(place, also=(FILE,)) if exact else at(FILE)


def frame(submission: Submission, words: str) -> str:
    return f"Kỳ báo cáo: {words}" if submission.layout == "aside" else words


IMPOSSIBLE = {"health": "Quý V năm 2024", "budget": "Tháng 13 năm 2024", "schools": "Năm 20244"}
FUTURE = {"health": "Quý I năm 2031", "budget": "Tháng 3 năm 2031", "schools": "Năm 2031"}
COARSE = {"health": "Năm 2024", "budget": "Quý II năm 2024", "schools": "Quý I năm 2024"}
PAIR = {
    "health": "Quý I năm 2022 và Quý II năm 2023",
    "budget": "Tháng 4/2022 và tháng 5/2023",
    "schools": "Năm 2021 và năm 2023",
}

heads("period-missing", "error", "period", lambda one, rng, words: None)
heads("period-impossible", "error", "period", lambda one, rng, words: frame(one, IMPOSSIBLE[one.form]), exact=True)
heads("period-not-begun", "error", "period", lambda one, rng, words: frame(one, FUTURE[one.form]))
heads("period-too-coarse", "error", "period", lambda one, rng, words: frame(one, COARSE[one.form]), exact=True)
heads("two-periods", "error", "period", lambda one, rng, words: frame(one, PAIR[one.form]), exact=True)
heads(
    "period-misspelt",
    "careful",
    "period",
    lambda one, rng, words: words.replace("Quý", "Qúy").replace("Tháng", "Thang").replace("Năm", "Nam"),
)
heads("period-without-blanks", "careful", "period", lambda one, rng, words: words.replace("năm ", "năm"))
heads(
    "sender-of-another-district",
    "error",
    "sender",
    lambda one, rng, words: words.upper().replace(
        words.upper().split(": ")[-1], "HUYỆN MƯỜNG LẠN" if one.sender != "772" else "HUYỆN SÔNG LÔ"
    ),
)
heads("sender-misspelt", "careful", "sender", lambda one, rng, words: words[:-1])
heads("sender-missing", "sound", "sender", lambda one, rng, words: None)
heads(
    "unit-of-another-kind-above",
    "error",
    "unit",
    lambda one, rng, words: words.replace("triệu đồng", rng.choice(("người", "hộ", "ha"))),
    forms=("budget",),
)
heads("unit-unknown", "careful", "unit", lambda one, rng, words: words.replace("triệu đồng", "triệu"), forms=("budget",))
heads(
    "unit-shortened",
    "sound",
    "unit",
    lambda one, rng, words: words.replace("triệu đồng", rng.choice(("Tr. đồng", "trđ", "Triệu đ"))),
    forms=("budget",),
)
heads(
    "unit-of-another-power",
    "warning",
    "unit",
    lambda one, rng, words: words.replace("triệu đồng", rng.choice(("nghìn đồng", "tỷ đồng"))),
    forms=("budget",),
)


@KINDS.add("in-thousands-of-dong", "reported", forms=("budget",), layouts=HEADED, formats=SHEETS, **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    """The same amounts, in another unit, as it says."""
    place = submission.spots["unit"]
    submission.sheet.put(*place, str(submission.sheet.value(*place)).replace("triệu", "nghìn"))
    for name in ("revenue", "spending", "balance"):
        for row in [row.at for row in submission.rows] + [submission.total]:
            value = submission.sheet.value(row, submission.columns[name])
            submission.sheet.put(row, submission.columns[name], int(value * 1000))
    return at(FILE)


# Sheets.
@KINDS.add("rows-with-gaps", "sound", formats=SHEETS, **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    submission.moved(submission.rows[2].at, 2)
    return at(FILE)


@KINDS.add("note-between-rows", "sound", formats=SHEETS, layouts=HEADED, **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    row = submission.rows[3].at
    submission.moved(row)
    submission.sheet.put(row, submission.columns["commune"], "(các xã dưới đây báo cáo bổ sung)")
    return at(FILE)


@KINDS.add("labels-again-on-the-next-page", "sound", formats=BOOKS, layouts=("list",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    row = submission.rows[3].at
    submission.moved(row)
    for column in submission.columns.values():
        submission.sheet.put(row, column, submission.sheet.value(1, column))
    return at(FILE)


@KINDS.add("an-older-copy-on-another-sheet", "error", formats=BOOKS, forms=("health", "budget"), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    """Two sheets of one period, with other numbers: nobody can say which counts."""
    other = Sheet(
        "Bản cũ", {place: replace(cell) for place, cell in submission.sheet.cells.items()}, list(submission.sheet.merged)
    )
    name = FIELDS[submission.form][0]["name"]
    for row in submission.rows:
        other.put(row.at, submission.columns[name], row.values[name] + 11)
    submission.sheets.append(other)
    return at((submission.rows[1].at, 0), also=(FILE,))


@KINDS.add("an-older-copy-hidden", "reported", formats=("xlsx",), forms=("health", "budget"), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    other = Sheet(
        "Bản cũ",
        {place: replace(cell) for place, cell in submission.sheet.cells.items()},
        list(submission.sheet.merged),
        hidden=True,
    )
    name = FIELDS[submission.form][0]["name"]
    for row in submission.rows:
        other.put(row.at, submission.columns[name], row.values[name] + 11)
    submission.sheets.append(other)
    return at(FILE)


@KINDS.add("a-sheet-of-other-things", "sound", formats=BOOKS, **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    other = Sheet("Danh bạ")
    for row, words in enumerate(
        (("Họ tên", "Điện thoại"), ("Nguyễn Văn An", "0912 000 000"), ("Trần Thị Bình", "0912 000 001")), 1
    ):
        for column, word in enumerate(words, 1):
            other.put(row, column, word)
    submission.sheets.insert(1, other)
    return at(FILE)


@KINDS.add("name-of-the-sheet-says-another-period", "warning", formats=BOOKS, layouts=HEADED, **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    submission.sheet.name = {"health": "Quý I 1970", "budget": "Tháng 2.1970", "schools": "Năm 1970"}[submission.form]
    return Planted((Place(*FILE),))


@KINDS.add("folder-says-another-period", "warning", layouts=HEADED, formats=SHEETS, **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    submission.folder = {"health": "1970-Q1", "budget": "1970-02", "schools": "1970"}[submission.form]
    return Planted((Place(*FILE),))


@KINDS.add("two-quarters-on-one-sheet", "sound", formats=SHEETS, layouts=("full",), forms=("health",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    """A second table below the first, with its own head and period."""
    older = build("health", 0, f"{1966 + submission.number % 30}-Q1", submission.sender, "full", f"older {submission.period}")
    by = submission.sheet.height + 2
    for (row, column), cell in older.sheet.cells.items():
        submission.sheet.cells[row + by, column] = cell
    submission.sheet.merged += [(a + by, b, c + by, d) for a, b, c, d in older.sheet.merged]
    submission.others = [(older.period, replace(row, at=row.at + by)) for row in older.rows]
    return at(FILE)


@KINDS.add("old-communes-in-the-new-map", "error", new_map=True, layouts=("list",), forms=("health",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    assert submission.map_day == NEW
    row = pick(submission, rng)
    submission.sheet.put(row.at, submission.columns["code"], "07706")
    submission.sheet.put(row.at, submission.columns["commune"], "Phường Trần Hưng Đạo")
    return at((row.at, 0))


@KINDS.add("code-of-the-old-map", "error", new_map=True, layouts=("list",), forms=("health",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    """07730 is Xã Mường Lạn now; it was Thị trấn Mường Lạn."""
    row = next(row for row in submission.rows if row.code == "07730")
    submission.sheet.put(row.at, submission.columns["commune"], "Thị trấn Mường Lạn")
    return at((row.at, 0))


@KINDS.add("of-another-form", "error", **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    for name in [*submission.columns]:
        if name not in ("ordinal",):
            relabel(submission, name, f"Cột {submission.columns[name]}")
    return at(FILE, also=(FILE,))


@KINDS.add("member-twice", "error", formats=("json",), forms=("health",), layouts=("list",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    row = pick(submission, rng)
    submission.twice = (row.at, submission.columns["births"])
    return at((row.at, submission.columns["births"]), also=((row.at, 0),))


@KINDS.add("cut-short", "error", formats=("xlsx", "ods", "xls", "parquet", "json"), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    submission.cut = True
    return at(FILE, also=(FILE,))


@KINDS.add("as-it-is", "sound", **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    return at(FILE)


@KINDS.add("as-it-is-in-the-new-map", "sound", new_map=True, forms=("health",), **WHOLE)
def _(submission: Submission, rng: random.Random) -> Planted:
    return at(FILE)
