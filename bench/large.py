"""Analyses 12,000 files of well-known packages as if they were a project's own.

The packages of large.txt are put into a folder, and a handler beside them for each, which imports
it and uses it. What is measured is one run with an empty cache over all of it, with two processes.

    python bench/large.py make FOLDER      download the packages, once
    python bench/large.py run FOLDER       wall and CPU time, the largest process, what was told
"""

from __future__ import annotations

import collections
import json
import os
import resource
import subprocess
import sys
import time
import zipfile
from pathlib import Path

PINNED = Path(__file__).with_name("large.txt")
ADDRESS_SPACE = 8 << 30
"""Bytes that a process may have mapped: a run that needs more fails instead of the machine."""

USES = {
    "babel": "from babel.dates import format_datetime\nuse = format_datetime",
    "boto3": "import boto3\ntable = boto3.resource('dynamodb').Table('a')\nuse = table.get_item",
    "botocore": "import botocore.session\nuse = botocore.session.Session().get_credentials",
    "django": "from django.core.wsgi import get_wsgi_application\nuse = get_wsgi_application",
    "matplotlib": "from matplotlib import pyplot\nuse = pyplot.figure",
    "networkx": "import networkx\nuse = networkx.gnp_random_graph",
    "nltk": "import nltk\nuse = nltk.word_tokenize",
    "numpy": "import numpy\nuse = numpy.linalg.norm",
    "pandas": "import pandas\nFRAME = pandas.DataFrame({'a': [1]})\nuse = FRAME.sample",
    "sklearn": "from sklearn.cluster import KMeans\nuse = KMeans(3).fit",
    "scipy": "from scipy import optimize\nuse = optimize.minimize",
    "sqlalchemy": "import sqlalchemy\nuse = sqlalchemy.create_engine('sqlite://').connect",
    "statsmodels": "import statsmodels.api as sm\nuse = sm.OLS",
    "sympy": "import sympy\nuse = sympy.simplify",
    "transformers": "from transformers import pipeline\nuse = pipeline('text-generation')",
    "twisted": "from twisted.internet import reactor\nuse = reactor.callLater",
}


def make(folder: Path) -> None:
    """Put the packages and the handlers into the folder."""
    wheels = folder / "wheels"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--python-version=3.12", "--only-binary=:all:", f"--dest={wheels}"]
    subprocess.run([*command, f"--requirement={PINNED}"], check=True)
    project = folder / "project"
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(project, [n for n in archive.namelist() if n.endswith(".py")])
    for package, lines in USES.items():
        handler = f"import random\n{lines}\n\n\ndef lambda_handler(event, context):\n"
        handler += "    return use(event), random.random()\n"
        (project / f"{package}_handler.py").write_text(handler)


def run(folder: Path) -> int:
    """Analyse the folder and print what it took; return 1 if the run itself failed."""
    report = folder / "report.json"
    command = [sys.executable, "-P", "-m", "snapcheck", "check", ".", "--include-vendored"]
    command += ["--no-cache", "--jobs", "2", "--isolated", "-f", f"json={report}", "-q"]
    for package in USES:
        command += ["--entry-point", f"{package}_handler.py:lambda_handler"]
    report.unlink(missing_ok=True)
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=folder / "project",
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE,) * 2),
    )
    wall, spent = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    files = sum(1 for _ in (folder / "project").rglob("*.py"))
    print(f"{files} files on {os.cpu_count()} cores: status {done.returncode}, {wall:.1f} s,")
    print(f"{spent.ru_utime + spent.ru_stime:.1f} s of CPU, {spent.ru_maxrss >> 10} MB at most")
    if not report.exists():
        return 1
    told = json.loads(report.read_text())
    rules = collections.Counter(each["rule"] for each in told["findings"])
    print(f"findings: {dict(sorted(rules.items()))}")
    for problem in told["problems"]:
        print(f"problem: {problem['path']}: {problem['message'][:100]}")
    for notice in told.get("notices", ()):
        print(f"notice: {notice[:160]}")
    return int(any("internal" in each["message"] for each in told["problems"]))


if __name__ == "__main__":
    what, where = sys.argv[1], Path(sys.argv[2]).resolve()
    sys.exit(make(where) if what == "make" else run(where))
