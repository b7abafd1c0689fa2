"""Functions of the templates that CDK has written."""

from __future__ import annotations

import json
from pathlib import Path

from deployed_project import project, rows
from tables import ASSET, Row, check, function, stack, table

SYNTHESISED = {
    "Resources": {
        "Fn": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Code": {"S3Bucket": "b", "S3Key": "1.zip"},
                "Handler": "app.handler",
                "Runtime": "python3.13",
                "SnapStart": {"ApplyOn": "PublishedVersions"},
            },
            "Metadata": {"aws:asset:path": "asset.1", "aws:asset:property": "Code"},
        }
    }
}
COPY = "# the shop\ndef handler(event, context): ...\n"
CDK_OUT = [
    Row(
        "cdk.out/Shop.template.json",
        json.dumps(SYNTHESISED),
        "services/shop/app.py:handler python3.13 on",
        (
            ("cdk.out/asset.1/app.py", COPY),
            ("services/shop/app.py", COPY),
            (".gitignore", "cdk.out\n"),
        ),
    ),
    Row(
        "cdk.out/assembly-Dev/Shop.template.json",
        json.dumps(SYNTHESISED).replace("asset.1", "../asset.1"),
        "services/shop/app.py:handler python3.13 on",
        (("cdk.out/asset.1/app.py", COPY), ("services/shop/app.py", COPY)),
    ),
    Row(
        "cdk.out/Shop.template.json",
        json.dumps(SYNTHESISED).replace("asset.1", "../src"),
        "src/app.py:handler python3.13 on",
    ),
    Row(
        "cdk.out/Shop.template.json",
        json.dumps(
            {
                "Resources": {
                    "Fn": {
                        "Type": "AWS::Lambda::Function",
                        "Properties": {
                            "PackageType": "Image",
                            "Code": {"ImageUri": {"Fn::Sub": "x"}},
                        },
                        "Metadata": {
                            "aws:asset:path": "asset.2",
                            "aws:asset:dockerfile-path": "Dockerfile",
                            "aws:asset:property": "Code.ImageUri",
                        },
                    }
                }
            }
        ),
        "src/pkg/mod.py:handler - off",
        (
            (
                "cdk.out/asset.2/Dockerfile",
                "FROM public.ecr.aws/lambda/python:3.13\nCOPY . ./\nCMD pkg.mod.handler\n",
            ),
            (
                "src/Dockerfile",
                "FROM public.ecr.aws/lambda/python:3.13\nCOPY . ./\nCMD pkg.mod.handler\n",
            ),
        ),
    ),
]


@table(CDK_OUT)
def test_a_function_and_its_entry_point(given: Row, tmp_path: Path) -> None:
    check(given, tmp_path)


def test_what_a_program_says_itself_is_not_said_of_its_copy_too(tmp_path: Path) -> None:
    program = stack(function(ASSET, '"app.handler"', "snap_start=snap"), "")
    copy = json.dumps(SYNTHESISED).replace("asset.1", "../src")
    files = {program.file: program.text, "cdk.out/Shop.template.json": copy}
    on = project(tmp_path / "unknown", files).entry_points
    assert rows(on) == ["src/app.py:handler python3.13 on", "src/app.py:handler python3.12 -"]
    files[program.file] = program.text.replace(", snap_start=snap", "")
    (only,) = project(tmp_path / "known", files).entry_points
    assert only.declared_in == program.file
