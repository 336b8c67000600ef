"""Checks a published run with programs that share no code with tinhso.

    python tests/external/check.py --binary target/release/tinhso --warehouse warehouse

Each question is answered by somebody else's software, or by the Python in checks/ that reads the declarations and never
the program:

1. Do DuckDB, Polars and pandas open every table, and find the rows and columns that the manifest and the data package
   promise?
2. Does DuckDB, given the SQL of `tinhso plan`, find the same numerators, denominators and counts, to the last digit, and the same
   statuses? Does it find every figure of the engines' suite (`fixtures/engine`)?
3. Do the same figures, their values, coverage and statuses follow from the expressions as they are declared?
4. Are the values that are grouped those of the accepted rows: restated through the crosswalk, flows summed over every period,
   stocks the last, and missing where any part is? Are the registry's tables those of its CSV files?
5. Do some figures of the plan come out when they are counted by hand, straight from the rows?
6. Do the SQL and Python examples of the documentation run, and give rows?
7. Does frictionless find the data package valid, and every cell of every table of its declared type?
8. Does an empty form that openpyxl fills in read back as it was filled?
9. Does `tinhso verify` find everything the same, with DuckDB's own executable computing every figure?
10. Do the bindings of in-toto read the provenance of the run and the summary of its verification?
11. Does the client of OpenLineage read the event of the run?
12. Does the parser of the Prometheus client read the metrics of a run?
13. Does tinhso accept the Table Schemas that frictionless accepts, and no others? Those are asked for that its package ships.
14. Is a cell of every type of Table Schema published as what the data package says?
15. Does openpyxl open the exported workbook and the returned ones, and find cover, contents, tables and marked cells?
16. Are faults found that were planted by programs which know nothing of the rules, in files of every format, each at its cell, and is nothing sound
    an error?

Ends with a line `N passed, 0 failed`; the exit code is 0 only then.
"""

from __future__ import annotations

import argparse
import decimal
import sys
import time
from pathlib import Path

# A check leaves the checkout as it was.
sys.dont_write_bytecode = True

from checks.attested import the_statements_are_read  # noqa: E402: after the line above
from checks.by_hand import figures_come_out_by_hand  # noqa: E402
from checks.descriptors import (  # noqa: E402
    descriptors_are_accepted_alike,
    every_type_is_published_as_it_says,
)
from checks.documents import examples_of_the_documents_run  # noqa: E402
from checks.figures import figures_are_those_of_duckdb, figures_follow_from_the_declarations  # noqa: E402
from checks.lineage_event import the_event_is_read_back  # noqa: E402
from checks.maps import registry_tables_are_those_of_the_files  # noqa: E402
from checks.monitors import the_metrics_are_read  # noqa: E402
from checks.planted import planted_faults_are_found  # noqa: E402
from checks.run import Run, Tally  # noqa: E402
from checks.suite import engines_pass_the_suite  # noqa: E402
from checks.tables import files_are_those_of_the_manifest, tables_open_everywhere, the_data_package_is_valid  # noqa: E402
from checks.templates import filled_templates_read_back  # noqa: E402
from checks.units import grouped_values_are_those_of_the_rows  # noqa: E402
from checks.verified import the_run_verifies  # noqa: E402
from checks.workbooks import workbooks_open_in_openpyxl  # noqa: E402

STEPS = (
    files_are_those_of_the_manifest,
    tables_open_everywhere,
    engines_pass_the_suite,
    figures_are_those_of_duckdb,
    figures_follow_from_the_declarations,
    grouped_values_are_those_of_the_rows,
    registry_tables_are_those_of_the_files,
    figures_come_out_by_hand,
    examples_of_the_documents_run,
    the_data_package_is_valid,
    filled_templates_read_back,
    the_run_verifies,
    the_statements_are_read,
    the_event_is_read_back,
    the_metrics_are_read,
    descriptors_are_accepted_alike,
    every_type_is_published_as_it_says,
    workbooks_open_in_openpyxl,
    planted_faults_are_found,
)


def main() -> int:
    root = Path(__file__).resolve().parents[2]
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", type=Path, required=True, help="the tinhso to ask for its plans")
    arguments.add_argument("--warehouse", type=Path, required=True, help="a warehouse with a current run")
    arguments.add_argument("--project", type=Path, default=root, help="the project that the run was made from")
    given = arguments.parse_args()
    if not (given.warehouse / "current" / "manifest.json").is_file():
        arguments.error(f"{given.warehouse} has no current run; `tinhso run --warehouse {given.warehouse}` makes one")
    # Sums of DECIMAL(38,12), and their products, are exact.
    decimal.getcontext().prec = 100
    run = Run(given.binary.resolve(), given.project.resolve(), given.warehouse.resolve())
    tally = Tally()
    print(f"run {run.manifest['run_id']} in {given.warehouse}")
    for step in STEPS:
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
