"""Is units/<form> what the accepted rows give: restated through the crosswalk, combined over time?

Everything is made anew from data/<form>, from the findings and submissions, and from the declarations.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from checks.declared import VINTAGES, Form, strongest
from checks.geography import MONTHS, Period, Unit, map_day
from checks.run import Run, Tally

NAME = re.compile(r"'(?:[^']|'')*'|[A-Za-z_]\w*")

# A vintage, or None for the most final row of each unit, period and combination of dimensions.
Series = str | None

# A value and its status; the status of a missing value is its cause.
Observation = tuple[Any, str]
NEVER_CAME: Observation = (None, "O")


@dataclass
class Row:
    """The measures and texts of one row, the best status that its values can have, and the vintages of what it was made from."""

    measures: dict[str, Observation]
    texts: dict[str, Any]
    status: str
    vintages: frozenset[str]
    # False where the last part of a longer period no longer lists it.
    at_end: bool = True
    # False where the unit has not reported each part of it.
    every_part: bool = True


@dataclass
class Ratio:
    """The measures of a form that the two parts of a ratio add."""

    measures: list[str]
    # True where the other part rests on another form.
    beside_another_form: bool


@dataclass
class Sent:
    """What one unit sent of a series for one period of the form: its rows by dimensions, and whether all are accepted."""

    rows: dict[tuple, Row] = field(default_factory=dict)
    reported: bool = False


def grouped_values_are_those_of_the_rows(run: Run, tally: Tally) -> None:
    """units/<form> of every form, each cell of it."""
    compared = 0
    for form in run.forms.values():
        faults, rows, cells = compare(run, form)
        tally.check(f"units/{form.name}", faults, f"{rows:,} rows, {cells:,} values and statuses")
        compared += cells
    apart = {path.stem for path in (run.folder / "units").glob("*.parquet")} ^ run.forms.keys()
    tally.check("a table for each form", sorted(apart), f"{len(run.forms)} forms, {compared:,} values and statuses")


def compare(run: Run, form: Form) -> tuple[list[str], int, int]:
    """The differences between the published table of a form and the one made here; its rows and its cells."""
    wanted = Remade(run, form).table()
    published: dict[tuple, dict] = {}
    faults = []
    for row in run.table(f"units/{form.name}"):
        unit = (row["ref_area"], row["ref_area_valid_from"])
        key = (row["geography"], row["time_period"], *unit, *(row[name] for name in form.key))
        if key in published:
            faults.append(f"{words(key)} is there twice")
        published[key] = row
    faults += [f"{words(key)} is published and does not follow from the rows" for key in published.keys() - wanted.keys()]
    faults += [f"{words(key)} follows from the rows, unpublished" for key in wanted.keys() - published.keys()]
    cells = 0
    for key in sorted(published.keys() & wanted.keys(), key=str):
        for column, value in wanted[key].items():
            cells += 1
            if published[key][column] != value:
                faults.append(f"{words(key)} {column}: published {published[key][column]}, from the rows {value}")
    return faults, len(published), cells


def words(key: tuple) -> str:
    return " ".join(str(part) for part in key)


class Remade:
    """The units table of one form, from its rows."""

    def __init__(self, run: Run, form: Form) -> None:
        self.run, self.form, self.registry = run, form, run.registry
        self.province = run.settings["province"]
        self.ratios_of_members = ratios(run, form, ("flow", "stock"))
        self.ratios_over_time = ratios(run, form, ("flow",))
        self.sent: dict[tuple[Series, Unit, Period], Sent] = {}
        self.receive()
        self.report_none()
        self.restated = cache(self.restated)

    def unit(self, code: str | None, valid_from: date | None) -> Unit | None:
        return self.registry.units.get((code, valid_from))

    # What was sent.

    def receive(self) -> None:
        """Takes in the rows of data/<form>, but for those of a unit whose submission holds a row that is quarantined."""
        quarantined: set[tuple] = set()
        self.unplaced: set[str] = set()
        kept: set[tuple] = set()
        for finding in self.run.table("findings"):
            if finding["form"] != self.form.name:
                continue
            key = (finding["ref_area"], finding["ref_area_valid_from"], finding["time_period"])
            if finding["code"] == "earlier-row-kept":
                kept.add(key)
            if finding["disposition"] != "quarantined":
                continue
            quarantined.add((*key, finding["object"]))
            if finding["ref_area"] is None and self.form.lists:
                # It may belong to any unit of its file, none of which is then whole.
                self.unplaced.add(finding["object"])
        for row in self.run.table(f"data/{self.form.name}"):
            key = (row["ref_area"], row["ref_area_valid_from"], row["time_period"])
            unit, period = self.unit(*key[:2]), Period.parse(row["time_period"])
            vintage = row[self.form.vintage] if self.form.vintage else None
            series = dict.fromkeys((None, vintage))
            for one in series:
                self.sent.setdefault((one, unit, period), Sent())
            if (*key, row["object"]) in quarantined or row["object"] in self.unplaced:
                continue
            # A row that is current although the one of a later file was quarantined has low reliability.
            later = key in kept and any(other[:3] == key for other in quarantined)
            status = strongest([vintage or "A", "U" if later else "A"])
            measures = {}
            for name in self.form.measures:
                value, own = row[name], row[f"{name}_status"]
                measures[name] = (None, own) if value is None else (Decimal(value), strongest([own, status]))
            texts = {name: row[name] for name in self.form.texts}
            made = Row(measures, texts, status, frozenset([vintage] if vintage else []))
            dimensions = tuple(row[name] for name in self.form.dimensions)
            for one in series:
                sent = self.sent[one, unit, period]
                sent.reported = True
                held = sent.rows.get(dimensions)
                # A before P before E, before units are merged and periods combined.
                if not held or not vintage or VINTAGES.index(*held.vintages) <= VINTAGES.index(vintage):
                    sent.rows[dimensions] = made
        for code, valid_from, time_period, _ in quarantined:
            unit = self.unit(code, valid_from)
            if unit and time_period:
                self.sent.setdefault((None, unit, Period.parse(time_period)), Sent())

    def report_none(self) -> None:
        """A form that lists things says by what it does not list that there is none, for each unit of its sender."""
        if not self.form.lists or self.form.vintage:
            return
        for submission in self.run.table("submissions", "form, ref_area, ref_area_valid_from, time_period, state, object"):
            sender = self.unit(submission["ref_area"], submission["ref_area_valid_from"])
            accepted = submission["state"] in ("received", "late", "superseded")
            if submission["form"] != self.form.name or not accepted or not sender:
                continue
            if submission["object"] in self.unplaced:
                continue
            period = Period.parse(submission["time_period"])
            end = period.end(self.form.calendar)
            senders = self.form.sender_levels(end)
            for unit in self.registry.valid_on(end, self.form.levels(end), self.province):
                nearest = next((area for area in self.registry.above(unit) if area.level in senders), None)
                if nearest == sender:
                    self.sent.setdefault((None, unit, period), Sent(reported=True))

    # Which units and periods are shown.

    def periods(self) -> list[Period]:
        """Of each frequency asked for, the periods whose last part was expected or received, or lies between such."""
        form, frequencies = self.form, {self.form.months}
        for pipeline in self.run.declared.values():
            for indicator in pipeline.get("indicator", []):
                parts = (indicator.get("numerator", {}), indicator.get("denominator", {}))
                if any(part.get("source") == form.name for part in parts):
                    frequencies |= {MONTHS[name] for name in indicator["periods"]}
        # The table holds what was expected and what came; what was rejected gives no period.
        known = [
            Period.parse(submission["time_period"])
            for submission in self.run.table("submissions", "form, time_period, state")
            if submission["form"] == form.name and submission["state"] in ("received", "late", "missing", "superseded")
        ]
        shown = set()
        part = min(known)
        while part <= max(known):
            wholes = (part.within(months) for months in frequencies if months >= form.months)
            shown |= {whole for whole in wholes if whole.parts(form.months)[-1] == part}
            part = part.next()
        return sorted(shown)

    def units(self, geography: str, period: Period) -> list[Unit]:
        """The units of the map of a period; of a level that the map no longer has, those of the period itself."""
        end = period.end(self.form.calendar)
        if not self.form.has_areas:
            return [unit for unit in self.registry.units.values() if unit.code == self.province and unit.is_valid_on(end)]
        units = []
        for level in self.form.levels(end):
            of_map = self.registry.valid_on(map_day(geography, end), [level], self.province)
            units += of_map or self.registry.valid_on(end, [level], self.province)
        return units

    # Over a change of map.

    def restated(self, series: Series, unit: Unit, part: Period) -> Sent:
        """What a unit sent of a series for a period of the form, or its members did before it began."""
        members = [
            (self.sent.get((series, member, part), Sent()), share)
            for member, share in self.registry.members(unit, part.end(self.form.calendar))
        ]
        restated = Sent(reported=bool(members) and all(sent.reported for sent, _ in members))
        for key in dict.fromkeys(key for sent, _ in members for key in sent.rows):
            if len(members) == 1 and members[0][1] == 1:
                restated.rows[key] = members[0][0].rows[key]
                continue
            having = [sent.rows[key] for sent, _ in members if key in sent.rows]
            row = restated.rows[key] = made(*self.merged(key, members), having)
            if len(having) > 1 and self.form.names_things:
                # One thing, or several of one name.
                row.status = strongest([row.status, "E"])
        return restated

    def merged(self, key: tuple, members: list[tuple[Sent, Decimal | None]]) -> tuple[dict[str, Observation], dict[str, Any]]:
        """One row of several members: where it is missing from one of them, all of it is missing; where what is not listed is not
        there, a member without it adds nothing."""
        form = self.form
        there = [(sent.rows[key], share) for sent, share in members if key in sent.rows]
        if any(key not in sent.rows and not (form.lists and sent.reported) for sent, _ in members):
            measures, texts = dict.fromkeys(form.measures, NEVER_CAME), dict.fromkeys(form.texts)
        else:
            measures = {name: merge(form, name, there) for name in form.measures}
            mark_uneven(self.ratios_of_members, measures, [row.measures for row, _ in there])
            agreed = {name: {row.texts[name] for row, _ in there} for name in form.texts}
            texts = {name: next(iter(values)) if len(values) == 1 else None for name, values in agreed.items()}
        return measures, texts | dict(zip(form.dimensions, key, strict=True))

    # Over time.

    def combined(self, series: Series, unit: Unit, period: Period) -> tuple[bool, dict[tuple, Row]]:
        """Whether a unit reported a series in a period, and its rows: flows are summed, all else is that of the last part."""
        form = self.form
        parts = [self.restated(series, unit, part) for part in period.parts(form.months)]
        last = parts[-1]
        has_flows = "flow" in form.measures.values()
        every_part = not has_flows or all(part.reported for part in parts)
        rows: dict[tuple, Row] = {}
        if last.reported or not form.lists:
            # Without flows, what the last part no longer lists is history.
            counted = parts if has_flows or not form.lists else [last]
            for key in dict.fromkeys(key for part in counted for key in part.rows):
                having = [part.rows[key] for part in parts if key in part.rows]
                of_parts = [{name: self.in_part(name, key, part) for name in form.measures} for part in parts]
                measures = {name: over_time(kind, [part[name] for part in of_parts]) for name, kind in form.measures.items()}
                mark_uneven(self.ratios_over_time, measures, of_parts)
                texts = having[-1].texts | dict(zip(form.dimensions, key, strict=True))
                # Without flows nothing rests on what was reported before the last part.
                resting = having if has_flows else [part.rows[key] for part in parts[-1:] if key in part.rows]
                rows[key] = made(measures, texts, resting)
                rows[key].at_end = key in last.rows
                rows[key].every_part = every_part
        reported = last.reported and (bool(rows) or every_part)
        return reported, rows if reported else {}

    def in_part(self, measure: str, key: tuple, part: Sent) -> Observation:
        """A measure in one part of a period; what a complete list does not name is not there, and adds nothing."""
        if key in part.rows and (part.reported or not self.form.lists):
            return part.rows[key].measures[measure]
        return (None, "M") if part.reported and self.form.lists else NEVER_CAME

    def vintages(self, unit: Unit, period: Period) -> tuple[bool, dict[tuple, Row]]:
        """Whether a unit reported a period, and its rows by dimensions and vintage: those of each vintage, and the most final.
        One that is made from rows of several vintages, or that is not what its vintage alone gives, is of none."""
        reported, best = self.combined(None, unit, period)
        rows, self.finals = {}, set()
        of_vintage = {vintage: self.combined(vintage, unit, period)[1] for vintage in VINTAGES}
        for key, row in best.items():
            same = [vintage for vintage in row.vintages if {vintage} == row.vintages and of_vintage[vintage].get(key) == row]
            self.finals.add((*key, *(same or [None])))
            rows[(*key, *(same or [None]))] = row
        for vintage in VINTAGES:
            rows |= {(*key, vintage): row for key, row in of_vintage[vintage].items()}
        return reported, rows

    def table(self) -> dict[tuple, dict]:
        """Every row of units/<form> by its key: geography, period, unit, dimensions."""
        form, table = self.form, {}
        for geography, period in itertools.product(self.run.settings["geographies"], self.periods()):
            for unit in self.units(geography, period):
                reported, rows = self.vintages(unit, period) if form.vintage else self.combined(None, unit, period)
                shared = {
                    "freq": period.code,
                    "period_start": period.start(form.calendar),
                    "period_end": period.end(form.calendar),
                    "area_level": unit.level,
                    "reported": reported,
                    "row_present": bool(rows),
                }
                # A unit without rows has a placeholder.
                for key, row in rows.items() or [((None,) * len(form.key), None)]:
                    cells = shared | {"row_status": row.status if row else None}
                    cells |= row.texts if row else dict.fromkeys(form.texts)
                    for name in form.measures:
                        cells[name], cells[f"{name}_status"] = row.measures[name] if row else NEVER_CAME
                    if form.lists_flows:
                        cells["at_end"] = row.at_end if row else None
                        cells["every_part"] = row.every_part if row else reported
                    if form.vintage:
                        cells[form.vintage] = key[-1] if row else None
                        cells["most_final"] = key in self.finals if row else None
                    table[geography, str(period), *unit.key, *key] = cells
        return table


def made(measures: dict[str, Observation], texts: dict[str, Any], parts: list[Row]) -> Row:
    """A row that is made from others."""
    return Row(measures, texts, strongest(row.status for row in parts), frozenset().union(*(row.vintages for row in parts)))


def merge(form: Form, name: str, parts: list[tuple[Row, Decimal | None]]) -> Observation:
    """A measure of the rows that become one, by its merge rule. A value is there when all its parts are; one that cannot
    occur adds nothing; without a rule or a share there is none."""
    rule = form.merge_rule(name)
    if rule is None or any(share is None for _, share in parts):
        return NEVER_CAME
    occurring = [(row, share) for row, share in parts if row.measures[name] != (None, "M")]
    if not occurring:
        return (None, "M") if parts else NEVER_CAME
    lacking = [row.measures[name][1] for row, _ in occurring if row.measures[name][0] is None]
    if lacking:
        return None, strongest(lacking)
    values = [row.measures[name][0] for row, _ in occurring]
    shares = [share for _, share in occurring]
    status = strongest(row.measures[name][1] for row, _ in occurring)
    if rule.startswith("mean by "):
        weights = [row.measures[rule.removeprefix("mean by ")][0] for row, _ in occurring]
        if None in weights:
            return NEVER_CAME
        weights = [weight * share for weight, share in zip(weights, shares, strict=True)]
        total = sum(weights)
        mean = sum(value * weight for value, weight in zip(values, weights, strict=True)) / total if total else None
        return (rounded(mean), strongest([status, "E"])) if total else NEVER_CAME
    if rule == "sum":
        divided = any(share != 1 for share in shares)
        total = sum(value * share for value, share in zip(values, shares, strict=True))
        return rounded(total), strongest([status, "E"]) if divided else status
    truths = [value != 0 for value in values]
    rules = {"min": min(values), "max": max(values), "any": Decimal(any(truths)), "all": Decimal(all(truths))}
    # Nobody reported it: it is what the rule makes of several units.
    return rules[rule], strongest([status, "E"])


def over_time(kind: str, parts: list[Observation]) -> Observation:
    """A flow needs every part, a stock its last one; a rate is never carried into a coarser period."""
    if kind == "stock" or len(parts) == 1:
        return parts[-1]
    if kind == "rate":
        return NEVER_CAME
    occurring = [part for part in parts if part != (None, "M")]
    if not occurring:
        return None, "M"
    lacking = [status for value, status in occurring if value is None]
    if lacking:
        return None, strongest(lacking)
    return sum(value for value, _ in occurring), strongest(status for _, status in occurring)


def ratios(run: Run, form: Form, kinds: tuple[str, ...]) -> list[Ratio]:
    """What the two parts of each declared ratio add of a form: its measures of some kinds."""

    def added(part: dict) -> set[str]:
        of = run.forms[part["source"]]
        return {name for name in NAME.findall(part["value"]) if of.measures.get(name) in kinds}

    found = []
    for indicator in (one for pipeline in run.declared.values() for one in pipeline.get("indicator", [])):
        parts = [part for part in (indicator.get("numerator", {}), indicator.get("denominator", {})) if "source" in part]
        own = [part for part in parts if part["source"] == form.name]
        beside = any(added(part) for part in parts if part not in own)
        measures = sorted(set().union(*map(added, own)))
        if len(parts) == 2 and len(measures) > (0 if beside else 1):
            found.append(Ratio(measures, beside))
    return found


def mark_uneven(of_form: list[Ratio], measures: dict[str, Observation], parts: list[dict[str, Observation]]) -> None:
    """Numerator and denominator of other parts, quarters or units, as some cannot occur in one of the two: their status is U."""
    for ratio in of_form:
        absent = {name: [part[name] == (None, "M") for part in parts] for name in ratio.measures}
        first = absent[ratio.measures[0]]
        if all(one == first for one in absent.values()) and not ratio.beside_another_form:
            continue
        for name, in_parts in absent.items():
            value, status = measures[name]
            if any(in_parts) and value is not None:
                measures[name] = (value, strongest([status, "U"]))


def rounded(value: Decimal) -> Decimal:
    """Twelve digits, half away from zero."""
    return value.quantize(Decimal("1e-12"), rounding=ROUND_HALF_UP)
