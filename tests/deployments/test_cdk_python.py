"""Functions of CDK programs in Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from deployed_project import project
from hostile import bounded
from tables import ASSET, FOUND, Row, check, function, stack, table

from snapcheck.model import Span

NAMED = 'f"{name}.handler"'
ADDED = 'name + ".handler"'
FOLDER = "_lambda.Code.from_asset(folder)"
CDK = [
    stack(function(ASSET), FOUND),
    stack(function('_lambda.Code.from_asset("./src")'), FOUND),
    stack(function('_lambda.Code.from_asset(path="src")'), FOUND),
    stack(function('_lambda.Code.asset("src")'), FOUND),
    stack(function('_lambda.AssetCode("src")'), FOUND),
    stack(
        function('_lambda.Code.from_asset(os.path.join(os.path.dirname(__file__), "..", "src"))'),
        FOUND,
    ),
    stack(function('_lambda.Code.from_asset(str(Path(__file__).parent.parent / "src"))'), FOUND),
    stack(function('_lambda.Code.from_asset(os.path.join(os.getcwd(), "src"))'), FOUND),
    stack(function(ASSET, '"pkg.mod.run"'), "src/pkg/mod.py:run python3.12 off"),
    stack(function(ASSET, '"todos/create.run"'), "src/todos/create.py:run python3.12 off"),
    stack(
        function(ASSET, '"app.handler"', "snap_start=_lambda.SnapStartConf.ON_PUBLISHED_VERSIONS"),
        "src/app.py:handler python3.12 on",
    ),
    stack(function(ASSET, '"app.handler"', "snap_start=snap"), "src/app.py:handler python3.12 -"),
    *[
        stack(
            f"for config in [{config}]:\n    "
            + function(
                ASSET,
                '"app.handler"',
                f"snap_start=_lambda.SnapStartConf.ON_PUBLISHED_VERSIONS if {test} else None",
            ),
            f"src/app.py:handler python3.12 {expected}",
        )
        for config, test, expected in (
            ('{"fast": True}', 'config["fast"]', "on"),
            ('{"fast": False}', 'config["fast"]', "off"),
            ('{"slow": False}', 'config.get("fast")', "off"),
            ('{"slow": False, **os.environ}', 'config.get("fast")', "on"),
            ('{"stage": "test"}', 'config["stage"] == "prod"', "off"),
        )
    ],
    stack(
        f"fn = {function(ASSET)}\n"
        'fn.node.default_child.snap_start = {"applyOn": "PublishedVersions"}',
        "src/app.py:handler python3.12 -",
    ),
    stack(
        f"fn = {function(ASSET)}\n"
        'fn.node.default_child.add_property_override("SnapStart.ApplyOn", "PublishedVersions")',
        "src/app.py:handler python3.12 -",
    ),
    stack(f'folder = "src"\n{function(FOLDER)}', FOUND),
    stack(f'name = "app"\n{function(ASSET, NAMED)}', FOUND),
    stack(f'name = "app"\n{function(ASSET, ADDED)}', FOUND),
    stack(f"code = {ASSET}\n{function('code')}", FOUND),
    stack(f"self.code = {ASSET}\n{function('self.code')}", FOUND),
    stack(f'for name in ["app"]:\n    {function(ASSET, NAMED)}', FOUND),
    stack(
        f'for name, folder in {{"app": "src"}}.items():\n    {function(FOLDER, NAMED)}',
        FOUND,
    ),
    stack(
        f'props = dict(handler="app.handler")\nprops = {{"handler": "app.handler"}}\n_lambda.Function(self, "Fn", runtime=_lambda.Runtime.PYTHON_3_12, code={ASSET}, **props)',
        FOUND,
    ),
    stack(
        'self.make("app")',
        FOUND,
        after=f"def make(self, name):\n    return {function(ASSET, NAMED)}\n",
    ),
    stack(
        'self.make(folder="src")',
        FOUND,
        after=f'def make(self, folder, handler="app.handler"):\n    return {function(FOLDER, "handler")}\n',
    ),
    stack(f"if scope.node:\n    {function(ASSET)}", FOUND),
    stack(f"try:\n    {function(ASSET)}\nexcept ValueError:\n    pass", FOUND),
    stack(
        'PythonFunction(self, "Fn", entry="lambda", runtime=_lambda.Runtime.PYTHON_3_13)',
        "lambda/index.py:handler python3.13 off",
    ),
    stack(
        'PythonFunction(self, "Fn", entry="src", index="app.py", handler="run", runtime=_lambda.Runtime.PYTHON_3_13)',
        "src/app.py:run python3.13 off",
    ),
    stack(
        'PythonFunction(self, "Fn", entry="src", index="pkg/mod.py", runtime=_lambda.Runtime.PYTHON_3_13)',
        "src/pkg/mod.py:handler python3.13 off",
    ),
    stack(
        '_lambda.CfnFunction(self, "Fn", runtime="python3.12", handler="index.handler", role="r", '
        'code=_lambda.CfnFunction.CodeProperty(zip_file="def handler(event, context): ..."))',
        "infra/shop.py#Fn:handler python3.12 off",
    ),
    stack(
        function('_lambda.Code.from_inline("def handler(event, context): ...")', '"index.handler"'),
        "infra/shop.py#Fn:handler python3.12 off",
    ),
    stack(
        'layer = _lambda.LayerVersion(self, "L", code=_lambda.Code.from_asset("layers/common"))\n'
        + function(ASSET, '"shared.handler"', "layers=[layer]"),
        "layers/common/python/shared.py:handler python3.12 off",
    ),
    stack(
        '_lambda.DockerImageFunction(self, "Fn", code=_lambda.DockerImageCode.from_image_asset("src", cmd=["app.handler"]))',
        "src/app.py:handler - off",
    ),
    Row(
        "infra/shop.py",
        f"import aws_cdk.aws_lambda as _lambda\n\n\ndef build(self):\n    {function(ASSET)}\n",
        FOUND,
    ),
    Row(
        "infra/shop.py",
        f"import aws_cdk\n\n_lambda = aws_cdk.aws_lambda\n\n\ndef build(self):\n    {function(ASSET)}\n",
        FOUND,
    ),
    Row(
        "infra/shop.py",
        "from aws_cdk.aws_lambda import Code, Function, Runtime\n\n\ndef build(self):\n"
        '    Function(self, "Fn", runtime=Runtime("python3.12"), handler="app.handler", code=Code.from_asset("src"))\n',
        FOUND,
    ),
    Row(
        "infra/shop.py",
        "from aws_cdk import aws_lambda as _lambda\n\n\nclass Fn(_lambda.Function):\n    def __init__(self, scope, id):\n"
        '        super().__init__(scope, id, runtime=_lambda.Runtime.PYTHON_3_12, handler="app.handler", code=_lambda.Code.from_asset("src"))\n',
        FOUND,
    ),
]


@table(CDK)
def test_a_function_and_its_entry_point(given: Row, tmp_path: Path) -> None:
    check(given, tmp_path)


@pytest.mark.parametrize(
    ("literal", "line", "column"),
    [
        ('"import os\\nX = os.name\\n"', 3, len('code = "import os') + 3),
        ('"""import os\nX = os.name\n"""', 4, 1),
        ('"""\\\nimport os\nX = os.name\n"""', 5, 1),
    ],
)
def test_code_in_a_program_keeps_its_places(
    tmp_path: Path, literal: str, line: int, column: int
) -> None:
    text = f"from aws_cdk import aws_lambda as l\n\ncode = {literal}\n"
    text += "l.Function(s, 'Fn', runtime=l.Runtime.PYTHON_3_12, handler='index.handler', "
    text += "code=l.Code.from_inline(code))\n"
    (code,) = project(tmp_path, {"infra/shop.py": text}).embedded
    assert code.text == "import os\nX = os.name\n"
    assert code.span(Span(code.path, 2, 1, 2, 2)) == Span(
        "infra/shop.py", line, column, line, column + 1
    )


@pytest.mark.parametrize(
    "body",
    [
        "def a():\n    return a() + a()\n\n\na()\n",
        "def a(x):\n    return [a(x), b(x)]\n\n\ndef b(x):\n    return [b(x), a(x)]\n\n\na(1)\n",
        "x = 'a'\n" + "x = x + x\n" * 200,
        "x = [1]\n" + "x = x + x\n" * 200,
        "for a in range(9):\n"
        + "".join(f"{' ' * 4 * n}for b in [1, 2, 3, 4, 5, 6, 7, 8, 9]:\n" for n in range(1, 15))
        + f"{' ' * 60}pass\n",
        "x = {}\nx['x'] = x\nfor k, v in x.items():\n    l.Function(s, 'F', **v)\n",
        "class A(A):\n    def __init__(self):\n        super().__init__()\n        self.a = A()\n\n\nA()\n",
        "x = l\n" + "x = x.y\n" * 5_000,
        "x = [a for a in [b for b in [1] * 9]]\nwhile True:\n    x = [x, x]\n",
    ],
    ids=range(9),
)
def test_programs_that_never_end(tmp_path: Path, body: str) -> None:
    text = f"from aws_cdk import aws_lambda as l\n\n{body}"
    assert bounded(tmp_path, {"infra/shop.py": text}).entry_points == ()


ON = "lambda_.SnapStartConf.ON_PUBLISHED_VERSIONS"
BASE = f"""\
from aws_cdk import App, Duration, Size, Stack
from aws_cdk import aws_lambda as lambda_


class Standard:
    def __init__(self, stack, name, snap=False, disk=None, language="python"):
        props = {{"handler": "app.handler"}}
        if snap:
            props["snap_start"] = {ON}
        if disk is not None:
            props["ephemeral_storage_size"] = disk
        if language == "node":
            props["runtime"] = lambda_.Runtime.NODEJS_20_X
        else:
            props["runtime"] = lambda_.Runtime.PYTHON_3_12
        code = lambda_.Code.from_asset("src")
        self.function = lambda_.Function(stack, name, code=code, **props)


"""
CALLED = "Standard(Stack(App(), 's'), 'Fn'{})\n"


@pytest.mark.parametrize(
    ("arguments", "is_on", "runtime", "amounts"),
    [
        ("", False, "python3.12", []),
        (", snap=True", True, "python3.12", []),
        (", snap=True, disk=Size.gibibytes(2)", True, "python3.12", [2048]),
        (", disk=Size.gibibytes(2)", False, "python3.12", []),
        (", True, None, language='node'", True, "nodejs20.x", []),
    ],
)
def test_a_base_construct_is_what_its_call_makes_of_it(
    arguments: str, is_on: bool, runtime: str, amounts: list[int], tmp_path: Path
) -> None:
    text = BASE + CALLED.format(arguments)
    (made,) = project(tmp_path, {"infra/shop.py": text}).functions
    assert (made.snapstart is not None) is is_on
    assert made.runtime is not None
    assert made.runtime.text == runtime
    assert [used.amount for used in made.uses] == amounts


def test_branches_that_nobody_takes_together_are_not_united(tmp_path: Path) -> None:
    """Who calls a base construct of another module is not seen: each branch may be taken alone."""
    (made,) = project(tmp_path, {"infra/shop.py": BASE}).functions
    assert made.snapstart is not None
    assert (made.runtime, made.uses, made.published) == (None, (), None)


@pytest.mark.parametrize(
    ("inside", "count"),
    [
        ("    if stack.live:\n        more = dict()\n", 0),
        (
            (
                f"    if stack.live:\n        props['snap_start'] = {ON}\n"
                "        props['ephemeral_storage_size'] = Size.gibibytes(2)\n"
            ),
            1,
        ),
        (
            (
                "    props['ephemeral_storage_size'] = Size.gibibytes(2)\n"
                f"    if stack.live:\n        props['snap_start'] = {ON}\n"
            ),
            1,
        ),
        (
            (
                f"    if stack.live:\n        props['snap_start'] = {ON}\n    else:\n"
                "        props['ephemeral_storage_size'] = Size.gibibytes(2)\n"
            ),
            0,
        ),
        (
            (
                f"    props['snap_start'] = {ON}\n    big = stack.big\n"
                "    size = Size.gibibytes(2) if big else None\n"
                "    props['ephemeral_storage_size'] = size\n"
            ),
            1,
        ),
    ],
)
def test_what_holds_in_one_branch_holds_together(inside: str, count: int, tmp_path: Path) -> None:
    text = (
        "from aws_cdk import Size\nfrom aws_cdk import aws_lambda as lambda_\n\n\n"
        "def build(stack):\n    props = {'runtime': lambda_.Runtime.PYTHON_3_12}\n"
        f"{inside}    lambda_.Function(stack, 'Fn', handler='app.handler',\n"
        "        code=lambda_.Code.from_asset('src'), **props)\n"
    )
    (made,) = project(tmp_path, {"infra/shop.py": text}).functions
    assert len(made.uses) == count


@pytest.mark.parametrize("handler", ['["app.handler"]', "{**os.environ}"])
def test_a_handler_that_is_no_text_harms_no_other(tmp_path: Path, handler: str) -> None:
    row = stack(f"{function(ASSET, handler)}\n{function(ASSET)}", FOUND)
    found = project(tmp_path, {row.file: row.text})
    assert [entry.path for entry in found.entry_points if entry.declared_in == row.file] == [
        "src/app.py"
    ]
    assert not any("internal" in problem.message for problem in found.problems)
