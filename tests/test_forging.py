"""What an analysed project can put into reports: no command of a CI service's log, no link."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from snapcheck.commands.output import FORMATS
from snapcheck.report.inert import inert, inert_json, inert_markup

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such names there")

# As the runner of GitHub reads its log; Azure has the second one too.
COMMAND = re.compile(r"^\s*::(?:error|warning|notice|group|add-mask)[ :]|##(?:vso)?\[", re.M)
LINK = re.compile(r"\]\(|://|www\.|@everyone|<[a-z]")
FORGED = (
    *("x ::error file=a::forged", "\n::warning::forged", "\r##[error]forged ##vso[task.x]"),
    *("`", "[l](http://evil.example)", "www.evil.example", "@everyone", "<b>", "\x1b[31m"),
)
EVIL = " ".join(FORGED).replace("/", "\u2215")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A project in which all that has a name has that one."""
    (tmp_path / f"{EVIL}.py").write_text(
        f"import uuid\nRUN = {{{EVIL!r}: uuid.uuid4()}}  # ##[error]forged\n"
        "OLD = uuid.uuid4()  # snapcheck: ignore[SNAP201] ::error::x ##[error]x [l](http://x)\n"
        f"def handler(event, context):\n    return RUN[{EVIL!r}], OLD\n",
        encoding="utf-8",
    )
    (tmp_path / "::error::x.py").write_text("def handler(event):\n    x = (\n")
    name, handler = json.dumps(EVIL), json.dumps(f"{EVIL}.handler")
    (tmp_path / "template.yaml").write_text(
        f"Transform: AWS::Serverless-2016-10-31\nResources:\n  {name}:\n"
        "    Type: AWS::Serverless::Function\n"
        f"    Properties: {{Handler: {handler}, Runtime: python3.12, CodeUri: .}}\n"
    )
    rules = Path(__file__).parents[1] / "rules"
    page = (
        next(rules.glob("SNAP201-*.md")).read_text(encoding="utf-8").replace("SNAP201", "ACME101")
    )
    own = tmp_path / "own" / "ACME101-own.md"
    own.parent.mkdir()
    own.write_text(
        page.replace("unique-id-frozen", "own").replace(
            "\n## ", "\n::error::forged\n\n  ##[error]forged \x1b[31m\n\n## ", 1
        )
    )
    environment(tmp_path / "environment")
    return tmp_path


def environment(folder: Path) -> None:
    """Make an environment with a distribution whose every name is that one."""
    packages = folder / "lib" / "python3.12" / "site-packages"
    metadata = packages / "hostile-1.0.dist-info"
    metadata.mkdir(parents=True)
    names = f"Name: hostile ::error::x {EVIL!r}\nVersion: 1.0 ##[error]x \x1b[31m"
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\n{names}\n", encoding="utf-8")
    (metadata / "RECORD").write_text("hostile/__init__.py,,\nhostile/::error::x.py,,\n")
    (packages / "hostile").mkdir()
    for name in ("__init__.py", "::error::x.py"):
        (packages / "hostile" / name).write_text(
            f"import uuid\nRUN = {{{EVIL!r}: uuid.uuid4()}}\n"
            f"def read():\n    return RUN[{EVIL!r}]\n",
            encoding="utf-8",
        )


def run(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "snapcheck", *arguments],
        cwd=folder,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_holds_a_command(form: str, hostile: Path) -> None:
    done = run(hostile, "check", "--no-cache", "--show-suppressed", "-f", form)
    assert done.returncode == 2, done.stderr
    told = done.stdout + done.stderr
    assert "forged" in told
    if form == "github":
        told = "\n".join(
            line for line in told.splitlines() if not line.startswith("::error title=")
        )
    assert not COMMAND.search(told), told
    assert "\x1b" not in told
    if form in {"json", "sarif", "gitlab", "rdjson"}:
        data = json.dumps(json.loads(done.stdout), ensure_ascii=False)
        assert "##[error]forged" in data


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--no-cache", "-f", "concise", "gone\n::error::x.py"),
        ("check", "--no-cache", "--select", "\n::error::x ##[error]x"),
        ("entry-points", "--all"),
        ("entry-points", "-f", "json"),
        ("why", f"{EVIL}.py:2"),
        ("baseline", "write", "known.json"),
        ("rules",),
        ("rule", "ACME101"),
        ("rule", "ACME101", "-f", "json"),
        ("rules", "test", "own"),
        ("check", "--no-cache", "-v", "--show-files"),
        ("check", "--no-cache", "--show-settings"),
        ("api", f"{EVIL}.a"),
        ("apis", EVIL),
        ("verify", f"{EVIL}.py:handler", "--event", "gone\n::error::x.json"),
        ("audit", "--python", "gone\n::error::x"),
        ("audit", "--python", "environment"),
        ("fleet", "check", "--no-cache", "--cache-dir", "results", "."),
        ("fleet", "check", "--no-cache", "--cache-dir", "results", "-f", "csv", "."),
        ("fleet", "check", "--no-cache", "--cache-dir", "results", "-f", "json-lines", "."),
        ("fleet", "check", "gone\n::error::x"),
        ("fleet", "merge", "gone\n::error::x.json"),
        ("clean", "--cache-dir", "gone\n::error::x"),
    ],
    ids=lambda arguments: " ".join(map(ascii, arguments)),
)
def test_no_other_command_prints_one(arguments: tuple[str, ...], hostile: Path) -> None:
    if arguments[0] in {"rule", "rules"}:
        (hostile / "snapcheck.toml").write_text('rules = ["own"]\n')
    done = run(hostile, *arguments)
    told = done.stdout + done.stderr
    assert told
    assert "internal error" not in told
    assert not COMMAND.search(told), told
    assert "\x1b" not in told


def test_the_page_of_a_run_holds_no_link(hostile: Path) -> None:
    page = hostile / "summary.md"
    run(hostile, "check", "--no-cache", "-f", "github", GITHUB_STEP_SUMMARY=str(page))
    text = page.read_text(encoding="utf-8")
    assert "forged" in text
    assert text.count("`") % 2 == 0
    outside = re.sub(r"`[^`\n]+`", "", text)
    assert not LINK.search(outside), outside


def test_what_is_no_command_stays_as_it_is() -> None:
    for text in ("a::b", "# heading", "## heading", "##x[", "x[::2]", "\n", "#[x]", "a ::b"):
        assert inert(text) == text
        assert inert_json(text) == text
        assert inert_markup(text) == text
    assert inert("  ::x\n::y") == "  \\x3a:x\n\\x3a:y"
    assert json.loads(inert_json('"##[x] ##vso["')) == "##[x] ##vso["
