"""Functions of Terraform: resources, the community module, modules of ones own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from deployed_project import project
from hostile import bounded
from tables import ARCHIVE, DIR, Row, check, indented, table, tf

FILE = ARCHIVE % 'source_file = "${path.module}/src/app.py"'
PACKED = "data.archive_file.code.output_path"


def tf_lines(
    handler: str, expected: str, *more: str, code: str = DIR, package: str = PACKED
) -> Row:
    lines = (f"handler = {handler}", 'runtime = "python3.12"', f"filename = {package}", *more)
    return tf("\n".join(lines), expected, code=code)


def community(lines: str, expected: str, more: str = "") -> Row:
    source = 'source = "terraform-aws-modules/lambda/aws"\nruntime = "python3.12"\n'
    return Row("main.tf", f'module "fn" {{\n{indented(source + lines, 2)}\n}}\n{more}', expected)


MODULE_CALL = """\
module "orders" {
  source  = "./modules/fn"
  handler = "app.handler"
  folder  = "src"
}
"""
MODULE_BODY = """\
variable "handler" {}
variable "folder" {}
variable "runtime" { default = "python3.13" }
resource "aws_lambda_function" "this" {
  handler  = var.handler
  runtime  = var.runtime
  filename = data.archive_file.code.output_path
}
data "archive_file" "code" {
  source_dir  = var.folder
  output_path = "code.zip"
}
"""
TERRAFORM = [
    tf_lines('"app.handler"', "src/app.py:handler python3.12 off"),
    tf_lines('"pkg.mod.handler"', "src/pkg/mod.py:handler python3.12 off"),
    tf_lines('"todos/create.run"', "src/todos/create.py:run python3.12 off"),
    tf_lines('"app.handler"', "src/app.py:handler python3.12 off", code=FILE),
    tf_lines(
        '"app.handler"', "src/app.py:handler python3.12 off", package='"${path.module}/code.zip"'
    ),
    tf_lines('"app.handler"', "src/app.py:handler python3.12 off", package='"./code.zip"'),
    tf_lines(
        '"app.handler"',
        "src/app.py:handler python3.12 on",
        'snap_start {\n  apply_on = "PublishedVersions"\n}',
        "publish = true",
    ),
    tf_lines(
        '"app.handler"', "src/app.py:handler python3.12 off", 'snap_start {\n  apply_on = "None"\n}'
    ),
    tf_lines(
        '"app.handler"',
        "src/app.py:handler python3.12 -",
        'dynamic "snap_start" {\n  for_each = var.snap\n  content {\n    apply_on = "PublishedVersions"\n  }\n}',
    ),
    *[
        tf(
            f'for_each = {{ one = {{ snap = {snap}, stage = "{stage}" }} }}\nhandler = "app.handler"\n'
            f'runtime = "python3.12"\nfilename = {PACKED}\ndynamic "snap_start" {{\n'
            f'  for_each = {test} ? [1] : []\n  content {{\n    apply_on = "PublishedVersions"\n  }}\n}}',
            f"src/app.py:handler python3.12 {expected}",
            code=DIR + 'variable "fast" {\n  default = "false"\n}\n',
        )
        for snap, stage, test, expected in (
            ("true", "prod", "each.value.snap", "on"),
            ("false", "prod", "each.value.snap", "off"),
            ("false", "prod", "!each.value.snap", "on"),
            ("true", "prod", 'each.value.stage == "prod" && each.value.snap', "on"),
            ("true", "test", 'each.value.stage == "prod" && each.value.snap', "off"),
            ("false", "test", '(each.value.stage != "prod") || each.value.snap', "on"),
            ("true", "test", 'contains(["prod", "next"], each.value.stage)', "off"),
            ("true", "test", 'lookup(each.value, "stage", "prod") == "test"', "on"),
            ("true", "test", 'lookup(each.value, "phase", "prod") == "test"', "off"),
            # What a variable is by default, who deploys may set.
            ("true", "test", "var.fast", "on"),
        )
    ],
    tf_lines(
        "local.entry",
        "src/app.py:handler python3.12 off",
        code=DIR + 'locals {\n  entry = "app.handler"\n}\n',
    ),
    tf_lines(
        "var.entry",
        "src/app.py:handler python3.12 off",
        code=DIR + 'variable "entry" {\n  default = "app.handler"\n}\n',
    ),
    tf_lines(
        '"${local.name}.handler"',
        "src/app.py:handler python3.12 off",
        code=DIR + 'locals {\n  name = "app"\n}\n',
    ),
    tf_lines('format("%s.handler", "app")', "src/app.py:handler python3.12 off"),
    tf_lines('join(".", ["pkg", "mod", "run"])', "src/pkg/mod.py:run python3.12 off"),
    tf_lines('var.x ? "app.handler" : "no.no"', "src/app.py:handler python3.12 off"),
    tf_lines('lower("APP.HANDLER")', "src/app.py:handler python3.12 off"),
    tf(
        'handler = "app.handler"\nruntime = var.runtime\nfilename = data.archive_file.code.output_path',
        "src/app.py:handler python3.11 off",
        **{
            "variables.tf": 'variable "runtime" {}\n',
            "terraform.tfvars": 'runtime = "python3.11"\n',
        },
    ),
    tf(
        'handler = "app.handler"\nruntime = "python3.12"\ns3_bucket = "b"\ns3_key = aws_s3_object.code.key',
        "src/app.py:handler python3.12 off",
        code=DIR + f'resource "aws_s3_object" "code" {{\n  key = "k"\n  source = {PACKED}\n}}\n',
    ),
    tf(
        'for_each = { create = "src" }\nhandler = "todos/${each.key}.handler"\nruntime = "python3.12"\n'
        f"filename = {PACKED}",
        "src/todos/create.py:handler python3.12 off",
    ),
    tf(
        'for_each = local.all\nhandler = each.value.handler\nruntime = "python3.12"\n'
        f"filename = {PACKED}",
        "src/app.py:handler python3.12 off",
        code=DIR + 'locals {\n  all = {\n    one = { handler = "app.handler" }\n  }\n}\n',
    ),
    tf_lines(
        '"shared.handler"',
        "layers/common/python/shared.py:handler python3.12 off",
        "layers = [aws_lambda_layer_version.common.arn]",
        code=DIR
        + 'resource "aws_lambda_layer_version" "common" {\n  filename = data.archive_file.layer.output_path\n}\n'
        + 'data "archive_file" "layer" {\n  source_dir = "layers/common"\n  output_path = "l.zip"\n}\n',
    ),
    tf_lines(
        '"datadog_lambda.handler.handler"',
        "src/app.py:handler python3.12 off",
        'environment {\n  variables = {\n    DD_LAMBDA_HANDLER = "app.handler"\n  }\n}',
    ),
    community('handler = "app.handler"\nsource_path = "src"', "src/app.py:handler python3.12 off"),
    community(
        'handler = "app.handler"\nsource_path = "${path.module}/src"',
        "src/app.py:handler python3.12 off",
    ),
    community(
        'handler = "app.handler"\nsource_path = "src/app.py"', "src/app.py:handler python3.12 off"
    ),
    community(
        'handler = "main.handler"\nsource_path = ["layers/common", "services/orders"]',
        "services/orders/main.py:handler python3.12 off",
    ),
    community(
        'handler = "app.handler"\nsource_path = [{ path = "src", pip_requirements = true }]',
        "src/app.py:handler python3.12 off",
    ),
    community(
        'handler = "app.handler"\nsource_path = "src"\nsnap_start = true',
        "src/app.py:handler python3.12 on",
    ),
    community(
        'handler = "app.handler"\ncreate_package = false\nlocal_existing_package = data.archive_file.code.output_path',
        "src/app.py:handler python3.12 off",
        DIR,
    ),
    Row(
        "main.tf",
        MODULE_CALL,
        "src/app.py:handler python3.13 off",
        (("modules/fn/main.tf", MODULE_BODY),),
    ),
    Row(
        "main.tf",
        MODULE_CALL.replace('"src"\n', '"src"\n  runtime = "python3.12"\n'),
        "src/app.py:handler python3.12 off",
        (("modules/fn/main.tf", MODULE_BODY),),
    ),
    Row(
        "main.tf.json",
        json.dumps(
            {
                "resource": {
                    "aws_lambda_function": {
                        "fn": {
                            "handler": "app.handler",
                            "runtime": "python3.12",
                            "filename": "${data.archive_file.code.output_path}",
                            "snap_start": {"apply_on": "PublishedVersions"},
                        }
                    }
                },
                "data": {
                    "archive_file": {
                        "code": {"source_dir": "${path.module}/src", "output_path": "c.zip"}
                    }
                },
            }
        ),
        "src/app.py:handler python3.12 on",
    ),
]


@table(TERRAFORM)
def test_a_function_and_its_entry_point(given: Row, tmp_path: Path) -> None:
    check(given, tmp_path)


TF_LAYER = (
    'resource "aws_lambda_layer_version" "common" {\n  filename = data.archive_file.l.output_path\n}\n'
    'data "archive_file" "l" {\n  source_dir = "layers/common"\n  output_path = "l.zip"\n}\n'
)


@pytest.mark.parametrize(
    ("layers", "roots"),
    [
        (
            "layers = [aws_lambda_layer_version.common.arn]",
            ("web", "layers/common/python", "layers/common"),
        ),
        ("", ("web",)),
    ],
)
def test_behind_the_adapter_imports_are_found_in_terraform_layers(
    tmp_path: Path, layers: str, roots: tuple[str, ...]
) -> None:
    given = tf(
        'handler = "run.sh"\nruntime = "python3.12"\n'
        f"filename = data.archive_file.code.output_path\n{layers}",
        "web/main.py:api python3.12 off",
        code=ARCHIVE % 'source_dir = "web"' + "\n" + TF_LAYER,
    )
    (entry,) = project(tmp_path, {given.file: given.text}).entry_points
    assert entry.roots == roots


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 20_000,
        "x = " + "[" * 20_000 + "]" * 20_000,
        "x = " + "(" * 5_000 + "1" + ")" * 5_000,
        "x = " + '"${' * 3_000 + "a" + '}"' * 3_000,
        "x = a" + ".b" * 50_000,
        "x = a" + "[0]" * 20_000,
        "x = 1" + " + 1" * 20_000,
        "a {\n" * 5_000 + "}\n" * 5_000,
        "x = " + "!" * 20_000 + "a",
    ],
    ids=range(9),
)
def test_terraform_that_nests_deeply(tmp_path: Path, text: str) -> None:
    bounded(tmp_path, {"main.tf": 'resource "aws_lambda_function" "f" {}\n' + text + "\n"})


def test_broken_terraform_is_one_problem(tmp_path: Path) -> None:
    text = 'resource "aws_lambda_function" "f" {\n  handler = = "a.b"\n}\n'
    (problem,) = bounded(tmp_path, {"main.tf": text}).problems
    assert (problem.path, problem.line) == ("main.tf", 2)
    assert problem.message == "not readable as HCL"


DEPLOYED = """\
resource "aws_lambda_function" "f" {
  handler  = "app.handler"
  runtime  = "python3.12"
  filename = data.archive_file.x.output_path
}
data "archive_file" "x" {
  type        = "zip"
  source_file = "app.py"
  output_path = "app.zip"
}
"""


@pytest.mark.parametrize(
    "before",
    [
        'resource "aws_iam_role" "r" {\n  name = "r"\n\n  # a } at the end }\n}\n',
        'resource "aws_iam_role" "r" {\n  policy = <<EOF\n{\n}\n  EOF\n}\n',
        'resource "aws_iam_role" "r" {\n  # <<EOF\n  /*\n}\n*/\n}\n',
        'resource "aws_iam_role" "r" {\n  /*\n}\n  */\n}\n',
        '/*\nresource "aws_iam_role" "r" {\n  name = "r"\n*/\n',
        '/*\nresource "aws_iam_role" "r" {\n  name = "r" */\nlocals {\n  a = 1\n}\n',
        'resource "aws_iam_role" "r" {\nblock {\na = 1\n}\n}\n',
        'resource "aws_iam_role" "r" {\n  policy = jsonencode({\n})\n}\n',
        'resource "aws_iam_role" "r" {\n  policy = jsonencode({\n    a = 1\n}\n  )\n}\n',
        'resource "aws_iam_role" "r" {\r\n  name = "r"\r\n}\r\n',
        'resource "aws_iam_role" "r" {}\nresource "aws_iam_role" "s" {\n}\n',
        'output "é" {\n  value = "${join(",", [\n    "é",\n  ])}"\n}\n',
    ],
    ids=range(12),
)
def test_what_stands_around_a_function_in_terraform(tmp_path: Path, before: str) -> None:
    for text in (before + DEPLOYED, DEPLOYED + before):
        found = bounded(tmp_path, {"main.tf": text})
        assert [entry.path for entry in found.entry_points] == ["app.py"]
        assert found.problems == ()


def test_a_block_that_never_ends_hides_no_function(tmp_path: Path) -> None:
    text = 'resource "aws_iam_role" "r" {\n  name = "r"\n\n' + DEPLOYED
    (problem,) = bounded(tmp_path, {"main.tf": text}).problems
    assert problem.message == "not readable as HCL"


def test_modules_that_call_each_other(tmp_path: Path) -> None:
    files = {
        "a/main.tf": 'module "b" {\n  source = "../b"\n  x = "${var.x}${var.x}"\n}\nvariable "x" { default = "y" }\n',
        "b/main.tf": 'module "a" {\n  source = "../a"\n  x = "${var.x}${var.x}"\n}\n'
        'module "c" {\n  source = "../a"\n}\nvariable "x" { default = "y" }\n',
    }
    assert bounded(tmp_path, files).functions == ()


def test_modules_that_call_ever_more(tmp_path: Path) -> None:
    files = {
        f"m{n}/main.tf": "".join(
            f'module "c{k}" {{\n  source = "../m{n + 1}"\n}}\n' for k in range(9)
        )
        for n in range(30)
    }
    bounded(tmp_path, files)


PACKED = """\
data "archive_file" "code" {
  type        = "zip"
  output_path = "code.zip"
%s
}
resource "aws_lambda_function" "fn" {
  function_name = "fn"
  role          = "r"
  filename      = data.archive_file.code.output_path
  handler       = "%s"
  runtime       = "python3.13"
}
"""
HEREDOC = """\
  source {
    filename = "index.py"
    content  = <<-EOT
      STAGE = "${var.stage}"

      def handler(event, context):
          return f"$${event}"
    EOT
  }"""
OTHER = '  source {\n    filename = "more.py"\n    content = "x = 1"\n  }\n'
PLAIN = '  source {\n    filename = "tide.py"\n    content  = "x = \\"1\\"\\ndef handler(e, c):\\n    return x\\n"\n  }'
RENAMED = '  source {\n    filename = "tide.py"\n    content  = file("src/app.py")\n  }\n'


def test_code_that_stands_in_a_package(tmp_path: Path) -> None:
    found = bounded(tmp_path, {"main.tf": PACKED % (OTHER + HEREDOC, "index.handler")})
    (code,) = found.embedded
    assert code.text == (
        'STAGE = "____________"\n\ndef handler(event, context):\n    return f"${event}"\n'
    )
    line = code.lines[2]
    assert (line.line, line.column) == (13, 7)
    (entry,) = found.entry_points
    assert (entry.path, entry.function, entry.roots) == (code.path, "handler", (code.path,))


def test_code_that_stands_on_one_line_of_a_package(tmp_path: Path) -> None:
    found = bounded(tmp_path, {"main.tf": PACKED % (PLAIN, "tide.handler")})
    (code,) = found.embedded
    assert code.text == 'x = "1"\ndef handler(e, c):\n    return x\n'
    assert [line.line for line in code.lines] == [6, 6, 6]


def test_a_file_that_has_another_name_in_its_package(tmp_path: Path) -> None:
    found = bounded(tmp_path, {"main.tf": PACKED % (OTHER + RENAMED, "tide.handler")})
    assert [entry.path for entry in found.entry_points] == ["src/app.py"]
    assert (found.problems, found.embedded) == ((), ())


def test_a_handler_that_a_module_call_passes(tmp_path: Path) -> None:
    function = (
        'variable "entry" {}\nresource "aws_lambda_function" "fn" {\n  function_name = "fn"\n'
        '  role = "r"\n  filename = "built.zip"\n  handler = var.entry\n  runtime = "python3.13"\n}\n'
    )
    call = 'module "%s" {\n  source = "./fn"\n  entry = "%s"\n}\n'
    files = {
        "main.tf": call % ("a", "services.orders.main.handler") + call % ("b", "main.handler"),
        "fn/main.tf": function,
    }
    found = bounded(tmp_path, files)
    # `main.handler` may be anywhere: only a folder in the handler tells.
    assert [entry.path for entry in found.entry_points] == ["services/orders/main.py"]
    assert len(found.functions) == 2
    assert not found.problems


@pytest.mark.parametrize(
    ("broken", "is_problem"),
    [('resource "aws_sns_topic" "a" {', False), ('resource "aws_lambda_alias" "a" {', True)],
)
def test_only_what_may_declare_a_function_must_be_readable(
    broken: str, is_problem: bool, tmp_path: Path
) -> None:
    found = bounded(tmp_path, {"main.tf": DEPLOYED, "more.tf": broken + '\n  x = "\n'})
    assert [entry.path for entry in found.entry_points] == ["app.py"]
    told = [*found.problems] if is_problem else [*found.notices]
    assert len(told) == len(found.problems) + len(found.notices) == 1
