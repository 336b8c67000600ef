"""The suite of engines: do the tables of fixtures/engine give the figures that follow by hand, through the SQL that `tinhso plan` prints?"""

from __future__ import annotations

import csv
import datetime
import json
import re
import subprocess
import tempfile
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow
import pyarrow.parquet

from checks.run import Run, Tally

STATUSES = "BOMLHQJSDKWIFEPNUVGA"
DEFAULTS = {
    "geography": "as-reported",
    "freq": "A",
    "time_period": "2025",
    "period_start": "2025-01-01",
    "period_end": "2025-12-31",
    "area_valid_from": "1970-01-01",
}
UNIT = DEFAULTS | {
    "ref_area_valid_from": "1970-01-01", "area_level": "commune",
    "reported": "true", "row_present": "true", "at_end": "true", "every_part": "true",
    "row_status": "A",
}  # fmt: skip
FIGURE = DEFAULTS | {"area": "P", "area_level": "province"}
AREAS = ("geography", "ref_area", "ref_area_valid_from", "area", "area_valid_from", "area_level", "area_valid_to")
COUNTS = ("geography", "time_period", "period_end", "area", "area_valid_from", "level", "units")
COLUMNS = (
    "indicator", "geography", "freq", "time_period", "period_start", "period_end", "area", "area_valid_from", "area_level",
    "numerator", "denominator", "n_reported", "n_expected", "missing_rank", "value_rank",
)  # fmt: skip


def with_duckdb(sql: str) -> list[dict]:
    relation = duckdb.sql(sql)
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


# A dialect, and what runs its queries: another engine is one line.
ENGINES: dict[str, Callable[[str], list[dict]]] = {"duckdb": with_duckdb}


def engines_pass_the_suite(run: Run, tally: Tally) -> None:
    """Each printed query of the suite against the figures of its case."""
    project = run.project / "fixtures" / "engine"
    cases = sorted((project / "cases").glob("*.toml"))
    for dialect, answer in ENGINES.items():
        faults, compared = [], 0
        for path in cases:
            case = tomllib.loads(path.read_text(encoding="utf-8"))
            with tempfile.TemporaryDirectory() as folder:
                write_tables(project, case, Path(folder))
                queries = printed(run, project, dialect, folder)
                for indicator, text in case.get("figures", {}).items():
                    found = [tuple(row[name] for name in COLUMNS) for row in answer(queries[indicator])]
                    wanted = expected(indicator, text)
                    compared += len(wanted)
                    if found != wanted:
                        faults.append(f"{path.stem}, {indicator}: expected {wanted}, found {found}")
                for indicator in case.get("fails", []):
                    compared += 1
                    try:
                        faults.append(f"{path.stem}, {indicator}: found {answer(queries[indicator])} in the place of an error")
                    except Exception:  # noqa: BLE001: whatever the engine throws
                        pass
        tally.check(f"the suite on {dialect}", faults or ([] if compared else ["nothing compared"]), f"{len(cases)} cases, {compared} figures")


def printed(run: Run, project: Path, dialect: str, tables: str) -> dict[str, str]:
    command = [run.binary, "plan", "suite", "--dialect", dialect, "--tables", tables, "--format", "json", "--project", project]
    done = subprocess.run(list(map(str, command)), stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return {one["indicator"]: one["sql"].rstrip().rstrip(";") for one in json.loads(done.stdout)["indicators"]}


def rows(text: str, defaults: dict[str, str]) -> list[dict[str, str]]:
    return [defaults | row for row in csv.DictReader(text.strip().splitlines())]


def day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def write_tables(project: Path, case: dict, folder: Path) -> None:
    """The tables of a case and those of the registry, as a run publishes them."""
    for form, text in case["tables"].items():
        declared = json.loads((project / "schemas" / f"{form}.json").read_text(encoding="utf-8"))
        fields = {field["name"]: field for field in declared["schema"]["fields"]}
        write(folder / "units" / f"{form}.parquet", rows(text, UNIT), fields)
    for name, columns in (("areas", AREAS), ("counts", COUNTS)):
        text = (project / "registry" / f"{name}.csv").read_text(encoding="utf-8")
        table = [{column: row[column] for column in columns} for row in rows(text, UNIT)]
        write(folder / "registry" / f"{name}.parquet", table, {})


def write(path: Path, table: list[dict[str, str]], fields: dict[str, dict]) -> None:
    columns = {}
    for name in table[0]:
        cells, field = [row[name] for row in table], fields.get(name, {})
        if "measure" in field:
            # 4 has status A, 4E has E, and L is missing with L.
            split = [re.fullmatch(r"([-0-9.]*)([A-Z]?)", cell).groups() for cell in cells]
            amounts = [Decimal(digits) if digits else None for digits, _ in split]
            columns[name] = pyarrow.array(amounts, pyarrow.decimal128(38, 12))
            columns[f"{name}_status"] = pyarrow.array([status or ("A" if digits else None) for digits, status in split], pyarrow.string())
        elif field.get("type") == "boolean" or name in ("reported", "row_present", "at_end", "every_part", "most_final"):
            columns[name] = pyarrow.array([cell == "true" if cell else None for cell in cells], pyarrow.bool_())
        elif field.get("type") == "date" or name.startswith("period_") or "valid" in name:
            columns[name] = pyarrow.array([day(cell) for cell in cells], pyarrow.date32())
        elif name == "units":
            columns[name] = pyarrow.array([int(cell) for cell in cells], pyarrow.int64())
        else:
            columns[name] = pyarrow.array([cell or None for cell in cells], pyarrow.string())
    path.parent.mkdir(exist_ok=True)
    pyarrow.parquet.write_table(pyarrow.table(columns), path)


def expected(indicator: str, text: str) -> list[tuple]:
    """The figures of a case, in the order that the query promises."""
    figures = []
    for row in rows(text, FIGURE):
        amounts = {part: Decimal(row[part]) if row[part] else None for part in ("numerator", "denominator")}
        counts = {name: int(row[name]) for name in ("n_reported", "n_expected")}
        days = {name: day(row[name]) for name in ("period_start", "period_end", "area_valid_from")}
        ranks = {f"{name}_rank": STATUSES.index(row[name]) if row[name] else None for name in ("missing", "value")}
        figure = row | amounts | counts | days | ranks | {"indicator": indicator}
        figures.append(tuple(figure[name] for name in COLUMNS))
    return figures
