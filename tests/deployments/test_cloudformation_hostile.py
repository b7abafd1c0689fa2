"""Templates that cannot be read, files that are none, and templates made to do harm."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from deployed_project import project
from templates import HANDLER, PY, SAM, function, one, read, silent, write

from snapcheck.deploy.cloudformation.functions import declared
from snapcheck.deploy.place import Place
from snapcheck.filesystem.disk import Disk
from snapcheck.model import EntryPoint, Problem

# Templates that cannot be read, and files that are none


def unreadable(root: Path, text: str) -> Problem:
    """The one problem of a template of which nothing can be known."""
    entries, (problem,) = read(root, text)
    assert entries == ()
    assert problem.path == "template.yaml"
    assert problem.mend
    return problem


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Outputs: [\n", 8),
        ("Outputs: 'a\n", 8),
        ("Outputs:\n\ta: 1\n", 8),
        ("Outputs: *nobody\n", 7),
        ("{% if x %}\nOutputs: [\n{% endif %}\n", 10),
        ("{{ include }}\n{{ other }}\n", 8),
        ("Outputs: \x00\x07\n", 7),
    ],
)
def test_a_template_that_is_not_yaml_is_a_problem(tmp_path: Path, text: str, line: int) -> None:
    write(tmp_path, "app.py")
    problem = unreadable(tmp_path, function(PY, HANDLER) + text)
    assert problem.message.startswith("not readable as YAML: ")
    assert "\n" not in problem.message
    assert problem.line == line


def test_an_unknown_version_of_yaml_is_a_problem(tmp_path: Path) -> None:
    text = "%YAML 1.3\n---\n" + function(PY, HANDLER)
    assert unreadable(tmp_path, text).message.startswith("not readable as YAML: ")


def test_what_jinja_fills_in_is_unknown_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path, "app.py")
    text = function(PY, "Handler: {{ handler }}", "MemorySize: {{ memory }}") + (
        "{% if two %}\n  Two:\n    Type: AWS::Serverless::Function\n"
        "    Properties: {Runtime: python3.12, Handler: app.handler}\n{% endif %}\n"
        "Outputs: {{ name }} of {{ stack }}\n"
    )
    (entry,), (problem,) = read(tmp_path, text)
    assert entry.path == "app.py"
    assert problem.line == 6
    assert problem.message == "Handler of Fn is not known: another program fills it in"
    one(tmp_path, function(PY, HANDLER, "MemorySize: {{ memory }}", "Timeout: {# why #} 3"))


def test_dynamic_references_in_quotes_are_fine(tmp_path: Path) -> None:
    write(tmp_path, "app.py")
    one(tmp_path, function(PY, HANDLER, "Description: '{{resolve:ssm:/name:1}}'"))


def test_text_that_is_not_utf8_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_bytes(function(PY, HANDLER).encode() + b"# caf\xe9\n")
    (problem,) = declared(Place.of(tmp_path / "template.yaml", Disk(tmp_path))).problems
    assert (problem.message, problem.line) == ("not UTF-8 text", 7)


def test_a_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    write(tmp_path, "app.py")
    text = function(PY, HANDLER).replace("\n", "\r\n")
    (tmp_path / "template.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    found = declared(Place.of(tmp_path / "template.yaml", Disk(tmp_path)))
    (entry,), problems = found.entry_points, found.problems
    assert (entry.path, problems) == ("app.py", ())


def test_blank_lines_deeper_than_their_block_are_fine(tmp_path: Path) -> None:
    write(tmp_path, "app.py")
    one(tmp_path, function(PY, HANDLER) + "Description: |\n         \n  text\n")


def test_duplicate_keys_and_anchors_are_fine_and_the_last_wins(tmp_path: Path) -> None:
    write(tmp_path, "app.py", "b.py")
    text = function(PY, "Handler: &a b.run", "Handler: &a app.run", before="x: &a 1\n")
    assert one(tmp_path, text).path == "app.py"


def test_a_template_over_two_mebibytes_is_refused(tmp_path: Path) -> None:
    text = function(PY, HANDLER) + "#" * 2 * 2**20
    started = time.monotonic()
    assert unreadable(tmp_path, text).message == "too large for a template: more than 2 MiB"
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("nested", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000])
def test_deep_nesting_is_a_problem(tmp_path: Path, nested: str) -> None:
    text = function(PY, HANDLER) + f"x:\n  {nested}\n"
    assert unreadable(tmp_path, text).message == "not readable as YAML: nested too deeply"


def test_a_template_that_is_gone_or_cannot_be_read(tmp_path: Path) -> None:
    (problem,) = declared(Place.of(tmp_path / "gone.yaml", Disk(tmp_path))).problems
    assert (problem.path, problem.message) == ("gone.yaml", "no such file")
    (problem,) = declared(Place.of(tmp_path, Disk(tmp_path))).problems
    assert problem.message == "no such file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_does_not_stall_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "template.yaml")
    assert len(declared(Place.of(tmp_path / "template.yaml", Disk(tmp_path))).problems) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "just text\n",
        "- 1\n- 2\n",
        "services: {web: {image: x}}\n",
        "broken: [\n",
        "{% include 'x' %}\n",
        "\x00\x01",
        "Resources:\n",
        "# AWS::Lambda::Function Runtime: python3.12\n",
        "Resources: AWS::Lambda::Function\nRuntime: python3.12\n",
        "Resources: [AWS::Lambda::Function]\nRuntime: python3.12\n",
        "Resources: {Fn: AWS::Lambda::Function}\nRuntime: python3.12\n",
        "Resources: {Fn: {Type: AWS::Lambda::Function, Properties: 3}, Runtime: python3.12}\n",
        "Resources: {Fn: {Type: [AWS::Lambda::Function], Runtime: python3.12}}\n",
        "Resources: {Fn: {Type: AWS::Lambda::Function}, Globals: 3, Runtime: python3.12}\n",
        "Resources: {Fn: {Type: AWS::Lambda::Function, Runtime: nodejs20.x}\n",
    ],
)
def test_files_that_declare_no_python_function_are_no_problem(tmp_path: Path, text: str) -> None:
    silent(tmp_path, text)


@pytest.mark.parametrize(
    "key", ["Runtime", "Handler", "CodeUri", "SnapStart", "Layers", "PackageType", "Environment"]
)
@pytest.mark.parametrize("value", ["3", "[]", "{}", "[[a]]", "{a: {b: c}}", "!X", "!X [1]", "~"])
def test_values_of_another_kind_than_expected_do_no_harm(
    tmp_path: Path, key: str, value: str
) -> None:
    write(tmp_path, "app.py")
    _, problems = read(tmp_path, function(PY, HANDLER, f"{key}: {value}"))
    assert all(key == "Handler" and value == "3" for _ in problems)


def test_globals_of_another_kind_than_expected_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, "app.py")
    for shared in ("Globals: 3\n", "Globals: [Function]\n", "Globals: {Function: 3}\n"):
        one(tmp_path, function(PY, HANDLER, before=shared))


def test_each_document_of_a_file_is_read(tmp_path: Path) -> None:
    write(tmp_path, "app.py", "b.py")
    text = "a: 1\n---\n" + function(PY, HANDLER) + "---\n" + function(PY, "Handler: b.handler")
    assert [entry.path for entry in read(tmp_path, text)[0]] == ["app.py", "b.py"]


# Templates made to do harm

BOMB = 'a: &a0 {"Fn::Join": ["", [x, x]]}\n' + "".join(
    f'b{n}: &a{n + 1} {{"Fn::Join": ["", [*a{n}, *a{n}, *a{n}]]}}\n' for n in range(60)
)


def bounded(root: Path, text: str) -> tuple[EntryPoint, ...]:
    """What a template declares that would take for ever, if nothing held it back."""
    started = time.process_time()
    entries, _ = read(root, text)
    assert time.process_time() - started < 5
    return entries


@pytest.mark.parametrize("key", ["Handler", "CodeUri", "SnapStart", "Layers", "Runtime"])
def test_aliases_of_aliases_are_not_expanded(tmp_path: Path, key: str) -> None:
    write(tmp_path, "app.py")
    bounded(tmp_path, function(PY, HANDLER, f"{key}: *a60", before=BOMB))


def test_merges_of_merges_are_not_expanded(tmp_path: Path) -> None:
    write(tmp_path, "app.py")
    before = "m: &m0 {Runtime: python3.12}\n" + "".join(
        f"m{n}: &m{n + 1} {{<<: [*m{n}, *m{n}, *m{n}]}}\n" for n in range(60)
    )
    assert len(bounded(tmp_path, function("<<: *m60", HANDLER, before=before))) == 1


@pytest.mark.parametrize(
    "properties",
    [
        "&a {Runtime: python3.12, Handler: app.handler, Layers: *a, SnapStart: *a}",
        "&a {Runtime: python3.12, Handler: app.handler, <<: *a}",
        "{Runtime: python3.12, Handler: &h !If [c, *h, *h]}",
        "{Runtime: python3.12, Handler: &h !Join ['', [*h, *h]]}",
        "{Runtime: python3.12, Handler: &h !Sub ['${x}', {x: *h}]}",
        "{Runtime: python3.12, Handler: app.handler, CodeUri: &c {'Fn::If': [a, *c, *c]}}",
        "{Runtime: python3.12, Handler: app.handler, Type: &t [*t]}",
    ],
)
def test_aliases_in_circles_end(tmp_path: Path, properties: str) -> None:
    write(tmp_path, "app.py")
    bounded(tmp_path, f"Resources: {{Fn: {{Type: {SAM}, Properties: {properties}}}}}\n")


def test_a_resource_whose_type_holds_itself(tmp_path: Path) -> None:
    silent(tmp_path, f"Resources: {{Fn: {{Type: &t [{SAM}, *t], Runtime: python3.12}}}}\n")


def test_long_texts_are_not_multiplied(tmp_path: Path) -> None:
    before = "Parameters: {P: {Type: String, Default: " + "a" * 4000 + "}}\n"
    handler = "Handler: !Sub '" + "${P}" * 900 + ".x'"
    assert bounded(tmp_path, function(PY, handler, before=before)) == ()


def test_many_functions_of_one_long_mapping(tmp_path: Path) -> None:
    write(tmp_path, "app.py")
    keys = ", ".join(f"k{n}: 1" for n in range(5_000))
    text = f"x: &x {{Runtime: python3.12, Handler: app.handler, {keys}}}\nResources:\n" + "".join(
        f"  F{n}: {{Type: {SAM}, Properties: *x}}\n" for n in range(1_000)
    )
    assert len(bounded(tmp_path, text)) == 1_000


def test_yaml_is_imported_only_for_templates_that_declare_python_functions(
    tmp_path: Path,
) -> None:
    (tmp_path / "template.yaml").write_text(function("Runtime: nodejs20.x", HANDLER))
    code = (
        "import sys; from pathlib import Path;"
        "from snapcheck.deploy.cloudformation.functions import declared as find;"
        "from snapcheck.filesystem.disk import Disk; from snapcheck.deploy.place import Place;"
        f"disk = Disk(Path({str(tmp_path)!r}));"
        f"find(Place.of(Path({str(tmp_path / 'template.yaml')!r}), disk));"
        "print(sorted(name for name in sys.modules if name.startswith('yaml')))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize("placeholder", ["%BUCKET%", "@bucket@", "@@BUCKET@@"])
def test_placeholders_are_unknown_text_and_are_told(placeholder: str, tmp_path: Path) -> None:
    text = function(PY, HANDLER, f"FunctionName: {placeholder}")
    found = project(tmp_path, {"template.yaml": text})
    assert [entry.path for entry in found.entry_points] == ["app.py"]
    assert found.problems == ()
    assert found.notices == (
        f"template.yaml: {placeholder} and its like are taken for unknown text",
    )


def test_what_a_template_language_makes_a_template_of_need_be_none(tmp_path: Path) -> None:
    text = function(PY, HANDLER) + "{{ more }}\n  x: [\n"
    made = project(tmp_path, {"infra/stack.yml.j2": text})
    assert (made.functions, made.problems) == ((), ())
    assert made.notices == (
        "infra/stack.yml.j2 was not read: it is no YAML before another program fills it in",
    )
    (problem,) = project(tmp_path, {"template.yaml": text}).problems
    assert problem.message.startswith("not readable as YAML")
