"""An invented province: its units in two maps, its three forms, and what is true of each unit in each period.

The names are such as communes have; codes and figures are invented.
"""

from __future__ import annotations

import json
import random
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

OLD, NEW = "1965-01-01", "2025-07-01"
PROVINCE = ("77", "Tỉnh Nam Lĩnh")

# District: code, name, type, communes with code, name and type. Some names are alike, some codes are used again.
DISTRICTS = (
    (
        "771",
        "Thành phố Nam Lĩnh",
        "thanh_pho",
        (
            ("07703", "Phường Hòa Bình", "phuong"),
            ("07706", "Phường Trần Hưng Đạo", "phuong"),
            ("07709", "Phường 1", "phuong"),
            ("07712", "Phường 10", "phuong"),
            ("07715", "Phường Quyết Thắng", "phuong"),
            ("07718", "Xã Thanh Bình", "xa"),
            ("07721", "Xã Thủy An", "xa"),
        ),
    ),
    (
        "772",
        "Huyện Mường Lạn",
        "huyen",
        (
            ("07730", "Thị trấn Mường Lạn", "thi_tran"),
            ("07733", "Xã Mường Lạn", "xa"),
            ("07736", "Xã Nà Tòng", "xa"),
            ("07739", "Xã Na Tông", "xa"),
            ("07742", "Xã Pa Ủ", "xa"),
            ("07745", "Xã Tà Lèng", "xa"),
            ("07748", "Xã Phúc Than", "xa"),
            ("07751", "Xã Quý Hòa", "xa"),
        ),
    ),
    (
        "773",
        "Huyện Sông Lô",
        "huyen",
        (
            ("07760", "Thị trấn Sông Lô", "thi_tran"),
            ("07763", "Xã Đồng Tâm", "xa"),
            ("07766", "Xã Thanh Bình", "xa"),
            ("07769", "Xã Mỹ Lộc", "xa"),
            ("07772", "Xã Lý Thường Kiệt", "xa"),
            ("07775", "Xã Ia Ko", "xa"),
            ("07778", "Xã Đắk D'Rông", "xa"),
        ),
    ),
    (
        "774",
        "Thị xã Hương Trà",
        "thi_xa",
        (
            ("07790", "Phường Tứ Hạ", "phuong"),
            ("07793", "Phường Hương Văn", "phuong"),
            ("07796", "Xã Hương Vân", "xa"),
            ("07799", "Xã Bình Thành", "xa"),
            ("07802", "Xã Bình Tiến", "xa"),
            ("07805", "Xã Hồng Tiến", "xa"),
        ),
    ),
)
# A commune of the new map, and the old ones that it is made of.
COMMUNES = (
    ("07703", "Phường Nam Lĩnh", "phuong", ("07703", "07706", "07709", "07712")),
    ("07715", "Phường Quyết Thắng", "phuong", ("07715", "07718")),
    ("07721", "Xã Thủy An", "xa", ("07721",)),
    ("07730", "Xã Mường Lạn", "xa", ("07730", "07733", "07736")),
    ("07739", "Xã Na Tông", "xa", ("07739", "07742", "07745")),
    ("07751", "Xã Phúc Hòa", "xa", ("07748", "07751")),
    ("07760", "Xã Sông Lô", "xa", ("07760", "07763", "07766")),
    ("07769", "Xã Đắk D'Rông", "xa", ("07769", "07772", "07775", "07778")),
    ("07790", "Phường Hương Trà", "phuong", ("07790", "07793", "07796")),
    ("07799", "Xã Bình Thành", "xa", ("07799", "07802", "07805")),
)
LEVELS = ("Mầm non", "Tiểu học", "Trung học cơ sở")

ORDINAL = {"name": "ordinal", "type": "string", "title": "STT", "labels": ["TT"], "role": "ordinal"}
CODE = {"name": "code", "type": "string", "title": "Mã xã", "labels": ["Mã số"], "role": "area-code"}
NAME = {"name": "commune", "type": "string", "title": "Xã, phường, thị trấn", "labels": ["Tên xã"], "role": "area-name"}
PERIOD = {"name": "period", "type": "string", "title": "Kỳ báo cáo", "role": "period"}
MISSING = [
    {"value": "", "status": "O"},
    {"value": "...", "status": "L"},
    {"value": "x", "status": "M"},
    {"value": "chưa có số liệu", "status": "L"},
]


def measured(name: str, kind: str, title: str, measure: str, unit: str | None, label: str, **more: object) -> dict:
    constraints = {"minimum": 0, **more.pop("constraints", {})}
    field = {"name": name, "type": kind, "title": title, "labels": [label], "measure": measure, **more}
    if unit:
        field["unit"] = unit
    if kind in ("integer", "number") and constraints["minimum"] is not None:
        field["constraints"] = constraints
    return field


FIELDS = {
    "health": (
        measured("population", "integer", "Dân số > Tổng số", "stock", "PERSON", "Tổng dân số", constraints={"required": True}),
        measured("births", "integer", "Dân số > Trẻ sinh trong kỳ", "flow", "PERSON", "Số trẻ sinh trong kỳ"),
        measured(
            "households", "integer", "Hộ gia đình > Tổng số", "stock", "HOUSEHOLD", "Tổng số hộ", constraints={"required": True}
        ),
        measured("poor", "integer", "Hộ gia đình > Hộ nghèo", "stock", "HOUSEHOLD", "Số hộ nghèo"),
        measured("insured", "integer", "Bảo hiểm y tế > Số người tham gia", "stock", "PERSON", "Số người có bảo hiểm y tế"),
        measured(
            "insured_rate",
            "number",
            "Bảo hiểm y tế > Tỷ lệ (%)",
            "rate",
            "percent",
            "Tỷ lệ có bảo hiểm y tế (%)",
            scale=2,
            constraints={"maximum": 100},
        ),
    ),
    "budget": (
        measured(
            "revenue", "number", "Thu ngân sách", "flow", "VND", "Tổng thu", multiplier=6, scale=2, constraints={"required": True}
        ),
        measured("spending", "number", "Chi ngân sách", "flow", "VND", "Tổng chi", multiplier=6, scale=2),
        measured(
            "balance", "number", "Chênh lệch", "flow", "VND", "Thu trừ chi", multiplier=6, scale=2, constraints={"minimum": None}
        ),
    ),
    "schools": (
        {"name": "level", "type": "string", "title": "Cấp học", "constraints": {"required": True, "enum": list(LEVELS)}},
        measured("schools", "integer", "Số trường", "stock", "SCHOOL", "Trường học", constraints={"required": True}),
        measured("pupils", "integer", "Số học sinh", "stock", "PERSON", "Học sinh"),
        measured("area", "number", "Diện tích (ha)", "stock", "HECTARE", "Diện tích đất", scale=3),
        measured("online", "boolean", "Có internet", "stock", None, "Internet", merge="any"),
        {"name": "since", "type": "date", "title": "Ngày nối mạng", "labels": ["Nối mạng từ ngày"]},
    ),
}
FORMS = {
    "health": ("03/YT", "Biểu số 03/YT: Dân số và bảo hiểm y tế", "quarter", ["code", "period"], (ORDINAL, CODE, NAME, PERIOD)),
    "budget": ("07/TC", "Biểu số 07/TC: Thu, chi ngân sách cấp xã", "month", ["commune", "period"], (ORDINAL, NAME, PERIOD)),
    "schools": ("12/GD", "Biểu số 12/GD: Trường học", "year", ["code", "level", "period"], (ORDINAL, CODE, NAME, PERIOD)),
}
# The arithmetic of the numbering row: field, and how it is written with the numbers of the columns.
ARITHMETIC = {"insured_rate": ("{insured}/{population}*100"), "balance": ("{revenue}-{spending}")}
CHECKS = (
    ("health", "insured_within_people", "insured <= population"),
    ("health", "poor_within_households", "poor <= households"),
)
INDICATORS = (
    ("health", "people", "population", "PERSON"),
    ("budget", "revenue", "revenue", "VND"),
    ("schools", "pupils", "pupils", "PERSON"),
)


def units(map_day: str) -> list[tuple[str, str, str, str]]:
    """Communes of a map: code, name, type, parent."""
    if map_day == OLD:
        return [(code, name, kind, district[0]) for district in DISTRICTS for code, name, kind in district[3]]
    return [(code, name, kind, PROVINCE[0]) for code, name, kind, _ in COMMUNES]


def write_project(folder: Path) -> None:
    for name in ("registry", "schemas", "pipelines", "landing/submissions"):
        (folder / name).mkdir(parents=True)
    lines = ["code,name,level,type,parent_code,valid_from,valid_to", f"{PROVINCE[0]},{PROVINCE[1]},province,tinh,,{OLD},"]
    lines += [f"{code},{name},district,{kind},{PROVINCE[0]},{OLD},{NEW}" for code, name, kind, _ in DISTRICTS]
    lines += [f"{code},{name},commune,{kind},{parent},{OLD},{NEW}" for code, name, kind, parent in units(OLD)]
    lines += [f"{code},{name},commune,{kind},{parent},{NEW}," for code, name, kind, parent in units(NEW)]
    (folder / "registry/units.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    ways = ["from_code,from_valid_from,to_code,to_valid_from,share,legal_basis"]
    ways += [f"{old},{OLD},{code},{NEW},1,1/NQ" for code, _, _, members in COMMUNES for old in members]
    (folder / "registry/crosswalk.csv").write_text("\n".join(ways) + "\n", encoding="utf-8")
    settings = f'name = "Nam Lĩnh"\nprovince = "{PROVINCE[0]}"\nlanding = "landing"\nwarehouse = "warehouse"\ngeographies = ["as-reported"]\nas_of = "2026-06-30"\n'
    (folder / "tinhso.toml").write_text(settings, encoding="utf-8")
    for name, (code, title, frequency, key, fields) in FORMS.items():
        form = {
            "code": code,
            "frequency": frequency,
            "reports": "commune",
            "submits": [{"from": OLD, "level": "district"}, {"from": NEW, "level": "province"}],
        }
        schema = {"fields": [*fields, *FIELDS[name]], "primaryKey": key, "missingValues": MISSING}
        text = json.dumps({"name": name, "title": title, "form": form, "schema": schema}, ensure_ascii=False, indent=1)
        (folder / f"schemas/{name}.json").write_text(text, encoding="utf-8")
        text = f'name = "{name}"\ntitle = {{ vi = "{title}", en = "{name}" }}\n[[source]]\nform = "{name}"\nfrom = "submissions/**"\n'
        for _, check, condition in filter(lambda check, name=name: check[0] == name, CHECKS):
            text += f'[[check]]\nname = "{check}"\nsource = "{name}"\nassert = "{condition}"\nseverity = "error"\nmessage = {{ vi = "{check}", en = "{check}" }}\n'
        for _, indicator, field, unit in filter(lambda one, name=name: one[0] == name, INDICATORS):
            text += (
                f'[[indicator]]\nname = "{indicator}"\ntitle = {{ vi = "{indicator}", en = "{indicator}" }}\nnumerator = {{ source = "{name}", value = "sum({field})" }}\nunit = "{unit}"\n'
                'areas = ["province"]\nperiods = ["year"]\n'
            )
        (folder / f"pipelines/{name}.toml").write_text(text, encoding="utf-8")


def hundredths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def truth(form: str, code: str, map_day: str, number: int) -> list[dict]:
    """What is true of a commune in the period of a running number: the rows of a form. It grows slowly and never repeats."""
    base = random.Random(f"{form} {code} {map_day}")
    now = random.Random(f"{form} {code} {map_day} {number}")
    if form == "health":
        population = int(base.randint(2600, 9400) * (1 + 0.004 * number)) + now.randint(3, 9)
        households = population * 100 // base.randint(390, 460)
        insured = population * now.randint(8700, 9600) // 10000
        rate = hundredths(Decimal(insured) * 100 / Decimal(population))
        return [
            {
                "population": population,
                "births": population * now.randint(38, 47) // 10000 + 1,
                "households": households,
                "poor": households * base.randint(70, 210) // 1000 - number % 7,
                "insured": insured,
                "insured_rate": rate,
            }
        ]
    if form == "budget":
        revenue = hundredths(Decimal(base.randint(90000, 400000)) / 100 * Decimal(now.randint(9100, 10900)) / 10000)
        spending = hundredths(revenue * Decimal(now.randint(8300, 10300)) / 10000)
        return [{"revenue": revenue, "spending": spending, "balance": revenue - spending}]
    rows = []
    for place, level in enumerate(LEVELS):
        since = date(2012 + base.randint(0, 6), base.randint(1, 12), base.randint(1, 28))
        area = Decimal(base.randint(512, 3999)) / 1000
        rows.append(
            {
                "level": level,
                "schools": base.randint(1, 4),
                "pupils": base.randint(120, 900) + 3 * number + now.randint(0, 9),
                "area": area,
                "online": base.random() < 0.8 or place == 0,
                "since": since,
            }
        )
    return rows
