"""A published run, the declarations it was made from, and the tally of what passed."""

from __future__ import annotations

import json
import subprocess
import tomllib
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import duckdb

from checks.declared import Form
from checks.geography import Registry

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
    """The current run of a warehouse, and the project beside it."""

    def __init__(self, binary: Path, project: Path, warehouse: Path) -> None:
        self.binary, self.project, self.warehouse = binary, project, warehouse
        self.folder = warehouse / "current"
        self.manifest = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        self.package = json.loads((self.folder / "datapackage.json").read_text(encoding="utf-8"))
        self.database = duckdb.connect()

    def rows(self, query: str, *parameters: object) -> list[tuple]:
        return self.database.execute(query, list(parameters)).fetchall()

    def table(self, name: str, columns: str = "*") -> list[dict]:
        """The rows of a published table, such as `data/plan-expenditure`."""
        relation = self.database.sql(f"SELECT {columns} FROM {self.source(name)}")
        return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]

    def source(self, name: str) -> str:
        """A published table, for the FROM of a query."""
        path = str(self.folder / f"{name}.parquet").replace("'", "''")
        return f"read_parquet('{path}')"

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

    @cached_property
    def settings(self) -> dict:
        return tomllib.loads((self.project / "tinhso.toml").read_text(encoding="utf-8"))

    @cached_property
    def registry(self) -> Registry:
        return Registry(self.project / "registry")

    @cached_property
    def forms(self) -> dict[str, Form]:
        texts = [path.read_text(encoding="utf-8") for path in sorted((self.project / "schemas").glob("*.json"))]
        forms = [Form(json.loads(text)) for text in texts]
        return {form.name: form for form in forms}

    @cached_property
    def declared(self) -> dict[str, dict]:
        """Each pipeline as declared; numbers are decimals, as they are written."""
        pipelines = {}
        for path in sorted((self.project / "pipelines").glob("*.toml")):
            pipeline = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
            pipelines[pipeline["name"]] = pipeline
        return pipelines
