"""Functions of SAM templates."""

from __future__ import annotations

from pathlib import Path

from hostile import FUNCTION, bomb, bounded
from tables import ON, Row, check, sam, table


def sam_lines(handler: str, code: str, expected: str, *more: str) -> Row:
    lines = [f"Handler: {handler}", "Runtime: python3.12", *more]
    if code:
        lines.append(f"CodeUri: {code}")
    return sam("\n".join(lines), expected)


PARAMETERS = """\
Parameters:
  Stage: {Type: String, Default: dev}
  Code: {Type: String, Default: src}
  Version: {Type: String, Default: python3.13}
Mappings:
  Folders:
    dev: {code: src, handler: app.handler}
    prod: {code: services/orders, handler: main.handler}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Not [!Condition IsProd]
"""
GLOBALS = """\
Globals:
  Function:
    Runtime: python3.12
    CodeUri: src
    SnapStart: {ApplyOn: PublishedVersions}
"""
LAYER = """\
  Common:
    Type: AWS::Serverless::LayerVersion
    Properties: {ContentUri: layers/common}
"""
LOOP = """\
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Parameters:
  Names: {Type: CommaDelimitedList, Default: "create"}
Resources:
  Fn::ForEach::All:
    - Name
    - %s
    - "Fn${Name}":
        Type: AWS::Serverless::Function
        Properties:
          Runtime: python3.13
          CodeUri: src
          Handler: !Sub "todos/${Name}.handler"
"""
SAM = [
    sam_lines("app.handler", "", "app.py:handler python3.12 off"),
    sam_lines("app.handler", ".", "app.py:handler python3.12 off"),
    sam_lines("app.handler", "./", "app.py:handler python3.12 off"),
    sam_lines("app.handler", "src", "src/app.py:handler python3.12 off"),
    sam_lines("app.handler", "src/", "src/app.py:handler python3.12 off"),
    sam_lines("app.handler", "./src", "src/app.py:handler python3.12 off"),
    sam_lines("app.other", "src", "src/app.py:other python3.12 off"),
    sam_lines("src/app.handler", ".", "src/app.py:handler python3.12 off"),
    sam_lines("src.app.handler", ".", "src/app.py:handler python3.12 off"),
    sam_lines("pkg.mod.handler", "src", "src/pkg/mod.py:handler python3.12 off"),
    sam_lines("pkg/mod.handler", "src", "src/pkg/mod.py:handler python3.12 off"),
    sam_lines("pkg.handler", "src", "src/pkg/__init__.py:handler python3.12 off"),
    sam_lines("src/pkg.mod.handler", ".", "src/pkg/mod.py:handler python3.12 off"),
    sam_lines("todos/create.create", "src", "src/todos/create.py:create python3.12 off"),
    sam_lines(
        "handlers/orders.handler", "lambda", "lambda/handlers/orders.py:handler python3.12 off"
    ),
    sam_lines("main.handler", "services/orders", "services/orders/main.py:handler python3.12 off"),
    sam_lines("app.handler", "src/app.py", "src/app.py:handler python3.12 off"),
    sam_lines("app.handler", "!Sub src", "src/app.py:handler python3.12 off"),
    sam_lines(
        "app.handler", "src", "src/app.py:handler python3.12 on", ON, "AutoPublishAlias: live"
    ),
    sam_lines(
        "app.handler", "src", "src/app.py:handler python3.12 off", "SnapStart: {ApplyOn: None}"
    ),
    sam_lines("app.handler", "src", "src/app.py:handler python3.12 -", "SnapStart: !Ref Given"),
    sam(
        "Handler: app.handler\nRuntime: !Ref Version\nCodeUri: !Ref Code",
        "src/app.py:handler python3.13 off",
        before=PARAMETERS,
    ),
    sam(
        "Handler: !FindInMap [Folders, !Ref Stage, handler]\nRuntime: python3.12\n"
        "CodeUri: !FindInMap [Folders, !Ref Stage, code]",
        "src/app.py:handler python3.12 off",
        before=PARAMETERS,
    ),
    sam(
        "Handler: !If [IsProd, main.handler, app.handler]\nRuntime: python3.12\n"
        "CodeUri: !If [IsProd, services/orders, src]",
        "src/app.py:handler python3.12 off",
        before=PARAMETERS,
    ),
    sam(
        "Handler: !If [IsDev, app.handler, main.handler]\nRuntime: python3.12\n"
        "CodeUri: !If [IsDev, src, services/orders]",
        "src/app.py:handler python3.12 off",
        before=PARAMETERS,
    ),
    sam(
        "Handler: app.handler\nRuntime: python3.12\nCodeUri: src\n"
        "SnapStart: !If [IsProd, {ApplyOn: PublishedVersions}, !Ref AWS::NoValue]",
        "src/app.py:handler python3.12 on",
        before=PARAMETERS,
    ),
    *[
        sam(
            f"Handler: app.handler\nRuntime: python3.12\nCodeUri: src\nSnapStart: {own}",
            f"src/app.py:handler python3.12 {expected}",
            before="Globals:\n  Function:\n    SnapStart: {ApplyOn: PublishedVersions}\n",
        )
        for own, expected in (
            ("!Ref AWS::NoValue", "off"),
            ("{Ref: AWS::NoValue}", "off"),
            ("{ApplyOn: None}", "off"),
        )
    ],
    sam(
        "Handler: !Join ['.', [pkg, mod, handler]]\nRuntime: python3.12\nCodeUri: !Sub './${Code}'",
        "src/pkg/mod.py:handler python3.12 off",
        before=PARAMETERS,
    ),
    sam(
        "Handler: !Select [1, [no, app.handler]]\nRuntime: python3.12\nCodeUri: src",
        "src/app.py:handler python3.12 off",
    ),
    sam("Handler: app.handler", "src/app.py:handler python3.12 on", before=GLOBALS),
    sam(
        "Handler: main.handler\nCodeUri: services/orders\nSnapStart: {ApplyOn: None}",
        "services/orders/main.py:handler python3.12 off",
        before=GLOBALS,
    ),
    sam(
        "Handler: shared.handler\nRuntime: python3.12\nCodeUri: src\nLayers: [!Ref Common]",
        "layers/common/python/shared.py:handler python3.12 off",
        after=LAYER,
    ),
    sam(
        "Handler: datadog_lambda.handler.handler\nRuntime: python3.12\nCodeUri: src\n"
        "Environment: {Variables: {DD_LAMBDA_HANDLER: pkg.mod.handler}}",
        "src/pkg/mod.py:handler python3.12 off",
    ),
    sam(
        "Handler: {{ handler }}\nRuntime: python3.12\nCodeUri: src\nHandler: app.handler",
        "src/app.py:handler python3.12 off",
    ),
    Row("template.yaml", LOOP % "[create]", "src/todos/create.py:handler python3.13 off"),
    Row("template.yaml", LOOP % "!Ref Names", "src/todos/create.py:handler python3.13 off"),
    Row(
        "infra/stack.template",
        sam_lines("app.handler", "../src", "").text,
        "src/app.py:handler python3.12 off",
    ),
    Row(
        "template.yaml.j2",
        sam_lines("app.handler", "src", "").text + "{% if x %}\nOutputs: {}\n{% endif %}\n",
        "src/app.py:handler python3.12 off",
    ),
]


@table(SAM)
def test_a_function_and_its_entry_point(given: Row, tmp_path: Path) -> None:
    check(given, tmp_path)


def test_aliases_take_no_space(tmp_path: Path) -> None:
    text = bomb("Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n")
    text += "      Runtime: python3.12\n      Handler: app.handler\n      Layers: *a39\n"
    text += "      Environment: {Variables: {X: *a39}}\n      SnapStart: *a39\n"
    found = bounded(tmp_path, {"template.yaml": text})
    assert [entry.path for entry in found.entry_points] == ["app.py"]


def test_loops_that_multiply(tmp_path: Path) -> None:
    names = ", ".join(f"n{n}" for n in range(300))
    loop = "Transform: AWS::LanguageExtensions\nResources:\n"
    depth = 2
    for level in range(8):
        pad = " " * depth
        loop += f"{pad}Fn::ForEach::L{level}:\n{pad}  - I{level}\n{pad}  - [{names}]\n{pad}  -\n"
        depth += 6
    pad = " " * depth
    loop += f"{pad}'F${{I0}}${{I7}}': {{Type: {FUNCTION}, Properties: {{Runtime: python3.12}}}}\n"
    bounded(tmp_path, {"template.yaml": loop})
