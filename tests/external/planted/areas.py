"""Faults of codes, names and periods in single cells, and sound ways to write them."""

from __future__ import annotations

import unicodedata

from planted.kinds import BOOKS, EVERY, in_cell
from planted.province import NEW, OLD, units
from planted.sheets import Cell, Row

SHORT = {"Xã": ("X.", "xã", "XÃ", "X. "), "Phường": ("P.", "phường", "P. "), "Thị trấn": ("TT.", "TT", "thị trấn", "T.T")}
WORD = {"xa": "Xã", "phuong": "Phường", "thi_tran": "Thị trấn"}
UNICODE = tuple(name for name in EVERY if name != "cp1258")
OLD_NAMES, NEW_NAMES = {one[1] for one in units(OLD)}, {one[1] for one in units(NEW)}


def bare(row: Row) -> str:
    return row.name.removeprefix(WORD[row.kind]).strip()


def other(row: Row, rng: object, same_parent: bool) -> tuple[str, str, str, str]:
    parent = next(one[3] for one in units(OLD) if one[0] == row.code)
    names = [one for one in units(OLD) if (one[3] == parent) == same_parent and one[0] != row.code]
    twice = [one[1] for one in units(OLD)]
    return rng.choice([one for one in names if twice.count(one[1]) == 1 and one[1] != row.name])


def without_marks(words: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFD", words) if not unicodedata.combining(sign))
    return plain.replace("đ", "d").replace("Đ", "D")


def misspelt(row: Row, rng: object) -> str:
    """Two neighbouring letters exchanged within the name."""
    name = bare(row)
    places = [
        place
        for place in range(len(name) - 1)
        if name[place].isalpha() and name[place + 1].isalpha() and name[place].lower() != name[place + 1].lower()
    ]
    if not places:
        return f"{row.name} A"
    place = rng.choice(places)
    return f"{WORD[row.kind]} {name[:place]}{name[place + 1]}{name[place]}{name[place + 2 :]}"


# Units that are none, or another's.
in_cell("code-of-nobody", "error", "code", lambda value, rng, row: "07" + str(rng.randint(900, 999)))
in_cell("code-too-long", "error", "code", lambda value, rng, row: value + "0")
in_cell("code-of-a-district", "error", "code", lambda value, rng, row: "77" + str(rng.randint(1, 4)))
in_cell("code-of-a-neighbour", "error", "code", lambda value, rng, row: other(row, rng, True)[0], whose="row")
in_cell("code-of-another-district", "error", "code", lambda value, rng, row: other(row, rng, False)[0], whose="row")
in_cell("code-with-letter", "error", "code", lambda value, rng, row: value.replace("0", "O"))
in_cell("code-is-a-name", "error", "code", lambda value, rng, row: "Nà Tòng A")
in_cell(
    "name-of-nobody",
    "error",
    "name",
    lambda value, rng, row: rng.choice(("Xã Kim Đồng", "Phường Bến Nghé", "Xã Tân Lập", "Bản Hua Pe")),
)
in_cell("name-of-a-neighbour", "error", "name", lambda value, rng, row: other(row, rng, True)[1], forms=("health", "schools"))
in_cell(
    "name-of-another-district",
    "error",
    "name",
    lambda value, rng, row: other(row, rng, False)[1],
    layouts=("full", "grouped", "aside"),
)
in_cell("name-misspelt", "error", "bare name", lambda value, rng, row: misspelt(row, rng))
in_cell(
    "name-without-marks",
    "careful",
    "bare name",
    lambda value, rng, row: without_marks(row.name) if without_marks(row.name) != row.name else None,
)
in_cell(
    "name-of-two-without-marks",
    "error",
    "bare name",
    lambda value, rng, row: "Xa Na Tong" if row.code in ("07736", "07739") else None,
)
in_cell(
    "name-of-two-without-type",
    "error",
    "bare name",
    lambda value, rng, row: "Mường Lạn" if row.code in ("07730", "07733") else None,
)
in_cell(
    "type-of-another",
    "error",
    "name",
    lambda value, rng, row: (
        {"xa": "Phường", "phuong": "Xã", "thi_tran": "Phường"}[row.kind] + " " + bare(row)
        if row.name != "Thị trấn Mường Lạn"
        else None
    ),
)
in_cell("name-of-the-new-map", "error", "bare name", lambda value, rng, row: rng.choice(sorted(NEW_NAMES - OLD_NAMES)))
in_cell("name-blank", "error", "bare name", lambda value, rng, row: Cell(None))
in_cell("name-is-a-number", "error", "bare name", lambda value, rng, row: rng.randint(100, 999))
in_cell("name-of-a-district", "warning", "bare name", lambda value, rng, row: "Huyện Sông Lô", whose="row")
in_cell("name-of-a-village", "error", "bare name", lambda value, rng, row: f"Bản {bare(row)} 2")
in_cell("two-names", "error", "bare name", lambda value, rng, row: f"{row.name}, {other(row, rng, True)[1]}")
in_cell(
    "digit-in-name", "error", "bare name", lambda value, rng, row: "Phường 11" if row.name in ("Phường 1", "Phường 10") else None
)

# Sound ways to write a unit.
in_cell(
    "name-shortened",
    "sound",
    "name",
    lambda value, rng, row: rng.choice(SHORT[WORD[row.kind]]) + " " + bare(row),
)
in_cell("name-in-capitals", "sound", "name", lambda value, rng, row: row.name.upper())
in_cell("name-in-small-letters", "sound", "name", lambda value, rng, row: row.name.lower())
in_cell("name-decomposed", "sound", "name", lambda value, rng, row: unicodedata.normalize("NFD", row.name), formats=UNICODE)
in_cell("name-with-blanks", "sound", "name", lambda value, rng, row: " " + row.name.replace(" ", "\u00a0 ") + " ")
in_cell("name-in-two-lines", "sound", "name", lambda value, rng, row: row.name.replace(" ", "\n", 1), formats=BOOKS)
in_cell(
    "name-with-old-tone-marks", "sound", "name", lambda value, rng, row: tones(row.name) if tones(row.name) != row.name else None
)
in_cell("name-with-number", "careful", "name", lambda value, rng, row: f"{rng.randint(1, 7)}. {row.name}")
in_cell("name-with-note", "careful", "name", lambda value, rng, row: f"{row.name}{rng.choice(('*', ' (1)', ' (*)'))}")
in_cell("name-with-colon", "careful", "name", lambda value, rng, row: f"{WORD[row.kind]}: {bare(row)}")
in_cell(
    "name-with-district",
    "careful",
    "name",
    lambda value, rng, row: f"{row.name}, huyện Mường Lạn" if row.code[:4] in ("0773", "0774", "0775") else None,
)
in_cell(
    "name-with-y-for-i",
    "careful",
    "name",
    lambda value, rng, row: (
        row.name.replace("Mỹ", "Mĩ").replace("Lý", "Lí").replace("Quý", "Quí")
        if row.name != row.name.replace("Mỹ", "").replace("Lý", "").replace("Quý", "")
        else None
    ),
)
in_cell(
    "name-with-other-apostrophe",
    "careful",
    "name",
    lambda value, rng, row: row.name.replace("'", rng.choice("’‘`´")) if "'" in row.name else None,
    formats=UNICODE,
)
in_cell("name-with-zero", "careful", "name", lambda value, rng, row: "Phường 01" if row.name == "Phường 1" else None)
in_cell(
    "letter-of-another-alphabet",
    "careful",
    "name",
    lambda value, rng, row: row.name.replace("Xã", "Хã") if row.kind == "xa" else row.name.replace("o", "о", 1),
    formats=UNICODE,
)
in_cell(
    "icelandic-letter",
    "reported",
    "name",
    lambda value, rng, row: row.name.replace("Đ", "Ð") if "Đ" in row.name else None,
    formats=UNICODE,
)
in_cell("code-as-number", "careful", "code", lambda value, rng, row: int(value))
in_cell("code-as-number-with-zero", "careful", "code", lambda value, rng, row: f"{value}.0")
in_cell("code-with-blanks", "sound", "code", lambda value, rng, row: f" {value} ")
in_cell("code-with-quote", "careful", "code", lambda value, rng, row: f"'{value}")
in_cell("code-as-formula", "sound", "code", lambda value, rng, row: f'="{value}"')

# Periods in a column.
in_cell("period-of-another-year", "warning", "period", lambda value, rng, row: f"{int(value[:4]) - 3}{value[4:]}", whose="row")
in_cell(
    "period-that-is-none",
    "error",
    "period",
    lambda value, rng, row: {4: "20255", 7: "2024-Q5" if "Q" in value else "2024-13"}[len(value)],
)
in_cell("period-of-the-future", "error", "period", lambda value, rng, row: f"2031{value[4:]}")
in_cell("period-of-another-frequency", "error", "period", lambda value, rng, row: "2024-S1")
in_cell("period-blank", "error", "period", lambda value, rng, row: Cell(None))
in_cell("period-in-words", "sound", "period", lambda value, rng, row: period_words(value))


def period_words(value: str) -> str:
    year, _, part = value.partition("-")
    if part.startswith("Q"):
        return f"Quý {part[1:]}/{year}"
    return f"Tháng {int(part)}/{year}" if part else f"Năm {year}"


def tones(name: str) -> str:
    """Hòa and Hoà, Thủy and Thuỷ."""
    for new, old in (("òa", "oà"), ("ủy", "uỷ")):
        name = name.replace(new, old)
    return name
