"""Functions of the Serverless Framework."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import bomb, bounded
from tables import Row, check, indented, table

from snapcheck.model.deployed import Feature


def service(
    function: str, expected: str, *, provider: str = "", more: str = "", **also: str
) -> Row:
    text = f"service: shop\nprovider:\n  name: aws\n  runtime: python3.12\n{indented(provider, 2)}"
    text = f"{text}{more}functions:\n  fn:\n{indented(function, 4)}\n"
    return Row("serverless.yml", text, expected, tuple(also.items()))


FUNCTIONS_FILE = "fn:\n  handler: src/app.handler\n"
SERVERLESS = [
    service("handler: app.handler", "app.py:handler python3.12 off"),
    service("handler: src/app.handler", "src/app.py:handler python3.12 off"),
    service("handler: src.app.handler", "src/app.py:handler python3.12 off"),
    service("handler: ./src/app.handler", "src/app.py:handler python3.12 off"),
    service("handler: src/todos/create.create", "src/todos/create.py:create python3.12 off"),
    service("handler: src/pkg.handler", "src/pkg/__init__.py:handler python3.12 off"),
    service("handler: src/app.handler\nruntime: python3.13", "src/app.py:handler python3.13 off"),
    service("handler: src/app.handler\nsnapStart: true", "src/app.py:handler python3.12 on"),
    service("handler: src/app.handler\nsnapStart: false", "src/app.py:handler python3.12 off"),
    service("handler: src/app.handler\nsnapStart: ${env:SNAP}", "src/app.py:handler python3.12 -"),
    service(
        "handler: src/app.handler\nsnapStart: ${self:custom.snap}",
        "src/app.py:handler python3.12 on",
        more="custom: {snap: true}\n",
    ),
    service(
        "handler: main.handler\nmodule: services/orders",
        "services/orders/main.py:handler python3.12 off",
    ),
    service(
        "handler: ${self:custom.entry}",
        "src/app.py:handler python3.12 off",
        more="custom: {entry: src/app.handler}\n",
    ),
    service(
        "handler: ${self:custom.folder}/app.handler",
        "src/app.py:handler python3.12 off",
        more="custom: {folder: src}\n",
    ),
    service("handler: ${env:NO, 'src/app.handler'}", "src/app.py:handler python3.12 off"),
    service(
        "handler: ${opt:no, self:custom.entry, 'x.y'}",
        "src/app.py:handler python3.12 off",
        more="custom: {entry: src/app.handler}\n",
    ),
    service(
        "handler: ${self:custom.${self:custom.key}}",
        "src/app.py:handler python3.12 off",
        more="custom: {key: entry, entry: src/app.handler}\n",
    ),
    service(
        "handler: ${self:custom.all.1}",
        "src/app.py:handler python3.12 off",
        more="custom: {all: [no, src/app.handler]}\n",
    ),
    Row(
        "serverless.yml",
        "service: shop\nprovider: {name: aws, runtime: python3.12}\nfunctions: ${file(functions.yml)}\n",
        "src/app.py:handler python3.12 off",
        (("functions.yml", FUNCTIONS_FILE),),
    ),
    Row(
        "serverless.yml",
        "service: shop\nprovider: {name: aws, runtime: python3.12}\n"
        "functions:\n  - ${file(functions.yml)}\n",
        "src/app.py:handler python3.12 off",
        (("functions.yml", FUNCTIONS_FILE),),
    ),
    Row(
        "serverless.yml",
        "service: shop\nprovider: {name: aws, runtime: python3.12}\n"
        "functions:\n  fn: ${file(functions.yml):fn}\n",
        "src/app.py:handler python3.12 off",
        (("functions.yml", FUNCTIONS_FILE),),
    ),
    Row(
        "serverless.yml",
        "service: shop\nprovider: ${file(provider.yml)}\nfunctions:\n  fn: {handler: src/app.handler}\n",
        "src/app.py:handler python3.11 off",
        (("provider.yml", "name: aws\nruntime: python3.11\n"),),
    ),
    service(
        "handler: shared.handler\nlayers:\n  - Ref: CommonLambdaLayer",
        "layers/common/python/shared.py:handler python3.12 off",
        more="layers:\n  common: {path: layers/common}\n",
    ),
    service(
        "handler: wsgi_handler.handler",
        "web/site/wsgi.py:application python3.12 off",
        more="custom:\n  wsgi: {app: web/site/wsgi.application}\n",
    ),
    service(
        "handler: datadog_lambda.handler.handler\nenvironment: {DD_LAMBDA_HANDLER: src/app.handler}",
        "src/app.py:handler python3.12 off",
    ),
    Row(
        "serverless.yml",
        "service: shop\nprovider:\n  name: aws\n  runtime: python3.12\n  ecr: {images: {app: {path: ./}}}\n"
        "functions:\n  fn: {image: {name: app, command: [pkg.mod.handler]}}\n",
        "src/pkg/mod.py:handler - off",
        (("Dockerfile", "FROM public.ecr.aws/lambda/python:3.12\nCOPY src ${LAMBDA_TASK_ROOT}\n"),),
    ),
    Row(
        "services/orders/serverless.yml",
        "service: shop\nprovider: {name: aws, runtime: python3.12}\nfunctions:\n  fn: {handler: main.handler}\n",
        "services/orders/main.py:handler python3.12 off",
    ),
]


@table(SERVERLESS)
def test_a_function_and_its_entry_point(given: Row, tmp_path: Path) -> None:
    check(given, tmp_path)


def test_aliases_in_a_service(tmp_path: Path) -> None:
    text = bomb("service: x\nprovider: {name: aws, runtime: python3.12}\n")
    text += (
        "functions:\n  f: {handler: app.handler, layers: *a39}\n  g: *a39\n  h: {handler: *a39}\n"
    )
    found = bounded(tmp_path, {"serverless.yml": text})
    assert [entry.path for entry in found.entry_points] == ["app.py"]


def test_files_that_include_each_other(tmp_path: Path) -> None:
    files = {
        "serverless.yml": "service: x\nprovider: {name: aws, runtime: python3.12}\n"
        "functions: ${file(a.yml)}\n",
        "a.yml": "${file(b.yml)}\n",
        "b.yml": "${file(a.yml)}\n",
    }
    assert bounded(tmp_path, files).entry_points == ()


CHANGED = """\
service: shop
provider:
  name: aws
  runtime: python3.13
%sfunctions:
  pay-in:
    handler: app.handler
    events:
      - httpApi: "GET /"
resources:
%s
"""
EXTENSION = """\
  extensions:
    PayDashinLambdaFunction:
      Properties:
        SnapStart: {ApplyOn: PublishedVersions}
        EphemeralStorage: {Size: 4096}"""
RESOURCE = """\
  - Resources:
      PayDashinLambdaFunction:
        Type: AWS::Lambda::Function
        Properties:
          SnapStart: {ApplyOn: PublishedVersions}
          TenancyConfig: {TenantIsolationMode: PER_TENANT}"""


@pytest.mark.parametrize(
    ("changes", "feature"),
    [(EXTENSION, Feature.EPHEMERAL_STORAGE), (RESOURCE, Feature.TENANT_ISOLATION)],
)
def test_properties_of_the_resource_are_changed(
    changes: str, feature: Feature, tmp_path: Path
) -> None:
    (function,) = bounded(tmp_path, {"serverless.yml": CHANGED % ("", changes)}).functions
    assert function.snapstart is not None
    assert function.snapstart.text == "SnapStart"
    assert (function.entry is not None and function.entry.snapstart) is True
    assert [used.feature for used in function.uses] == [feature]
    # Of this, the framework makes a version, and no alias that its events would call.
    assert function.published is True
    assert [each.text for each in function.bypasses] == ["event httpApi"]
    without = CHANGED % ("  versionFunctions: false\n", changes)
    (function,) = bounded(tmp_path, {"serverless.yml": without}).functions
    assert function.published is False


STAGES = """\
service: shop
%s
provider:
  name: aws
  runtime: python3.13
functions:
  fn:
    handler: app.handler
    snapStart: true
    ephemeralStorageSize: %s
  other:
    handler: app.run
"""


@pytest.mark.parametrize(
    ("more", "size"),
    [
        ("params:\n  default: {disk: 512}\n  live: {disk: 2048}", "${param:disk}"),
        ("stages:\n  live:\n    params: {disk: 2048}", "${param:disk, 512}"),
        (
            "custom:\n  disk: {dev: 512, live: 2048}",
            "${self:custom.disk.${sls:stage, 'dev'}}",
        ),
        (
            "custom:\n  disk: {live: 2048}",
            "${self:custom.disk.${opt:stage, self:provider.stage}, 512}",
        ),
    ],
)
def test_what_differs_in_a_stage_is_declared_of_it(more: str, size: str, tmp_path: Path) -> None:
    found = bounded(tmp_path, {"serverless.yml": STAGES % (more, size)})
    amounts = {function.name: [use.amount for use in function.uses] for function in found.functions}
    usual = amounts.pop("fn")
    assert usual in ([512], [None])
    assert amounts == {"other": [], "fn (stage live)": [2048]}


def test_what_is_wrong_in_a_stage_names_it(tmp_path: Path) -> None:
    text = STAGES % ("params:\n  live: {file: gone}", 512)
    text = text.replace("handler: app.run", "handler: ${param:file, 'app'}.run")
    (problem,) = bounded(tmp_path, {"serverless.yml": text}).problems
    assert problem.message.endswith("(stage live)")
