"""The metrics of a run, read by the parser of the Prometheus client."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics
from prometheus_client.parser import text_string_to_metric_families as prometheus_text

from checks.run import Run, Tally


def the_metrics_are_read(run: Run, tally: Tally) -> None:
    summary = run.manifest["summary"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tinhso.prom"
        for landing, success in ((None, 1), (Path(folder) / "nowhere", 0)):
            arguments = ["--project", run.project, "--warehouse", Path(folder) / "warehouse", "run", "--metrics", file]
            arguments += ["--landing", landing] if landing else []
            ended = subprocess.run([run.binary, *arguments], capture_output=True, check=False)
            text = file.read_text(encoding="utf-8")
            faults = []
            samples = {}
            for family in open_metrics(text):
                if not family.name.startswith("tinhso_") or family.type != "gauge" or not family.documentation:
                    faults.append(f"{family.name}: {family.type}, {family.documentation!r}")
                for sample in family.samples:
                    samples[(sample.name, *sample.labels.values())] = sample.value
            # The collector of text files of the node exporter reads the older format.
            older = sum(len(family.samples) for family in prometheus_text(text))
            if older != len(samples):
                faults.append(f"the older parser reads {older} samples of {len(samples)}")
            expected = {("tinhso_run_success",): success, ("tinhso_run_exit_code",): ended.returncode}
            if success:
                expected |= {
                    ("tinhso_objects",): summary["objects"],
                    ("tinhso_rows", "accepted"): summary["rows_accepted"],
                    ("tinhso_rows", "quarantined"): summary["rows_quarantined"],
                    ("tinhso_findings", "error"): summary["errors"],
                    ("tinhso_figures", "null"): summary["figures_null"],
                    ("tinhso_submissions", "missing"): summary["submissions"]["missing"],
                }
            faults += [
                f"{name}: {samples.get(name)}, not {value}"
                for name, value in expected.items()
                if samples.get(name) != value
            ]
            if ("tinhso_last_success_timestamp_seconds",) not in samples:
                faults.append("no time of the last success")
            kind = "a run" if success else "a run that could not go on"
            tally.check(f"the metrics of {kind} are read", faults, f"{len(samples)} samples")
