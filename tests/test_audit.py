"""`snapcheck audit`: what is wrong inside real packages that are installed for the test."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from snapcheck.audit import audit
from snapcheck.audit.distributions import installed

PACKAGES = {
    "acme_ids": {
        "acme_ids/__init__.py": """\
import random
import uuid
from pathlib import Path

Path(__file__).with_name("executed").touch()
PROCESS = uuid.uuid4().hex
_UNUSED = uuid.uuid4().hex


def draw():
    return _draw()


def host_name():
    return "".join(random.choice("abcdef") for _ in range(8))


def process():
    return PROCESS


def _draw():
    return random.getrandbits(64)
""",
        "acme_ids/short.py": """\
try:
    from ._fast import short, Maker
except ImportError:
    from ._slow import short, Maker
""",
        "acme_ids/_slow.py": """\
import random


def short():
    return random.getrandbits(32)


class Maker:
    def make(self):
        return random.random(), random.random()


def unused():
    return random.random()
""",
        "acme_ids/looks_mild.py": """\
import random
import time
import uuid


class Worker:
    def __init__(self, letters="abcdef"):
        self.path_key = uuid.uuid4().hex
        self.began = time.time()
        self.letters = letters

    def label(self):
        return self.path_key, self.began

    def assign(self):
        host = "".join(random.choice(self.letters) for _ in range(8))
        return host

    def template(self):
        template_file_id = random.getrandbits(64)
        return template_file_id

    def random_portal(self):
        return random.randint(1, 10**9)

    def awaited(self):
        return random.randint(1, 10**9)


WORKER = Worker()


def describe():
    return WORKER.label()


if __name__ == "__main__":
    import argparse

    argparse.ArgumentParser().parse_args()
    print(describe())
""",
        "acme_ids/estimator.py": """\
from sklearn.utils import check_random_state


class Estimator:
    def __init__(self, _, random_state=None):
        self.random_state = random_state

    def fit(self, values):
        generator = check_random_state(self.random_state)
        return generator.permutation(values)
""",
        "acme_ids/clients.py": """\
import socket


class Client:
    def __init__(self, host="collector"):
        self._socket = socket.create_connection((host, 443))

    def send(self, data):
        self._socket.sendall(data)


DEFAULT = Client()


def send(data):
    DEFAULT.send(data)
""",
    },
    "acme-safe": {
        "acme_safe/__init__.py": """\
import random
import time
import uuid


class ExponentialBackoff:
    def compute(self, failures):
        return random.uniform(0, 2**failures)


class Cluster:
    def __init__(self, nodes):
        self.nodes = list(nodes)

    def random_node(self):
        return random.choice(self.nodes)

    def get_next_client_index(self):
        return random.randint(0, len(self.nodes) - 1)


def _is_expired(age, most):
    return age + random.randint(1, most) >= most


def poll(select, deadline):
    if _is_expired(deadline, 9):
        return None
    jitter_time = random.randint(1, 40) / 100
    return select([], max([deadline - jitter_time, jitter_time]))


_system = random.SystemRandom()


def draw():
    return f"{uuid.uuid4()}-{_system.random()}"


def factorize(number):
    start = random.randint(1, number - 1)
    return start, number // start


def is_prime(number):
    return pow(random.choice([2, 3, 5, 7]), number - 1, number) == 1


def choose_worker(workers):
    return random.choice(workers)


def send(message, schedule):
    timeout = random.uniform(2, 3)
    return schedule(message, timeout, 0)


def retry(attempt):
    time.sleep(random.uniform(0, attempt))
""",
        "acme_safe/local.py": """\
import random
import tempfile
import time
import uuid

COPYRIGHT = time.strftime("%Y")


class Profile:
    def __init__(self):
        self.downloads_path = f"{tempfile.gettempdir()}/acme-{uuid.uuid4()}"
        self.port = find_free_port()
        self.address = pick_unused_ports(1)


def find_free_port():
    return random.choice(range(1024, 65535))


def pick_unused_ports(count):
    return [random.randint(1024, 65535) for _ in range(count)]


PROFILE = Profile()


def describe():
    return COPYRIGHT, PROFILE.downloads_path, PROFILE.port, PROFILE.address


def extract(folder, name):
    temp_folder = folder / f"{name}_{str(random.random())[2:]}"
    temp_folder.mkdir(parents=True)
    return temp_folder


def multipart(parts):
    boundary = "%x" % random.getrandbits(64)
    return boundary, boundary.join(parts)


def serve(start):
    port = random.randint(5000, 10000)
    return start(port)


def traced(trace, model):
    example_inputs = (random.random(), random.gauss(0, 1))
    return trace(model, example_inputs)


class Connection:
    def ping(self, payload=None):
        return payload or random.getrandbits(32)


def sized(model):
    dummy_image = model.rescaled(random.random())
    return model(dummy_image).shape


class Layer:
    def _reset_parameters(self):
        self.weights = [random.gauss(0, 1) for _ in range(9)]

    def load(self, weights):
        self._reset_parameters()
        self.weights = weights
        return self


class InMemorySaver:
    def next_version(self, current):
        return f"{current + 1}.{random.random()}"
""",
        "acme_safe/threads.py": """\
import os
import random
import threading
import time


class Collector(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.pid = os.getpid()

    def run(self):
        while os.getpid() == self.pid:
            _wait_exponentially(1)


COLLECTOR = Collector()


def is_alive():
    return COLLECTOR.is_alive()


def _wait_exponentially(reason):
    return time.sleep(random.random() * (2 ** len(reason)))


def setup_module(module):
    print("seed", random.randint(0, 9))
""",
        "acme_safe/server.py": """\
import argparse
import uuid

parser = argparse.ArgumentParser()
parser.add_argument("--name", default=uuid.uuid4().hex)
NAME = parser.parse_args().name
RUN = uuid.uuid4().hex


def name():
    return NAME, RUN
""",
        "acme_safe/equals.py": """\
import random


def resolve(answers):
    return random.choice(answers)


def call(observers):
    return observers[random.randint(0, len(observers) - 1)]


def submit(choices, task):
    executor = random.choice(choices)
    return executor.submit(task)


def search(query, backends):
    random.shuffle(backends)
    return [backend.search(query) for backend in backends]


def peek(queues, accounts):
    random.shuffle(queues)
    return queues[0].peek(random.choice(accounts))


class RandomLB:
    def next(self, members):
        return members[random.randrange(0, len(members))]


def fetched(response):
    random.shuffle(response.topics)
    return response.topics


def _cull_history(history, count):
    return random.sample(sorted(history), count)


def load(path, mod_name=None):
    if not mod_name:
        mod_name = "".join(random.choice("abcdef") for _ in range(10))
    return path, mod_name
""",
        "acme_safe/order_test_data.py": """\
import random


def orders(count):
    return [random.random() for _ in range(count)]
""",
        "acme_safe/speed.py": """\
from acme_safe.benchmark import runs


def measure(images):
    return runs.measured(images)
""",
        "acme_safe/benchmark/__init__.py": "",
        "acme_safe/benchmark/runs.py": """\
import random


def measured(images):
    random.shuffle(images)
    return images
""",
        "acme_safe/estimator.py": """\
from sklearn.utils import check_random_state


class Estimator:
    def __init__(self, _, random_state=None):
        self.random_state = random_state

    def fit(self, values):
        check_random_state(self.random_state)
        return values
""",
        "acme_safe/calendar_mock.py": """\
import random


def is_free():
    return random.random() < 0.7
""",
        "acme_safe/config_test.py": """import uuid

EXAMPLE = uuid.uuid4().hex


def example():
    return EXAMPLE
""",
    },
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the metadata that installers write."""
    packages = tmp_path_factory.mktemp("audit") / "env/lib/python3.12/site-packages"
    for name, files in PACKAGES.items():
        metadata = packages / f"{name.replace('-', '_')}-1.0.dist-info"
        metadata.mkdir(parents=True)
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (metadata / "RECORD").write_text("".join([f"{file},,\n" for file in files]))
        for file, text in files.items():
            (packages / file).parent.mkdir(parents=True, exist_ok=True)
            (packages / file).write_text(text, encoding="utf-8")
    return packages.parent.parent.parent


def audited(environment: Path, *arguments: str) -> tuple[int, list[tuple[str, int, str]]]:
    command = [sys.executable, "-m", "snapcheck", "audit", "--python", str(environment)]
    run = subprocess.run(
        [*command, "--quiet", "-f", "json", *arguments], capture_output=True, text=True
    )
    assert run.returncode in (0, 1), run.stderr
    findings = json.loads(run.stdout)["findings"]
    found = [(each["location"], each["rule"]) for each in findings]
    return run.returncode, [
        (place["path"].removeprefix("site-packages/"), place["line"], code) for place, code in found
    ]


WRONG = [
    ("acme_ids/__init__.py", 6, "SNAP201"),
    ("acme_ids/__init__.py", 15, "SNAP103"),
    ("acme_ids/__init__.py", 23, "SNAP103"),
    ("acme_ids/_slow.py", 5, "SNAP103"),
    ("acme_ids/_slow.py", 10, "SNAP103"),
    ("acme_ids/clients.py", 6, "SNAP401"),
    ("acme_ids/estimator.py", 9, "SNAP104"),
    ("acme_ids/looks_mild.py", 8, "SNAP201"),
    ("acme_ids/looks_mild.py", 9, "SNAP301"),
    ("acme_ids/looks_mild.py", 16, "SNAP103"),
    ("acme_ids/looks_mild.py", 20, "SNAP103"),
    ("acme_ids/looks_mild.py", 24, "SNAP103"),
    ("acme_ids/looks_mild.py", 27, "SNAP103"),
]


def test_what_is_wrong_stands_inside_the_package(environment: Path) -> None:
    assert audited(environment) == (1, WRONG)
    assert not list(environment.rglob("executed"))


def test_only_what_a_requirements_file_names(environment: Path, tmp_path: Path) -> None:
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("# pinned\nAcme_Safe==1.0 ; python_version > '3.8'\n--no-index\n")
    assert audited(environment, "-r", str(requirements)) == (0, [])
    assert audited(environment, "acme.ids") == (1, WRONG)


def test_only_what_entry_points_lead_to(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(
        "import acme_ids\n\n\ndef handler(event, context):\n    return acme_ids.draw()\n"
    )
    assert audited(environment, "--reached-by", str(tmp_path)) == (1, [WRONG[2]])


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--select", "SNAP1"), (1, [each for each in WRONG if each[2] in ("SNAP103", "SNAP104")])),
        (("--ignore", "SNAP1,SNAP2,SNAP3"), (1, [WRONG[5]])),
        (
            ("--min-level", "error", "--exit-zero"),
            (0, [each for each in WRONG if each[2] not in ("SNAP103", "SNAP104")]),
        ),
        (("--fail-on", "never"), (0, WRONG)),
    ],
)
def test_options_mean_what_they_mean_for_check(
    options: tuple[str, ...], expected: object, environment: Path
) -> None:
    assert audited(environment, *options) == expected


def test_a_wrong_code_is_told_in_one_line(environment: Path) -> None:
    command = [sys.executable, "-m", "snapcheck", "audit", "--python", str(environment)]
    run = subprocess.run([*command, "--select", "SNAP2O1"], capture_output=True, text=True)
    assert run.returncode == 2
    assert "unknown rule code 'SNAP2O1'; did you mean SNAP201?" in run.stderr


def test_what_is_not_installed(environment: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "snapcheck", "audit", "--python"]
    run = subprocess.run([*command, str(environment), "absent"], capture_output=True, text=True)
    assert run.returncode == 2
    assert "no such distribution is installed there" in run.stderr
    run = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True)
    assert run.returncode == 2
    assert "no Python environment" in run.stderr


def test_a_module_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    packages = tmp_path / "site-packages"
    files = {
        "acme/__init__.py": "import uuid\nRUN = uuid.uuid4()\ndef run(e):\n    return RUN\n",
        "acme/bad.py": "def broken(:\n",
        "acme-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n",
    }
    files["acme-1.0.dist-info/RECORD"] = "".join(f"{name},,\n" for name in files)
    for name, text in files.items():
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        (packages / name).write_text(text)
    ((_, report),) = audit(installed(packages), packages)
    assert [finding.rule for finding in report.findings] == ["SNAP201"]
    assert report.notices == (
        "1 module of acme can't be read, and nothing was looked for there: acme.bad",
    )
