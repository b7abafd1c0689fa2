"""What holds in every deployment language: scripts that start an application, and silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from deployed_project import project
from tables import WEB_BASE, Row, check, function, sam, stack, table, ts, ts_function
from test_cdk_out import CDK_OUT
from test_cdk_python import CDK
from test_cdk_typescript import TYPESCRIPT
from test_chalice import CHALICE
from test_dockerfile import IMAGES
from test_sam import SAM
from test_serverless import SERVERLESS
from test_stacks import CLOUDFORMATION, EMBEDDED, NESTED
from test_terraform import TERRAFORM
from test_zappa import ZAPPA

TABLES = (
    SAM,
    CLOUDFORMATION,
    NESTED,
    EMBEDDED,
    SERVERLESS,
    TERRAFORM,
    CDK,
    TYPESCRIPT,
    CDK_OUT,
    IMAGES,
    ZAPPA,
    CHALICE,
)

ADAPTER = "AWS_LAMBDA_EXEC_WRAPPER"
START_SCRIPTS = [
    stack(
        function(
            '_lambda.Code.from_asset("web")',
            '"run.sh"',
            f'environment={{"{ADAPTER}": "/opt/bootstrap"}}',
        ),
        "web/main.py:api python3.12 off",
    ),
    ts(
        ts_function(
            "lambda.Code.fromAsset('web')",
            "'run.sh'",
            f"environment: {{ {ADAPTER}: '/opt/bootstrap' }}",
        ),
        "web/main.py:api python3.12 off",
    ),
    Row(
        "web/serverless.yml",
        "service: x\nprovider: {name: aws, runtime: python3.12}\nfunctions:\n  f:\n"
        f"    handler: run.sh\n    environment: {{{ADAPTER}: /opt/bootstrap}}\n",
        "web/main.py:api python3.12 off",
    ),
    Row(
        "web/zappa_settings.json",
        '{"dev": {"lambda_handler": "run.sh", "runtime": "python3.12"}}',
        "web/main.py:api python3.12 off",
    ),
]


def test_the_tables_are_long_enough_to_mean_something() -> None:
    assert sum(map(len, TABLES)) >= 150


@table(START_SCRIPTS)
def test_a_function_and_its_entry_point(given: Row, tmp_path: Path) -> None:
    check(given, tmp_path)


@pytest.mark.parametrize("given", START_SCRIPTS, ids=[each.file for each in START_SCRIPTS])
def test_a_script_that_starts_no_application_is_no_entry_point(given: Row, tmp_path: Path) -> None:
    files = {given.file: given.text, "web/run.sh": "#!/bin/bash\nexec java -jar shop.jar\n"}
    found = project(tmp_path, files)
    assert (found.entry_points, found.problems) == ((), ())


@pytest.mark.parametrize("given", START_SCRIPTS, ids=[each.file for each in START_SCRIPTS])
@pytest.mark.parametrize("when", ["AFTER_RESTORE", "BEFORE_CHECKPOINT"])
def test_the_paths_of_the_adapter_stand_among_the_variables_of_a_function(
    given: Row, when: str, tmp_path: Path
) -> None:
    path = f"AWS_LWA_SNAPSTART_{when}_PATH"
    text = given.text.replace(ADAPTER, path).replace("/opt/bootstrap", "/warm")
    if "zappa" in given.file:
        variables = f'"aws_environment_variables": {{"{path}": "/warm"}}'
        text = text.replace('"runtime"', f'{variables}, "runtime"')
    (entry,) = project(tmp_path, {given.file: text}).entry_points
    is_after = when == "AFTER_RESTORE"
    expected = (None, "/warm") if is_after else ("/warm", None)
    assert (entry.checkpoint_path, entry.restore_path) == expected
    (without,) = project(tmp_path, {given.file: given.text}).entry_points
    assert (without.checkpoint_path, without.restore_path) == (None, None)


@pytest.mark.parametrize(
    ("files", "path"),
    [
        (
            {"web/run.sh": "export AWS_LWA_SNAPSTART_AFTER_RESTORE_PATH=/warm\nuvicorn main:api\n"},
            "/warm",
        ),
        ({}, "/again"),
    ],
)
def test_the_path_that_the_adapter_requests_on_restore(
    tmp_path: Path, files: dict[str, str], path: str
) -> None:
    variables = "AWS_LAMBDA_EXEC_WRAPPER: /opt/bootstrap"
    if not files:
        variables += f"\n    AWS_LWA_SNAPSTART_AFTER_RESTORE_PATH: {path}"
    given = sam(
        f"CodeUri: web\nHandler: run.sh\nRuntime: python3.12\nEnvironment:\n  Variables:\n    {variables}",
        "",
    )
    (entry,) = project(tmp_path, {**files, given.file: given.text}).entry_points
    assert entry.restore_path == path
    image_text = f"{WEB_BASE}ENV AWS_LWA_SNAPSTART_AFTER_RESTORE_PATH=/img\nCOPY web/ .\nCMD uvicorn main:api\n"
    (_, entry) = sorted(
        project(tmp_path, {**files, "Dockerfile": image_text}).entry_points,
        key=lambda each: each.declared_in or "",
        reverse=True,
    )
    assert entry.restore_path == "/img"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (
            "serverless.yml",
            "service: x\nprovider: {name: google, runtime: python39}\nfunctions: {f: {handler: app}}\n",
        ),
        (
            "serverless.yml",
            "service: x\nprovider: {name: aws, runtime: nodejs20.x}\nfunctions: {f: {handler: app.handler}}\n",
        ),
        (
            "serverless.yml",
            "service: x\nprovider: {name: aws, runtime: python3.12}\nfunctions: {f: {handler: '${env:X}'}}\n",
        ),
        (
            "main.tf",
            'resource "aws_lambda_function" "f" {\n  handler = "app.handler"\n  runtime = "nodejs20.x"\n  filename = "a.zip"\n}\n',
        ),
        (
            "main.tf",
            'resource "aws_lambda_function" "f" {\n  handler = "app.handler"\n  runtime = "python3.12"\n  filename = "a.zip"\n}\n',
        ),
        (
            "main.tf",
            'module "l" {\n  source = "terraform-aws-modules/lambda/aws"\n  create_layer = true\n  create_function = false\n  source_path = "src"\n}\n',
        ),
        ("Dockerfile", 'FROM public.ecr.aws/lambda/nodejs:20\nCOPY src ./\nCMD ["app.handler"]\n'),
        ("Dockerfile", f'{WEB_BASE}COPY web .\nCMD ["node", "server.js"]\n'),
        ("Dockerfile", 'FROM python:3.12\nCOPY web .\nCMD ["uvicorn", "main:api"]\n'),
        (
            "infra/a.py",
            "from aws_cdk import aws_lambda as l\nl.Function(s, 'F', runtime=l.Runtime.NODEJS_20_X, handler='app.handler', code=l.Code.from_asset('src'))\n",
        ),
        (
            "infra/a.py",
            "from aws_cdk import aws_lambda as l\nl.Function(s, 'F', runtime=l.Runtime.PYTHON_3_12, handler=h(), code=l.Code.from_asset('src'))\n",
        ),
        ("zappa_settings.json", '{"dev": {"s3_bucket": "b"}}'),
        ("data.json", '{"about": "AWS::Lambda::Function", "Runtime": "python3.12"}'),
    ],
)
def test_what_declares_no_python_function_is_silent(tmp_path: Path, file: str, text: str) -> None:
    found = project(tmp_path, {file: text})
    assert found.entry_points == ()
    assert found.problems == ()
