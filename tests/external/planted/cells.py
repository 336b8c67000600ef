"""Faults of single cells, and sound ways to write one value that must be no fault."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

from planted.kinds import EVERY, SHEETS, in_cell
from planted.sheets import BOOKS, TEXT, Cell, shown

DRAWN = ("xlsx", "ods", "xls")
ALIKE = {"0": "O", "1": "l", "5": "S", "8": "B", "2": "Z", "6": "b"}


def alike(value: object, rng: object, _: object) -> str | None:
    """A digit typed as the letter that looks like it."""
    digits = [place for place, sign in enumerate(str(value)) if sign in ALIKE]
    if not digits:
        return None
    place = rng.choice(digits)
    return str(value)[:place] + ALIKE[str(value)[place]] + str(value)[place + 1 :]


def grouped(value: object, sign: str) -> str:
    return f"{value:,}".replace(",", sign)


# Numbers that are none.
for name, kind, words in (
    ("word", "count", ("nhiều", "không rõ", "khoảng 120", "mười hai", "theo báo cáo trước")),
    ("word-in-amount", "amount", ("không xác định", "chưa quyết toán", "xem ghi chú")),
    ("own-word-for-missing", "count", ("n/a", "NA", "không có số", "?", "//", "???")),
    ("spreadsheet-error-as-text", "count", ("#REF!", "#VALUE!", "#N/A")),
    ("clock", "count", ("12:30", "7h30")),
):
    in_cell(name, "error", kind, lambda value, rng, row, words=words: rng.choice(words))
in_cell("letter-for-digit", "error", "count", alike)
in_cell("letter-for-digit-in-amount", "error", "amount", lambda value, rng, row: alike(shown(value), rng, row))
in_cell(
    "two-numbers",
    "error",
    "count",
    lambda value, rng, row: rng.choice(("{0}/{1}", "{0} - {1}", "{0}; {1}", "{0} + {1}", "{0} và {1}")).format(value, value + 7),
)
in_cell(
    "about", "error", "count", lambda value, rng, row: rng.choice(("~{}", "> {}", "≈{}", "trên {}", "<{}", "± {}")).format(value)
)
in_cell("two-lines", "error", "count", lambda value, rng, row: f"{value}\n{value + 12}", formats=BOOKS)
in_cell("group-of-two", "error", "count", lambda value, rng, row: f"{value // 100}.{value % 100:02}" if value > 99 else None)
in_cell("groups-uneven", "error", "amount", lambda value, rng, row: f"1.{abs(int(value))}.50" if abs(value) > 999 else None)
in_cell(
    "comma-and-groups-after", "error", "amount", lambda value, rng, row: f"{abs(int(value)) // 10},{abs(int(value)) % 10}.000,5"
)
in_cell("two-decimal-signs", "error", "amount", lambda value, rng, row: shown(value) + ",5")
in_cell(
    "blank-inside-number", "error", "count", lambda value, rng, row: f"{str(value)[:-1]} {str(value)[-1]}" if value > 99 else None
)
in_cell("sign-behind-and-before", "error", "count", lambda value, rng, row: f"-{value}-")
in_cell(
    "day-for-number", "error", "count", lambda value, rng, row: date(2024, rng.randint(1, 12), rng.randint(1, 28)), formats=DRAWN
)
in_cell(
    "day-for-amount", "error", "amount", lambda value, rng, row: date(2024, rng.randint(1, 12), rng.randint(1, 28)), formats=DRAWN
)
in_cell("day-text-for-number", "error", "count", lambda value, rng, row: rng.choice(("01/05/2024", "2024-05-01", "1-May")))
in_cell("truth-for-number", "error", "count", lambda value, rng, row: True, formats=("xlsx", "ods", "xls", "json", "ndjson"))
in_cell("share-for-count", "error", "count", lambda value, rng, row: Cell(0.45, percent=True), formats=DRAWN)
in_cell("percent-for-count", "error", "count", lambda value, rng, row: "45%")
in_cell("percent-for-amount", "error", "amount", lambda value, rng, row: "12,5 %")
in_cell("unit-of-another-kind", "error", "count", lambda value, rng, row: f"{value} km")
in_cell("unit-of-another-kind-in-amount", "error", "amount", lambda value, rng, row: f"{shown(value)} người")
in_cell(
    "spreadsheet-error",
    "error",
    "count",
    lambda value, rng, row: Cell(error=rng.choice(("#REF!", "#DIV/0!", "#VALUE!", "#N/A", "#NAME?"))),
    formats=("xlsx", "xls"),
)
in_cell("formula-never-computed", "error", "count", lambda value, rng, row: Cell(formula="=SUM(A1:A3)"), formats=("xlsx",))
in_cell("list-for-number", "error", "count", lambda value, rng, row: [value, value], formats=("json", "ndjson"))
in_cell("object-for-number", "error", "count", lambda value, rng, row: {"giá trị": value}, formats=("json", "ndjson"))
in_cell("not-a-number", "error", "amount", lambda value, rng, row: float("nan"), formats=("parquet",))

# Numbers that cannot be.
in_cell("negative-count", "error", "count", lambda value, rng, row: -value if value else None)
in_cell(
    "negative-as-text",
    "error",
    "count",
    lambda value, rng, row: rng.choice(("-{}", "({})", "−{}", "- {}")).format(value) if value else None,
)
in_cell("above-a-hundred-percent", "error", "rate", lambda value, rng, row: value + 100)
in_cell("percent-sign-above-a-hundred", "error", "rate", lambda value, rng, row: f"{shown(value + 100)}%")
in_cell("required-blank", "error", "required", lambda value, rng, row: Cell(None))
in_cell("required-blank-of-spaces", "error", "required", lambda value, rng, row: rng.choice((" ", "  ", "\u00a0")))

# Numbers that are probably something else: a person should look.
in_cell("part-of-a-person", "warning", "count", lambda value, rng, row: Decimal(value) + Decimal("0.5"))
in_cell("part-of-a-person-as-text", "warning", "count", lambda value, rng, row: f"{value},5")
in_cell(
    "thousands-as-decimals",
    "warning",
    "count",
    lambda value, rng, row: Decimal(value) / 1000 if value > 1000 and value % 10 else None,
    formats=DRAWN,
    forms=("health",),
)
in_cell(
    "english-thousands",
    "careful",
    "count",
    lambda value, rng, row: grouped(value, ",") if value > 999 else None,
    alone=True,
    forms=("health",),
)
in_cell("more-digits-than-kept", "warning", "rate", lambda value, rng, row: value + Decimal("0.0037"))
in_cell("thousand-times", "warning", "free count", lambda value, rng, row: value * 1000 if value > 9 else None, forms=("health",))
in_cell("million-times", "warning", "amount", lambda value, rng, row: value * 1000000)
in_cell("thousandth", "warning", "amount", lambda value, rng, row: round(value / 1000, 2) if abs(value) > 900 else None)
in_cell(
    "zero-lost",
    "warning",
    "required",
    lambda value, rng, row: value // 10 * 1 if value > 999 else None,
    forms=("health",),
    whose="row",
)
in_cell("sign-lost", "warning", "amount", lambda value, rng, row: -value)
in_cell(
    "digits-exchanged",
    "warning",
    "required",
    lambda value, rng, row: exchanged(value),
    forms=("health", "budget"),
    layouts=("full", "grouped", "aside"),
    whose="column",
)
in_cell(
    "another-number",
    "warning",
    "required",
    lambda value, rng, row: value + 100,
    forms=("health", "budget"),
    layouts=("full", "grouped", "aside"),
    whose="column",
)
in_cell("rate-not-of-its-row", "warning", "rate", lambda value, rng, row: value - Decimal("3.4"), layouts=("full", "grouped"))
in_cell(
    "difference-not-of-its-row", "warning", "amount", lambda value, rng, row: value + 50, layouts=("full", "grouped"), whose="row"
)
in_cell("share-among-percents", "warning", "rate", lambda value, rng, row: value / 100)


def exchanged(value: object) -> object:
    digits = list(shown(value))
    if digits[0] == digits[1] or not digits[1].isdigit() or digits[1] == "0":
        return None
    digits[:2] = digits[1], digits[0]
    written = "".join(digits)
    return Decimal(written.replace(",", ".")) if isinstance(value, Decimal) else int(written)


# Sound ways to write a number.
for name, kind, write in (
    ("number-as-text", "count", lambda value, rng, row: str(value)),
    ("number-with-groups", "count", lambda value, rng, row: grouped(value, ".")),
    ("number-with-blanks", "count", lambda value, rng, row: grouped(value, rng.choice((" ", "\u00a0", "\u202f")))),
    ("blanks-around", "count", lambda value, rng, row: f"\u00a0{value}  "),
    ("plus-sign", "count", lambda value, rng, row: f"+{value}"),
    ("decimal-zeros", "count", lambda value, rng, row: f"{value},0"),
    ("amount-as-text", "amount", lambda value, rng, row: shown(value)),
    ("amount-with-groups", "amount", lambda value, rng, row: grouped(value, "_").replace(".", ",").replace("_", ".")),
    ("negative-in-brackets", "amount", lambda value, rng, row: f"({shown(abs(value))})" if value < 0 else None),
    ("true-minus", "amount", lambda value, rng, row: f"−{shown(abs(value))}" if value < 0 else None),
    ("percent-as-text", "rate", lambda value, rng, row: f"{shown(value)}%"),
    ("percent-with-blank", "rate", lambda value, rng, row: f"{shown(value)} %"),
):
    in_cell(name, "sound", kind, write, formats=tuple(one for one in EVERY if one != "cp1258"))
in_cell("percent-format", "sound", "rate", lambda value, rng, row: Cell(value / 100, percent=True), formats=DRAWN)
in_cell("thousands-format", "sound", "count", lambda value, rng, row: Cell(value, pattern="#,##0"), formats=("xlsx", "xls"))
in_cell("raised-note", "sound", "count", lambda value, rng, row: Cell(value, raised="1"), formats=("xlsx",))
in_cell("binary-double", "sound", "amount", lambda value, rng, row: float(value), formats=("xlsx", "xls", "json", "parquet"))
in_cell(
    "full-width-digits",
    "reported",
    "count",
    lambda value, rng, row: "".join(chr(ord(sign) + 0xFEE0) for sign in str(value)),
    formats=tuple(one for one in EVERY if one != "cp1258"),
)
in_cell(
    "sign-without-width",
    "reported",
    "count",
    lambda value, rng, row: f"\u200b{value}",
    formats=tuple(one for one in EVERY if one != "cp1258"),
)
in_cell("unit-behind", "careful", "amount", lambda value, rng, row: f"{shown(value)} triệu đồng")
in_cell("larger-unit-behind", "careful", "amount", lambda value, rng, row: f"{shown(value / 1000)} tỷ đồng")
in_cell("persons-behind", "careful", "free count", lambda value, rng, row: f"{value} người")
in_cell(
    "note-behind",
    "careful",
    "count",
    lambda value, rng, row: f"{value}{rng.choice(('*', ' (1)', ' (*)', '¹', ' [2]', ' (ước)'))}",
)
in_cell("note-glued", "careful", "count", lambda value, rng, row: f"{value}(1)")
in_cell("sign-behind", "careful", "amount", lambda value, rng, row: f"{shown(abs(value))}-" if value < 0 else None)
in_cell("ends-with-a-stop", "careful", "count", lambda value, rng, row: f"{value}{rng.choice('.,;')}")
in_cell("quote-before", "careful", "count", lambda value, rng, row: f"'{value}")
in_cell("equals-before", "careful", "count", lambda value, rng, row: f"={value}", formats=TEXT)
in_cell("exponent", "careful", "free count", lambda value, rng, row: f"{value}E+00")
in_cell(
    "shown-in-thousands",
    "reported",
    "amount",
    lambda value, rng, row: Cell(value * 1000, pattern="#,##0.00000,"),
    formats=("xlsx", "xls"),
)
in_cell("english-decimal", "careful", "amount", lambda value, rng, row: f"{value:f}", formats=SHEETS)
in_cell(
    "english-groups-and-decimal",
    "careful",
    "amount",
    lambda value, rng, row: f"{value:,}" if abs(value) > 999 else None,
    alone=True,
)
in_cell("decimal-sign-full-width", "careful", "amount", lambda value, rng, row: shown(value).replace(",", "，"), formats=BOOKS)
in_cell("arabic-decimal", "careful", "amount", lambda value, rng, row: shown(value).replace(",", "'"))
in_cell("stop-in-the-middle", "careful", "amount", lambda value, rng, row: shown(value).replace(",", "·"), formats=BOOKS)
in_cell("blank-after-sign", "careful", "amount", lambda value, rng, row: shown(value).replace(",", ", "))
in_cell(
    "blank-before-group",
    "careful",
    "count",
    lambda value, rng, row: grouped(value, " .") if value > 999 else None,
    forms=("health",),
)

# Truth values, days, values of a list.
in_cell("truth-unclear", "error", "truth", lambda value, rng, row: rng.choice(("có lẽ", "2", "đang làm", "?")))
in_cell(
    "truth-as-words",
    "sound",
    "truth",
    lambda value, rng, row: rng.choice(("Có", "có", "CÓ")) if value else rng.choice(("Không", "không")),
)
in_cell(
    "day-that-is-none",
    "error",
    "day",
    lambda value, rng, row: rng.choice(("31/02/2024", "30/02/2019", "00/05/2020", "15/13/2020", "32/01/2021")),
)
in_cell("day-american", "error", "day", lambda value, rng, row: "12/25/2018")
in_cell("day-without-year", "error", "day", lambda value, rng, row: rng.choice(("15/6", "tháng 6", "2018", "06/2018")))
in_cell("day-as-serial", "error", "day", lambda value, rng, row: 43210)
in_cell(
    "day-as-text",
    "sound",
    "day",
    lambda value, rng, row: rng.choice(
        (value.strftime("%d/%m/%Y"), value.isoformat(), f"ngày {value.day} tháng {value.month} năm {value.year}")
    ),
)
in_cell(
    "day-with-dots",
    "careful",
    "day",
    lambda value, rng, row: rng.choice(
        (value.strftime("%d.%m.%Y"), value.strftime("%d-%m-%Y"), f"{value.day}/{value.month}/{value.year}")
    ),
)
in_cell("day-two-digit-year", "careful", "day", lambda value, rng, row: value.strftime("%d/%m/%y"))
in_cell(
    "level-misspelt",
    "error",
    "level",
    lambda value, rng, row: rng.choice(("Tiêu học", "Mầm nom", "Trung học cơ sỡ", "Trung học phổ thông")),
)
in_cell("level-blank", "error", "level", lambda value, rng, row: Cell(None))
in_cell(
    "level-spelt-otherwise",
    "careful",
    "level",
    lambda value, rng, row: rng.choice(
        (value.upper(), value.lower(), f" {value} ", unicodedata.normalize("NFD", value), value.replace(" ", "  "))
    ),
)
