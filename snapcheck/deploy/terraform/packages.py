"""Packages that an `archive_file` makes: of a folder, of one file, or of texts with names.

A text stands in the Terraform file itself, or in a file that may have another name there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from snapcheck.deploy.embedded import quoted_lines
from snapcheck.deploy.place import Place
from snapcheck.deploy.template import UnreadableError, decode, read_bytes
from snapcheck.deploy.terraform import hcl
from snapcheck.deploy.terraform.hcl import Block, Expression, Reference
from snapcheck.deploy.terraform.values import Module
from snapcheck.model import Span
from snapcheck.model.deployed import Embedded, Line

_HEREDOC = re.compile(r"=\s*<<(-?)\s*(\w+)\s*$")
_QUOTED = re.compile(r"=\s*\"")
_FILLED = re.compile(r"(?<!\$)\$\{[^}]*\}")
_ESCAPED = "$${"


def archive_of(package: Expression, module: Module) -> Block | None:
    """Return the `archive_file` that makes a package, also through an S3 object."""
    if isinstance(package, hcl.Call):  # filebase64sha256(data.archive_file.x.output_path)
        return archive_of(package.arguments[0], module) if package.arguments else None
    if isinstance(package, Reference):
        names = package.names
        kind = names[1:3] if names[:1] == ("data",) else names[:2]
        for block in module.resources("archive_file", "aws_s3_object", "aws_s3_bucket_object"):
            if block.labels == kind:
                if kind[0] == "archive_file":
                    return block
                source = block.value("source")
                return archive_of(source, module) if source is not None else None
    text = module.text(package)
    if text is None:
        return None
    for block in module.resources("archive_file"):
        written = module.text(block.value("output_path"))
        if written is not None and os.path.normpath(written) == os.path.normpath(text):
            return block
    return None


def folder_of(block: Block, module: Module) -> Path | None:
    """Return the folder that an `archive_file` packs; that of a file where it packs just one."""
    folder = module.text(block.value("source_dir"))
    if folder is not None:
        return module.local(folder)
    file = module.text(block.value("source_file"))
    if file is not None:
        return module.local(file).parent
    for source in block.of_kind("source"):
        path = _file_of(source, module)
        if path is not None:
            return path.parent
    return None


def packed_file(block: Block, name: str, module: Module) -> Path | None:
    """Return the file that stands under `name` in a package, where it has another name itself."""
    for source in block.of_kind("source"):
        if module.text(source.value("filename")) == name:
            return _file_of(source, module)
    return None


def _file_of(source: Block, module: Module) -> Path | None:
    content = source.value("content")
    if isinstance(content, hcl.Call) and content.function in ("file", "templatefile"):
        path = module.text(content.arguments[0]) if content.arguments else None
        if path is not None and path.endswith(".py"):
            return module.local(path)
    return None


def packed_text(block: Block, name: str, path: str, module: Module) -> Embedded | None:
    """Return the text that stands under `name` in a package, as code that is to be called `path`.

    What is filled into it is replaced by as many underscores.
    """
    for source in block.of_kind("source"):
        written = source.attributes.get("content")
        if written is None or module.text(source.value("filename")) != name:
            continue
        place = Place.of(Path(module.disk.root, written.span.path), module.disk)
        try:
            lines = decode(read_bytes(place.template, place.disk)).splitlines()
        except UnreadableError:
            return None
        found = list(_lines(lines, written.span, module.text(written.value)))
        text = "".join(f"{line}\n" for line, _ in found)
        if found and "%{" not in text:
            return Embedded(path, place.name, text, tuple([line for _, line in found]))
    return None


def _lines(written: list[str], span: Span, text: str | None) -> Iterator[tuple[str, Line]]:
    """Yield the lines of a text that an attribute holds, each with its place."""
    head = written[span.line - 1] if span.line <= len(written) else ""
    heredoc = _HEREDOC.search(head)
    quoted = _QUOTED.search(head, span.column - 1)
    if heredoc is not None:
        yield from _of_heredoc(written, span.line, heredoc[2], is_indented=bool(heredoc[1]))
    elif quoted is not None and text is not None:
        lines = text.replace("\\n", "\n").replace('\\"', '"').splitlines()
        yield from quoted_lines(lines, span.line - 1, quoted.end(), written)


def _of_heredoc(
    written: list[str], begin: int, mark: str, *, is_indented: bool
) -> Iterator[tuple[str, Line]]:
    body: list[str] = []
    for line in written[begin:]:
        if line.strip() == mark:
            break
        body.append(line)
    held = [len(line) - len(line.lstrip()) for line in body if line.strip()]
    indent = min(held, default=0) if is_indented else 0
    for number, line in enumerate(body, start=begin + 1):
        filled = _FILLED.sub(lambda found: "_" * len(found[0]), line[indent:])
        yield filled.replace(_ESCAPED, "${"), Line(number, indent + 1, tuple(_wider(filled)))


def _wider(line: str) -> Iterator[tuple[int, int]]:
    """Yield how far the rest of a line is moved by each escape in it."""
    at = line.find(_ESCAPED)
    moved = 0
    while at >= 0:
        yield at - moved, moved + 1
        moved += 1
        at = line.find(_ESCAPED, at + 1)
