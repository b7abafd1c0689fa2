"""`--python PATH`: what installed third-party code hands out, found without importing it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from snapcheck import analysis
from snapcheck.analysis.memory import Memory
from snapcheck.link.budget import Allowance
from snapcheck.link.installed import Installed, NoEnvironment, package_folders
from snapcheck.model import Confidence, Report, Request

COMPANY = {
    "company/__init__.py": "from .ids import new_id as make_id\nfrom company.clock import Clock\n",
    "company/ids.py": """\
import uuid
from pathlib import Path

Path(__file__).with_name("executed").touch()

PREFIX = "c"


def new_id():
    fresh = uuid.uuid4().hex
    return f"{PREFIX}-{fresh}"


def given(value):
    return value.strip()


class Ids:
    def __init__(self):
        self.first = new_id()
        self.name = "ids"

    def following(self):
        return _draw()

    def label(self):
        return self.name


def _draw():
    from secrets import token_hex

    return token_hex(8)


def forever(n):
    return forever(n + 1)
""",
    "company/clock.py": """\
from time import time


class Clock:
    def __init__(self, zone):
        self.zone = zone
        self.started = time()


class Base(Clock):
    pass
""",
    "company/broken.py": "def value(:\n",
    "company/newer.py": "def value():\n    return t'{1}' ??? 2\n",
}
CALLS = {
    "company.make_id()": ("SNAP201", "uuid.uuid4"),
    "company.ids.new_id()": ("SNAP201", "uuid.uuid4"),
    "company.ids.Ids().following()": ("SNAP202", "secrets.token_hex"),
    "company.ids.Ids().first": ("SNAP201", "uuid.uuid4"),
    "company.Clock('utc').started": ("SNAP301", "time.time"),
    "company.clock.Base('utc').started": ("SNAP301", "time.time"),
}
SILENT = [
    "company.ids.given(' a ')",
    "company.ids.Ids().label()",
    "company.ids.forever(1)",
    "company.ids.missing()",
    "company.broken.value()",
    "company.newer.value()",
    "company.absent.value()",
    "company.Clock('utc').zone",
]


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    packages = tmp_path / "env" / "lib" / "python3.12" / "site-packages"
    for name, text in COMPANY.items():
        file = packages / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "env"


def check(tmp_path: Path, value: str, environment: Path | None) -> Report:
    program = tmp_path / "program"
    program.mkdir(exist_ok=True)
    module = value.rpartition("(")[0].split("(")[0].rpartition(".")[0]
    imported = module if not module.rpartition(".")[2][:1].isupper() else module.rpartition(".")[0]
    (program / "app.py").write_text(
        f"import company\nimport {imported}\n\nVALUE = {value}\n\n\n"
        "def handler(event, context):\n    return {'value': VALUE}\n",
        encoding="utf-8",
    )
    return analysis.check(Request((program,), program, environment=environment))


@pytest.mark.parametrize("value", CALLS)
def test_what_a_library_makes_is_found(tmp_path: Path, environment: Path, value: str) -> None:
    code, api = CALLS[value]
    report = check(tmp_path, value, environment)
    (finding,) = report.findings
    assert (finding.rule, finding.span.line) == (code, 4)
    assert f"`{api}()`" in finding.message
    assert finding.confidence is Confidence.MEDIUM, "a name that is inferred is never high"
    assert not report.problems


@pytest.mark.parametrize("value", CALLS)
def test_without_the_option_it_is_not_looked_at(
    tmp_path: Path, environment: Path, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(environment / "lib" / "python3.12" / "site-packages"))
    assert not check(tmp_path, value, None).findings


@pytest.mark.parametrize("value", SILENT)
def test_what_it_does_not_make_is_not_found(tmp_path: Path, environment: Path, value: str) -> None:
    report = check(tmp_path, value, environment)
    assert not report.findings
    assert not report.problems


def test_nothing_of_it_is_executed(tmp_path: Path, environment: Path) -> None:
    before = set(sys.modules)
    assert check(tmp_path, "company.make_id()", environment).findings
    assert not list(environment.rglob("executed"))
    assert not {name for name in set(sys.modules) - before if name.startswith("company")}


def test_of_what_is_known_or_followed_nobody_asks(
    tmp_path: Path, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = environment / "lib" / "python3.12" / "site-packages"
    for name in ("redis", "company_api"):
        (packages / f"{name}.py").write_text(
            "class Redis:\n    def get(self, key):\n        return key\n", encoding="utf-8"
        )
    asked: list[str] = []
    monkeypatch.setattr(Installed, "returns", lambda _, name: asked.append(name) or ())
    for value in ("redis.Redis().get('a')", "company_api.Redis().get('a')"):
        check(tmp_path, value, environment)
    assert not asked
    check(tmp_path, "company_api.missing()", environment)
    assert asked == ["company_api.missing"]


def test_a_base_class_from_there_sets_its_attributes(tmp_path: Path, environment: Path) -> None:
    program = tmp_path / "program"
    program.mkdir()
    (program / "app.py").write_text(
        """\
from company.clock import Clock


class Service(Clock):
    def age(self, now):
        return now - self.started


service = Service("utc")


def handler(event, context):
    return {"age": service.age(event["now"])}
""",
        encoding="utf-8",
    )
    report = analysis.check(Request((program,), program, environment=environment))
    assert [(f.rule, f.span.line) for f in report.findings] == [("SNAP301", 9)]
    assert not analysis.check(Request((program,), program)).findings


def test_an_environment_is_named_by_its_folder_or_its_interpreter(environment: Path) -> None:
    python = environment / "bin" / "python"
    python.parent.mkdir()
    python.touch()
    (packages,) = package_folders(environment)
    assert packages.name == "site-packages"
    assert package_folders(python) == (packages,)
    assert package_folders(packages) == (packages,)


def test_a_folder_that_is_no_environment(tmp_path: Path) -> None:
    with pytest.raises(NoEnvironment, match="it has no site-packages folder"):
        package_folders(tmp_path)


def test_the_command_line_takes_it(tmp_path: Path, environment: Path) -> None:
    check(tmp_path, "company.make_id()", environment)
    command = [sys.executable, "-m", "snapcheck", "check", "--select", "SNAP2", "program"]
    found = subprocess.run(
        [*command, "--python", "env"], cwd=tmp_path, capture_output=True, text=True
    )
    assert found.returncode == 1, found.stderr
    assert "program/app.py:4:9" in found.stdout
    wrong = subprocess.run(
        [*command, "--python", "program"], cwd=tmp_path, capture_output=True, text=True
    )
    assert wrong.returncode == 2
    assert "no Python environment" in wrong.stderr
    assert wrong.stderr.count("\n") == 1


def test_a_second_run_takes_what_the_first_one_found(tmp_path: Path, environment: Path) -> None:
    """Until a file of the environment changes, or something else is installed there."""
    memory = Memory()

    def run() -> tuple[bool, list[str]]:
        program = tmp_path / "program"
        program.mkdir(exist_ok=True)
        (program / "app.py").write_text(
            "import company\n\nVALUE = company.make_id()\n\n\n"
            "def handler(event, context):\n    return VALUE\n",
            encoding="utf-8",
        )
        request = Request((program,), program, environment=environment)
        report = analysis.check(request, memory=memory)
        return "follow values" in dict(report.taken.times), [
            finding.rule for finding in report.findings
        ]

    first, found = run()
    assert first
    assert found == ["SNAP201"]
    assert run() == (False, found)
    ids = environment / "lib/python3.12/site-packages/company/ids.py"
    ids.write_text(ids.read_text().replace("uuid.uuid4().hex", '"fixed"'), encoding="utf-8")
    again, found = run()
    assert again
    assert not found
    (environment / "lib/python3.12/site-packages/other-1.0.dist-info").mkdir()
    assert run()[0]


def test_a_bound_that_is_met_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that takes more steps than are followed is cut, and a notice names where."""
    packages = tmp_path / "site-packages"
    packages.mkdir()
    lines = ["import random", ""]
    for n in range(40):
        following = f"f{n + 1}(x)" if n < 39 else "random.random()"
        lines += [f"def f{n}(x):", f"    return {following}", ""]
    (packages / "deep.py").write_text("\n".join(lines), encoding="utf-8")
    program = tmp_path / "program"
    program.mkdir()
    (program / "app.py").write_text(
        "import deep\n\n\ndef handler(event, context):\n    return deep.f0(event)\n",
        encoding="utf-8",
    )
    request = Request((program,), program, environment=packages)
    (finding,) = analysis.check(request).findings
    assert (finding.rule, finding.span.line) == ("SNAP104", 5)
    monkeypatch.setattr(
        "snapcheck.link.budget._INSIDE", Allowance(10, 0, limit=10, first=1, rounds=1)
    )
    cut = analysis.check(request)
    assert not cut.findings
    assert any("site-packages/deep.py" in notice for notice in cut.notices)


def test_of_several_draws_the_one_of_an_id_is_told(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "acme"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(
        "import random\n\n\ndef begin():\n    return begin_id() if a_sample() else None\n\n\n"
        "def a_sample():\n    return random.random() < 0.1\n\n\n"
        "def begin_id():\n    return random.getrandbits(64)\n"
    )
    (tmp_path / "app.py").write_text(
        "import acme\n\n\ndef handler(event, context):\n    return acme.begin()\n"
    )
    request = Request((tmp_path / "app.py",), tmp_path, environment=package.parent)
    (finding,) = analysis.check(request).findings
    assert (finding.rule, finding.span.line) == ("SNAP104", 5)
    assert "random.getrandbits()" in finding.message


LATE = """\
class Agent:
    def __init__(self):
        self.last = None

    def current(self):
        return self._get()

    def _get(self):
        return self.last

    def remember(self, value):
        self.last = value
"""


@pytest.mark.parametrize(("kept", "found"), [("RUN_ID", ["SNAP201"]), ("NAME", [])])
def test_a_package_returns_what_it_is_given_later(
    tmp_path: Path, kept: str, found: list[str]
) -> None:
    """The body that reads it was followed before; the next invocation runs it again."""
    packages = tmp_path / "site-packages"
    packages.mkdir()
    (packages / "late.py").write_text(LATE)
    (tmp_path / "app.py").write_text(
        "import uuid\n\nimport late\n\nRUN_ID = uuid.uuid4().hex\nNAME = 'orders'\n"
        "agent = late.Agent()\n\n\ndef handler(event, context):\n    before = agent.current()\n"
        f"    agent.remember({kept})\n    return before\n"
    )
    request = Request((tmp_path / "app.py",), tmp_path, environment=packages)
    assert [each.rule for each in analysis.check(request).findings] == found
