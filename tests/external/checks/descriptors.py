"""Is a Table Schema that frictionless accepts one for tinhso too, and the other way round?

Every schema and field that is in the tests which the package of frictionless ships is declared as a form of one
project, and `tinhso check` is asked which of them have faults. What the standard has no word for is added: the form's head,
and the measure of a number. A resource that a foreign key refers to is declared beside it.
"""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import frictionless
from frictionless import Schema

from checks.run import Run, Tally
from checks.tables import the_data_package_is_valid

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
HEAD = {"code": "X", "frequency": "year", "reports": "province"}
NUMBERS = ("integer", "number")

# Where the two differ: a word of the fault that tinhso reports, and why it is reported. Everything else is alike.
STRICTER = {
    "is the name of a column that every table has": "a column of this name is in every published table",
}


def written_descriptors() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema, and every field as a schema of its own, that is whole in a test."""
    root = Path(frictionless.__file__).parent
    seen: set[str] = set()
    for path in sorted(root.rglob("__spec__/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Dict):
                continue
            try:
                found = ast.literal_eval(node)
                fields = found.get("fields")
                if isinstance(fields, list) and fields and all(isinstance(field, dict) for field in fields):
                    schema = found
                elif {"name", "type"} <= found.keys() and not found.keys() & {"path", "data", "resources"}:
                    schema = {"fields": [found]}
                else:
                    continue
                text = json.dumps(schema, sort_keys=True)
            except (ValueError, TypeError):
                continue
            if text not in seen:
                seen.add(text)
                yield f"{path.relative_to(root)}:{node.lineno}", schema


def is_accepted_by_frictionless(schema: dict[str, Any]) -> bool:
    try:
        return Schema.validate_descriptor({"$schema": PROFILE} | json.loads(json.dumps(schema))).valid
    except Exception:  # noqa: BLE001: whatever is thrown, it is not accepted
        return False


def as_forms(name: str, schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The form of a schema, and one for each resource that it refers to."""
    schema = json.loads(json.dumps(schema))
    for field in schema["fields"]:
        if field.get("type") in NUMBERS:
            field.setdefault("measure", "stock")
    for place, key in enumerate(schema.get("foreignKeys", [])):
        reference = key.get("reference", {})
        if reference.get("resource"):
            reference["resource"] = f"{name}-{place}"
            names = reference.get("fields", [])
            names = [names] if isinstance(names, str) else names
            yield {"name": f"{name}-{place}", "form": HEAD, "schema": {"fields": [{"name": field} for field in names]}}
    yield {"name": name, "form": HEAD, "schema": schema}


def descriptors_are_accepted_alike(run: Run, tally: Tally) -> None:
    """Each descriptor is accepted by both or by none, but for the differences that are listed."""
    descriptors = {f"d{place}": found for place, found in enumerate(written_descriptors())}
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        subprocess.run([run.binary, "init", project], check=True, capture_output=True)
        for name, (_, schema) in descriptors.items():
            for form in as_forms(name, schema):
                path = project / "schemas" / f"{form['name']}.json"
                path.write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
        asked = [run.binary, "check", "--project", project, "--format", "json", "--lang", "en"]
        answer = json.loads(subprocess.run(asked, capture_output=True, text=True).stdout)
    reported: dict[str, list[str]] = {}
    for fault in answer["faults"]:
        reported.setdefault(Path(fault["file"]).stem, []).append(fault["message"]["en"])
    faults, accepted, listed = [], 0, 0
    for name, (place, schema) in descriptors.items():
        ours, theirs = reported.get(name, []), is_accepted_by_frictionless(schema)
        accepted += theirs
        if theirs and ours and all(any(word in fault for word in STRICTER) for fault in ours):
            listed += 1
        elif theirs and ours:
            faults.append(f"{place}: frictionless accepts {json.dumps(schema)}, tinhso says {ours}")
        elif not theirs and not ours:
            faults.append(f"{place}: tinhso accepts {json.dumps(schema)}, frictionless does not")
    shown = f"{len(descriptors)} descriptors, {accepted} accepted, {listed} refused for a reason that is listed"
    tally.check("frictionless: descriptors", faults, shown)


def every_type_is_published_as_it_says(run: Run, tally: Tally) -> None:
    """A run over rows of every type: frictionless finds each cell to be of the type that the data package states."""
    case = run.project / "fixtures" / "cases" / "types-of-table-schema"
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(case / "project", project)
        shutil.copytree(case / "in", project / "landing")
        objects = sorted(path.name for path in (project / "landing").iterdir())
        lines = ["object,received_at", *(f"{name},2025-01-05T08:00:00+07:00" for name in objects)]
        (project / "landing" / "arrivals.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        subprocess.run([run.binary, "run", "--project", project], capture_output=True)
        typed = Run(run.binary, project, project / "warehouse")
        resource = next(one for one in typed.package["resources"] if one["path"].startswith("data/"))
        stated = {field["type"] for field in resource["schema"]["fields"]}
        wanted = {"array", "boolean", "date", "datetime", "duration", "geojson", "geopoint", "object", "string", "time", "year"}
        faults = [f"no column of type {kind}" for kind in sorted((wanted | {"yearmonth"}) - stated)]
        tally.check("every type is stated", faults, f"{len(stated)} types")
        the_data_package_is_valid(typed, tally)
