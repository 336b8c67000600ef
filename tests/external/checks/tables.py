"""Do the files open, and hold what the manifest and the data package promise?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.parquet
from frictionless import Package, system
from frictionless.system import Parser, Plugin

from checks.run import Run, Tally


def files_are_those_of_the_manifest(run: Run, tally: Tally) -> None:
    """Every file that the manifest names is there with its digest, and no other."""
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
    """DuckDB, Polars and pandas open every table, with the rows and columns that were promised."""
    described = {
        resource["path"]: [field["name"] for field in resource["schema"]["fields"]] for resource in run.package["resources"]
    }
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
