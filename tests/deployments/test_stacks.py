"""Functions of CloudFormation stacks: of one template, of nested ones, and with code in the template."""

from __future__ import annotations

import json
from pathlib import Path

from deployed_project import project
from hostile import bounded
from tables import Row, check, indented, sam, table

from snapcheck import analysis
from snapcheck.model import Request, Span


def cfn(
    properties: dict[str, object], expected: str, *, file: str = "stack.json", **more: object
) -> Row:
    function = {"Type": "AWS::Lambda::Function", "Properties": properties}
    return Row(file, json.dumps({**more, "Resources": {"Fn": function}}, indent=1), expected)


def lambda_properties(handler: str, code: object, **more: object) -> dict[str, object]:
    return {"Handler": handler, "Runtime": "python3.13", "Code": code, **more}


CLOUDFORMATION = [
    cfn(lambda_properties("app.handler", "src"), "src/app.py:handler python3.13 off"),
    cfn(lambda_properties("app.handler", "./src/"), "src/app.py:handler python3.13 off"),
    cfn(lambda_properties("pkg.mod.run", "src"), "src/pkg/mod.py:run python3.13 off"),
    cfn(lambda_properties("index.handler", "lambda"), "lambda/index.py:handler python3.13 off"),
    cfn(
        lambda_properties("app.handler", "src", SnapStart={"ApplyOn": "PublishedVersions"}),
        "src/app.py:handler python3.13 on",
    ),
    cfn(
        lambda_properties("app.handler", {"Ref": "Code"}),
        "src/app.py:handler python3.13 off",
        Parameters={"Code": {"Type": "String", "Default": "src"}},
    ),
    cfn(
        lambda_properties("app.handler", {"Fn::Sub": "${Code}"}),
        "src/app.py:handler python3.13 off",
        Parameters={"Code": {"Type": "String", "Default": "src"}},
    ),
    cfn(
        lambda_properties({"Fn::Join": [".", ["app", "handler"]]}, "src"),  # type: ignore[arg-type]
        "src/app.py:handler python3.13 off",
    ),
    cfn(
        lambda_properties("app.handler", {"Fn::If": ["No", "nowhere", "src"]}),
        "src/app.py:handler python3.13 off",
        Conditions={"No": {"Fn::Equals": ["a", "b"]}},
    ),
    cfn(
        lambda_properties("app.handler", "src", Description="\U0001f600"),
        "src/app.py:handler python3.13 off",
    ),
    cfn(
        lambda_properties("app.handler", "../src"),
        "src/app.py:handler python3.13 off",
        file="infra/a.json",
    ),
    cfn(
        lambda_properties("app.handler", "src", Layers=[{"Ref": "None"}]),
        "src/app.py:handler python3.13 off",
        file="stack.template",
    ),
    Row(
        "stack.yml",
        "Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties:\n"
        "      Code: src\n      Handler: app.handler\n      Runtime: python3.9\n",
        "src/app.py:handler python3.9 off",
    ),
]
CHILD = """\
Parameters:
  Runtime: {Type: String}
  Handler: {Type: String}
  Snap: {Type: String, Default: None}
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Code: ../src
      Handler: !Ref Handler
      Runtime: !Ref Runtime
      SnapStart: {ApplyOn: !Ref Snap}
"""


def nested(parameters: str, expected: str, kind: str = "AWS::CloudFormation::Stack") -> Row:
    key = "TemplateURL" if "CloudFormation" in kind else "Location"
    text = (
        f"Parameters:\n  Version: {{Type: String, Default: python3.13}}\nResources:\n  Child:\n"
        f"    Type: {kind}\n    Properties:\n      {key}: child/template.yaml\n"
        f"      Parameters: {{{parameters}}}\n"
    )
    return Row("template.yaml", text, expected, (("child/template.yaml", CHILD),))


NESTED = [
    nested("Runtime: python3.12, Handler: app.handler", "src/app.py:handler python3.12 off"),
    nested("Runtime: !Ref Version, Handler: app.handler", "src/app.py:handler python3.13 off"),
    nested(
        "Runtime: python3.12, Handler: pkg.mod.run, Snap: PublishedVersions",
        "src/pkg/mod.py:run python3.12 on",
    ),
    nested(
        "Runtime: python3.12, Handler: app.handler",
        "src/app.py:handler python3.12 off",
        "AWS::Serverless::Application",
    ),
]
CODE = "def handler(event, context):\n    return 1\n"
EMBEDDED = [
    Row(
        "template.yaml",
        "Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties:\n"
        "      Runtime: python3.12\n      Handler: index.handler\n      Code:\n"
        f"        ZipFile: |\n{indented(CODE, 10)}",
        "template.yaml#Fn:handler python3.12 off",
    ),
    sam(
        f"Handler: index.handler\nRuntime: python3.12\nInlineCode: |\n{indented(CODE, 2)}",
        "template.yaml#Fn:handler python3.12 off",
    ),
    sam(
        f"Handler: index.handler\nRuntime: python3.12\nInlineCode: !Sub |\n{indented(CODE, 2)}",
        "template.yaml#Fn:handler python3.12 off",
    ),
    sam(
        "Handler: index.handler\nRuntime: python3.12\n"
        "InlineCode: !Join [\"\\n\", ['def handler(event, context):', '    return 1']]",
        "template.yaml#Fn:handler python3.12 off",
    ),
    cfn(
        lambda_properties("index.handler", {"ZipFile": CODE}),
        "stack.json#Fn:handler python3.13 off",
    ),
    cfn(
        lambda_properties("index.handler", {"ZipFile": {"Fn::Join": ["\n", CODE.splitlines()]}}),
        "stack.json#Fn:handler python3.13 off",
    ),
]


@table([*CLOUDFORMATION, *NESTED, *EMBEDDED])
def test_a_function_and_its_entry_point(given: Row, tmp_path: Path) -> None:
    check(given, tmp_path)


def test_code_in_a_template_keeps_its_places(tmp_path: Path) -> None:
    text = EMBEDDED[0].text
    (code,) = project(tmp_path, {"template.yaml": text}).embedded
    line = text.splitlines().index("              return 1") + 1
    assert code.span(Span(code.path, 2, 5, 2, 11)) == Span("template.yaml", line, 15, line, 21)
    written = '{"Resources": {"Fn": {"Type": "AWS::Lambda::Function", "Properties": {"Runtime": '
    written += '"python3.12", "Handler": "index.handler", "Code": {"ZipFile": '
    body = 'X = \\"a\\"; Y = 1\\ndef handler(event, context): ...\\n'
    found = project(tmp_path / "json", {"stack.json": f'{written}"{body}"}}}}}}}}}}'})
    (code,) = found.embedded
    start = len(written) + 2
    assert code.text.startswith('X = "a"; Y = 1\ndef')
    span = code.span(Span(code.path, 1, 10, 1, 11))
    assert span == Span("stack.json", 1, start + 11, 1, start + 12)
    assert code.span(Span(code.path, 2, 5, 2, 12)).column == start + body.index("def ") + 4


def nests(child: str) -> str:
    return (
        "Resources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n"
        f"    Properties:\n      TemplateURL: {child}\n      Parameters: {{P: !Sub '${{P}}x'}}\n"
        "Parameters: {P: {Type: String, Default: x}}\n"
    )


def test_stacks_that_nest_each_other_are_a_problem(tmp_path: Path) -> None:
    found = bounded(tmp_path, {"a.yaml": nests("b.yaml"), "b.yaml": nests("a.yaml")})
    assert [problem.path for problem in found.problems] == ["a.yaml", "b.yaml"]
    assert found.problems[0].message == "nests b.yaml, which nests it in turn"
    (problem,) = bounded(tmp_path / "self", {"c.yaml": nests("c.yaml")}).problems
    assert problem.line == 2
    report = analysis.check(Request((tmp_path / "self",), tmp_path / "self"))
    assert any(problem.path == "c.yaml" for problem in report.problems)
