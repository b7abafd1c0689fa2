"""A deployment language is a package with three names, and an entry in one list."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

import pytest

from snapcheck.deploy import registry
from snapcheck.deploy.place import Place
from snapcheck.discover.files import find_files
from snapcheck.filesystem.disk import Disk
from snapcheck.model.deployed import Declared, Deployed

PARSERS = {"yaml", "tree_sitter", "tomllib", "snapcheck.deploy.template"}


def test_asking_for_the_language_imports_no_parser() -> None:
    code = "import sys; from snapcheck.deploy import registry; print(*sys.modules, sep='\\n')"
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(finished.stdout.split())
    assert "snapcheck.deploy.terraform" in loaded
    assert loaded & PARSERS == set()


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("template.yaml", "", registry.cloudformation),
        ("template.yaml", "provider:\nfunctions:\n", registry.cloudformation),
        ("stack.json", '{"Type": "AWS::Serverless::Function"}', registry.cloudformation),
        ("main.tf.json", '{"Type": "AWS::Serverless::Function"}', None),
        ("main.tf.json", '{"resource": {"aws_lambda_function": {}}}', registry.terraform),
        ("main.tf", 'source = "../fn"', registry.terraform),
        ("service.yml", "provider: aws\nfunctions:\n", registry.serverless),
        ("service.yml", "functions:\n", None),
        ("zappa_settings.toml", "", registry.zappa),
        ("config.json", "{}", None),
        (".chalice/config.json", "{}", registry.chalice),
        ("Dockerfile.lambda", "FROM public.ecr.aws/lambda/python:3.12", registry.dockerfile),
        ("Dockerfile", "FROM python:3.12", None),
        ("stack.ts", "import 'aws-cdk-lib/aws-lambda'; Runtime.PYTHON_3_12", registry.cdk),
        ("stack.ts", "import 'aws-cdk-lib/aws-lambda'; Runtime.NODEJS_20_X", None),
        ("stack.test.ts", "import 'aws-cdk-lib/aws-lambda'; Runtime.PYTHON_3_12", None),
        ("package.json", '{"Type": "AWS::Serverless::Function"}', None),
    ],
)
def test_each_file_has_one_language(tmp_path: Path, name: str, text: str, language: object) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    assert registry.language_of(str(file), Disk(tmp_path)) is language


def test_a_new_language_is_one_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sniff(path: str, read: Callable[[], bytes]) -> bool:
        return read().startswith(b"lambdas")

    def declared(places: Iterable[Place], disk: Disk) -> Declared:
        return Declared(tuple(Deployed(place.name, place.name) for place in places))

    made = ModuleType("made")
    made.__dict__.update(NAMES=re.compile(r".*\.deploy"), sniff=sniff, declared=declared)
    monkeypatch.setattr(registry, "LANGUAGES", (made, *registry.LANGUAGES))
    registry._fitting.cache_clear()
    (tmp_path / "a.deploy").write_text("lambdas: f")
    (tmp_path / "b.deploy").write_text("nothing")
    disk = Disk(tmp_path)
    tree = find_files([tmp_path], disk)
    found = registry.declared(tree.templates, disk)
    registry._fitting.cache_clear()
    assert [function.name for function in found.functions] == ["a.deploy"]
