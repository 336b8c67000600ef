"""Periods and administrative units, read from the registry of the project: nothing of the program is used."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
CODES = {1: "M", 3: "Q", 6: "S", 12: "A"}


@dataclass(frozen=True, order=True)
class Period:
    """A month, quarter, half-year or year: the first of its months, counted from the year 0, and how many there are."""

    first_month: int
    months: int

    @classmethod
    def parse(cls, text: str) -> Period:
        year, _, part = text.partition("-")
        length = 12 if not part else {"S": 6, "Q": 3}.get(part[0], 1)
        number = int(part.lstrip("SQ")) if part else 1
        return cls(int(year) * 12 + (number - 1) * length, length)

    def __str__(self) -> str:
        year, month = divmod(self.first_month, 12)
        number = month // self.months + 1
        return {12: f"{year}", 6: f"{year}-S{number}", 3: f"{year}-Q{number}", 1: f"{year}-{number:02}"}[self.months]

    @property
    def code(self) -> str:
        return CODES[self.months]

    def start(self, calendar: str) -> date:
        """The first day; an administrative period begins on the 15th of the month before."""
        month = self.first_month - (calendar == "administrative")
        return date(month // 12, month % 12 + 1, 15 if calendar == "administrative" else 1)

    def end(self, calendar: str) -> date:
        return self.next().start(calendar) - timedelta(days=1)

    def next(self) -> Period:
        return Period(self.first_month + self.months, self.months)

    def previous(self) -> Period:
        return Period(self.first_month - self.months, self.months)

    def parts(self, months: int) -> list[Period]:
        """The periods of so many months inside this one, in order."""
        return [Period(first, months) for first in range(self.first_month, self.first_month + self.months, months)]

    def within(self, months: int) -> Period:
        """The period of so many months around this one."""
        return Period(self.first_month // months * months, months)


@dataclass(frozen=True)
class Unit:
    """An administrative unit while it was valid; its key is the code and the first day."""

    code: str
    level: str
    parent_code: str
    valid_from: date
    valid_to: date | None

    @property
    def key(self) -> tuple[str, date]:
        return self.code, self.valid_from

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class Registry:
    """Units, who lies in whom, and what became of whom."""

    def __init__(self, folder: Path) -> None:
        self.units: dict[tuple[str, date], Unit] = {}
        for row in read_csv(folder / "units.csv"):
            ends = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
            unit = Unit(row["code"], row["level"], row["parent_code"], date.fromisoformat(row["valid_from"]), ends)
            self.units[unit.key] = unit
        # (new unit) -> [(old unit, the share of the old one that went over)]
        self.origins: dict[Unit, list[tuple[Unit, Decimal | None]]] = {}
        self.heirs: dict[Unit, list[Unit]] = {}
        for row in read_csv(folder / "crosswalk.csv"):
            old = self.units[row["from_code"], date.fromisoformat(row["from_valid_from"])]
            new = self.units[row["to_code"], date.fromisoformat(row["to_valid_from"])]
            self.origins.setdefault(new, []).append((old, Decimal(row["share"]) if row["share"] else None))
            self.heirs.setdefault(old, []).append(new)
        self.above = cache(self.above)
        self.members = cache(self.members)
        self.changes = cache(self.changes)

    def parent(self, unit: Unit) -> Unit | None:
        for other in self.units.values():
            if other.code == unit.parent_code and other.is_valid_on(unit.valid_from):
                return other
        return None

    def above(self, unit: Unit) -> list[Unit]:
        """The unit itself and every area above it, the nearest first."""
        parent = self.parent(unit)
        return [unit] + (self.above(parent) if parent else [])

    def valid_on(self, day: date, levels: list[str], province: str) -> list[Unit]:
        """The units of the levels that are valid on a day, inside the province."""
        return [
            unit
            for unit in self.units.values()
            if unit.level in levels and unit.is_valid_on(day) and any(area.code == province for area in self.above(unit))
        ]

    def members(self, unit: Unit, day: date) -> list[tuple[Unit, Decimal | None]]:
        """The units of the map of a day that make up a unit, with their shares; none where the registry does not say."""
        if unit.is_valid_on(day):
            return [(unit, Decimal(1))]
        found = []
        for old, share in self.origins.get(unit, []):
            if old.valid_from < unit.valid_from:
                for member, part in self.members(old, day):
                    found.append((member, None if share is None or part is None else share * part))
        return found

    def areas(self, unit: Unit, geography: str) -> list[Unit]:
        """The areas in which a unit counts: in the map of a day those that are valid on it."""
        if geography == "as-reported":
            return self.above(unit)
        return [area for area in self.above(unit) if area.is_valid_on(date.fromisoformat(geography))]

    def changes(self, area: Unit) -> list[date]:
        """The days on which the members of an area changed: made by a merger or division, or a unit right below it, while
        it went on itself, began or ended. A province whose own border stayed does not change."""
        days = set()
        origins = self.origins.get(area, [])
        alone = len(origins) == 1 and origins[0][1] == 1 and len(self.heirs[origins[0][0]]) == 1
        if origins and not alone:
            days.add(area.valid_from)
        if area.parent_code:
            for unit in self.units.values():
                if self.parent(unit) == area:
                    edges = (unit.valid_from, unit.valid_to)
                    days |= {day for day in edges if day and day > area.valid_from and area.is_valid_on(day)}
        return sorted(days)

    def breaks(self, area: Unit, period: Period, calendar: str) -> bool:
        """True for the first period of its length after the members of an area changed."""
        return any(period.previous().end(calendar) < day <= period.end(calendar) for day in self.changes(area))


def map_day(geography: str, end: date) -> date:
    """The day whose map a period is shown in."""
    return end if geography == "as-reported" else date.fromisoformat(geography)


def read_csv(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
