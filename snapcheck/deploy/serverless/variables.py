"""What the variables of the Serverless Framework (`${self:custom.stage, 'dev'}`) stand for.

Known are values of the service file itself and of local files, and fallbacks. What only the
environment or the command line knows is unknown; each question takes a bounded number of steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from msgspec import Struct, field

from snapcheck.deploy.place import Place
from snapcheck.deploy.template import (
    Node,
    UnreadableError,
    compose,
    decode,
    elements,
    entries,
    is_empty,
    read_bytes,
    scalar,
    value_of,
)

STEP_LIMIT = 100
FILE_LIMIT = 50
STAGE_LIMIT = 10
TEXT_LIMIT = 4096
_INNERMOST = re.compile(r"\$\{([^${}]*)\}")
_ALTERNATIVES = re.compile(r"""((?:'[^']*'|"[^"]*"|\([^)]*\)|[^,'"(])+)""")
_STAGE = frozenset({"sls:stage", "opt:stage", "self:provider.stage"})
_STAGED = r"\$\{(?:sls:|opt:|self:(?:provider|custom)\.)stage\b(?:[^${}]|\$\{[^${}]*\})*\}"
# A mapping by stages, of the service or of a file, with what is asked of each; files by stages.
_BY_STAGE = re.compile(rf"(?:self:|file\(([^()${{}}]+)\):?)((?:[\w-]+\.)*){_STAGED}((?:\.[\w-]+)*)")
_FILES_BY_STAGE = re.compile(rf"file\(([^()${{}}]*){_STAGED}([^()${{}}]*)\)")
_FILE = re.compile(r"file\(([^)]*)\)(?::(.*))?")


class Variables(Struct):
    """The variables of one service, in one of its stages; files that they name are read once.

    Without a `stage` the service is as it is where no option names one.
    """

    document: Node
    place: Place
    stage: str | None = None
    _files: dict[Path, Node | None] = field(default_factory=dict)

    def text(self, node: Node | None) -> str | None:
        """Return the text that a node stands for; None where it is unknown, or no text."""
        return None if node is None else self._text(node, iter(range(STEP_LIMIT)))

    def node(self, node: Node | None) -> Node | None:
        """Return the node that a node stands for: itself, or what its one variable names."""
        return None if node is None else self._node(node, iter(range(STEP_LIMIT)))

    def value(self, node: Node | None, *names: str) -> Node | None:
        """Return what stands under names of nested mappings, through variables."""
        found = self.node(node)
        for name in names:
            found = self.node(value_of(found, name))
        return found

    def _text(self, node: Node, steps: Iterator[int]) -> str | None:
        found = self._node(node, steps)
        text = scalar(found)
        if found is None or text is None or is_empty(found):
            return None
        for _ in steps:
            variable = _INNERMOST.search(text)
            if variable is None:
                return text if len(text) <= TEXT_LIMIT and text.isprintable() else None
            value = self._variable_text(variable[1], steps)
            if value is None or len(text) > TEXT_LIMIT:
                return None
            text = text[: variable.start()] + value + text[variable.end() :]
        return None

    def _node(self, node: Node, steps: Iterator[int]) -> Node | None:
        text = (scalar(node) or "").strip()
        for _ in steps:
            variable = _INNERMOST.search(text)
            if variable is None or len(text) > TEXT_LIMIT:
                return node
            if variable.span() != (0, len(text)):
                is_inside = variable.start() > 0 and text.startswith("${")
                value = self._variable_text(variable[1], steps) if is_inside else None
                if value is None:
                    return node
                text = text[: variable.start()] + value + text[variable.end() :]
                continue
            alternatives = [each.strip() for each in _ALTERNATIVES.findall(variable[1])]
            found = next(filter(None, (self._named(each, steps) for each in alternatives)), None)
            if found is None:
                # A literal fallback is a text, not a node; `_text` fills it in.
                return node
            node, text = found, (scalar(found) or "").strip()
        return None

    def _variable_text(self, inside: str, steps: Iterator[int]) -> str | None:
        for alternative in _ALTERNATIVES.findall(inside):
            word = alternative.strip()
            if word[:1] in ("'", '"') and len(word) > 1:
                return str(word[1:-1])
            if self.stage is not None and word in _STAGE:
                return self.stage
            found = self._named(word, steps)
            if found is not None:
                return self._text(found, steps)
            if re.fullmatch(r"[\w.-]+", word):
                return str(word)
        return None

    def _named(self, word: str, steps: Iterator[int]) -> Node | None:
        """Return the node that one alternative of a variable names."""
        if word.startswith("param:"):
            return self._parameter(word.removeprefix("param:"))
        if word.startswith("self:"):
            return self._below(self.document, word.removeprefix("self:"), steps)
        file = _FILE.fullmatch(word)
        if file is None:
            return None
        document = self._file(file[1].strip().strip("'\""))
        return None if document is None else self._below(document, file[2] or "", steps)

    def stages(self) -> list[str]:
        """Return the stages that the service names: by parameters, or by values of its own."""
        named = [*entries(self.value(self.document, "params")), *entries(self._of_stages())]
        text = self.text_of_file
        for file, above, asked in islice(dict.fromkeys(_BY_STAGE.findall(text)), FILE_LIMIT):
            named.extend(self._keys(file, above, asked))
        for before, after in islice(dict.fromkeys(_FILES_BY_STAGE.findall(text)), FILE_LIMIT):
            named.extend(self._files_between(before, after))
        return [each for each in dict.fromkeys(named) if each != "default"][:STAGE_LIMIT]

    def _keys(self, file: str, above: str, asked: str) -> Iterator[str]:
        """Yield the keys of a mapping below which there is what is `asked` of a stage."""
        document = self._file(file) if file else self.document
        steps = iter(range(STEP_LIMIT))
        mapping = None if document is None else self._below(document, above, steps)
        for key, (_, value) in entries(mapping).items():
            if self._below(value, asked, iter(range(STEP_LIMIT))) is not None:
                yield key

    def _files_between(self, before: str, after: str) -> Iterator[str]:
        """Yield what stands between the two parts in the names of files that are there."""
        folder, _, begin = before.rpartition("/")
        path = self.place.local(folder or ".")
        if self.place.relative(path) is None or not self.place.disk.is_folder(path):
            return
        for name in sorted(self.place.disk.listing(str(path))):
            stage = name.removeprefix(begin).removesuffix(after)
            if name == f"{begin}{stage}{after}" and stage:
                yield stage

    @property
    def text_of_file(self) -> str:
        """The text of the service file; empty where it can't be read."""
        try:
            return decode(read_bytes(self.place.template, self.place.disk))
        except UnreadableError:
            return ""

    def _of_stages(self) -> Node | None:
        return self.value(self.document, "stages")

    def _parameter(self, name: str) -> Node | None:
        """Return a parameter of the stage, else the one of all stages."""
        for stage in (self.stage, "default"):
            if stage is None:
                continue
            of_stage = value_of(value_of(self._of_stages(), stage), "params")
            for given in (self.value(self.document, "params", stage), of_stage):
                found = value_of(given, name)
                if found is not None:
                    return found
        return None

    def _below(self, node: Node, path: str, steps: Iterator[int]) -> Node | None:
        found: Node | None = node
        for name in filter(None, path.split(".")):
            if found is None or next(steps, None) is None:
                return None
            found = self._node(found, steps)
            options = elements(found) if found is not None else []
            if name.isdecimal() and int(name) < len(options):
                found = options[int(name)]
            else:
                found = value_of(found, name)
        return found

    def _file(self, name: str) -> Node | None:
        """Return the document of a YAML or JSON file beside the service; None for any other."""
        path = self.place.local(name)
        inside = self.place.relative(path) is not None
        if (
            not name.endswith((".yml", ".yaml", ".json"))
            or not inside
            or not self.place.disk.is_file(path)
        ):
            return None
        if path not in self._files and len(self._files) < FILE_LIMIT:
            try:
                documents = compose(decode(read_bytes(path, self.place.disk)))
            except UnreadableError:
                documents = ()
            self._files[path] = documents[0] if documents else None
        return self._files.get(path)
