"""How time grows with the number of entry points over one common package.

    python bench/entry_points.py --corpus FOLDER [--sizes 30,60,120,240,300] [--before CHECKOUT]

FOLDER is a repository such as a clone of aws-powertools/powertools-lambda-python. Of its files that
hold an entry point as many as a size says are analysed, spread evenly; a line is fitted through the
CPU seconds. `--before` compares the whole repository with another checkout of snapcheck, in turn.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from peers import Taken, machine, run

from snapcheck import analysis
from snapcheck.model import Request

CHECK = ("-m", "snapcheck", "check", "--no-cache", "--jobs", "1", "--quiet")


def holding(corpus: Path) -> list[Path]:
    """The files of a repository that hold an entry point, sorted."""
    report = analysis.check(Request((corpus,), corpus))
    return sorted({corpus / entry.path for entry in report.entry_points})


def spread(files: Sequence[Path], count: int) -> list[str]:
    """So many of the files, at even distances."""
    return [str(files[number * len(files) // count]) for number in range(count)]


def fitted(sizes: Sequence[int], seconds: Sequence[float]) -> tuple[float, float, float]:
    """The line of least squares: seconds at none, seconds for each, and its R²."""
    slope, start = statistics.linear_regression(sizes, seconds)
    fit = statistics.correlation(sizes, seconds) ** 2
    return start, slope, fit


def growth(corpus: Path, sizes: Sequence[int], rounds: int) -> None:
    """Time and memory for each size, and how well a line fits."""
    files = holding(corpus)
    chosen = [size for size in sizes if size <= len(files)]
    commands = {size: [sys.executable, *CHECK, *spread(files, size)] for size in chosen}
    taken: dict[int, list[Taken]] = {size: [] for size in chosen}
    for _ in range(rounds):
        for size, command in commands.items():
            taken[size].append(run(command, corpus))
    print(f"\n{len(files)} files hold an entry point\n\n| entry points | CPU s | ms each | MiB |")
    print("|---|---|---|---|")
    medians = []
    for size, runs in taken.items():
        medians.append(statistics.median([each.cpu for each in runs]))
        peak = max(each.peak for each in runs)
        print(f"| {size} | {medians[-1]:.2f} | {1000 * medians[-1] / size:.1f} | {peak:.0f} |")
    start, slope, fit = fitted(chosen, medians)
    exponent = math.log(medians[-1] / medians[0]) / math.log(chosen[-1] / chosen[0])
    print(f"\nfitted: {start:.2f} s + {1000 * slope:.1f} ms each (R² {fit:.3f}), ", end="")
    print(f"exponent {exponent:.2f} (1 is linear)")


def compared(corpus: Path, before: Path, rounds: int) -> None:
    """The whole repository, by this snapcheck and by the one of another checkout, in turn."""
    command = [sys.executable, *CHECK, "."]
    here = Path(__file__).parents[1]
    taken: dict[Path, list[float]] = {here: [], before: []}
    for _ in range(rounds):
        for checkout, seconds in taken.items():
            os.environ["PYTHONPATH"] = str(checkout)
            seconds.append(run(command, corpus).cpu)
    now, then = (statistics.median(taken[each]) for each in (here, before))
    print(f"\nwhole repository: {now:.2f} s CPU, {then:.2f} s before, ratio {now / then:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Shows how time grows with entry points.")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--sizes", default="30,60,120,180,240,300")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--before", type=Path, help="another checkout, to compare with")
    arguments = parser.parse_args()
    corpus = arguments.corpus.resolve()
    print(machine())
    growth(corpus, [int(size) for size in arguments.sizes.split(",")], arguments.rounds)
    if arguments.before:
        compared(corpus, arguments.before.resolve(), arguments.rounds)


if __name__ == "__main__":
    main()
