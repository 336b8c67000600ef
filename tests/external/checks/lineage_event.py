"""The OpenLineage event of a run, read back with the classes of openlineage-python."""

from __future__ import annotations

import json

from openlineage.client import event_v2
from openlineage.client.generated import (
    column_lineage_dataset,
    data_quality_assertions_dataset,
    data_quality_metrics_dataset,
    dataset_version_dataset,
    input_statistics_input_dataset,
    output_statistics_output_dataset,
    schema_dataset,
)

from checks.run import Run, Tally

MODULES = (
    column_lineage_dataset,
    data_quality_assertions_dataset,
    data_quality_metrics_dataset,
    dataset_version_dataset,
    input_statistics_input_dataset,
    output_statistics_output_dataset,
    schema_dataset,
)
CLASSES = {name: getattr(module, name) for module in MODULES for name in dir(module) if name.endswith("Facet")}
# Where a facet holds further things that have a class.
INSIDE = {
    "columnMetrics": lambda columns: {name: data_quality_metrics_dataset.ColumnMetrics(**one) for name, one in columns.items()},
    "assertions": lambda found: [data_quality_assertions_dataset.Assertion(**one) for one in found],
}


def column_lineage(fields: dict) -> dict:
    def read(field: dict) -> column_lineage_dataset.InputField:
        ways = [column_lineage_dataset.Transformation(**one) for one in field["transformations"]]
        return column_lineage_dataset.InputField(**(field | {"transformations": ways}))

    return {name: column_lineage_dataset.Fields(inputFields=[read(one) for one in column["inputFields"]]) for name, column in fields.items()}


def facets(found: dict, faults: list[str]) -> dict:
    """The facets of a dataset as objects; a field that its class does not know is a TypeError."""
    objects = {}
    for key, facet in found.items():
        name = facet["_schemaURL"].rsplit("/", 1)[-1]
        body = {field: value for field, value in facet.items() if not field.startswith("_")}
        if name == "ColumnLineageDatasetFacet":
            body["fields"] = column_lineage(body["fields"])
        elif name == "SchemaDatasetFacet":
            body["fields"] = [schema_dataset.SchemaDatasetFacetFields(**one) for one in body["fields"]]
        body = {field: INSIDE.get(field, lambda value: value)(value) for field, value in body.items()}
        objects[key] = CLASSES[name](**body)
        if objects[key]._get_schema() != facet["_schemaURL"]:
            faults.append(f"{facet['_schemaURL']}, and the client writes {objects[key]._get_schema()}")
    return objects


def the_event_is_read_back(run: Run, tally: Tally) -> None:
    """Every dataset and facet becomes an object of the client, and columns come from columns that are there."""
    events = sorted((run.warehouse / "journal").glob(f"*-{run.manifest['run_id']}.openlineage.json"))
    if not events:
        tally.check("the OpenLineage event", ["the run has none"])
        return
    event = json.loads(events[0].read_text(encoding="utf-8"))
    faults: list[str] = []
    inputs = [
        event_v2.InputDataset(one["namespace"], one["name"], facets=facets(one["facets"], faults), inputFacets=facets(one["inputFacets"], faults))
        for one in event["inputs"]
    ]
    outputs = [
        event_v2.OutputDataset(one["namespace"], one["name"], facets=facets(one["facets"], faults), outputFacets=facets(one["outputFacets"], faults))
        for one in event["outputs"]
    ]
    read = event_v2.RunEvent(
        eventTime=event["eventTime"],
        producer=event["producer"],
        run=event_v2.Run(event["run"]["runId"]),
        job=event_v2.Job(event["job"]["namespace"], event["job"]["name"]),
        eventType=event_v2.RunState[event["eventType"]],
        inputs=inputs,
        outputs=outputs,
    )
    if read._get_schema() != event["schemaURL"]:
        faults.append(f"{event['schemaURL']}, and the client writes {read._get_schema()}")
    known = {(one["namespace"], one["name"]): {field["name"] for field in one["facets"].get("schema", {}).get("fields", [])} for one in event["outputs"]}
    read_from = {(one["namespace"], one["name"]) for one in event["inputs"]}
    columns = 0
    for one in event["outputs"]:
        here = known[one["namespace"], one["name"]]
        for column, lineage in one["facets"].get("columnLineage", {}).get("fields", {}).items():
            columns += 1
            if column not in here:
                faults.append(f"{one['name']} has no column {column}")
            for field in lineage["inputFields"]:
                dataset = field["namespace"], field["name"]
                if dataset not in read_from and field["field"] not in known.get(dataset, ()):
                    faults.append(f"{one['name']}.{column}: no column {field['field']} in {field['name']}")
    if {one["name"] for one in event["outputs"]} != {output["path"] for output in run.manifest["outputs"]}:
        faults.append("its outputs are not those of the manifest")
    tally.check("the OpenLineage event", faults, f"{len(inputs)} inputs, {len(outputs)} outputs, {columns} columns with lineage")
