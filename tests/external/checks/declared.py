"""What a form declares, read from its JSON; and the order of the statuses."""

from __future__ import annotations

from datetime import date

from checks.geography import MONTHS

# SDMX CL_OBS_STATUS in the order of precedence: where several apply, the first one counts.
PRECEDENCE = "BOMLHQJSDKWIFEPNUVGA"
# Those that a figure inherits from what it rests on.
INHERITED = "BIEPU"
# From the least to the most final.
VINTAGES = "EPA"
# One column of codes or names, or one of each.
AREA_ROLES = ("area", "area-code", "area-name")


def strongest(statuses) -> str | None:  # noqa: ANN001: any iterable of statuses
    """The first by precedence; None of none."""
    return min(statuses, key=PRECEDENCE.index, default=None)


class Form:
    """A form: its periods, levels and fields."""

    def __init__(self, resource: dict) -> None:
        form, schema = resource["form"], resource["schema"]
        self.name: str = resource["name"]
        self.months = MONTHS[form["frequency"]]
        self.calendar: str = form.get("calendar", "gregorian")
        self.reports, self.submits = form["reports"], form.get("submits", [])
        self.fields: dict[str, dict] = {field["name"]: field for field in schema["fields"]}
        self.measures: dict[str, str] = {name: field["measure"] for name, field in self.fields.items() if "measure" in field}
        roles = {name: field.get("role") for name, field in self.fields.items()}
        self.has_areas = any(role in AREA_ROLES for role in roles.values())
        self.area_fields = {name for name, role in roles.items() if role in AREA_ROLES}
        self.vintage = next((name for name, role in roles.items() if role == "vintage"), None)
        # What distinguishes the rows of one unit.
        self.dimensions = [name for name in schema.get("primaryKey", []) if roles[name] is None]
        self.key = self.dimensions + ([self.vintage] if self.vintage else [])
        # The fields that are no measure and are in the tables.
        self.texts = [name for name, role in roles.items() if name not in self.measures and role in (None, "vintage")]

    @property
    def lists(self) -> bool:
        """True where a unit may have any number of rows, none among them."""
        return bool(self.dimensions)

    @property
    def names_things(self) -> bool:
        """True where the values of a dimension are not listed: it names things, and does not break down."""
        listed = (field.get("constraints", {}).get("enum") or field.get("categories") for field in map(self.fields.get, self.dimensions))
        return not all(listed)

    @property
    def lists_flows(self) -> bool:
        """True where a longer period has rows of things that its last part no longer lists."""
        return self.lists and "flow" in self.measures.values()

    def levels(self, day: date) -> list[str]:
        """The levels of which the rows of a day speak."""
        return levels_on(self.reports, day)

    def sender_levels(self, day: date) -> list[str]:
        return levels_on(self.submits, day) or self.levels(day)

    def merge_rule(self, measure: str) -> str | None:
        """How units that merge combine; a rate has no rule unless it states one."""
        return self.fields[measure].get("merge", None if self.measures[measure] == "rate" else "sum")


def levels_on(declared: str | list, day: date) -> list[str]:
    """The level or levels of a day: a level, a list of them, or a list of `{from, level}` in order."""
    if isinstance(declared, str):
        return [declared]
    if all(isinstance(entry, str) for entry in declared):
        return declared
    begun = [entry["level"] for entry in declared if date.fromisoformat(entry["from"]) <= day]
    return levels_on(begun[-1], day) if begun else []
