"""Reports of parts put together, compared with earlier ones, and shown with what changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fleets import CLEAN, FROZEN, WARNED, fleet, write

pytestmark = pytest.mark.slow

BROKEN = "import steps\n" + CLEAN


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven repositories, the whole report, and those of three shards."""
    root = tmp_path_factory.mktemp("shop")
    fixable = FROZEN + "\n\ndef other_handler(event, context):\n    return None\n"
    for number, text in enumerate((CLEAN, FROZEN, WARNED, BROKEN, fixable, "X = 1\n")):
        write(root / f"r{number}", {"app.py": text, "steps.py": "def (:\n"})
    write(root / "r1", {"snapcheck.toml": "selct = 1\n"})
    write(
        root / "r4", {"quiet.py": FROZEN.replace("4()\n", "4()  # snapcheck: ignore[SNAP201] x\n")}
    )
    names = [f"r{number}" for number in range(7)]
    assert fleet(root, "check", *names, "-f", "json=whole.json", "-f", "html=whole.html").returncode
    for number in range(1, 4):
        part = ("--shard", f"{number}/3", "-f", f"json=part-{number}.json")
        assert fleet(root, "check", *names, *part).returncode in (1, 2)
    return root


def parts(root: Path) -> list[str]:
    return sorted(file.name for file in root.glob("part-*.json"))


def test_merged_parts_are_the_whole(shop: Path) -> None:
    forms = ("json", "html", "csv", "text", "json-lines")
    done = fleet(shop, "merge", *reversed(parts(shop)), *[f"-f{form}=m.{form}" for form in forms])
    assert (done.returncode, done.stderr) == (0, "")
    assert (shop / "m.json").read_bytes() == (shop / "whole.json").read_bytes()
    assert (shop / "m.html").read_bytes() == (shop / "whole.html").read_bytes()
    # From JSON Lines, and from JSON that another program laid out, the same again.
    again = fleet(shop, "merge", "m.json-lines", "-f", "json")
    assert again.stdout.encode() == (shop / "whole.json").read_bytes()
    (shop / "indented.json").write_text(json.dumps(json.loads(again.stdout), indent=2))
    again = fleet(shop, "merge", "indented.json", "-f", "csv")
    assert again.stdout == (shop / "m.csv").read_text()


def test_parts_that_overlap_are_told(shop: Path) -> None:
    done = fleet(shop, "merge", "whole.json", "part-2.json", "-f", "json=twice.json")
    assert done.returncode == 2
    assert "is in several of the reports" in done.stderr
    unordered = json.loads((shop / "whole.json").read_text())
    unordered["repositories"].reverse()
    (shop / "odd.json").write_text(json.dumps(unordered))
    done = fleet(shop, "merge", "odd.json", "-f", "json")
    assert "'odd.json' is not in the order that snapcheck wrote it" in done.stderr


def test_a_report_of_another_kind_is_told(shop: Path) -> None:
    (shop / "other.json").write_text('{"schema_version": 2,\n"repositories": [\n],\n')
    for name in ("other.json", "r0/app.py"):
        done = fleet(shop, "merge", name)
        assert done.returncode == 2
        assert f"'{name}' is no report of a fleet: " in done.stderr
        assert done.stderr.count("\n") == 1


def test_what_changed_is_told(tmp_path: Path) -> None:
    texts = {"better": FROZEN, "worse": CLEAN, "same": WARNED, "lost": CLEAN, "leaves": CLEAN}
    for name, text in texts.items():
        write(tmp_path / name, {"app.py": text})
    fleet(tmp_path, "check", *texts, "-f", "json=old.json")
    write(tmp_path / "better", {"app.py": CLEAN})
    write(tmp_path / "worse", {"app.py": "\n\n" + FROZEN})
    write(tmp_path / "same", {"app.py": "\n\n" + WARNED})
    write(tmp_path / "lost", {"snapcheck.toml": "x"})
    write(tmp_path / "comes", {"app.py": FROZEN})
    names = ("better", "worse", "same", "lost", "comes")
    asked = ("check", *names, "-f", "json=new.json", "-f", "html=new.html")
    fleet(tmp_path, *asked, "--since", "old.json")
    told = fleet(tmp_path, "diff", "old.json", "new.json")
    assert told.returncode == 0
    *lines, last = told.stdout.splitlines()
    assert lines[:5] == [
        "added: comes",
        "removed: leaves",
        "lost: analysed -> unusable",
        "better: app.py:handler: no -> yes",
        "worse: app.py:handler: yes -> no",
    ]
    assert lines[5].startswith("+ worse: app.py:5: error[SNAP201] ")
    assert lines[6].startswith("- better: app.py:3: error[SNAP201] ")
    assert last == (
        "Ready for SnapStart: yes 3 -> 1, with warnings 1 -> 1, not known 0 -> 0, no 1 -> 2."
    )
    found = json.loads(fleet(tmp_path, "diff", "old.json", "new.json", "-f", "json").stdout)
    assert found["worse"] is True
    assert found["readiness"]["after"] == {"no": 2, "not known": 0, "with warnings": 1, "yes": 1}
    assert [each["repository"] for each in found["new_findings"]] == ["worse"]
    page = (tmp_path / "new.html").read_text()
    assert "Since the earlier run" in page
    assert "2 functions that changed" in page
    for old, new, code in (("old", "new", 1), ("new", "new", 0)):
        done = fleet(tmp_path, "diff", f"{old}.json", f"{new}.json", "--exit-code")
        assert done.returncode == code
