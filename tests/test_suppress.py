"""Ignore comments: where they hold, what they need, and that only comments count."""

from __future__ import annotations

from pathlib import Path

import pytest

from snapcheck import analysis
from snapcheck.model import Confidence, Report, Request, Silence
from snapcheck.model.comment import Commented
from snapcheck.read.comments import read_comments
from snapcheck.suppress.template_comments import template_comments

pytestmark = pytest.mark.slow

HANDLER = "\n\ndef handler(event, context):\n    return str(globals()) and (RUN, DAY)\n"


def check(folder: Path, text: str, **changes: object) -> Report:
    (folder / "app.py").write_text(text, encoding="utf-8", newline="")
    return analysis.check(Request(paths=(folder,), root=folder, **changes))  # type: ignore[arg-type]


def told(report: Report) -> list[str]:
    assert not report.problems
    return [f"{finding.span.line}:{finding.rule}" for finding in report.findings]


def body(text: str) -> str:
    return f"import time\nimport uuid\n\n{text}\n\n\ndef handler(event, context):\n    return RUN\n"


IGNORE = "# snapcheck: ignore[SNAP201] shared"


@pytest.mark.parametrize(
    "text",
    [
        f"RUN = uuid.uuid4().hex  {IGNORE}",
        f"{IGNORE}\nRUN = uuid.uuid4().hex",
        f"{IGNORE}\n# and more about it\nRUN = uuid.uuid4().hex",
        f"RUN = (  {IGNORE}\n    uuid.uuid4().hex\n)",
        f"RUN = (\n    {IGNORE}\n    uuid.uuid4().hex\n)",
        f"RUN = (\n    uuid.uuid4().hex\n)  {IGNORE}",
        f"RUN = f'''\n{{uuid.uuid4()}}\n'''  {IGNORE}",
        f"RUN = uuid.uuid4().hex; X = 1  {IGNORE}",
        f"if True:\n    {IGNORE}\n    RUN = uuid.uuid4().hex",
        f"if RUN := uuid.uuid4().hex:  {IGNORE}\n    pass",
        f"if True: RUN = uuid.uuid4().hex  {IGNORE}",
        f"RUN = uuid.uuid4().hex  # noqa: E501  {IGNORE}",
        f"RUN = uuid.uuid4().hex  {IGNORE}  # noqa: E501",
        "RUN = uuid.uuid4().hex  #snapcheck:ignore[ SNAP201 , SNAP201 ] - shared, see #12",
        f"RUN = uuid.uuid4().hex  {IGNORE}".replace("\n", "\r\n"),
        f"RUN = uuid.uuid4().hex  {IGNORE}  \f",
    ],
)
def test_an_ignore_comment_holds_for_its_statement(text: str, tmp_path: Path) -> None:
    report = check(tmp_path, body(text))
    assert told(report) == []
    (silenced,) = report.suppressed
    assert (silenced.finding.rule, silenced.by) == ("SNAP201", Silence.COMMENT)
    assert silenced.reason.startswith("shared")
    assert silenced.span is not None


@pytest.mark.parametrize(
    ("definition", "line"),
    [
        (f"@staticmethod  {IGNORE}\ndef make(\n    x,\n    run=uuid.uuid4().hex,\n):\n    ...", 7),
        (f"@staticmethod\ndef make(\n    x,  {IGNORE}\n    run=uuid.uuid4().hex,\n):\n    ...", 7),
        (f"{IGNORE}\n@staticmethod\ndef make(x, run=uuid.uuid4().hex):\n    ...", 6),
        (f"@staticmethod\n{IGNORE}\ndef make(x, run=uuid.uuid4().hex):\n    ...", 6),
        (f"def make(x, run=uuid.uuid4().hex):\n    ...  {IGNORE}", 0),
        (f"def make(x, run=uuid.uuid4().hex):\n    {IGNORE}\n    ...", 0),
    ],
)
def test_a_header_with_its_decorators_is_one_statement(
    definition: str, line: int, tmp_path: Path
) -> None:
    text = body(definition.replace("...", "return run") + "\n\n\nRUN = 1")
    report = check(tmp_path, text.replace("return RUN", "return make(1)"))
    silenced = [each.finding.span.line for each in report.suppressed]
    assert silenced == ([line] if line else [])
    assert bool(told(report)) is not bool(line)


@pytest.mark.about("SNAP900")
@pytest.mark.parametrize(
    "text",
    [
        f"{IGNORE}\n\nRUN = uuid.uuid4().hex",
        f"X = 1  {IGNORE}\nRUN = uuid.uuid4().hex",
        f"RUN = uuid.uuid4().hex\n{IGNORE}",
        "RUN = uuid.uuid4().hex  # snapcheck: ignore[SNAP301] shared",
        "RUN = uuid.uuid4().hex  # snapcheck: ignore[SNAP2] shared",
        "RUN = uuid.uuid4().hex  # snapcheck: ignore[snap20] shared",
        "RUN = uuid.uuid4().hex  # snapcheck: ignore[SNAP201]",
        "RUN = uuid.uuid4().hex  # snapcheck: ignore[SNAP201] todo: say why",
        "RUN = uuid.uuid4().hex  # snapcheck: ignore[SNAP201]  # noqa",
        "RUN = uuid.uuid4().hex  # snapcheck: ignore[] shared",
        "RUN = uuid.uuid4().hex  # snapcheck: ignore SNAP201 shared",
        "RUN = uuid.uuid4().hex  # snapcheck: ignored[SNAP201] shared",
        "RUN = uuid.uuid4().hex  # snapcheck: ignore-file[SNAP201] shared",
    ],
)
def test_a_comment_that_does_not_hold_is_told(text: str, tmp_path: Path) -> None:
    report = check(tmp_path, body(text))
    assert sorted(code.partition(":")[2] for code in told(report)) == ["SNAP201", "SNAP900"]
    assert report.suppressed == ()


@pytest.mark.parametrize(
    "text",
    [
        f'HELP = "{IGNORE}"\nRUN = uuid.uuid4().hex',
        f'RUN = f"{{uuid.uuid4()}} {IGNORE}"',
        f'"""\n{IGNORE}\n"""\nRUN = uuid.uuid4().hex',
        "RUN = uuid.uuid4().hex  # snapchecker: ignore[SNAP201] x",
        "RUN = uuid.uuid4().hex  # about snapcheck: ignore[SNAP201] x",
    ],
)
def test_what_is_no_ignore_comment_is_none(text: str, tmp_path: Path) -> None:
    (only,) = told(check(tmp_path, body(text)))
    assert only.endswith(":SNAP201")


@pytest.mark.parametrize(
    "text",
    [
        "# snapcheck: ignore-file[SNAP201] shared\n",
        '"""Docs."""\n\n# snapcheck: ignore-file[SNAP201] shared\n',
        "#!/usr/bin/env python3\n# -*- coding: latin-1 -*-\n# snapcheck: ignore-file[SNAP201] x\n",
    ],
)
def test_a_whole_file_is_silenced_at_its_top(text: str, tmp_path: Path) -> None:
    report = check(tmp_path, text + body("RUN = uuid.uuid4().hex"))
    assert told(report) == []
    assert len(report.suppressed) == 1


@pytest.mark.about("SNAP900")
def test_unknown_codes_are_named_with_the_nearest(tmp_path: Path) -> None:
    line = "RUN = uuid.uuid4().hex  # snapcheck: ignore[SNAP201, SNAP31O] shared"
    (finding,) = check(tmp_path, body(line)).findings
    assert finding.message == (
        "`snapcheck: ignore[SNAP201, SNAP31O]` names SNAP31O, which is no rule "
        "(did you mean SNAP301?)."
    )


@pytest.mark.about("SNAP900")
def test_a_comment_needs_whole_codes(tmp_path: Path) -> None:
    (finding,) = [
        each
        for each in check(
            tmp_path, body("RUN = uuid.uuid4()  # snapcheck: ignore[SNAP2] x")
        ).findings
        if each.rule == "SNAP900"
    ]
    assert "names SNAP2, which is no rule (a comment needs whole codes, as SNAP201)" in (
        finding.message
    )


@pytest.mark.parametrize(
    "comment",
    [
        "# Snapcheck: Ignore[SNAP201] shared",
        "# SNAPCHECK: IGNORE[snap201] shared",
        "# snapcheck: ignore[unique-id-frozen] shared",
        "# snapcheck: ignore[Unique-Id-Frozen] shared",
    ],
)
def test_a_comment_may_be_spelled_in_any_case_and_by_name(comment: str, tmp_path: Path) -> None:
    report = check(tmp_path, body(f"RUN = uuid.uuid4()  {comment}"))
    assert told(report) == []
    assert len(report.suppressed) == 1


@pytest.mark.about("SNAP900")
@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, ["4:SNAP900"]),
        ({"select": ("SNAP2", "SNAP900")}, []),
        ({"select": ("SNAP301", "SNAP900")}, ["4:SNAP900"]),
        ({"ignore": ("SNAP301",)}, []),
        ({"ignore": ("SNAP900",)}, []),
        ({"select": ("SNAP3",)}, []),
    ],
)
def test_a_code_whose_rule_did_not_run_is_not_called_unused(
    changes: dict[str, object], codes: list[str], tmp_path: Path
) -> None:
    line = "RUN = 1  # snapcheck: ignore[SNAP301] the time of the build"
    assert told(check(tmp_path, body(line), **changes)) == codes


@pytest.mark.about("SNAP900")
def test_a_finding_that_is_not_sure_enough_uses_its_comment(tmp_path: Path) -> None:
    text = (
        "import logging\nimport uuid\n\n"
        f"LOG = logging.LoggerAdapter(logging.getLogger(), {{'run': uuid.uuid4().hex}})  {IGNORE}\n"
        "\n\ndef handler(event, context):\n    LOG.info('x')\n"
    )
    for confidence in Confidence:
        report = check(tmp_path, text, min_confidence=confidence)
        assert told(report) == []
        assert len(report.suppressed) == (confidence <= Confidence.MEDIUM)


@pytest.mark.about("SNAP900")
def test_an_unused_comment_can_itself_be_ignored(tmp_path: Path) -> None:
    line = "RUN = 1  # snapcheck: ignore[SNAP201, SNAP900] comes and goes"
    report = check(tmp_path, body(line))
    assert told(report) == []
    assert [each.finding.rule for each in report.suppressed] == ["SNAP900"]
    line = "RUN = uuid.uuid4()  # snapcheck: ignore[SNAP201, SNAP900] used, so that one is not"
    (finding,) = check(tmp_path, body(line)).findings
    assert "SNAP900 finds nothing here" in finding.message


@pytest.mark.about("SNAP900")
def test_a_module_that_nothing_reaches_is_not_judged(tmp_path: Path) -> None:
    (tmp_path / "tool.py").write_text(f"import uuid\nX = uuid.uuid4()  {IGNORE}\n")
    assert told(check(tmp_path, body("RUN = 1"))) == []


# Comments of templates


YAML = """\
%YAML 1.1
---
# first  snapcheck
A: 1  # trailing
B: |  # header
  # in text
  x = 1

  # still text
# after the block
C: "a # b"
D: it's # plain
E: >-
  folded # not
  more
F: [1, # flow
  2]
G: !Sub "x" # tag
H: 'a

  # b' # quoted
# end"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_comments_of_yaml(newline: str) -> None:
    commented = template_comments(YAML.replace("\n", newline), "infra/template.yaml")
    assert [(comment.line, comment.text, comment.alone) for comment in commented.comments] == [
        (3, "# first  snapcheck", True),
        (4, "# trailing", False),
        (5, "# header", False),
        (10, "# after the block", True),
        (12, "# plain", False),
        (16, "# flow", False),
        (18, "# tag", False),
        (21, "# quoted", False),
        (22, "# end", True),
    ]
    assert commented.begins == 4


def test_comments_of_terraform() -> None:
    text = """\
# first
resource "a" "b" { // slashes
  s = "a # \\" // b"
  t = <<-EOT
  # in text
  EOT
  /* # in a block
  # of comment */
  u = 1 # trailing
}
"""
    comments = template_comments(text, "main.tf").comments
    assert [(comment.line, comment.text) for comment in comments] == [
        (1, "# first"),
        (2, "// slashes"),
        (9, "# trailing"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        (
            "lib/stack.ts",
            "// first\na = \"// no\"; // yes\nb(`// no\n// no`); /* // no\n*/ c('//') // last",
            [(1, "// first"), (2, "// yes"), (5, "// last")],
        ),
        (
            "zappa_settings.toml",
            '# first\na = "# no" # yes\nb = """\n# no\n"""\nc = \'# no\' # last\n',
            [(1, "# first"), (2, "# yes"), (6, "# last")],
        ),
        ("fn/Dockerfile", "# first\nFROM a # no\n  # yes\n", [(1, "# first"), (3, "# yes")]),
        ("fn/web.dockerfile", "FROM a\n# yes\n", [(2, "# yes")]),
        ("stack.template", "a: 1 # yes\n", [(1, "# yes")]),
        ("stack.template", '{"a": "# no"}', []),
    ],
)
def test_comments_of_other_deployment_files(
    name: str, text: str, places: list[tuple[int, str]]
) -> None:
    comments = template_comments(text, name).comments
    assert [(comment.line, comment.text) for comment in comments] == places


@pytest.mark.parametrize("text", ["a: [1, # x", "\t- :\n  # y", "{" * 5_000, "%" * 100, "a: 'b"])
def test_a_broken_template_has_few_comments_and_breaks_nothing(text: str) -> None:
    assert len(template_comments(text, "t.yaml").comments) <= 1
    assert template_comments(text, "t.json").comments == ()


def test_positions_in_python_count_characters() -> None:
    text = "\ufeffX = '名前'  # é\r\nY = 1\r# snapcheck\n".encode()
    commented = read_comments(text, "app.py")
    assert isinstance(commented, Commented)
    assert [(c.line, c.column, c.text) for c in commented.comments] == [
        (1, 11, "# é"),
        (3, 1, "# snapcheck"),
    ]


# Whole templates


TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: index.handler
      SnapStart:  # snapcheck: ignore[SNAP801] the pipeline publishes
        ApplyOn: PublishedVersions  # snapcheck: ignore[SNAP802] not the key of a finding
      InlineCode: |
        import uuid

        # snapcheck: ignore[SNAP201] one for each deployment
        RUN = uuid.uuid4().hex
        DAY = uuid.uuid4().hex


        def handler(event, context):
            return RUN, DAY
"""


def test_comments_of_templates_and_of_the_code_in_them(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    (tmp_path / "other.py").touch()
    report = analysis.check(Request(paths=(tmp_path,), root=tmp_path))
    assert told(report) == ["9:SNAP900", "15:SNAP201"]
    assert [(each.finding.rule, each.finding.span.line) for each in report.suppressed] == [
        ("SNAP801", 8),
        ("SNAP201", 14),
    ]
    assert all(finding.fix is None for finding in report.findings)
