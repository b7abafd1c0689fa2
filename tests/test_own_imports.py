"""Imports of the repository's own modules are followed, or it is told that they were not."""

from __future__ import annotations

from pathlib import Path

import pytest

from snapcheck import analysis, config
from snapcheck.config.request import Typed, request_of
from snapcheck.model import Confidence, Report

MADE = "import uuid\n\nRUN = uuid.uuid4().hex\n\n\ndef run_id():\n    return RUN\n"
HANDLER = "def handler(event, context):\n    return {}()\n"


def handler(imported: str = "from marks import run_id", called: str = "run_id") -> str:
    return f"{imported}\n\n\n{HANDLER.format(called)}"


SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Tally:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      CodeUri: functions/tally/
"""

# Where the module that the handler imports lies; None where it is told that it is not followed.
PLACES: dict[str, tuple[dict[str, str], str | None]] = {
    "in the only other folder that has it": (
        {"functions/tally/app.py": handler(), "common/marks.py": MADE},
        "common/marks.py",
    ),
    "in a layer whose template is elsewhere": (
        {
            "template.yaml": SAM + "      Layers: [!ImportValue marks]\n",
            "functions/tally/app.py": handler(),
            "infra/layers/ids/python/marks.py": MADE,
        },
        "infra/layers/ids/python/marks.py",
    ),
    "in a package of a project of its own": (
        {
            "functions/tally/app.py": handler("from fleet.marks import run_id"),
            "packages/fleet/setup.py": "",
            "packages/fleet/fleet/__init__.py": "",
            "packages/fleet/fleet/marks.py": MADE,
        },
        "packages/fleet/fleet/marks.py",
    ),
    "below src of a project of its own, in a namespace": (
        {
            "functions/tally/app.py": handler("import fleet.ids.marks", "fleet.ids.marks.run_id"),
            "packages/fleet-ids/pyproject.toml": "[project]\nname = 'fleet-ids'\n",
            "packages/fleet-ids/src/fleet/ids/marks.py": MADE,
        },
        "packages/fleet-ids/src/fleet/ids/marks.py",
    ),
    "where a Makefile copies it from": (
        {
            "functions/tally/app.py": handler(),
            "functions/tally/Makefile": "build-Tally:\n\tcp ../../lib/a/*.py $(ARTIFACTS_DIR)\n",
            "lib/a/marks.py": MADE,
            "lib/b/marks.py": "def run_id(): ...\n",
        },
        "lib/a/marks.py",
    ),
    "where a Pipfile installs it from": (
        {
            "functions/tally/app.py": handler("from tools.marks import run_id"),
            "functions/tally/Pipfile": '[packages]\ntools = {path = "../../libs/one"}\n',
            "libs/one/tools/__init__.py": "",
            "libs/one/tools/marks.py": MADE,
            "libs/two/tools/__init__.py": "",
            "libs/two/tools/marks.py": "def run_id(): ...\n",
        },
        "libs/one/tools/marks.py",
    ),
    "in the layer of the same service": (
        {
            "orders/fn/app.py": handler(),
            "orders/layers/ids/python/marks.py": MADE,
            "mail/layers/ids/python/marks.py": "def run_id(): ...\n",
        },
        "orders/layers/ids/python/marks.py",
    ),
    "beside a module that was found elsewhere": (
        {
            "functions/tally/app.py": handler("from chest import run_id"),
            "common/chest.py": "from marks import run_id\n",
            "common/marks.py": MADE,
            "other/marks.py": "def run_id(): ...\n",
        },
        "common/marks.py",
    ),
    "in a folder above the code that is deployed": (
        {
            "shop/template.yaml": SAM,
            "shop/functions/tally/app.py": handler("from common.marks import run_id"),
            "shop/common/marks.py": MADE,
            "mail/common/marks.py": "def run_id(): ...\n",
        },
        "shop/common/marks.py",
    ),
    "in one of two layers": (
        {
            "functions/tally/app.py": handler(),
            "layers/a/python/marks.py": MADE,
            "layers/b/python/marks.py": MADE,
        },
        None,
    ),
    "beside the handler of another function": (
        {
            "functions/tally/app.py": handler(),
            "functions/mail/app.py": handler(),
            "functions/mail/marks.py": "def run_id():\n    return 1\n",
        },
        None,
    ),
    "in an outer package of the same name": (
        {
            "fleet/__init__.py": "",
            "fleet/jobs/__init__.py": "",
            "fleet/jobs/app.py": handler("from fleet.ids.marks import run_id"),
            "fleet/jobs/fleet/__init__.py": "",
            "fleet/ids/__init__.py": "",
            "fleet/ids/marks.py": MADE,
        },
        "fleet/ids/marks.py",
    ),
    "in an outer package whose inner namesake is empty": (
        {
            "src/jobs/app.py": handler("from models import marks", "marks.run_id"),
            "src/jobs/models/__init__.py": "",
            "src/models/__init__.py": "",
            "src/models/marks.py": MADE,
        },
        "src/models/marks.py",
    ),
}

# The module lies elsewhere, and is none that the handler can mean.
STRANGE: dict[str, dict[str, str]] = {
    "a library that is required": {
        "functions/tally/app.py": handler("from marks_kit import run_id"),
        "functions/tally/requirements.txt": "boto3\nmarks-kit==2.1\n",
        "common/marks_kit.py": MADE,
    },
    "a library that is known": {
        "functions/tally/app.py": handler("from ulid import run_id"),
        "samples/ulid.py": MADE,
    },
    "what CDK programs are built of": {
        "functions/tally/app.py": handler("from constructs import run_id"),
        "infra/constructs/__init__.py": MADE,
    },
    "a helper of tests": {
        "functions/tally/app.py": handler(),
        "tests/helpers/marks.py": MADE,
    },
    "a submodule of a package": {
        "functions/tally/app.py": handler(),
        "fleet/__init__.py": "",
        "fleet/marks.py": MADE,
    },
    "code in a template": {
        "template.yaml": SAM.replace("Handler: app.handler", "Handler: index.handler").replace(
            "CodeUri: functions/tally/",
            "InlineCode: |\n        from marks import run_id\n"
            "        def handler(event, context):\n            return run_id()\n",
        ),
        "common/marks.py": MADE,
    },
}


def write(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def checked(root: Path, *, screen: bool = True) -> Report:
    typed = Typed((str(root),), no_screen=not screen)
    return analysis.check(request_of(typed, config.find(root), root))


@pytest.mark.parametrize("name", PLACES)
def test_a_module_is_found(name: str, tmp_path: Path) -> None:
    files, place = PLACES[name]
    report = checked(write(tmp_path, files))
    assert not report.problems
    found = {finding.span.path for finding in report.findings}
    assert found == ({place} if place is not None else set())
    told = [notice for notice in report.notices if "was not followed" in notice]
    assert bool(told) is (place is None)
    if place is None:
        assert "source-roots" in told[0]
        assert "marks.py" in told[0]
        assert "functions/tally/app.py" in told[0]


@pytest.mark.parametrize("name", STRANGE)
def test_a_module_is_none_of_the_program(name: str, tmp_path: Path) -> None:
    report = checked(write(tmp_path, STRANGE[name]))
    assert not report.findings
    assert not report.problems
    assert not report.notices


def test_what_was_found_elsewhere_is_no_sure_finding(tmp_path: Path) -> None:
    files, _ = PLACES["in the only other folder that has it"]
    (finding,) = checked(write(tmp_path, files)).findings
    assert finding.confidence is Confidence.MEDIUM


def test_the_place_may_be_named(tmp_path: Path) -> None:
    files, _ = PLACES["in one of two layers"]
    named = {**files, "snapcheck.toml": 'source-roots = ["layers/b/python"]\n'}
    report = checked(write(tmp_path, named))
    assert [finding.span.path for finding in report.findings] == ["layers/b/python/marks.py"]
    assert report.findings[0].confidence is Confidence.HIGH
    assert not report.notices


def test_a_root_that_is_named_is_no_reason_to_say_more(tmp_path: Path) -> None:
    """The analysed folder itself can be one; what a function has itself goes first."""
    own = {
        "functions/tally/app.py": handler(),
        "functions/tally/marks.py": "def run_id():\n    return 1\n",
        "marks.py": MADE,
        "snapcheck.toml": 'source-roots = ["."]\n',
    }
    report = checked(write(tmp_path, own))
    assert not report.findings
    assert not report.notices


def test_a_root_that_is_no_folder_is_a_mistake(tmp_path: Path) -> None:
    write(tmp_path, {"snapcheck.toml": 'source-roots = ["lib"]\n'})
    with pytest.raises(config.ConfigError, match=r'"source-roots" names "lib", which is no folder'):
        config.find(tmp_path)


def test_what_only_looks_like_an_import_is_not_told(tmp_path: Path) -> None:
    files, _ = PLACES["in one of two layers"]
    text = f'"""Once this was:\nfrom marks import run_id\n"""\n{HANDLER.format("str")}'
    report = checked(write(tmp_path, {**files, "functions/tally/app.py": text}))
    assert not report.notices


@pytest.mark.parametrize("library", ["boto3", "chalice", "yaml"])
def test_a_folder_replaces_no_library(library: str, tmp_path: Path) -> None:
    """Without `__init__.py` an installed package of the name wins."""
    text = f"import uuid\nimport {library}\n\nRUN = uuid.uuid4().hex\n\n\n{HANDLER.format('str')}"
    text = text.replace("return str()", f"return {library}.dumps(RUN)")
    report = checked(write(tmp_path, {f"{library}/app.py": text}))
    assert [finding.rule for finding in report.findings] == ["SNAP201"]


def test_a_namespace_spans_folders(tmp_path: Path) -> None:
    files = {
        "app.py": handler("from fleet.ids import marks", "marks.run_id"),
        "fleet/other.py": "",
        "snapcheck.toml": 'source-roots = ["more"]\n',
        "more/fleet/ids/marks.py": MADE,
    }
    report = checked(write(tmp_path, files))
    assert [finding.span.path for finding in report.findings] == ["more/fleet/ids/marks.py"]


@pytest.mark.parametrize("name", PLACES)
def test_the_prefilter_changes_nothing(name: str, tmp_path: Path) -> None:
    write(tmp_path, PLACES[name][0])
    with_it, without = checked(tmp_path), checked(tmp_path, screen=False)
    assert (with_it.findings, with_it.notices) == (without.findings, without.notices)


def test_a_second_place_ends_what_was_remembered(tmp_path: Path) -> None:
    """What a run remembers of a module that was unique does not hold once there are two."""
    files, _ = PLACES["in the only other folder that has it"]
    write(tmp_path, files)
    memory = analysis.Memory()
    request = request_of(Typed((str(tmp_path),)), config.find(tmp_path), tmp_path)
    assert analysis.check(request, memory=memory).findings
    write(tmp_path, {"other/marks.py": MADE})
    second = analysis.check(request, memory=memory)
    assert not second.findings
    assert any("was not followed" in notice for notice in second.notices)
    assert second.notices == analysis.check(request).notices
