"""The entry points that CloudFormation and SAM templates declare."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from templates import HANDLER, LAMBDA, PY, function, one, read, silent, write

from snapcheck.model import EntryPointKind, ProblemKind

# A function and its properties


def test_a_sam_function(tmp_path: Path) -> None:
    write(tmp_path, "fns/src/app.py")
    text = function(PY, HANDLER, "CodeUri: src/")
    entry = one(tmp_path, text, "fns/template.yaml")
    assert (entry.path, entry.function) == ("fns/src/app.py", "handler")
    assert entry.kind is EntryPointKind.TEMPLATE
    assert entry.declared_in == "fns/template.yaml"
    assert entry.roots == ("fns/src",)
    assert entry.runtime == "python3.12"
    assert entry.snapstart is False


def test_a_cloudformation_function_with_a_local_path(tmp_path: Path) -> None:
    write(tmp_path, "src/app.py")
    entry = one(tmp_path, function(PY, HANDLER, "Code: ./src", kind=LAMBDA))
    assert (entry.path, entry.roots) == ("src/app.py", ("src",))


@pytest.mark.parametrize("code", ["", "CodeUri:", "CodeUri: .", "CodeUri: ''", "CodeUri: app.py"])
def test_code_in_the_folder_of_the_template(tmp_path: Path, code: str) -> None:
    write(tmp_path, "app.py")
    entry = one(tmp_path, function(PY, HANDLER, code))
    assert (entry.path, entry.roots) == ("app.py", (".",))


@pytest.mark.parametrize(
    ("handler", "file"),
    [
        ("app.handler", "app.py"),
        ("src/app.handler", "src/app.py"),
        ("pkg.mod.handler", "pkg/mod.py"),
        ("src/pkg.mod.handler", "src/pkg/mod.py"),
        ("pkg.handler", "pkg/__init__.py"),
        ("./src/app.handler", "src/app.py"),
    ],
)
def test_the_module_of_a_handler(tmp_path: Path, handler: str, file: str) -> None:
    write(tmp_path, file)
    entry = one(tmp_path, function(PY, f"Handler: {handler}"))
    assert (entry.path, entry.function) == (file, "handler")


@pytest.mark.parametrize("runtime", ["nodejs20.x", "java21", "provided.al2", "python2.7", "go1.x"])
def test_other_runtimes_are_passed_over(tmp_path: Path, runtime: str) -> None:
    write(tmp_path, "app.py")
    python = "  Other:\n    Type: AWS::Lambda::Function\n    Properties: {Runtime: python3.12}\n"
    silent(tmp_path, function(f"Runtime: {runtime}", HANDLER) + python)


def test_an_unknown_runtime_counts_where_the_file_exists(tmp_path: Path) -> None:
    write(tmp_path, "app.py")
    assert one(tmp_path, function("Runtime: !Ref Given", HANDLER)).runtime is None
    silent(tmp_path, function("Runtime: !Ref Given", "Handler: index.handler"))


def test_several_functions_are_declared_in_their_order(tmp_path: Path) -> None:
    write(tmp_path, "app.py", "b.py")
    text = function(PY, "Handler: b.second") + (
        "  Two:\n    Type: AWS::Serverless::Function\n"
        "    Properties: {Runtime: python3.13, Handler: app.first}\n"
        "  Table:\n    Type: AWS::DynamoDB::Table\n"
    )
    entries, problems = read(tmp_path, text)
    assert [entry.function for entry in entries] == ["second", "first"]
    assert problems == ()


@pytest.mark.parametrize(
    ("snapstart", "is_on"),
    [
        ("", False),
        ("SnapStart:", False),
        ("SnapStart: {}", False),
        ("SnapStart:\n  ApplyOn: PublishedVersions", True),
        ("SnapStart:\n  ApplyOn: None", False),
        ("SnapStart:\n  ApplyOn: !Ref Given", None),
        ("SnapStart: !Ref Given", None),
        ("SnapStart: !Ref AWS::NoValue", False),
        ("SnapStart: !If [c, {ApplyOn: PublishedVersions}, !Ref AWS::NoValue]", True),
        ("SnapStart: !If [c, !Ref AWS::NoValue, {ApplyOn: PublishedVersions}]", True),
        ("SnapStart:\n  ApplyOn: !If [c, None, PublishedVersions]", True),
        ("SnapStart:\n  ApplyOn: !If [c, None, !Ref Given]", None),
        ("SnapStart:\n  ApplyOn:\n    Fn::If: [c, None, None]", False),
        ("SnapStart: [PublishedVersions]", None),
    ],
)
def test_snapstart(tmp_path: Path, snapstart: str, is_on: bool | None) -> None:
    write(tmp_path, "app.py")
    assert one(tmp_path, function(PY, HANDLER, snapstart)).snapstart is is_on


def test_globals_hold_for_sam_functions_that_do_not_say_otherwise(tmp_path: Path) -> None:
    write(tmp_path, "src/app.py", "src/b.py")
    shared = (
        "Globals:\n  Function:\n    Runtime: python3.12\n    Handler: app.handler\n"
        "    CodeUri: src\n    SnapStart: {ApplyOn: PublishedVersions}\n"
    )
    entry = one(tmp_path, function("Handler: b.run", before=shared))
    assert (entry.path, entry.runtime, entry.snapstart) == ("src/b.py", "python3.12", True)
    off = function("SnapStart: {ApplyOn: None}", "Runtime: python3.13", before=shared)
    entry = one(tmp_path, off)
    assert (entry.path, entry.runtime, entry.snapstart) == ("src/app.py", "python3.13", False)
    silent(tmp_path, function("Timeout: 3", kind=LAMBDA, before=shared))


@pytest.mark.parametrize(
    "property",
    [
        "CodeUri: s3://bucket/key",
        "CodeUri: {Bucket: b, Key: src}",
        "CodeUri: https://bucket/src.zip",
        "CodeUri: build/app.zip",
        "CodeUri: target/app.jar",
        "CodeUri: !Ref Given",
        "CodeUri: nowhere",
        "InlineCode: !Ref Given",
        "PackageType: Image",
    ],
)
def test_code_that_is_not_in_local_files_is_passed_over(tmp_path: Path, property: str) -> None:
    write(tmp_path, "src/app.py", "build/app.zip", "target/app.jar")
    silent(tmp_path, function(PY, "Handler: index.handler", property))


@pytest.mark.parametrize(
    "code", ["{ZipFile: !Ref Given}", "{S3Bucket: b, S3Key: k}", "{ImageUri: i}"]
)
def test_cloudformation_code_that_is_not_local_is_passed_over(tmp_path: Path, code: str) -> None:
    silent(tmp_path, function(PY, "Handler: index.handler", f"Code: {code}", kind=LAMBDA))


def test_code_above_the_template_is_fine_below_the_root(tmp_path: Path) -> None:
    write(tmp_path, "src/app.py")
    entry = one(tmp_path, function(PY, HANDLER, "CodeUri: ../src"), "infra/template.yaml")
    assert (entry.path, entry.roots) == ("src/app.py", ("src",))


@pytest.mark.parametrize("code", ["../src", "/srv/code"])
def test_code_outside_the_root_is_not_followed(tmp_path: Path, code: str) -> None:
    write(tmp_path, "src/app.py")
    root = tmp_path / "root"
    entries, (problem,) = read(root, function(PY, HANDLER, f"CodeUri: {code}"))
    assert entries == ()
    assert (problem.path, problem.line) == ("template.yaml", 7)
    assert problem.message.startswith("the code of Fn lies outside the analysed folder: ../")
    silent(root, function("Runtime: !Ref Given", HANDLER, f"CodeUri: {code}"))


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_code_behind_a_link_is_named_by_its_path_without_links(tmp_path: Path) -> None:
    write(tmp_path, "root/shared/app.py", "elsewhere/app.py")
    root = tmp_path / "root"
    (root / "fn").symlink_to("shared")
    (root / "out").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "link").symlink_to("root")
    entry = one(root, function(PY, HANDLER, "CodeUri: fn"))
    assert (entry.path, entry.roots) == ("shared/app.py", ("shared",))
    entry = one(tmp_path / "link", function(PY, HANDLER, "CodeUri: fn"))
    assert (entry.path, entry.declared_in) == ("shared/app.py", "template.yaml")
    entry = one(root, function(PY, HANDLER, "CodeUri: out"))
    assert (entry.path, entry.roots) == ("out/app.py", ("out",))


# Layers


def layer(content: str, kind: str = "AWS::Serverless::LayerVersion", name: str = "Deps") -> str:
    key = "ContentUri" if "Serverless" in kind else "Content"
    return f"  {name}:\n    Type: {kind}\n    Properties:\n      {key}: {content}\n"


@pytest.mark.parametrize("kind", ["AWS::Serverless::LayerVersion", "AWS::Lambda::LayerVersion"])
@pytest.mark.parametrize("ref", ["- !Ref Deps", "- Ref: Deps", "- !If [c, !Ref Deps, arn:aws:x]"])
def test_layers_of_the_same_template_are_search_roots(tmp_path: Path, kind: str, ref: str) -> None:
    write(tmp_path, "src/app.py", "layer/python/shared.py")
    text = function(PY, HANDLER, "CodeUri: src", f"Layers:\n  - arn:aws:other\n  {ref}")
    assert one(tmp_path, text + layer("layer/", kind)).roots == ("src", "layer/python", "layer")


def test_a_layer_that_sam_builds_needs_no_python_folder(tmp_path: Path) -> None:
    write(tmp_path, "src/app.py", "layer/shared.py", "other/x.py")
    text = function(PY, HANDLER, "CodeUri: src", "Layers: [!Ref Deps, !Ref Deps, !Ref Nobody]")
    assert one(tmp_path, text + layer("layer") + layer("other", name="Unused")).roots == (
        "src",
        "layer",
    )


def test_layers_of_globals_are_added(tmp_path: Path) -> None:
    write(tmp_path, "src/app.py", "one/a.py", "two/b.py")
    shared = "Globals: {Function: {Layers: [!Ref One]}}\n"
    text = function(PY, HANDLER, "CodeUri: src", "Layers: [!Ref Two]", before=shared)
    text += layer("one", name="One") + layer("two", name="Two")
    assert set(one(tmp_path, text).roots) == {"src", "one", "two"}


@pytest.mark.parametrize("content", ["s3://b/k", "nowhere", "{Bucket: b, Key: k}", "!Ref Given"])
def test_a_layer_that_is_not_local_is_no_root(tmp_path: Path, content: str) -> None:
    write(tmp_path, "app.py")
    text = function(PY, HANDLER, "Layers: [!Ref Deps]") + layer(content)
    assert one(tmp_path, text).roots == (".",)


def test_a_layer_outside_the_root_is_a_problem_and_the_function_is_found(tmp_path: Path) -> None:
    write(tmp_path, "root/app.py", "layer/shared.py")
    text = function(PY, HANDLER, "Layers: [!Ref Deps]") + layer("../layer")
    (entry,), (problem,) = read(tmp_path / "root", text)
    assert (entry.path, entry.roots) == ("app.py", (".",))
    assert problem.message == "layer Deps of Fn lies outside the analysed folder: ../layer"


def test_a_handler_can_lie_in_a_layer(tmp_path: Path) -> None:
    write(tmp_path, "src/x.py", "layer/python/app.py")
    text = function(PY, HANDLER, "CodeUri: src", "Layers: [!Ref Deps]") + layer("layer")
    assert one(tmp_path, text).path == "layer/python/app.py"


# Values that are not written out

PARAMETERS = """Parameters:
  Code: {Type: String, Default: src}
  Name: {Type: String, Default: app}
  Open: {Type: String}
  Stored: {Type: 'AWS::SSM::Parameter::Value<String>', Default: src}
Mappings:
  Stages: {prod: {code: src, name: app}}
"""


@pytest.mark.parametrize(
    "code",
    [
        "!Ref Code",
        "{Ref: Code}",
        "!Sub '${Code}/'",
        "!Sub ./${ Code }",
        "{'Fn::Sub': '${Code}'}",
        "!Sub ['${Where}/', {Where: !Ref Code}]",
        "!If [IsProd, src, other]",
        "!If [IsProd, !Ref Open, src]",
        "!If [A, !If [B, {Bucket: b}, !Ref Open], !Ref Code]",
        "{'Fn::If': [IsProd, !Ref Open, !Ref Code]}",
        "!FindInMap [Stages, prod, code]",
        "{'Fn::FindInMap': [Stages, prod, code]}",
        "!Join ['', [s, rc]]",
        "{'Fn::Join': [/, [., !Ref Code]]}",
    ],
)
def test_values_that_can_be_known(tmp_path: Path, code: str) -> None:
    write(tmp_path, "src/app.py")
    text = function(PY, HANDLER, f"CodeUri: {code}", before=PARAMETERS)
    assert one(tmp_path, text).path == "src/app.py"


@pytest.mark.parametrize(
    "code",
    [
        "!Ref Open",
        "!Ref Nobody",
        "!Ref Stored",
        "!Ref [Code]",
        "!Sub 'src-${AWS::Region}'",
        "!Sub '${Open}'",
        "!Sub '${!Code}'",
        "!Sub []",
        "!Sub [{a: b}]",
        "!If [IsProd, !Ref Open, {Bucket: b}]",
        "!If src",
        "!FindInMap [Stages, !Ref Open, code]",
        "!FindInMap [Stages, prod]",
        "!FindInMap [Stages, dev, code]",
        "!Join ['', [s, !Ref Open]]",
        "!Join src",
        "!ImportValue src",
        "{'Fn::ImportValue': src}",
        "!GetAtt src.Arn",
        "[src]",
        '"src\\0"',
        '"\\ud800"',
    ],
)
def test_values_that_cannot_be_known_are_not_guessed(tmp_path: Path, code: str) -> None:
    write(tmp_path, "src/app.py", "app.py")
    silent(tmp_path, function(PY, HANDLER, f"CodeUri: {code}", before=PARAMETERS))


def test_handler_and_runtime_are_resolved_too(tmp_path: Path) -> None:
    write(tmp_path, "app.py")
    before = PARAMETERS + "  Runtimes: {any: {py: python3.13}}\n"
    handler, runtime = "Handler: !Sub '${Name}.run'", "Runtime: !FindInMap [Runtimes, any, py]"
    entry = one(tmp_path, function(handler, runtime, before=before))
    assert (entry.path, entry.function, entry.runtime) == ("app.py", "run", "python3.13")
    silent(tmp_path, function(PY, "Handler: !Sub '${Open}.run'", before=before))


@pytest.mark.parametrize("merged", ["<<: *common", "<<: [*nothing, *common]"])
def test_aliases_and_merged_mappings(tmp_path: Path, merged: str) -> None:
    write(tmp_path, "src/app.py")
    before = "x: &common {Runtime: python3.12, CodeUri: &code src}\ny: &nothing {}\n"
    entry = one(tmp_path, function(merged, HANDLER, "Timeout: *code", before=before))
    assert (entry.path, entry.runtime) == ("src/app.py", "python3.12")


# Handlers without a file


def test_a_missing_file_is_a_problem_at_the_handler(tmp_path: Path) -> None:
    write(tmp_path, "fns/src/other.py")
    text = function(PY, "CodeUri: src", "Handler: app.handler")
    functions, (problem,) = read(tmp_path, text, "fns/template.yaml")
    assert functions == ()
    assert (problem.path, problem.line, problem.kind) == (
        "fns/template.yaml",
        7,
        ProblemKind.MISSING_HANDLER,
    )
    assert problem.message == "handler app.handler of Fn: no such file fns/src/app.py"
    assert problem.mend == "correct Handler or CodeUri of Fn"


def test_a_missing_file_of_a_shared_handler_is_a_problem_where_it_is_written(
    tmp_path: Path,
) -> None:
    before = "Globals:\n  Function:\n    Handler:\n      !Ref Name\n" + PARAMETERS
    before = before.replace("Default: app", "Default: app.handler")
    _, (problem,) = read(tmp_path, function(PY, before=before))
    assert problem.line == 3


def test_a_handler_without_a_function_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, "app.py")
    _, (problem,) = read(tmp_path, function(PY, "Handler: app"))
    assert problem.message == "handler app of Fn: it has no dot"


@pytest.mark.parametrize(
    "properties",
    [
        ("Runtime: !Ref Given", HANDLER),
        (PY, HANDLER, "CodeUri: nowhere"),
        (PY, "Handler: run.sh"),
        (PY, "Handler: datadog_lambda.handler.handler"),
    ],
)
def test_a_missing_file_that_need_not_be_there_is_no_problem(
    tmp_path: Path, properties: tuple[str, ...]
) -> None:
    write(tmp_path, "run.sh")
    silent(tmp_path, function(*properties))


@pytest.mark.parametrize(("method", "problems"), [("makefile", 0), ("python3.12", 1)])
def test_what_a_build_of_ones_own_makes_need_not_be_there(
    tmp_path: Path, method: str, problems: int
) -> None:
    text = function(PY, HANDLER) + f"    Metadata: {{BuildMethod: {method}}}\n"
    assert len(read(tmp_path, text)[1]) == problems


def test_behind_a_watching_layer_stands_the_functions_own_handler(tmp_path: Path) -> None:
    write(tmp_path, "app.py")
    watched = "Environment: {Variables: {DD_LAMBDA_HANDLER: app.handler}}"
    text = function(PY, "Handler: datadog_lambda.handler.handler", watched)
    assert one(tmp_path, text).path == "app.py"
