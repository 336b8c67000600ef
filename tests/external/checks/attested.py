"""The statements about a run, read with the Python bindings of the in-toto attestation framework."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path

from google.protobuf import json_format
from in_toto_attestation.predicates.provenance.v1 import provenance_pb2
from in_toto_attestation.predicates.vsa.v1 import vsa_pb2
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement

from checks.run import Run, Tally
from checks.verified import verified

PROVENANCE = "https://slsa.dev/provenance/v1"
SUMMARY = "https://slsa.dev/verification_summary/v1"


def read(path: Path, predicate_type: str, predicate: object) -> tuple[dict, object]:
    """A statement, as it is and its predicate as a message; a field that the framework does not know is an error."""
    written = json.loads(path.read_text(encoding="utf-8"))
    if written["predicateType"] != predicate_type:
        raise ValueError(f"{path.name} has the predicate {written['predicateType']}")
    # What this checks: type, subjects with digests, predicate.
    Statement.copy_from_pb(json_format.ParseDict(written, statement_pb2.Statement())).validate()
    # The bindings have one text for verifiedLevels, where the specification has a list.
    body = {name: value for name, value in written["predicate"].items() if name != "verifiedLevels"}
    return written, json_format.ParseDict(body, predicate)


def subjects_are_whole(run: Run, written: dict) -> list[str]:
    digest = {one["name"]: one["digest"]["sha256"] for one in written["subject"]}
    return [name for name, sha256 in digest.items() if hashlib.sha256((run.folder / name).read_bytes()).hexdigest() != sha256]


def the_statements_are_read(run: Run, tally: Tally) -> None:
    """The provenance in the run, and the summary that `tinhso verify --attestation` writes."""
    written, provenance = read(run.folder / "provenance.json", PROVENANCE, provenance_pb2.Provenance())
    faults = [f"{name} has another digest" for name in subjects_are_whole(run, written)]
    names = [one.name for one in provenance.build_definition.resolved_dependencies]
    if names != ["arrivals", "inputs.parquet", "declarations", "registry", "program"]:
        faults.append(f"it rests on {names}")
    if not provenance.build_definition.build_type or not provenance.run_details.builder.id:
        faults.append("buildType and builder.id are required")
    tally.check("provenance.json", faults, f"{len(written['subject'])} files")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "summary.json"
        verified(run, "--project", run.project, "--warehouse", run.warehouse, "--attestation", path)
        written, summary = read(path, SUMMARY, vsa_pb2.VerificationSummary())
    faults = [f"{name} has another digest" for name in subjects_are_whole(run, written)]
    levels = written["predicate"]["verifiedLevels"]
    if summary.verification_result != "PASSED" or not levels or any(level.startswith("SLSA") for level in levels):
        faults.append(f"{summary.verification_result}, {levels}")
    tally.check("the verification summary", faults, ", ".join(levels))
