"""What is kept from run to run makes them faster and never different."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markers import projects

from snapcheck import analysis
from snapcheck.analysis import LiveMemory, Memory, driver, follow, kept_links
from snapcheck.analysis.incremental import usable_memory
from snapcheck.analysis.progress import Monitor
from snapcheck.analysis.survey import Survey, survey
from snapcheck.model import Request

SHARED = {
    "orders/app.py": "from common import ids\n\ndef handler(event, context):\n    return ids.RUN\n",
    "orders/common/__init__.py": "",
    "orders/common/ids.py": "import uuid\nRUN = uuid.uuid4().hex\n",
    "bills/app.py": "import time\nAT = time.time()\n\ndef handler(event, _):\n    return AT\n",
    "tool.py": "print('nothing imports this')\n",
}


def write(root: Path, files: dict[str, str]) -> Request:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Request(paths=(root,), root=root)


@pytest.fixture
def followed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first file of each partition that is followed from now on."""
    names: list[str] = []
    follow = driver.follow

    def noted(partition: driver.Partition, task: driver.Task) -> driver.Result:
        names.append(partition.files[0])
        return follow(partition, task)

    monkeypatch.setattr(driver, "follow", noted)
    return names


def test_only_the_program_of_a_changed_file_is_followed_again(
    tmp_path: Path, followed: list[str]
) -> None:
    request, memory = write(tmp_path, SHARED), Memory()
    before = analysis.check(request, memory=memory)
    assert [finding.rule for finding in before.findings] == ["SNAP301", "SNAP201"]
    assert followed == ["bills/app.py", "orders/app.py"]
    followed.clear()
    assert analysis.check(request, memory=memory) == before
    assert followed == []
    write(tmp_path, {"orders/common/ids.py": "RUN = 'always the same'\n"})
    after = analysis.check(request, memory=memory)
    assert followed == ["orders/app.py"]
    assert [finding.rule for finding in after.findings] == ["SNAP301"]


CHANGES: list[tuple[str, Callable[[Path], object]]] = [
    # A file that shadows what was the standard library's, or no module at all, before.
    ("orders/app.py", lambda root: (root / "orders" / "uuid.py").write_text("uuid4 = print\n")),
    ("orders/app.py", lambda root: shutil.rmtree(root / "orders" / "common")),
    ("orders/app.py", lambda root: (root / "orders" / "common.py").write_text("ids = None\n")),
    ("bills/app.py", lambda root: (root / "bills" / "app.py").write_text("def handler(\n")),
]


@pytest.mark.parametrize("kind", [Memory, LiveMemory])
@pytest.mark.parametrize(("first", "change"), CHANGES)
def test_what_an_outcome_rests_on_is_noticed(
    tmp_path: Path,
    followed: list[str],
    first: str,
    change: Callable[[Path], object],
    kind: type[Memory],
) -> None:
    request, memory = write(tmp_path, SHARED), kind()
    analysis.check(request, memory=memory)
    followed.clear()
    change(tmp_path)
    after = analysis.check(request, memory=memory)
    assert followed == [first]
    assert after == analysis.check(request)


@pytest.mark.parametrize("kind", [Memory, LiveMemory])
def test_a_file_beside_the_given_folder_is_noticed(tmp_path: Path, kind: type[Memory]) -> None:
    write(tmp_path, {"src/app.py": SHARED["orders/app.py"]})
    request, memory = Request(paths=(tmp_path / "src",), root=tmp_path), kind()
    assert analysis.check(request, memory=memory).findings == ()
    write(tmp_path, {"common/ids.py": SHARED["orders/common/ids.py"]})
    found = analysis.check(request, memory=memory)
    assert [finding.rule for finding in found.findings] == ["SNAP201"]
    write(tmp_path, {"common/ids.py": "RUN = 1\n"})
    assert analysis.check(request, memory=memory).findings == ()


def test_a_live_memory_reads_only_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request, memory = write(tmp_path, SHARED), LiveMemory()
    analysis.check(request, memory=memory)
    kept = {path for path, _ in memory.facts}
    assert kept == {"bills/app.py", *[path for path in SHARED if path.startswith("orders/")]}
    read: list[str] = []
    read_module = follow.read_module
    for reader in (follow, kept_links):
        monkeypatch.setattr(
            reader, "read_module", lambda s, p, **how: read.append(p) or read_module(s, p, **how)
        )
    write(tmp_path, {"orders/app.py": SHARED["orders/app.py"] + "# more\n"})
    assert analysis.check(request, memory=memory) == analysis.check(request)
    assert read[0] == "orders/app.py"
    assert read.count("orders/common/ids.py") == 1
    assert len(memory.facts) == len(kept)


def test_other_settings_start_anew(tmp_path: Path, followed: list[str]) -> None:
    root, memory = tmp_path, Memory()
    write(root, SHARED)
    analysis.check(Request(paths=(root,), root=root), memory=memory)
    followed.clear()
    only = analysis.check(Request(paths=(root,), root=root, select=("SNAP2",)), memory=memory)
    assert followed == ["bills/app.py", "orders/app.py"]
    assert [finding.rule for finding in only.findings] == ["SNAP201"]


def test_programs_that_run_a_common_file_by_a_computed_name_are_one(tmp_path: Path) -> None:
    loads = (
        "import importlib\nids = importlib.import_module('shared.ids')\n\n"
        "def handler(event, context):\n    return ids.RUN\n"
    )
    request = write(
        tmp_path,
        {"a.py": loads, "b.py": loads, "shared/ids.py": SHARED["orders/common/ids.py"]},
    )
    memory = Memory()
    (finding,) = analysis.check(request, memory=memory).findings
    assert [entry.path for entry in finding.entry_points] == ["a.py", "b.py"]
    assert analysis.check(request, memory=memory).findings == (finding,)


def test_two_processes_find_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("snapcheck.analysis.workers._WORTH_A_PROCESS", 0)
    for project in projects():
        shutil.copytree(project, tmp_path / project.name)
    request = Request(paths=(tmp_path,), root=tmp_path)
    assert analysis.check(request, jobs=2) == analysis.check(request)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("kind", [None, Memory])
def test_a_path_is_one_text_in_all_that_a_run_holds(
    tmp_path: Path, jobs: int, kind: type[Memory] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copies of each path, most of them from other processes, were half of what a run held."""
    monkeypatch.setattr("snapcheck.analysis.workers._WORTH_A_PROCESS", 0)
    held: list[tuple[Survey, driver.Followed]] = []

    def noted(survey: Survey, *others: Any) -> driver.Followed:
        found = follow_all(survey, *others)
        held.append((survey, found))
        return found

    follow_all = driver.follow_all
    monkeypatch.setattr(analysis, "follow_all", noted)
    request, memory = write(tmp_path, SHARED), kind() if kind is not None else None
    for _ in range(2):
        assert len(analysis.check(request, jobs=jobs, memory=memory).findings) == 2
    for surveyed, followed in held:
        texts = {id(path) for path in surveyed.task.sources.python}
        for partition, result in followed.partitions:
            paths = [*result.modules, *result.reached, *partition.files, *partition.candidates]
            paths.extend(entry.path for entry in result.entry_points)
            assert [path for path in paths if id(path) not in texts] == []
            assert result.dependencies == driver.Result().dependencies


def test_what_only_a_later_run_could_use_is_left_out(tmp_path: Path) -> None:
    request = write(tmp_path, SHARED)
    for memory in (None, Memory()):
        before = usable_memory(memory, request)
        found = survey(request, before, Monitor(), memory=memory)
        assert bool(found.discovery.asked) == (memory is not None)
        assert not found.discovery.tree.python
        assert memory is None or isinstance(memory._new, dict)
        assert memory is None or {f"scan {path}" for path in SHARED} <= memory._new.keys()
        assert not found.partitioning.imports


# --- any change -----------------------------------------------------------------------------------


class Editor:
    """Edits a tree at random, as people and merges do: mostly a line, sometimes whole files."""

    def __init__(self, root: Path, seed: int) -> None:
        self._root = root
        self._random = random.Random(seed)

    def edit(self) -> None:
        """Change something."""
        kinds = [
            self._line,
            self._line,
            self._line,
            self._drop,
            self._copy,
            self._add,
            self._remove,
        ]
        self._random.choice(kinds)()

    def _files(self) -> list[Path]:
        kinds = (".py", ".yaml", ".yml", ".json", ".tf", ".toml")
        return sorted(path for path in self._root.rglob("*") if path.suffix in kinds)

    def _any(self) -> Path:
        return self._random.choice(self._files())

    def _line(self) -> None:
        """Put a line of some file into another."""
        lines = self._any().read_text().splitlines() or [""]
        file = self._any()
        text = file.read_text().splitlines()
        text.insert(self._random.randint(0, len(text)), self._random.choice(lines))
        file.write_text("\n".join(text) + "\n")

    def _drop(self) -> None:
        file = self._any()
        text = file.read_text().splitlines()
        if text:
            del text[self._random.randrange(len(text))]
            file.write_text("\n".join(text) + "\n")

    def _copy(self) -> None:
        source, target = self._any(), self._any()
        target.write_text(source.read_text())

    def _add(self) -> None:
        """A new file under a name that something imports, or has."""
        names = [
            "uuid",
            "time",
            "boto3",
            "common",
            "random",
            *[path.stem for path in self._files()],
        ]
        folder = self._any().parent
        (folder / f"{self._random.choice(names)}.py").write_text(self._any().read_text())

    def _remove(self) -> None:
        if len(self._files()) > 5:
            self._any().unlink()


MANY = [pytest.param(seed, 25, marks=pytest.mark.slow) for seed in range(2, 12)]


@pytest.mark.parametrize(("seed", "edits"), [(0, 12), (1, 12), *MANY])
def test_a_run_after_any_edits_is_like_a_fresh_one(tmp_path: Path, seed: int, edits: int) -> None:
    chosen = random.Random(seed).sample(projects(), 8)
    for project in chosen:
        shutil.copytree(project, tmp_path / project.name)
    editor, memory, live = Editor(tmp_path, seed), Memory(), LiveMemory()
    request = Request(paths=(tmp_path,), root=tmp_path)
    for _ in range(edits):
        fresh = analysis.check(request)
        assert analysis.check(request, memory=memory) == fresh
        assert analysis.check(request, memory=live) == fresh
        editor.edit()


def test_a_package_that_was_blank_is_looked_at_again(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").write_text("")
    (tmp_path / "shop" / "app.py").write_text("def handler(event, context):\n    return 1\n")
    request, memory = Request(paths=(tmp_path,), root=tmp_path), Memory()
    assert analysis.check(request, memory=memory).findings == ()
    (tmp_path / "shop" / "__init__.py").write_text("    X = 1\n")
    report = analysis.check(request, memory=memory)
    assert [problem.path for problem in report.problems] == ["shop/__init__.py"]
    assert report == analysis.check(request)
