"""A fleet on a real Dask cluster of two workers: the same report, whatever happens to workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fleets import CLEAN, FROZEN, fleet, repository, write

from snapcheck.fleet import cluster, here
from snapcheck.fleet.nouns import FleetError, Job, Options, Repository, State
from snapcheck.fleet.packed import outcome_of

pytest.importorskip("distributed")

# Dask's own sockets and threads, which are closed a moment after the cluster is.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

SLOW = FROZEN + "X = [1, 2, 3]\n" * 400


@pytest.fixture(scope="module")
def workers() -> Iterator[Any]:
    """A cluster of two worker processes."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as running:
        yield running


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shop")
    for number in range(8):
        write(root / f"r{number}", {"app.py": FROZEN + f"X = {number}\n", "more.py": CLEAN})
    repository(root / "origin", {"app.py": FROZEN})
    write(root / "wrong", {"snapcheck.toml": "x\n"})
    write(root / "large", {"app.py": "X = {\n" + "  'a': (1, [2]),\n" * 150_000 + "}\n" + FROZEN})
    lines = [*[f"r{number}" for number in range(8)], "large", "wrong", "gone-by-then"]
    lines.append(f"cloned {(root / 'origin').as_uri()}")
    (root / "gone-by-then").mkdir()
    (root / "list.txt").write_text("\n".join(lines))
    return root


def test_the_report_is_that_of_a_local_run(workers: Any, shop: Path) -> None:
    asked = ("check", "--list", "list.txt", "--max-memory", 256, "--no-cache", "-f", "json")
    local = fleet(shop, *asked, "-f", "html=local.html", "-f", "csv=local.csv")
    far = fleet(
        shop, *asked, "-f", "html=far.html", "-f", "csv=far.csv",
        "--scheduler", workers.scheduler_address,
    )  # fmt: skip
    assert far.stderr == local.stderr == ""
    assert far.stdout == local.stdout
    assert (shop / "far.html").read_bytes() == (shop / "local.html").read_bytes()
    assert (shop / "far.csv").read_bytes() == (shop / "local.csv").read_bytes()
    rows = {row["name"]: row["state"] for row in json.loads(far.stdout)["repositories"]}
    assert rows["large"] == "needed too much memory"
    assert rows["wrong"] == "unusable"
    assert rows["cloned"] == rows["r7"] == "analysed"


def jobs_of(shop: Path, count: int) -> list[Job]:
    paths = [str(shop / f"slow{number}") for number in range(count)]
    for number, path in enumerate(paths):
        write(Path(path), {"app.py": SLOW + f"Y = {number}\n"})
    return [
        Job(number, Repository(f"r{number}", path, path), Options())
        for number, path in enumerate(paths)
    ]


def test_a_worker_that_is_killed_takes_nothing_with_it(workers: Any, tmp_path: Path) -> None:
    jobs = jobs_of(tmp_path, 8)
    address = workers.scheduler_address
    repositories = [job.repository for job in jobs]
    expected = dict(here.results_here(jobs, 2))
    found = {}
    killed = None
    for number, data in cluster.results_there(jobs, address, repositories):
        found[number] = data
        if killed is None:
            killed = next(iter(workers.workers.values())).pid
            os.kill(killed, signal.SIGKILL)
    assert found == expected
    assert all(outcome_of(data).state is State.ANALYSED for data in found.values())  # type: ignore[union-attr]


def test_a_path_that_workers_do_not_see_is_told_first(workers: Any, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    job = Repository("a", "a", str(tmp_path / "gone"))
    known = Repository("b", "b", str(tmp_path / "here"))
    with pytest.raises(FleetError, match=r"does not see 1 of 2 paths, such as '.*gone'; put them"):
        list(cluster.results_there([], workers.scheduler_address, [job, known]))


def test_other_versions_are_refused(
    workers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = cluster.keys.surroundings

    def compared(client: Any, function: Any, *arguments: object) -> dict[str, Any]:
        return {"tcp://one": "another", "tcp://two": real()}

    monkeypatch.setattr(cluster, "_asked_all", compared)
    complaint = (
        "workers have another version of snapcheck or Python than this machine: tcp://one; "
        "install the same on all"
    )
    with pytest.raises(FleetError, match=complaint):
        list(cluster.results_there([], workers.scheduler_address, []))


def test_workers_without_snapcheck_are_told(workers: Any) -> None:
    def fails() -> str:
        raise ModuleNotFoundError("No module named 'snapcheck'")

    with pytest.raises(FleetError, match=r"workers can't run snapcheck: tcp://.*; install"):
        cluster._asked_all(connected(workers), fails)


def connected(workers: Any) -> Any:
    from distributed import Client

    return Client(workers, set_as_default=False)


def test_nobody_at_the_address_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT", 1.0)
    with pytest.raises(FleetError, match=r"can't reach the Dask scheduler at 'tcp://127.0.0.1:9'"):
        list(cluster.results_there([], "tcp://127.0.0.1:9", []))


START = """\
import sys, time
from distributed import LocalCluster
if __name__ == "__main__":
    cluster = LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None)
    print(cluster.scheduler_address, flush=True)
    time.sleep(600)
"""


def test_a_cluster_that_goes_away_is_told_and_what_was_done_is_kept(tmp_path: Path) -> None:
    script = tmp_path / "start.py"
    script.write_text(START)
    names = [f"slow{number}" for number in range(12)]
    jobs_of(tmp_path, 12)
    own = {**os.environ, "SNAPCHECK_CACHE_DIR": str(tmp_path / ".cache")}
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        command = [sys.executable, "-m", "snapcheck", "fleet", "check", *names]
        with subprocess.Popen(
            [*command, "--scheduler", address],
            cwd=tmp_path, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        ) as checking:  # fmt: skip
            end = time.monotonic() + 90
            while not kept(tmp_path) and time.monotonic() < end:
                time.sleep(0.02)
            os.killpg(running.pid, signal.SIGKILL)
            _, told = checking.communicate(timeout=90)
    assert checking.returncode == 2
    assert f"the Dask cluster at '{address}' went away; what was done is kept" in told
    assert told.splitlines()[-1].startswith("snapcheck: error: ")
    before = {file: file.stat().st_mtime_ns for file in kept(tmp_path)}
    assert before
    assert fleet(tmp_path, "check", *names).returncode == 1
    assert len(kept(tmp_path)) == 12
    assert {file: file.stat().st_mtime_ns for file in before} == before


def kept(root: Path) -> list[Path]:
    return sorted((root / ".cache").rglob("*.outcome"))
