"""Checks a published run with programs that share no code with tinhso.

    python tests/external/check.py --binary target/release/tinhso --warehouse warehouse

Six questions, each answered by somebody else's software:

1. Do DuckDB, Polars and pandas open every table, and find the rows and columns that the manifest and the data package
   promise?
2. Does DuckDB, given the SQL of `tinhso plan`, find the same numerators, denominators and counts, to the last digit?
3. Is every obs_value the double nearest to factor * numerator / denominator, and every coverage that of its counts?
4. Are the values that are grouped those of the accepted rows: restated through the crosswalk, flows summed over every period,
   stocks the last, and missing where any part is?
5. Does frictionless find the data package valid, and every cell of every table of its declared type?
6. Does every SQL and Python example of the README and the guides run, and give rows? (A block of ```sql may-be-empty``` may
   give none.)

Ends with a line `N passed, 0 failed`; the exit code is 0 only then.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.parquet
from frictionless import Package, system
from frictionless.system import Parser, Plugin

# Statuses of a figure that is not there: SDMX CL_OBS_STATUS, without M where something else applies.
STATUSES_OF_NULL = {"O", "M", "L", "H", "Q", "J", "S", "K"}
STATUSES_OF_VALUE = {"A", "B", "I", "E", "P", "U"}
# So many differences of one kind are shown; the rest is counted.
SHOWN = 5


class Tally:
    """What passed and what failed."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def check(self, name: str, faults: list[str], detail: str = "") -> None:
        if not faults:
            self.passed += 1
            print(f"  ok    {name}{f': {detail}' if detail else ''}")
            return
        self.failed += 1
        print(f"  FAIL  {name}: {len(faults)} fault{'s' if len(faults) > 1 else ''}")
        for fault in faults[:SHOWN]:
            print(f"          {fault}")
        if len(faults) > SHOWN:
            print(f"          and {len(faults) - SHOWN} more")


class Run:
    """The current run of a warehouse."""

    def __init__(self, binary: Path, project: Path, warehouse: Path) -> None:
        self.binary, self.project, self.warehouse = binary, project, warehouse
        self.folder = warehouse / "current"
        self.manifest = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        self.package = json.loads((self.folder / "datapackage.json").read_text(encoding="utf-8"))
        self.database = duckdb.connect()

    def rows(self, query: str, *parameters: object) -> list[tuple]:
        return self.database.execute(query, list(parameters)).fetchall()

    def tables(self) -> list[dict]:
        return [output for output in self.manifest["outputs"] if output["path"].endswith(".parquet")]

    def pipelines(self) -> list[str]:
        return sorted(path.stem for path in (self.folder / "indicators").glob("*.parquet"))

    def plan(self, pipeline: str) -> list[dict]:
        """The indicators of `tinhso plan`, each with its SQL."""
        command = [self.binary, "plan", pipeline, "--dialect", "duckdb", "--format", "json"]
        command += ["--project", self.project, "--warehouse", self.warehouse]
        done = subprocess.run(list(map(str, command)), stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"tinhso plan {pipeline} ended with {done.returncode}: {(done.stderr or done.stdout).decode()}")
        answer = json.loads(done.stdout)
        if answer["tinhso"] != "plan/1":
            raise RuntimeError(f"tinhso plan answers {answer['tinhso']}, not plan/1")
        return answer["indicators"]


def files_are_those_of_the_manifest(run: Run, tally: Tally) -> None:
    promised = {output["path"]: output for output in run.manifest["outputs"]}
    found = {path.relative_to(run.folder).as_posix() for path in run.folder.rglob("*") if path.is_file()}
    faults = [f"{path} is promised and not there" for path in sorted(promised.keys() - found)]
    faults += [f"{path} is there and not in the manifest" for path in sorted(found - promised.keys() - {"manifest.json"})]
    for path in sorted(promised.keys() & found):
        digest = hashlib.sha256((run.folder / path).read_bytes()).hexdigest()
        if digest != promised[path]["sha256"]:
            faults.append(f"{path} has the SHA-256 {digest}, the manifest says {promised[path]['sha256']}")
    tally.check("files and digests", faults, f"{len(found)} files")


def tables_open_everywhere(run: Run, tally: Tally) -> None:
    described = {resource["path"]: [field["name"] for field in resource["schema"]["fields"]] for resource in run.package["resources"]}
    rows: dict[str, int] = {}

    def with_duckdb(path: Path) -> tuple[int, list[str]]:
        relation = run.database.read_parquet(str(path))
        return relation.count("*").fetchall()[0][0], relation.columns

    def with_polars(path: Path) -> tuple[int, list[str]]:
        frame = polars.read_parquet(path)
        return frame.height, frame.columns

    def with_pandas(path: Path) -> tuple[int, list[str]]:
        frame = pandas.read_parquet(path, engine="pyarrow")
        return len(frame), list(frame.columns)

    readers: dict[str, Callable[[Path], tuple[int, list[str]]]] = {
        f"DuckDB {duckdb.__version__}": with_duckdb,
        f"Polars {polars.__version__}": with_polars,
        f"pandas {pandas.__version__} (pyarrow {pyarrow.__version__})": with_pandas,
    }
    for name, read in readers.items():
        faults = []
        for output in run.tables():
            path = output["path"]
            try:
                height, columns = read(run.folder / path)
            except Exception as error:  # noqa: BLE001: whatever a reader throws, the table did not open
                faults.append(f"{path} does not open: {error}")
                continue
            rows[path] = height
            if height != output["rows"]:
                faults.append(f"{path} has {height} rows, the manifest says {output['rows']}")
            if columns != described.get(path):
                faults.append(f"{path} has the columns {columns}, the data package says {described.get(path)}")
        if not run.tables():
            faults.append("the manifest names no table")
        tally.check(f"every table opens in {name}", faults, f"{len(rows)} tables, {sum(rows.values()):,} rows")


PARTS = ("numerator", "denominator", "n_reported", "n_expected")


def figures_are_those_of_duckdb(run: Run, tally: Tally) -> None:
    """Each published figure against the query that `tinhso plan` prints."""
    compared = 0
    for pipeline in run.pipelines():
        table = str(run.folder / "indicators" / f"{pipeline}.parquet")
        planned = run.plan(pipeline)
        names = {(one["indicator"], one["method"], one["breakdown"]) for one in planned}
        published_names = set(run.rows("SELECT DISTINCT indicator, method, breakdown FROM read_parquet(?)", table))
        tally.check(f"{pipeline}: plan and table name the same indicators", sorted(map(str, names ^ published_names)))
        for one in planned:
            published = run.rows(
                f"SELECT geography, time_period, ref_area, ref_area_valid_from, {', '.join(PARTS)} FROM read_parquet(?)"
                " WHERE indicator = ? AND method IS NOT DISTINCT FROM ? AND breakdown IS NOT DISTINCT FROM ?",
                table,
                one["indicator"],
                one["method"],
                one["breakdown"],
            )
            computed = run.rows(
                f"SELECT geography, time_period, area, area_valid_from, {', '.join(PARTS)} FROM ({one['sql'].rstrip().rstrip(';')})"
            )
            labels = ", ".join(filter(None, (one["method"], one["breakdown"])))
            name = one["indicator"] + (f" ({labels})" if labels else "")
            tally.check(f"{pipeline}: {name}", different(published, computed), f"{len(published):,} figures")
            compared += len(published)
    tally.check("figures compared with DuckDB", [] if compared else ["none"], f"{compared:,}, each with {len(PARTS)} values")


def different(published: list[tuple], computed: list[tuple]) -> list[str]:
    faults = []
    tables = []
    for name, rows in (("published", published), ("computed", computed)):
        keyed = {row[:4]: row[4:] for row in rows}
        if len(keyed) != len(rows):
            faults.append(f"{len(rows) - len(keyed)} {name} rows repeat a key")
        tables.append(keyed)
    ours, theirs = tables
    faults += [f"{key} is published and not computed" for key in sorted(ours.keys() - theirs.keys())]
    faults += [f"{key} is computed and not published" for key in sorted(theirs.keys() - ours.keys())]
    for key in sorted(ours.keys() & theirs.keys()):
        for part, mine, other in zip(PARTS, ours[key], theirs[key], strict=True):
            # Decimals compare exactly; 1 and 1.000 are equal, null equals null alone.
            if mine != other:
                faults.append(f"{key} {part}: published {mine}, computed {other}")
    return faults


def quotients_are_the_nearest_doubles(run: Run, tally: Tally) -> None:
    """float() of a Fraction rounds correctly, ties to even."""
    catalog = {
        (pipeline, indicator, method): (Fraction(factor), denominator is not None)
        for pipeline, indicator, method, factor, denominator in run.rows(
            "SELECT DISTINCT pipeline, indicator, method, factor, denominator FROM read_parquet(?)", str(run.folder / "catalog.parquet")
        )
    }
    for pipeline in run.pipelines():
        rows = run.rows(
            "SELECT pipeline, indicator, method, geography, time_period, ref_area, obs_value, obs_status, coverage,"
            f" {', '.join(PARTS)} FROM read_parquet(?)",
            str(run.folder / "indicators" / f"{pipeline}.parquet"),
        )
        values, coverages, statuses = [], [], []
        exact = 0
        for *key, value, status, coverage, numerator, denominator, reported, expected in rows:
            where = tuple(key[1:])
            factor, is_ratio = catalog[tuple(key[:3])]
            if value is not None:
                exact += 1
                divisor = denominator if is_ratio else Decimal(1)
                if numerator is None or not divisor:
                    values.append(f"{where}: {value} from {numerator} / {divisor}")
                elif value != float(factor * Fraction(numerator) / Fraction(divisor)):
                    nearest = float(factor * Fraction(numerator) / Fraction(divisor))
                    values.append(f"{where}: published {value!r}, the nearest double is {nearest!r}")
            if coverage != (float(Fraction(reported, expected)) if expected else None):
                coverages.append(f"{where}: published {coverage!r} for {reported} of {expected}")
            if status not in (STATUSES_OF_NULL if value is None else STATUSES_OF_VALUE):
                statuses.append(f"{where}: {value} with status {status}")
        if not exact:
            values.append("no figure has a value")
        tally.check(f"{pipeline}: obs_value", values, f"{exact:,} are the nearest doubles, {len(rows) - exact:,} are null")
        tally.check(f"{pipeline}: coverage", coverages, f"{len(rows):,}")
        tally.check(f"{pipeline}: obs_status fits the value", statuses, f"{len(rows):,}")


def grouped_values_are_those_of_the_rows(run: Run, tally: Tally) -> None:
    """units/<form> again, from data/<form>, the crosswalk and the declared measures.

    Forms with one row a unit whose measures are summed when units merge; others are named and passed over. A part that
    cannot occur (status M) would add nothing; no unit of the fixtures says so, and here it would count as missing.
    """
    folder = run.folder
    members: dict[tuple, list[tuple]] = {}
    for start, start_from, end, end_from, share in run.rows(
        "SELECT from_ref_area, from_valid_from, to_ref_area, to_valid_from, share FROM read_parquet(?)",
        str(folder / "registry" / "crosswalk.parquet"),
    ):
        members.setdefault((end, end_from), []).append((start, start_from, share))
    compared = 0
    for path in sorted((run.project / "schemas").glob("*.json")):
        form = json.loads(path.read_text(encoding="utf-8"))
        fields = {field["name"]: field for field in form["schema"]["fields"]}
        measures = {name: field["measure"] for name, field in fields.items() if "measure" in field}
        own = {"month": "M", "quarter": "Q", "half-year": "S", "year": "A"}[form["form"]["frequency"]]
        if any("role" not in fields[name] for name in form["schema"]["primaryKey"]):
            print(f"        {form['name']} has several rows a unit: not compared here")
            continue
        if any(kind == "rate" or fields[name].get("merge", "sum") != "sum" for name, kind in measures.items()):
            print(f"        {form['name']} merges by other rules than sums: not compared here")
            continue
        names = ", ".join(f'"{name}"' for name in measures)
        rows = run.rows(
            f"SELECT ref_area, ref_area_valid_from, time_period, {names} FROM read_parquet(?)",
            str(folder / "data" / f"{form['name']}.parquet"),
        )
        sent = {row[:3]: dict(zip(measures, row[3:], strict=True)) for row in rows}
        table = run.rows(
            "SELECT geography, freq, time_period, period_start, period_end, ref_area, ref_area_valid_from,"
            f" {names} FROM read_parquet(?)",
            str(folder / "units" / f"{form['name']}.parquet"),
        )
        periods = sorted({(row[3], row[4], row[2]) for row in table if row[1] == own})
        months = {"M": 1, "Q": 3, "S": 6, "A": 12}

        def value(unit: tuple, period: tuple, name: str) -> Decimal | None:
            """What a unit sent for a period of the form, or its members did before it began."""
            _, last_day, time_period = period
            if last_day >= unit[1]:
                found = sent.get((*unit, time_period), {}).get(name)
                return None if found is None else Decimal(found)
            total = Decimal(0)
            for code, valid_from, share in members.get(unit, []):
                part = sent.get((code, valid_from, time_period), {}).get(name)
                if part is None or share != 1:
                    return None
                total += part
            return total if unit in members else None

        faults = []
        for geography, frequency, time_period, first_day, last_day, code, valid_from, *values in table:
            inside = [period for period in periods if first_day <= period[0] and period[1] <= last_day]
            whole = len(inside) == months[frequency] // months[own]
            for (name, kind), published in zip(measures.items(), values, strict=True):
                parts = [value((code, valid_from), period, name) for period in inside]
                if kind == "flow":
                    wanted = sum(parts) if whole and None not in parts else None
                else:
                    wanted = parts[-1] if parts and inside[-1][1] == last_day else None
                compared += 1
                if published != wanted:
                    faults.append(f"{geography} {time_period} {code} {name}: {published}, from the rows {wanted}")
        tally.check(f"{form['name']}: merged and combined values", faults, f"{len(table):,} rows of {len(measures)} measures")
    tally.check("values compared with the rows", [] if compared else ["none"], f"{compared:,}")


# A block of code with its language and what stands after it; in a list it is indented.
BLOCK = re.compile(r"^( *)```(sql|python)([^\n]*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def examples_of_the_pages_run(run: Run, tally: Tally) -> None:
    """They name `warehouse/current/...`, as a reader has it who stands in the folder of this repository."""
    root = Path(__file__).resolve().parents[2]
    if run.project != root:
        print("        the pages speak of the project of this repository: not run here")
        return
    pages = [root / "README.md", *sorted((root / "docs" / "guides").glob("*.md"))]
    ran = 0
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        os.symlink(run.warehouse, "warehouse")
        for page in pages:
            faults = []
            blocks = list(BLOCK.finditer(page.read_text(encoding="utf-8")))
            for number, (indent, language, told, text) in enumerate((block.groups() for block in blocks), 1):
                example = "\n".join(line.removeprefix(indent) for line in text.splitlines())
                try:
                    if language == "python":
                        exec(compile(example, f"{page.name}, block {number}", "exec"), {})  # noqa: S102
                        continue
                    reader = pyarrow.RecordBatchReader.from_stream(duckdb.connect().sql(example))
                    if not reader.read_all().num_rows and "may-be-empty" not in told:
                        faults.append(f"block {number} gives no rows: {example}")
                except Exception as error:  # noqa: BLE001: the other examples still say something
                    faults.append(f"block {number}: {type(error).__name__}: {error}")
            ran += len(blocks)
            tally.check(f"examples of {page.relative_to(root)}", faults, f"{len(blocks)}")
    tally.check("examples that ran", [] if ran else ["none"], f"{ran}")


class ArrowParser(Parser):
    """Gives frictionless the cells of a Parquet file as Arrow holds them.

    Its own parser goes through pandas without nullable types, where an integer column that holds a null becomes one of
    doubles, and every null in it a NaN that is reported as a type error.
    """

    supported_types = ["boolean", "date", "datetime", "integer", "number", "string"]

    def read_cell_stream_create(self) -> Iterator[list]:
        with pyarrow.parquet.ParquetFile(self.resource.normpath) as file:
            yield file.schema_arrow.names
            for batch in file.iter_batches():
                for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    yield list(row)


class ArrowPlugin(Plugin):
    def create_parser(self, resource):  # noqa: ANN001, ANN201: as the base class
        return ArrowParser(resource) if resource.format == "parquet" else None

    def detect_resource(self, resource) -> None:  # noqa: ANN001
        if resource.format == "parquet":
            resource.datatype = resource.datatype or "table"


def the_data_package_is_valid(run: Run, tally: Tally) -> None:
    """`frictionless validate` on the descriptor, then on every resource against its Table Schema."""
    system.register("arrow", ArrowPlugin())
    descriptor = str(run.folder / "datapackage.json")
    faults = [error.message for error in Package.validate_descriptor(descriptor).errors]
    tally.check("frictionless: the descriptor", faults, run.package["$schema"])
    if faults:
        return
    report = Package(descriptor).validate()
    faults = [error.message for error in report.errors]
    promised = {resource["name"] for resource in run.package["resources"]}
    faults += [f"{name} was not validated" for name in sorted(promised - {task.name for task in report.tasks})]
    rows = {output["path"]: output["rows"] for output in run.tables()}
    read = 0
    for task in report.tasks:
        faults += [f"{task.name}: {error.message}" for error in task.errors]
        faults += [f"{task.name}: {warning}" for warning in task.warnings]
        # An empty table has no count.
        counted = task.stats.get("rows") or 0
        read += counted
        if task.valid and counted != rows.get(task.place):
            faults.append(f"{task.name}: {counted} rows were read of {rows.get(task.place)}")
    tally.check("frictionless: every cell against its Table Schema", faults, f"{len(report.tasks)} resources, {read:,} rows")


def main() -> int:
    root = Path(__file__).resolve().parents[2]
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", type=Path, required=True, help="the tinhso to ask for its plans")
    arguments.add_argument("--warehouse", type=Path, required=True, help="a warehouse with a current run")
    arguments.add_argument("--project", type=Path, default=root, help="the project that the run was made from")
    given = arguments.parse_args()
    if not (given.warehouse / "current" / "manifest.json").is_file():
        arguments.error(f"{given.warehouse} has no current run; `tinhso run --warehouse {given.warehouse}` makes one")
    run = Run(given.binary.resolve(), given.project.resolve(), given.warehouse.resolve())
    tally = Tally()
    print(f"run {run.manifest['run_id']} in {given.warehouse}")
    for step in (
        files_are_those_of_the_manifest,
        tables_open_everywhere,
        figures_are_those_of_duckdb,
        quotients_are_the_nearest_doubles,
        grouped_values_are_those_of_the_rows,
        the_data_package_is_valid,
        examples_of_the_pages_run,
    ):
        print(f"{step.__name__.replace('_', ' ')}:")
        began = time.monotonic()
        try:
            step(run, tally)
        except Exception as error:  # noqa: BLE001: the other checks still say something
            tally.check(step.__name__, [f"{type(error).__name__}: {error}"])
        print(f"        {time.monotonic() - began:.1f} s")
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
