"""Some figures of the plan, counted straight from the rows: a few lines each, no machinery.

They know the forms of Điện Biên; the fixtures are the only run to which they apply.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from checks.geography import read_csv
from checks.run import Run, Tally

NEWEST = "2025-07-01"
OLD, NEW = date(2020, 1, 1), date(2025, 7, 1)
RUNNING = "đang vận hành"
Figure = tuple[str, str, str, "Fraction | None"]


def figures_come_out_by_hand(run: Run, tally: Tally) -> None:
    """Each figure below against the published one: indicator (or indicator: breakdown), geography, period, value."""
    counted = 0
    if run.settings["province"] != "11":
        print("        these are the figures of Điện Biên: nothing to compare")
        return
    for count in (
        communes_that_are_digital,
        services_of_the_smart_city,
        units_with_a_service,
        money_of_the_plan,
        villages_of_one_commune,
        digital_economy,
        dossiers_of_a_year,
    ):
        faults, seen = [], []
        for indicator, geography, period, value, *area in count(run):
            published = figure(run, indicator, geography, period, *area)
            if published != (None if value is None else float(value)):
                faults.append(f"{indicator} {geography} {period} {area}: published {published}, by hand {value}")
            seen.append(indicator)
        counted += len(seen)
        tally.check(count.__name__.replace("_", " "), faults if seen else ["nothing was counted"], f"{len(seen)} figures")
    tally.check("figures counted by hand", [] if counted else ["none"], f"{counted}")


def figure(run: Run, indicator: str, geography: str, period: str, code: str = "11", valid_from: date = OLD) -> float | None:
    """The one published value; an indicator with a method or a breakdown names it after a colon."""
    name, _, label = indicator.partition(": ")
    found = run.rows(
        "SELECT obs_value FROM read_parquet(?) WHERE indicator = ? AND coalesce(method, breakdown, '') = ?"
        " AND geography = ? AND time_period = ? AND ref_area = ? AND ref_area_valid_from = ?",
        str(run.folder / "indicators" / "*.parquet"),
        name,
        label,
        geography,
        period,
        code,
        valid_from,
    )
    if len(found) != 1:
        raise RuntimeError(f"{indicator} {geography} {period} {code} is published {len(found)} times")
    return found[0][0]


def rows_of(run: Run, form: str, period: str) -> list[dict]:
    return [row for row in run.table(f"data/{form}") if row["time_period"] == period]


def communes(run: Run, day: date) -> int:
    """How many communes the registry has on a day."""
    units = [unit for unit in read_csv(run.project / "registry" / "units.csv") if unit["level"] == "commune"]
    return sum(unit["valid_from"] <= str(day) and (not unit["valid_to"] or str(day) < unit["valid_to"]) for unit in units)


def became(run: Run) -> dict[str, list[str]]:
    """The old communes of each new one."""
    members = defaultdict(list)
    for line in read_csv(run.project / "registry" / "crosswalk.csv"):
        members[line["to_code"]].append(line["from_code"])
    return members


def communes_that_are_digital(run: Run) -> Iterator[Figure]:
    """500 points are enough; a commune that several became has the points of the lowest."""
    points = {row["ref_area"]: row["points_total"] for row in rows_of(run, "commune-assessment", "2024")}
    passed = sum(value is not None and value >= 500 for value in points.values())
    yield "communes_digital_share", "as-reported", "2024", Fraction(100 * passed, communes(run, OLD))
    merged = [[points.get(code) for code in codes] for codes in became(run).values()]
    passed = sum(None not in values and min(values) >= 500 for values in merged)
    yield "communes_digital_share", NEWEST, "2024", Fraction(100 * passed, communes(run, NEW))
    passed = sum((row["points_total"] or 0) >= 500 for row in rows_of(run, "commune-assessment", "2025"))
    yield "communes_digital_share", "as-reported", "2025", Fraction(100 * passed, communes(run, NEW))
    yield "communes_digital_share", NEWEST, "2025", Fraction(100 * passed, communes(run, NEW))


def services_of_the_smart_city(run: Run) -> Iterator[Figure]:
    """A service that runs in two places is one; the year is its second half. In 2024-S2 a district sent nothing."""
    for period, half in (("2024-S1", "2024-S1"), ("2025-S1", "2025-S1"), ("2025-S2", "2025-S2"), ("2025", "2025-S2")):
        rows = rows_of(run, "smart-city-services", half)
        for geography in ("as-reported", NEWEST):
            running = {row["service_name"] for row in rows if row["state"] == RUNNING}
            yield "smart_city_services", geography, period, Fraction(len(running))
            on_trial = {row["service_name"] for row in rows if row["state"] == "thử nghiệm"}
            yield "smart_city_services_on_trial", geography, period, Fraction(len(on_trial))
    for geography in ("as-reported", NEWEST):
        yield "smart_city_services", geography, "2024-S2", None
        yield "smart_city_services", geography, "2024", None


def units_with_a_service(run: Run) -> Iterator[Figure]:
    """Ten districts until June 2025, communes since; the new map has no district to divide by."""
    share = "district_units_with_smart_city_services_share"
    for period in ("2024-S1", "2025-S1"):
        units = {row["ref_area"] for row in rows_of(run, "smart-city-services", period) if row["state"] == RUNNING}
        yield share, "as-reported", period, Fraction(100 * len(units), 10)
        yield share, NEWEST, period, None
    yield share, "as-reported", "2024-S2", None
    units = {row["ref_area"] for row in rows_of(run, "smart-city-services", "2025-S2") if row["state"] == RUNNING}
    for geography in ("as-reported", NEWEST):
        for period in ("2025-S2", "2025"):
            heir = "communes_with_smart_city_services_share"
            yield heir, geography, period, Fraction(100 * len(units), communes(run, NEW))


def money_of_the_plan(run: Run) -> Iterator[Figure]:
    """The districts and the province's own departments together, in either map; and one district alone."""
    for period in ("2024", "2025"):
        rows = rows_of(run, "plan-expenditure", period)
        spent, recurrent = (sum(Fraction(row[name]) for row in rows) for name in ("plan_expenditure", "recurrent_expenditure"))
        fields = defaultdict(Fraction)
        for row in rows:
            fields[row["priority_field"]] += Fraction(row["plan_expenditure"])
        for geography in ("as-reported", NEWEST):
            yield "plan_share_of_recurrent_expenditure", geography, period, 100 * spent / recurrent
            yield "plan_expenditure", geography, period, spent
            for field, amount in fields.items():
                yield f"plan_expenditure_by_field: {field}", geography, period, amount
            yield "plan_expenditure_by_field: Lĩnh vực khác", geography, period, Fraction(0)
    city = [row for row in rows_of(run, "plan-expenditure", "2024") if row["ref_area"] == "094"]
    spent, recurrent = (sum(Fraction(row[name]) for row in city) for name in ("plan_expenditure", "recurrent_expenditure"))
    yield "plan_share_of_recurrent_expenditure", "as-reported", "2024", 100 * spent / recurrent, "094", OLD


def villages_of_one_commune(run: Run) -> Iterator[Figure]:
    """Code 03127 is one place until June 2025, and with five others the ward of that code since."""

    def share(period: str, codes: list[str]) -> Fraction:
        rows = [row for row in rows_of(run, "digital-infrastructure", period) if row["ref_area"] in codes]
        assert len(rows) == len(codes), f"{len(rows)} rows of {codes} in {period}"
        return Fraction(100 * sum(row["villages_with_4g"] for row in rows), sum(row["villages"] for row in rows))

    for period in ("2024-Q4", "2025-Q2"):
        yield "villages_with_4g_share", "as-reported", period, share(period, ["03127"]), "03127", OLD
        yield "villages_with_4g_share", NEWEST, period, share(period, became(run)["03127"]), "03127", NEW
    for geography in ("as-reported", NEWEST):
        yield "villages_with_4g_share", geography, "2025-Q3", share("2025-Q3", ["03127"]), "03127", NEW
        # A stock of a year is that of its last quarter.
        yield "villages_with_4g_share", geography, "2025", share("2025-Q4", ["03127"]), "03127", NEW


def digital_economy(run: Run) -> Iterator[Figure]:
    """Of each year the most final vintage, in current prices."""
    for period, vintage in (("2022", "A"), ("2023", "A"), ("2024", "P"), ("2025", "E")):
        for method in ("statistics-office", "information-ministry"):
            rows = [
                row
                for row in rows_of(run, "value-added-by-industry", period)
                if (row["vintage"], row["method"], row["price_basis"]) == (vintage, method, "current")
            ]
            digital = sum(Fraction(row[name]) for row in rows for name in ("digital_core", "digital_platform", "digital_other"))
            share = 100 * digital / sum(Fraction(row["value_added"]) for row in rows)
            yield f"digital_economy_share_of_grdp: {method}", "as-reported", period, share


def dossiers_of_a_year(run: Run) -> Iterator[Figure]:
    """A flow of a year is there when all twelve months are, of all the communes that became one."""
    sent = defaultdict(dict)
    for row in run.table("data/digital-government"):
        sent[row["ref_area"], row["ref_area_valid_from"]][row["time_period"]] = row["dossiers_received"]
    for code, members in became(run).items():
        months = [sent[member, OLD].get(f"2025-{month:02}") for month in range(1, 7) for member in members]
        # The administrative July begins on 15 June and ends in the new map.
        months += [sent[code, NEW].get(f"2025-{month:02}") for month in range(7, 13)]
        yield "dossiers_received", NEWEST, "2025", None if None in months else Fraction(sum(months)), code, NEW
