"""`snapcheck audit` over many packages: what it finds in each, and how long it takes.

    python bench/audit.py --environments FOLDER [--names FILE] [--json FILE] [NAME...]

Each package is installed without its dependencies into a folder of its own, from wheels only: no
code of it runs. FILE has one name a line; without names it is `bench/audited.txt`, packages that
functions on Lambda really use.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

NAMES = Path(__file__).with_name("audited.txt")


@dataclass(frozen=True, slots=True)
class Found:
    """One finding inside a package."""

    rule: str
    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Audited:
    """What the audit of one package came to; `failed` says why there is nothing."""

    name: str
    version: str = ""
    cpu: float = 0.0
    findings: tuple[Found, ...] = ()
    notices: tuple[str, ...] = ()
    failed: str = ""


def install(name: str, folder: Path) -> bool:
    """Whether a package is installed in a folder, which it is after this if it has a wheel."""
    if any(folder.glob("*.dist-info")):
        return True
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command = [*pip, "--no-deps", "--only-binary", ":all:", "--target", str(folder), name]
    return subprocess.run(command, capture_output=True).returncode == 0


def audit(name: str, folder: Path, seconds: int) -> Audited:
    """Audit one package, for at most so many seconds of CPU."""
    if not install(name, folder):
        return Audited(name, failed="has no wheel")
    (metadata,) = list(folder.glob("*.dist-info"))[:1]
    version = metadata.name.removesuffix(".dist-info").rpartition("-")[2]
    command = [sys.executable, "-m", "snapcheck", "audit", "--quiet", "-f", "json"]
    begin = os.times()
    run = subprocess.run(
        [*command, "--python", str(folder), name],
        capture_output=True,
        text=True,
        cwd=folder.parent,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds)),
    )
    end = os.times()
    cpu = end.children_user + end.children_system - begin.children_user - begin.children_system
    if run.returncode < 0:
        return Audited(name, version, cpu, failed=f"took more than {seconds} s")
    if run.returncode not in (0, 1):
        return Audited(name, version, cpu, failed=run.stderr.strip()[-200:])
    report = json.loads(run.stdout)
    found = [
        Found(
            each["rule"],
            each["location"]["path"].removeprefix("site-packages/"),
            each["location"]["line"],
            each["message"],
        )
        for each in report["findings"]
    ]
    return Audited(name, version, cpu, tuple(found), tuple(report.get("notices", ())))


def told(one: Audited) -> Iterator[str]:
    """Yield the lines that tell what one package came to."""
    if one.failed:
        yield f"{one.name} {one.version}: {one.failed}"
        return
    yield f"{one.name} {one.version}: {len(one.findings)} in {one.cpu:.1f} s"
    for each in one.findings:
        yield f"  {each.path}:{each.line}: {each.rule} {each.message}"


def listed(file: Path, names: Sequence[str]) -> list[str]:
    """The names to audit: those given, else those in a file."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return list(names) or [line for line in lines if line and not line.startswith("#")]


def main() -> None:
    parser = argparse.ArgumentParser(description="Audits packages that functions really use.")
    parser.add_argument("given", nargs="*", metavar="NAME")
    parser.add_argument("--names", type=Path, default=NAMES)
    parser.add_argument("--environments", type=Path, required=True)
    parser.add_argument("--seconds", type=int, default=120, help="of CPU for one package at most")
    parser.add_argument("--json", type=Path, help="write what was found here too")
    arguments = parser.parse_args()
    begin = time.perf_counter()
    all_of_them = []
    for name in listed(arguments.names, arguments.given):
        one = audit(
            name, arguments.environments.resolve() / name / "site-packages", arguments.seconds
        )
        all_of_them.append(one)
        print("\n".join(told(one)), flush=True)
        if arguments.json:
            text = json.dumps([asdict(each) for each in all_of_them], indent=1)
            arguments.json.write_text(f"{text}\n", encoding="utf-8")
    audited = [each for each in all_of_them if not each.failed]
    rules = Counter(finding.rule for each in audited for finding in each.findings)
    print(
        f"\n{len(audited)} packages, {sum(rules.values())} findings "
        f"({', '.join(f'{count} {code}' for code, count in sorted(rules.items()))}), "
        f"{sum(each.cpu for each in audited):.0f} s CPU, {time.perf_counter() - begin:.0f} s"
    )


if __name__ == "__main__":
    main()
