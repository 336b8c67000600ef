"""Are the published tables of the registry those of its CSV files?"""

from __future__ import annotations

from checks.geography import Period, map_day
from checks.run import Run, Tally


def registry_tables_are_those_of_the_files(run: Run, tally: Tally) -> None:
    """registry/areas and registry/counts, on which the queries of `tinhso plan` rest."""
    areas_are_those_above(run, tally)
    counts_are_those_of_the_day(run, tally)


def areas_are_those_above(run: Run, tally: Tally) -> None:
    """Each unit with itself and every area above it; in the map of a day only those that are valid on it."""
    wanted = {
        (geography, *unit.key, unit.level, *area.key, area.level)
        for geography in run.settings["geographies"]
        for unit in run.registry.units.values()
        for area in run.registry.areas(unit, geography)
    }
    rows = run.table("registry/areas")
    columns = ("geography", "ref_area", "ref_area_valid_from", "unit_level", "area", "area_valid_from", "area_level")
    published = {tuple(row[column] for column in columns) for row in rows}
    faults = [f"{row} is published and not in the registry" for row in published - wanted]
    faults += [f"{row} is in the registry and not published" for row in wanted - published]
    faults += ["a row is there twice"] if len(published) != len(rows) else []
    tally.check("registry/areas", faults, f"{len(rows):,} rows")


def counts_are_those_of_the_day(run: Run, tally: Tally) -> None:
    """How many units of a level an area has on the last day of a period, or on the day of the map."""
    faults, seen = [], set()
    rows = run.table("registry/counts")
    for row in rows:
        geography, end = row["geography"], row["period_end"]
        area = run.registry.units[row["area"], row["area_valid_from"]]
        day = map_day(geography, end)
        units = [unit for unit in run.registry.units.values() if unit.level == row["level"] and unit.is_valid_on(day)]
        counted = sum(area in run.registry.above(unit) for unit in units)
        if counted != row["units"]:
            faults.append(f"{row}: the registry has {counted}")
        seen.add((geography, row["time_period"], end, row["level"]))
    for form in run.forms.values():
        periods = run.rows(f"SELECT DISTINCT geography, time_period FROM {run.source(f'units/{form.name}')}")
        for geography, time_period in periods:
            end = Period.parse(time_period).end(form.calendar)
            for level in {unit.level for unit in run.registry.units.values() if unit.is_valid_on(map_day(geography, end))}:
                if (geography, time_period, end, level) not in seen:
                    faults.append(f"{geography} {time_period} has no count of {level}s")
    tally.check("registry/counts", faults, f"{len(rows):,} rows")
