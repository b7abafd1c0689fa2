"""What the language server shows: the same as `snapcheck check`, and while people type."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pytest_lsp", reason="no pytest-lsp: pip install pytest-lsp pygls")

from editor import EDITORS, FROZEN, ROOT, SILENT, editor, write_tree
from lsprotocol import types

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]


PROJECTS = [
    "tests/cases/kept/several_results",
    "tests/cases/hooks/hooks_too_late",
    "tests/cases/composition/marketplace",
    "tests/cases/frameworks/custom_resource",
    "tests/cases/frameworks/web_adapter",
    "tests/cases/imports/star_imports_ok",
    "tests/cases/imports/shared_layer",
    "tests/cases/imports/same_name_in_two_modules",
    "examples/orders",
]
SEVERITIES = {1: "error", 2: "warning", 3: "note"}


def checked(root: Path, *arguments: str) -> dict[str, object]:
    """What the command line reports of a folder."""
    command = [sys.executable, "-m", "snapcheck", "check", "-f", "json", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def rows_of_report(report: dict[str, object]) -> list[tuple[object, ...]]:
    """Findings and problems of files, as rows to compare."""
    rows: list[tuple[object, ...]] = []
    for each in report["findings"]:  # type: ignore[attr-defined]
        at = each["location"]
        place = (at["path"], at["line"] - 1, at["column"] - 1, at["end_line"] - 1)
        end = at["end_column"] - 1
        rows.append((*place, end, each["rule"], each["level"], each["fingerprint"]))
    rows += [
        (each["path"], (each["line"] or 1) - 1, "not-analysed", each["message"])
        for each in report["problems"]  # type: ignore[attr-defined]
        if each["path"]
    ]
    return sorted(rows, key=repr)


def rows_shown(shown: dict[str, list[types.Diagnostic]]) -> list[tuple[object, ...]]:
    """The same rows of what an editor shows."""
    rows: list[tuple[object, ...]] = []
    for name, diagnostics in shown.items():
        for each in diagnostics:
            start, end = each.range.start, each.range.end
            if each.code == "not-analysed":
                text = each.message.removeprefix("Not analysed: ").rpartition(" (")[0]
                rows.append((name, start.line, each.code, text))
                continue
            assert each.severity is not None
            level = SEVERITIES[each.severity]
            place = (name, start.line, start.character, end.line, end.character)
            fingerprint = each.data["fingerprint"]  # type: ignore[index]
            rows.append((*place, each.code, level, fingerprint))
    return sorted(rows, key=repr)


def utf32(can: types.ClientCapabilities) -> None:
    assert can.general is not None
    can.general.position_encodings = [types.PositionEncodingKind.Utf32]


@pytest.mark.parametrize("name", ["vscode", "old"])
@pytest.mark.parametrize("project", PROJECTS)
async def test_it_shows_what_the_command_line_reports(project: str, name: str) -> None:
    root = ROOT / project
    (first, *_) = sorted(root.rglob("*.py"))
    async with editor(root, name, can=utf32) as shown:
        shown.open(first.relative_to(root).as_posix())
        await shown.diagnostics(first.relative_to(root).as_posix())
        rows = rows_shown(await shown.everything())
    expected = rows_of_report(checked(root))
    assert rows == expected
    assert expected or project.endswith("_ok")


@EDITORS
async def test_unsaved_text_is_what_counts(tmp_path: Path, name: str) -> None:
    write_tree(tmp_path, {"app.py": SILENT})
    async with editor(tmp_path, name) as shown:
        shown.open("app.py")
        assert await shown.codes("app.py") == []
        shown.replace("app.py", "return 1", "return RUN")
        assert await shown.codes("app.py") == [(3, "SNAP201")]
        shown.close("app.py")
        shown.open("app.py")
        assert await shown.codes("app.py") == []


@EDITORS
async def test_a_change_of_a_module_changes_what_is_found_in_others(
    tmp_path: Path, name: str
) -> None:
    files = {
        "ids.py": "import uuid\n\n\ndef make():\n    return 'constant'\n",
        "settings.py": "from ids import make\n\nRUN = make()\n",
        "app.py": "import settings\n\n\ndef handler(event, context):\n    return settings.RUN\n",
    }
    write_tree(tmp_path, files)
    async with editor(tmp_path, name) as shown:
        for file in files:
            shown.open(file)
        assert await shown.codes("settings.py") == []
        before = shown.client.diagnostic_refresh_count
        shown.replace("ids.py", "'constant'", "uuid.uuid4().hex")
        if shown.pulls:
            assert await shown.codes("ids.py") == []
            await shown.until(lambda: shown.client.diagnostic_refresh_count > before)
        assert await shown.codes("settings.py") == [(3, "SNAP201")]
        shown.replace("ids.py", "uuid.uuid4().hex", "'constant'")
        assert await shown.codes("settings.py") == []


@EDITORS
async def test_findings_in_files_that_are_not_open(tmp_path: Path, name: str) -> None:
    write_tree(
        tmp_path,
        {
            "settings.py": "import uuid\n\nRUN = uuid.uuid4()\n",
            "app.py": "def handler(event, context):\n    return 1\n",
        },
    )
    async with editor(tmp_path, name) as shown:
        shown.open("app.py")
        await shown.settle("app.py")
        assert await shown.everything() == {}
        shown.write(
            "app.py", "import settings\n\n\ndef handler(event, context):\n    return settings.RUN\n"
        )
        await shown.settle("app.py")
        found = await shown.everything()
        assert [each.code for each in found["settings.py"]] == ["SNAP201"]


async def test_a_diagnostic_tells_the_story_and_leads_to_the_page() -> None:
    root = ROOT / "examples" / "orders"
    async with editor(root) as shown:
        shown.open("src/orders/settings.py")
        everything = await shown.diagnostics("src/orders/settings.py")
        (found,) = [each for each in everything if each.code == "SNAP201"]
        assert found.source == "snapcheck"
        assert found.message.splitlines()[0].startswith(
            "Same everywhere: `INSTANCE` is made once, before"
        )
        assert found.code_description is not None
        assert (
            found.code_description.href == (ROOT / "rules" / "SNAP201-unique-id-frozen.md").as_uri()
        )
        assert found.related_information is not None
        story = [
            (shown.name_of(each.location.uri), each.location.range.start.line + 1, each.message)
            for each in found.related_information
        ]
        assert story == [
            ("src/orders/ids.py", 9, "made by `uuid.uuid4()`"),
            ("src/orders/settings.py", 12, "passed: returned by this call"),
            ("src/orders/settings.py", 12, "kept as `INSTANCE`"),
            ("src/orders/api.py", 17, "used in `place_order` (after a restore)"),
        ]


async def test_an_editor_that_shows_less_is_sent_less(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})

    def can(able: types.ClientCapabilities) -> None:
        able.text_document = types.TextDocumentClientCapabilities()

    async with editor(tmp_path, "old", can=can) as shown:
        shown.open("app.py")
        (found,) = await shown.diagnostics("app.py")
        assert (found.related_information, found.code_description, found.tags) == (None, None, None)


async def test_an_unused_ignore_is_shown_as_unnecessary(tmp_path: Path) -> None:
    text = SILENT.replace(".hex\n", ".hex  # snapcheck: ignore[SNAP201] one for all\n")
    write_tree(tmp_path, {"app.py": text})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        (found,) = await shown.diagnostics("app.py")
        assert (found.code, tuple(found.tags or ())) == (
            "SNAP900",
            (types.DiagnosticTag.Unnecessary,),
        )


async def test_an_answer_that_did_not_change_is_not_sent_again(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        named = types.TextDocumentIdentifier(shown.uri("app.py"))
        first = await shown.client.text_document_diagnostic_async(
            types.DocumentDiagnosticParams(named)
        )
        shown.write("app.py", FROZEN + "\n\nMORE = 1\n")
        again = types.DocumentDiagnosticParams(named, previous_result_id=first.result_id)
        assert (await shown.client.text_document_diagnostic_async(again)).kind == "unchanged"
        shown.write("app.py", "\n" + FROZEN)
        assert (await shown.client.text_document_diagnostic_async(again)).kind == "full"


async def test_who_takes_parts_of_the_workspace_is_answered_when_there_is_news(
    tmp_path: Path,
) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        ask = shown.client.workspace_diagnostic_async
        first = await ask(types.WorkspaceDiagnosticParams([], partial_result_token="1"))
        (item,) = first.items
        known = [types.PreviousResultId(item.uri, item.result_id)]
        waiting = ask(types.WorkspaceDiagnosticParams(known, partial_result_token="2"))
        at_once = await ask(types.WorkspaceDiagnosticParams(known))
        assert [each.kind for each in at_once.items] == ["unchanged"]
        shown.write("app.py", SILENT)
        (item,) = (await waiting).items
        assert (item.kind, list(item.items)) == ("full", [])


@EDITORS
async def test_what_is_silenced_is_not_shown(tmp_path: Path, name: str) -> None:
    write_tree(
        tmp_path,
        {
            "by_comment.py": FROZEN.replace(".hex", ".hex  # snapcheck: ignore[SNAP201] shared"),
            "jobs/by_pattern.py": FROZEN,
            "by_baseline.py": FROZEN.replace("RUN", "ID"),
            "left.py": FROZEN,
            "legacy/excluded.py": FROZEN,
            "snapcheck.toml": 'baseline = "known.json"\nexclude = ["/legacy/"]\n'
            '[per-file-ignores]\n"jobs/**" = ["SNAP2"]\n',
        },
    )
    subprocess.run(
        [sys.executable, "-m", "snapcheck", "baseline", "write", "known.json", "by_baseline.py"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
    )
    async with editor(tmp_path, name) as shown:
        shown.open("left.py")
        shown.open("legacy/excluded.py")
        await shown.settle("left.py")
        assert list(await shown.everything()) == ["left.py"]
        assert await shown.codes("left.py") == [(3, "SNAP201")]
        assert await shown.codes("legacy/excluded.py") == []


@EDITORS
async def test_text_that_does_not_parse_keeps_what_was_found(tmp_path: Path, name: str) -> None:
    files = {
        "settings.py": "import uuid\n\nRUN = uuid.uuid4().hex\nLAST = 1\n",
        "app.py": "import settings\n\n\ndef handler(event, context):\n    return settings.RUN\n",
    }
    write_tree(tmp_path, files)
    async with editor(tmp_path, name) as shown:
        shown.open("settings.py")
        shown.open("app.py")
        assert await shown.codes("settings.py") == [(3, "SNAP201")]
        shown.write("settings.py", "import uuid\n\n\nif (\nRUN = uuid.uuid4().hex\nLAST = 1\n")
        kept = await shown.codes("settings.py")
        assert [code for _, code in kept] == ["not-analysed", "SNAP201"] or kept[-1] == (
            5,
            "SNAP201",
        )
        assert (5, "SNAP201") in kept
        shown.write("app.py", "import settings\n\n\ndef handler(event, context):\n    return (\n")
        assert (5, "SNAP201") in await shown.codes("settings.py")
        assert [code for _, code in await shown.codes("app.py")] == ["not-analysed"]
        shown.write("settings.py", "RUN = 1\n")
        assert await shown.codes("settings.py") == []
        shown.write("app.py", files["app.py"])
        assert await shown.codes("app.py") == []


@EDITORS
async def test_a_file_that_was_never_good_is_shown_as_not_analysed(
    tmp_path: Path, name: str
) -> None:
    write_tree(tmp_path, {"app.py": FROZEN, "broken.py": "def ("})
    async with editor(tmp_path, name) as shown:
        shown.open("broken.py")
        (found,) = await shown.diagnostics("broken.py")
        assert (found.code, found.severity) == ("not-analysed", types.DiagnosticSeverity.Warning)


async def test_a_wrong_configuration_is_shown_where_it_stands(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN, "snapcheck.toml": 'selct = ["SNAP2"]\n'})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        assert await shown.codes("app.py") == []
        (found,) = (await shown.everything())["snapcheck.toml"]
        assert 'did you mean "select"?' in found.message
        assert len(shown.client.messages) == 1
        (tmp_path / "snapcheck.toml").write_text('select = ["SNAP2"]\n')
        changed = types.FileEvent(shown.uri("snapcheck.toml"), types.FileChangeType.Changed)
        shown.client.workspace_did_change_watched_files(
            types.DidChangeWatchedFilesParams([changed])
        )
        assert await shown.codes("app.py") == [(3, "SNAP201")]
        assert "snapcheck.toml" not in await shown.everything()
