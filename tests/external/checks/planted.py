"""Are the faults found that people who never saw the rules have planted, each at its cell, and is nothing sound an error?"""

from __future__ import annotations

import subprocess
import tempfile
import textwrap
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from checks.run import Run, Tally
from planted.kinds import Kind, Place, Planted
from planted.landing import Sent, prepare
from planted.sheets import a1, letter

# What is not found each time, or published all the same, and why. A kind of which neither is true any more is no limit: the check says so.
LIMITS = {
    "labels-exchanged-of-signed-amounts": "amounts of both signs are no history, and nothing else says which column is the balance",
    "column-moved-up": "the row that has become blank is an error; a neighbour's amount in the others may be what their own could be",
}
# Findings that stand for a whole column, and for a whole row.
OF_COLUMNS = ("total-mismatch", "number-format", "ambiguous-number", "unit-converted", "missing-label", "excess-digits")
OF_ROWS = ("check-failed", "formula-mismatch", "period-copied", "transposed-digits", "swapped-columns")
WORDS = {
    "error": "errors at their place",
    "warning": "warnings at their place",
    "reported": "read as meant, and reported",
    "careful": "read as meant, or reported",
    "sound": "sound, and no error",
}


@dataclass
class Score:
    planted: int = 0
    found: int = 0
    # Values that are published, not true and not reported, of a known limit.
    silent: int = 0
    misses: list[str] = field(default_factory=list)


@dataclass
class Outcome:
    kinds: dict[Kind, Score]
    false_errors: list[str]
    silent: list[str]
    files: int


def outcome(binary: Path, folder: Path) -> Outcome:
    sent = prepare(folder)
    done = subprocess.run(
        [str(binary), "run", "--project", str(folder), "--format", "json"], capture_output=True, text=True, check=False
    )
    if done.returncode > 1:
        raise RuntimeError(done.stdout + done.stderr)
    current = folder / "warehouse/current"
    said = defaultdict(list)
    for finding in rows(f"SELECT * FROM '{current}/findings.parquet' WHERE object IS NOT NULL"):
        said[finding["object"]].append(finding)
    published = defaultdict(list)
    for form in ("health", "budget", "schools"):
        for row in rows(f"SELECT * FROM '{current}/data/{form}.parquet'"):
            published[row["object"]].append(row)
    scores: dict[Kind, Score] = defaultdict(Score)
    false_errors, silent = [], []
    for one in sent:
        judge(one, said[one.object], published[one.object], scores, false_errors, silent)
    return Outcome(scores, false_errors, silent, len(sent))


def rows(query: str) -> list[dict]:
    found = duckdb.sql(query)
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def is_at(finding: dict, place: Place) -> bool:
    """Whether a finding is at a place, exactly; one of a row where a row is asked, or any cell of it."""
    if not place.row and not place.column:
        return True
    if not place.row:
        return (finding["cell"] or "").rstrip("0123456789") == letter(place.column)
    if not place.column:
        return finding["row"] == place.row
    return finding["cell"] == a1(place.row, place.column)


def judge(one: Sent, said: list[dict], published: list[dict], scores: dict, false_errors: list[str], silent: list[str]) -> None:
    wrong, places = differences(one, said, published)
    # Two districts have a Xã Thanh Bình: where nothing names the sender and there is no code, it may be either.
    unclear = [row.at for row in one.submission.rows if row.name == "Xã Thanh Bình"] if one.submission.form == "budget" else []
    said = [finding for finding in said if finding["code"] != "ambiguous-area" or finding["row"] not in unclear]
    for kind, planted in one.planted:
        score = scores[kind]
        score.planted += 1
        miss = missed(kind, planted, said, {spot for spot in places if spot[0] not in unclear})
        if miss:
            what = "; ".join(
                f"{one.submission.sheet.value(place.row, place.column)!r}"
                for place in planted.places
                if place.row and place.column
            )
            score.misses.append(
                f"{one.object} {one.submission.layout} {[a1(p.row, p.column) if p.row and p.column else (p.row, p.column) for p in planted.places]} {what}: {miss}"
            )
        else:
            score.found += 1
    names = ", ".join(
        f"{kind.name} at {[(a1(p.row, p.column) if p.row and p.column else (p.row, p.column)) for p in planted.places]}"
        for kind, planted in one.planted
    )
    known = [place for kind, planted in one.planted if kind.level != "sound" for place in (*planted.places, *planted.also)]
    for finding in said:
        if finding["severity"] == "error" and not any(
            is_at(finding, place) or (place.row == finding["row"] and place.row) for place in known
        ):
            false_errors.append(
                f"{one.object} ({names}): {finding['code']} {finding['sheet']} {finding['cell'] or finding['row']} {finding['message_en']}"
            )
    limits = [kind for kind, _ in one.planted if kind.name in LIMITS]
    for kind in limits:
        scores[kind].silent += len(wrong)
    if not limits:
        silent += [f"{one.object} ({names}): {fault}" for fault in wrong]


def missed(kind: Kind, planted: Planted, said: list[dict], places: set[tuple[int, int]]) -> str:
    """What is missing of what must be said."""
    for place in planted.places:
        here = [finding for finding in said if is_at(finding, place)]
        hit = [
            spot for spot in places if (not place.row or spot[0] == place.row) and (not place.column or spot[1] == place.column)
        ]
        if kind.level == "error" and not any(finding["severity"] == "error" for finding in here):
            return f"no error; said: {[(f['code'], f['severity'], f['cell'] or f['row']) for f in said][:6]}"
        if kind.level == "warning" and not any(finding["severity"] in ("error", "warning") for finding in here):
            return f"no warning; said: {[(f['code'], f['severity'], f['cell'] or f['row']) for f in said][:6]}"
        if kind.level == "reported" and (not said or hit):
            return f"not reported, or not as it is meant: {hit} {[(f['code'], f['cell'] or f['row'], f['message_en']) for f in said][:3]}"
        if kind.level == "careful" and hit and not [finding for finding in said if not place.row or finding["row"] == place.row]:
            return f"silently different at {hit}"
        if kind.level == "sound" and (hit or any(f["severity"] == "error" for f in here)):
            return f"not as it is meant: {hit} {[(f['code'], f['cell'] or f['row'], f['message_en']) for f in here][:3]}"
    return ""


def same(expected: object, found: object) -> bool:
    if isinstance(expected, bool) or isinstance(expected, (str, date)) or expected is None or found is None:
        return expected == found
    return Decimal(str(expected)) == Decimal(str(found))


def is_of_label(finding: dict, rows: dict) -> bool:
    """True for an error of the spreadsheet above all rows: the label of a column."""
    return finding["code"] == "error-cell" and finding["row"] < min(row.at for row in rows.values())


def differences(one: Sent, said: list[dict], published: list[dict]) -> tuple[list[str], set[tuple[int, int]]]:
    """What is published and not true without a word at its cell, row, column or table; and every cell that is not as it is meant."""
    submission = one.submission
    wrong, places = [], set()
    expected = {}
    for period, row in [*((submission.period, row) for row in submission.rows), *submission.others]:
        expected[row.code, period, row.values.get("level"), row.at] = row
    whole = [f for f in said if not f["row"] and not f["cell"] and f["severity"] in ("error", "warning")]
    found = {(row["ref_area"], row["time_period"], row.get("level"), row["row"]): row for row in published}
    for key, row in expected.items():
        of_row = [f for f in said if f["row"] == row.at]
        if key not in found:
            places |= {(row.at, column) for column in submission.columns.values()}
            if not of_row and not whole and not said:
                wrong.append(f"row {row.at} ({row.name}) is not published, and nothing is said")
            continue
        for name, value in row.values.items():
            column = submission.columns[name]
            if same(value, found[key][name]):
                continue
            places.add((row.at, column))
            cell = a1(row.at, column)
            of_column = [f for f in said if f["field"] == name and (f["code"] in OF_COLUMNS or is_of_label(f, expected))]
            at_row = [f for f in said if f["row"] == row.at and (not f["cell"] or f["code"] in OF_ROWS)]
            near = [*of_column, *at_row, *(f for f in said if f["cell"] == cell)]
            if not near and not whole:
                wrong.append(f"{cell} is {submission.sheet.value(row.at, column)!r}, published {found[key][name]}, meant {value}")
    for key in found.keys() - expected.keys():
        if not [f for f in said if f["row"] == key[3]] and not whole:
            wrong.append(f"row {key[3]} is published as {key[:3]}, and nothing is said")
    return wrong, places


def planted_faults_are_found(run: Run, tally: Tally) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = outcome(run.binary, Path(folder))
    print(
        f"        {found.files} files; kinds of faults, and sound spellings, with what was planted and what was found as it must be:"
    )
    for level, words in WORDS.items():
        kinds = {kind: score for kind, score in found.kinds.items() if kind.level == level}
        print(f"        {words}")
        cells = [
            f"{kind.name} {score.found}/{score.planted}" for kind, score in sorted(kinds.items(), key=lambda one: one[0].name)
        ]
        print(textwrap.indent(textwrap.fill("; ".join(cells), 110), " " * 10))
        misses = [f"{kind.name}: {miss}" for kind, score in kinds.items() if kind.name not in LIMITS for miss in score.misses]
        planted, hit = (sum(getattr(score, name) for score in kinds.values()) for name in ("planted", "found"))
        tally.check(words, misses, f"{hit} of {planted}, {len(kinds)} kinds")
    gone = [
        f"{kind.name} is found each time, and nothing wrong of it published: no limit any more"
        for kind, score in found.kinds.items()
        if kind.name in LIMITS and not score.misses and not score.silent
    ]
    tally.check("known limits", gone, "; ".join(f"{name}: {why}" for name, why in LIMITS.items()))
    tally.check("errors where nothing is wrong", found.false_errors, "none")
    tally.check("values that are published, not true, and not reported", found.silent, "none")
    kinds = {kind for kind in found.kinds if kind.level in ("error", "warning")}
    planted = sum(found.kinds[kind].planted for kind in kinds)
    tally.check(
        "enough faults",
        [] if len(kinds) >= 50 and planted >= 300 else [f"{planted} of {len(kinds)} kinds"],
        f"{planted} of {len(kinds)} kinds",
    )
