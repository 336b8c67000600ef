"""Do the published figures follow: from the SQL of `tinhso plan`, and from the expressions as they are declared?"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from checks.declared import INHERITED, Form, strongest
from checks.geography import CODES, MONTHS, Period, map_day
from checks.run import Run, Tally

PARTS = ("numerator", "denominator", "n_reported", "n_expected")
# What distinguishes a figure from any other of its pipeline.
KEY = ("indicator", "method", "breakdown", "geography", "freq", "time_period", "period_start", "period_end")
# The order of precedence, which a rank counts from 0.
STATUSES = "BOMLHQJSDKWIFEPNUVGA"
AGGREGATE = re.compile(r"(sum|min|max|count)\s*\(\s*(DISTINCT\s+)?(.*)\)", re.IGNORECASE | re.DOTALL)
NAME = re.compile(r"'(?:[^']|'')*'|[A-Za-z_]\w*")


def title(indicator: str, method: str | None, breakdown: str | None) -> str:
    labels = [label for label in (method, breakdown) if label]
    return indicator + (f" ({', '.join(labels)})" if labels else "")


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


# From the SQL of `tinhso plan`.


def figures_are_those_of_duckdb(run: Run, tally: Tally) -> None:
    """Each published figure against the query that `tinhso plan` prints."""
    compared = 0
    for pipeline in run.pipelines():
        planned = run.plan(pipeline)
        names = [(one["indicator"], one["method"], one["breakdown"]) for one in planned]
        faults = [f"{name} is planned twice" for name in {name for name in names if names.count(name) > 1}]
        for where in (f"indicators/{pipeline}", "catalog"):
            query = f"SELECT DISTINCT indicator, method, breakdown FROM {run.source(where)} WHERE pipeline = ?"
            apart = set(names) ^ set(run.rows(query, pipeline))
            faults += sorted(f"{name} is in the plan or in {where} alone" for name in apart)
        tally.check(f"{pipeline}: plan, table and catalog name the same indicators", faults, f"{len(planned)}")
        faults, figures = [], 0
        for name, one in zip(names, planned, strict=True):
            published = run.rows(
                f"SELECT {', '.join(KEY)}, ref_area, ref_area_valid_from, {', '.join(PARTS)}, obs_value, obs_status"
                f" FROM {run.source(f'indicators/{pipeline}')} WHERE indicator = ?"
                " AND method IS NOT DISTINCT FROM ? AND breakdown IS NOT DISTINCT FROM ?",
                *name,
            )
            query = one["sql"].rstrip().rstrip(";")
            computed = run.rows(
                f"SELECT {', '.join(KEY)}, area, area_valid_from, {', '.join(PARTS)}, missing_rank, value_rank FROM ({query})"
            )
            found = different([row[:-2] for row in published], [row[:-2] for row in computed])
            found += statuses_that_differ(published, computed)
            found += [] if published else ["no figure is published"]
            faults += [f"{title(*name)}: {fault}" for fault in found]
            figures += len(published)
        tally.check(f"{pipeline}: {len(planned)} queries of the plan", faults, f"{figures:,} figures")
        compared += figures
    tally.check("figures compared with DuckDB", [] if compared else ["none"], f"{compared:,}, each with {len(PARTS)} values")


def different(published: list[tuple], computed: list[tuple]) -> list[str]:
    """How two sets of figures differ; before the parts is the key."""
    faults = []
    tables = []
    for name, rows in (("published", published), ("computed", computed)):
        keyed = {row[: -len(PARTS)]: row[-len(PARTS) :] for row in rows}
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


def statuses_that_differ(published: list[tuple], computed: list[tuple]) -> list[str]:
    """A figure without a value says what is missing. One with a value says what it rests on, or what the program adds where that is
    stronger: a break in the map, and U where units are missing from a total."""
    ranks = {row[:-6]: row[-2:] for row in computed}
    faults = []
    for *key, _, _, _, expected, value, status in published:
        missing, held = ranks.get(tuple(key), (None, None))
        wanted = STATUSES[held] if held is not None else "A"
        if value is not None:
            added = status in ("B", "U") and STATUSES.index(status) < STATUSES.index(wanted)
            faults += [f"{key} obs_status: published {status}, computed {wanted}"] if status != wanted and not added else []
        elif expected and missing is not None and status != STATUSES[missing]:
            faults.append(f"{key} obs_status: published {status}, computed {STATUSES[missing]}")
    return faults


# From the expressions as they are declared.


@dataclass
class UnitPart:
    """What one unit gives to a numerator or denominator in one period and geography."""

    amounts: list
    complete: bool
    impossible: bool
    causes: list[str]
    inherited: list[str]


class Part:
    """A numerator or denominator as declared, over units/<form>."""

    def __init__(self, run: Run, declared: dict, by: tuple[str, str] | None) -> None:
        self.form: Form = run.forms[declared["source"]]
        self.level, self.vintage = declared.get("level"), declared.get("vintage")
        match = AGGREGATE.fullmatch(declared["value"].strip())
        if not match:
            raise ValueError(f"{declared['value']} is no aggregate")
        self.function, self.distinct, self.amount = match.group(1).lower(), bool(match.group(2)), match.group(3).strip()
        self.counts_units = self.distinct and self.amount in self.form.area_fields
        tests = [f"({declared['where']})"] if "where" in declared else []
        if by:
            field, value = by
            tests.append(f"({field} = {quoted(value)})")
        self.where = " AND ".join(tests) or "TRUE"
        # The tests that say which rows of a unit are meant.
        meant = [test for test in conjuncts(declared.get("where")) if set(self.names(test)) <= set(self.form.key)]
        meant += tests[len(tests) - 1 :] if by and by[0] in self.form.key else []
        self.meant = " AND ".join(f"({test})" for test in meant) or "TRUE"
        self.tested = self.names(self.where)
        amounts = re.sub(r"\bWHEN\b.*?\bTHEN\b", "", self.amount, flags=re.IGNORECASE | re.DOTALL)
        self.adds_flows = any(self.form.measures.get(name) == "flow" for name in self.names(amounts))
        # A sum of measures has their statuses, unless values decide what enters.
        of_amount = self.names(self.amount)
        adds_measures = self.function in ("sum", "min", "max") and of_amount and set(of_amount) <= set(self.form.measures)
        self.rests_on_row = not adds_measures or not set(self.tested) <= set(self.form.key)
        self.added = [name for name in self.names(self.amount) if name not in self.tested]

    def names(self, expression: str) -> list[str]:
        """The fields of the form that an expression names; an area is not one of them."""
        words = dict.fromkeys(NAME.findall(expression))
        return [word for word in words if word in self.form.fields and word not in self.form.area_fields]

    def units(self, run: Run, frequencies: list[str]) -> dict[tuple, UnitPart]:
        """What each unit gives, by geography, period and unit."""
        form = self.form
        names = self.tested + self.added
        amount = "1" if self.amount == "*" or self.counts_units else self.amount
        final = "most_final" if form.vintage and not self.vintage else "TRUE"
        if self.vintage:
            final = f"{form.vintage} = {quoted(self.vintage)}"
        # Only amounts of flows count beyond the end of the period.
        adds_flows = self.function in ("sum", "min", "max") and self.adds_flows
        of_end = form.lists_flows and not adds_flows
        # Flows are added up of all parts of a period, whichever rows are picked.
        every_part = "coalesce(every_part, FALSE)" if form.lists_flows and adds_flows else "TRUE"
        present = "row_present AND coalesce(at_end, FALSE)" if of_end else "row_present"
        nulls = ", ".join(f"{name} IS NULL" for name in names)
        statuses = ", ".join(f"{name}_status" if name in form.measures else "NULL" for name in names)
        # Of many rows one in which something cannot occur adds nothing.
        added = [name for name in self.added if name in form.measures]
        zeros = [f"CASE WHEN {name}_status = 'M' THEN 0 ELSE {name} END AS {name}" for name in added]
        replaced = f"REPLACE ({', '.join(zeros)})" if form.lists and zeros else ""
        rows = run.rows(
            f"SELECT geography, time_period, ref_area, ref_area_valid_from, reported, row_present, {present}, row_status,"
            f" coalesce({final}, FALSE), coalesce({self.where}, FALSE), coalesce({self.meant}, FALSE), {amount}, nulls, statuses,"
            f" {every_part}"
            f" FROM (SELECT * {replaced}, [{nulls}]::BOOLEAN[] AS nulls, [{statuses}]::VARCHAR[] AS statuses"
            f" FROM {run.source(f'units/{form.name}')})"
            f" WHERE freq IN ({', '.join(map(quoted, frequencies))}) AND area_level = coalesce(?, area_level)",
            self.level,
        )
        grouped: dict[tuple, list[tuple]] = defaultdict(list)
        for row in rows:
            grouped[row[:4]].append(row[4:])
        return {key: self.unit(names, rows) for key, rows in grouped.items()}

    def unit(self, names: list[str], rows: list[tuple]) -> UnitPart:
        """A unit is reported when its rows are accepted and each needed field has a value; a field of the condition is
        always needed, one of the aggregate in the rows that the condition lets in."""
        accepted = all(row[0] for row in rows)
        present = [row[2:] for row in rows if row[1]]
        wanted = [row for row in present if row[2]]
        result = UnitPart([], accepted and (bool(wanted) or not present), False, [] if accepted else ["O"], [])
        if present and not wanted:
            result.causes.append("O")
        impossible_rows = open_rows = 0
        for is_there, row_status, _, met, meant, amount, nulls, statuses, every_part in wanted:
            if not is_there:
                continue
            needed = [at for at, name in enumerate(names) if name in self.tested or met]
            cannot = [at for at in needed if statuses[at] == "M"]
            added = [at for at in needed if names[at] not in self.tested and names[at] in self.form.measures]
            if self.form.lists:
                impossible = any(names[at] in self.tested for at in cannot) or bool(added) and set(added) <= set(cannot)
                # A row that adds nothing takes nothing from the others.
                lacking = [at for at in needed if nulls[at] and at not in cannot and not impossible]
            else:
                lacking = [at for at in needed if nulls[at]]
                impossible = bool(cannot)
            if lacking or not every_part:
                result.complete = False
                result.causes += [statuses[at] or "O" for at in lacking] or ["O"]
            impossible_rows += impossible
            open_rows += not impossible and bool(meant or lacking or not every_part)
            if met and not impossible:
                result.amounts.append(amount)
                held = [*([row_status] if self.rests_on_row else []), *(statuses[at] for at in needed)]
                result.inherited += [status for status in held if status and status in INHERITED]
        result.impossible = bool(impossible_rows) and not open_rows
        result.complete &= not result.impossible
        return result

    def aggregate(self, units: list[UnitPart]) -> Decimal | None:
        """The aggregate over the rows of reported units."""
        amounts = [amount for unit in units for amount in unit.amounts if amount is not None]
        if self.counts_units:
            return Decimal(sum(bool(unit.amounts) for unit in units))
        if self.distinct:
            return Decimal(len(set(amounts)))
        if self.function == "sum":
            return sum(map(Decimal, amounts), Decimal(0))
        if self.function == "count":
            return Decimal(len(amounts))
        return (min if self.function == "min" else max)(map(Decimal, amounts), default=None)


def conjuncts(where: str | None) -> list[str]:
    """The tests of a condition that must all hold; one that is more than that is one."""
    if not where or re.search(r"\(|\bOR\b|\bNOT\b|\bBETWEEN\b", where, re.IGNORECASE):
        return [where] if where else []
    return re.split(r"\bAND\b", where, flags=re.IGNORECASE)


def figures_follow_from_the_declarations(run: Run, tally: Tally) -> None:
    """Each figure again from units/<form> and the declared expressions: parts, counts, value, coverage, status.

    DuckDB evaluates what a row adds and whether it counts, from the text that is declared; all else is Python on exact numbers.
    """
    total = 0
    for name, pipeline in run.declared.items():
        faults, rows, values = [], 0, 0
        published: dict[tuple, dict[tuple, dict]] = defaultdict(dict)
        for row in run.table(f"indicators/{name}"):
            key = (row["geography"], row["time_period"], row["ref_area"], row["ref_area_valid_from"])
            published[row["indicator"], row["method"], row["breakdown"]][key] = row
            rows += 1
            values += row["obs_value"] is not None
        for indicator in pipeline["indicator"]:
            by = indicator.get("by")
            field = run.forms[indicator["numerator"]["source"]].fields[by] if by else {}
            for breakdown in field["constraints"]["enum"] if by else [None]:
                key = (indicator["name"], indicator.get("method"), breakdown)
                wanted = figures(run, indicator, (by, breakdown) if by else None)
                faults += [f"{title(*key)}: {fault}" for fault in compare(published.pop(key, {}), wanted)]
        faults += [f"{title(*key)} is published and not declared" for key in published]
        tally.check(f"{name}: parts, values, coverage, statuses", faults, f"{rows:,} figures, {values:,} with a value")
        total += rows
    tally.check("pipelines", sorted(set(run.pipelines()) ^ run.declared.keys()), f"{len(run.declared)}, {total:,} figures")


def compare(published: dict[tuple, dict], wanted: dict[tuple, dict]) -> list[str]:
    """The differences between published figures and those made here."""
    faults = [f"{key} is published and does not follow" for key in sorted(published.keys() - wanted.keys())]
    faults += [f"{key} follows and is not published" for key in sorted(wanted.keys() - published.keys())]
    for key in sorted(published.keys() & wanted.keys()):
        for column, value in wanted[key].items():
            if published[key][column] != value:
                faults.append(f"{key} {column}: published {published[key][column]!r}, declared {value!r}")
    return faults


def figures(run: Run, indicator: dict, by: tuple[str, str] | None) -> dict[tuple, dict]:
    """The figures of an indicator by geography, period and area."""
    numerator = Part(run, indicator["numerator"], by)
    form = numerator.form
    frequencies = [CODES[MONTHS[name]] for name in indicator["periods"]]
    divided = indicator.get("denominator", {})
    # A breakdown is one of the rows: it holds for both parts.
    denominator = Part(run, divided, by) if "source" in divided else None
    if denominator and denominator.form is not form:
        raise NotImplementedError(f"{indicator['name']} rests on two forms; teach this check how")
    parts = [part for part in (numerator, denominator) if part]
    units = [part.units(run, frequencies) for part in parts]
    grouped: dict[tuple, list[tuple]] = defaultdict(list)
    for geography, time_period, code, valid_from in units[0]:
        unit = run.registry.units[code, valid_from]
        of_unit = [of_part[geography, time_period, code, valid_from] for of_part in units]
        for area in run.registry.areas(unit, geography):
            if area.level in indicator["areas"]:
                grouped[geography, time_period, *area.key].append(of_unit)
    result = {}
    for (geography, time_period, *area_key), members in grouped.items():
        area, period = run.registry.units[tuple(area_key)], Period.parse(time_period)
        # Numerator and denominator are taken over the same units.
        expected = [of_unit for of_unit in members if not any(part.impossible for part in of_unit)]
        reported = [of_unit for of_unit in expected if all(part.complete for part in of_unit)]
        sums = [part.aggregate([of_unit[at] for of_unit in reported]) if reported else None for at, part in enumerate(parts)]
        if "registry" in divided:
            day = map_day(geography, period.end(form.calendar))
            of_level = run.registry.valid_on(day, [divided["registry"]], run.settings["province"])
            sums.append(Decimal(sum(area in run.registry.above(unit) for unit in of_level)))
        figure = dict(zip(PARTS, (sums[0], sums[1] if divided else None, len(reported), len(expected)), strict=True))
        incomplete = [of_unit for of_unit in expected if not all(part.complete for part in of_unit)]
        lacking = [cause for of_unit in incomplete for part in of_unit for cause in part.causes]
        resting = [status for of_unit in reported for part in of_unit for status in part.inherited]
        if geography == "as-reported" and run.registry.breaks(area, period, form.calendar):
            resting.append("B")
        result[geography, time_period, *area_key] = figure | published_columns(indicator, figure, lacking, resting)
    return result


def published_columns(indicator: dict, figure: dict, lacking: list[str], resting: list[str]) -> dict:
    """obs_value, coverage and obs_status. float() of a Fraction rounds correctly, ties to even."""
    numerator, denominator, reported, expected = (figure[part] for part in PARTS)
    coverage = Fraction(reported, expected) if expected else None
    is_ratio = "denominator" in indicator
    value, status = None, strongest(lacking) or "O"
    enough = Fraction(indicator["minimum_coverage"]) if is_ratio else Fraction(indicator.get("partial") != "publish")
    if not expected:
        status = strongest(lacking) or "M"
    elif reported and numerator is not None and coverage >= enough:
        divisor = denominator if is_ratio else Decimal(1)
        if divisor == 0:
            status = "M"
        elif divisor is not None:
            value = float(Fraction(indicator.get("factor", 1)) * Fraction(numerator) / Fraction(divisor))
            partial = not is_ratio and reported < expected
            status = min([*resting, *("U" if partial else "")], key=INHERITED.index, default="A")
    return {"obs_value": value, "coverage": float(coverage) if coverage is not None else None, "obs_status": status}
