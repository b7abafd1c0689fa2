"""A plugin that says what CPU time each test file took: `PYTHONPATH=tests pytest -p cpu_times`.

CPU time, with that of ended child processes, differs less than a clock on a machine that does
other things as well.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator

import pytest

CPU = "cpu seconds"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    before = sum(os.times()[:4])
    try:
        return (yield)
    finally:
        item.user_properties.append((CPU, sum(os.times()[:4]) - before))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    total = Counter[str]()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                total[report.nodeid.partition("::")[0]] += dict(report.user_properties).get(CPU, 0)
    terminalreporter.section(CPU)
    for file, seconds in total.most_common():
        terminalreporter.write_line(f"{seconds:8.1f} {file}")
