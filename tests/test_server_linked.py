"""What hovers tell comes from the program that was linked last, as long as nothing changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="no pygls: pip install pygls")
pytest.importorskip("pytest_lsp", reason="no pytest-lsp: pip install pytest-lsp pygls")

from editor import FROZEN, write_tree
from test_server_reading import NAMES

from snapcheck.analysis import linked
from snapcheck.link.program import Program
from snapcheck.model.progress import Progress
from snapcheck.server.documents import Document
from snapcheck.server.workspace_folder import Asked, Folder


def test_the_program_that_was_linked_last_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = []
    link = linked.program_of

    def counted(*arguments: Any, **named: Any) -> Program:
        links.append(1)
        return link(*arguments, **named)

    write_tree(tmp_path, {"app.py": NAMES, "alone.py": FROZEN})
    monkeypatch.setattr(linked, "program_of", counted)
    folder = Folder(tmp_path, tmp_path)
    folder.report(())
    assert len(links) == 2
    for line, name in ((11, "RUN"), (24, "RUN"), (24, "rng"), (9, "client"), (14, "LIMIT")):
        assert folder.story((), Asked(tmp_path / "app.py", line, name), quiet) is not None
    assert folder.story((), Asked(tmp_path / "alone.py", 3, "RUN"), quiet) is not None
    assert len(links) == 2
    text = NAMES.replace("RUN = uuid.uuid4().hex", "RUN = 1")
    changed = (Document((tmp_path / "app.py").as_uri(), tmp_path / "app.py", 1, text),)
    folder.report(changed)
    story = folder.story(changed, Asked(tmp_path / "app.py", 24, "RUN"), quiet)
    assert story is not None
    assert story.verdict.startswith("Silent: nothing that it holds differs")
    assert len(links) == 3


def quiet(_: Progress) -> None:
    """Hear nothing of how far it is."""
