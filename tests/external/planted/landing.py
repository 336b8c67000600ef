"""Which submission has which faults: the same every time."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from planted import areas, cells, heads, shapes, tables  # noqa: F401: they register their kinds
from planted.kinds import KINDS, Kind, Planted
from planted.province import DISTRICTS, write_project
from planted.sheets import FLAT, Submission, build
from planted.writers import write

# Of each kind so many for each form, while there are formats.
TIMES = 3
# In one file, where they do not disturb each other.
TOGETHER = 3
# So many periods of each sender are sound, so that there is a history.
SOUND = 4
FIRST = 2000


@dataclass
class Wish:
    kind: Kind
    form: str
    format: str
    layout: str
    tried: int = 0


@dataclass
class Sent:
    """A file of the landing zone, what is true of it, and what was planted."""

    object: str
    submission: Submission
    planted: list[tuple[Kind, Planted]] = field(default_factory=list)


def periods(form: str) -> list[str]:
    if form == "health":
        return [f"{year}-Q{quarter}" for year in range(FIRST, 2026) for quarter in range(1, 5)][:102]
    if form == "budget":
        return [f"{year}-{month:02}" for year in range(FIRST, 2026) for month in range(1, 13)][:306]
    return [str(year) for year in range(1965, 2025)]


def wishes() -> dict[str, list[Wish]]:
    """Each kind in each of its forms, formats and layouts in turn."""
    asked: dict[str, list[Wish]] = defaultdict(list)
    for number, kind in enumerate(KINDS.every):
        for form in kind.forms:
            ways = [
                (one, layout)
                for layout in kind.layouts
                for one in kind.formats
                if (layout == "list") >= (one in FLAT) and not (layout == "grouped" and form == "schools")
            ]
            order = random.Random(f"ways {kind.name} {form}")
            order.shuffle(ways)
            # Every format once before any comes again.
            seen: dict[str, int] = defaultdict(int)
            ranked = []
            for way in ways:
                ranked.append((seen[way[0]], len(ranked), way))
                seen[way[0]] += 1
            times = (
                1 if kind.new_map or form == "schools" and kind.alone else -(-TIMES // len(kind.forms)) + (len(kind.forms) > 1)
            )
            asked[form] += [Wish(kind, form, *way) for _, _, way in sorted(ranked)[:times]]
    return asked


def plan() -> list[Sent]:
    sent: list[Sent] = []
    for form, asked in wishes().items():
        slots = [(number, period, district[0]) for number, period in enumerate(periods(form)) for district in DISTRICTS]
        new = [wish for wish in asked if wish.kind.new_map]
        asked = sorted((wish for wish in asked if not wish.kind.new_map), key=lambda wish: not wish.kind.first)
        for number, period, sender in slots:
            if number < (1 if form == "schools" else SOUND) and not (form == "health" and number == 0):
                layout = ("full", "list", "aside", "full")[number % 4]
                sent.append(named(build(form, number, period, sender, layout, f"{form} {period} {sender}"), "xlsx", len(sent)))
                continue
            if not asked:
                break
            if form == "health" and number == 0:
                continue
            made = filled(form, number, period, sender, asked, len(sent))
            if made:
                sent.append(made)
        if asked:
            raise RuntimeError(f"{form} has no room for {[wish.kind.name for wish in asked]}")
        for number, wish in enumerate(new):
            period = ("2025-Q3", "2025-Q4", "2026-Q1")[number]
            submission = build(form, 102 + number, period, None, wish.layout, f"{form} {period}")
            one = named(submission, wish.format, len(sent))
            one.planted = [(wish.kind, wish.kind.plant(submission, random.Random(period)))]
            sent.append(one)
    return sent


def named(submission: Submission, kind: str, number: int) -> Sent:
    submission.format = kind
    return Sent(f"{number:03}-{submission.form}", submission)


def fits(one: Wish, wish: Wish) -> bool:
    """Whether a wish can be granted in the file of another; the form with few periods takes what it can."""
    if one.form == "schools":
        return wish.format in one.kind.formats and wish.layout in one.kind.layouts
    return (one.format, one.layout) == (wish.format, wish.layout)


def filled(form: str, number: int, period: str, sender: str, asked: list[Wish], place: int) -> Sent | None:
    """A submission with the first wish that can be granted, and others that go with it."""
    for wish in list(asked):
        submission = build(form, number, period, sender, wish.layout, f"{form} {period} {sender}")
        made = named(submission, wish.format, place)
        others = [] if wish.kind.alone else [one for one in asked if one is not wish and not one.kind.alone and fits(one, wish)]
        for one in [wish, *others]:
            planted = None
            for attempt in range(6):
                planted = one.kind.plant(submission, random.Random(f"{one.kind.name} {period} {sender} {attempt}"))
                if planted:
                    break
            if planted:
                made.planted.append((one.kind, planted))
                asked.remove(one)
            elif one is wish:
                one.tried += 1
                if one.tried > 24:
                    asked.remove(one)
                break
            if len(made.planted) == TOGETHER:
                break
        if made.planted:
            return made
    return None


def prepare(folder: Path) -> list[Sent]:
    """Writes the project and its landing zone."""
    write_project(folder)
    sent = plan()
    arrivals = ["object,received_at"]
    for one in sent:
        submission = one.submission
        extension, content = write(submission)
        one.object = f"submissions/{submission.folder}/{one.object}.{extension}"
        file = folder / "landing" / one.object
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        year = min(int(submission.period[:4]) + 1, 2026)
        arrivals.append(f"{one.object},{year}-05-05T08:00:00+07:00")
    (folder / "landing/arrivals.csv").write_text("\n".join(arrivals) + "\n", encoding="utf-8")
    return sent
