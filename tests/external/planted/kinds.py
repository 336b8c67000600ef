"""What a kind of fault is: how it is made, in which formats, and what must be said of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from planted.sheets import BOOKS, FLAT, TEXT, Submission

EVERY = (*BOOKS, *TEXT, *FLAT)
SHEETS = (*BOOKS, *TEXT)

# What must be said. `error`: an error at the place, and nothing of it is published. `warning`: a finding at the place, and what is published may
# differ. `reported`: what is published is true, and a finding of the file says what was done. `careful`: published as it is meant, or
# reported at the place. `sound`: what is published is true, and nothing is an error.
LEVELS = ("error", "warning", "reported", "careful", "sound")


@dataclass(frozen=True)
class Place:
    """A cell, a row (`column` 0), a column (`row` 0), or the whole file (both 0)."""

    row: int = 0
    column: int = 0


@dataclass(frozen=True)
class Planted:
    """Where a fault is; each of the places must be reported. What is at fault besides is in `also`, and may be reported."""

    places: tuple[Place, ...]
    also: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Kind:
    name: str
    level: str
    plant: Callable[[Submission, random.Random], Planted | None]
    formats: tuple[str, ...] = EVERY
    layouts: tuple[str, ...] = ("full", "grouped", "aside", "list")
    forms: tuple[str, ...] = ("health", "budget", "schools")
    # Where the fault changes how a column or the table is read, it is the only one of its file.
    alone: bool = False
    new_map: bool = False
    # Before the others: it needs a sound period before.
    first: bool = False


@dataclass
class Kinds:
    every: list[Kind] = field(default_factory=list)

    def add(self, name: str, level: str, **options: object) -> Callable:
        """A decorator: the function plants the fault."""

        def take(plant: Callable) -> Callable:
            assert level in LEVELS and name not in {kind.name for kind in self.every}, name
            self.every.append(Kind(name, level, plant, **options))
            return plant

        return take


KINDS = Kinds()

TYPES = {
    "count": {"health": ("population", "births", "households", "poor", "insured"), "schools": ("schools", "pupils")},
    "free count": {"health": ("births",), "schools": ("pupils",)},
    "required": {"health": ("population", "households"), "budget": ("revenue",), "schools": ("schools",)},
    "amount": {"budget": ("revenue", "spending", "balance")},
    "rate": {"health": ("insured_rate",)},
    "area": {"schools": ("area",)},
    "truth": {"schools": ("online",)},
    "day": {"schools": ("since",)},
    "level": {"schools": ("level",)},
    "code": {"health": ("code",), "schools": ("code",)},
    "name": {"health": ("commune",), "schools": ("commune",), "budget": ("commune",)},
    "bare name": {"budget": ("commune",)},
    "period": {"health": ("period",), "schools": ("period",), "budget": ("period",)},
}


def in_cell(name: str, level: str, kind: str, make: Callable, whose: str = "cell", **options: object) -> None:
    """A fault of one cell: `make` takes what is true, a source of chance and the row, and gives what is written instead. Where more than
    one cell may be to blame, the finding is anywhere in its row, or, of a sum, in its column (`whose`)."""
    fields = TYPES[kind]

    def plant(submission: Submission, rng: random.Random) -> Planted | None:
        column = submission.columns.get(rng.choice(fields[submission.form]))
        if column is None:
            return None
        free = [row for row in submission.rows if not (submission.taken & {(row.at, 0), (0, column)})]
        # Of Xã Thanh Bình there are two, and where only names are written nobody knows which is meant.
        free = [row for row in free if row.name != "Xã Thanh Bình" or submission.form != "budget" or submission.layout != "list"]
        row = rng.choice(free or [None])
        if row is None:
            return None
        written = make(submission.sheet.value(row.at, column), rng, row)
        if written is None:
            return None
        submission.sheet.put(row.at, column, written)
        submission.taken |= {(row.at, 0), (0, column)}
        place = {"cell": Place(row.at, column), "row": Place(row.at, 0), "column": Place(0, column)}[whose]
        return Planted(
            (place,),
            also=(Place(row.at, 0),) if kind in ("code", "name", "bare name", "period", "level") or whose != "cell" else (),
        )

    forms = tuple(fields)
    options.setdefault("forms", forms)
    if kind == "period":
        options["layouts"] = ("list",)
    KINDS.add(name, level, **options)(plant)
