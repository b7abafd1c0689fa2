"""The applications that Zappa deploys, as `zappa_settings` in JSON, YAML or TOML names them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from snapcheck.deploy.handlers import Code, Source, entry_among, locate
from snapcheck.deploy.place import Place
from snapcheck.deploy.template import (
    Node,
    UnreadableError,
    compose,
    decode,
    entries,
    line_of,
    read_bytes,
    scalar,
    value_of,
)
from snapcheck.deploy.web_adapter import Requested
from snapcheck.filesystem.disk import Disk
from snapcheck.model import EntryPoint, Problem, Span
from snapcheck.model.deployed import Declared, Deployed, Setting

# What names a function of the project; the first that is there is what Lambda calls.
_FUNCTIONS = ("lambda_handler", "app_function")
_DJANGO = "django_settings"
_VARIABLES = "aws_environment_variables"


def declared(place: Place) -> Declared:
    """Return what the stages of a settings file deploy; several stages mostly deploy the same."""
    try:
        stages = _stages(place)
    except UnreadableError as why:
        return Declared(problems=(place.problem(why.line, why.message, why.mend),))
    functions: list[Deployed] = []
    problems: list[Problem] = []
    for stage, (written, places) in stages.items():
        extended = stages.get(written.get("extends", ""), ({}, {}))
        written = {**extended[0], **written}
        places = {**extended[1], **places}
        entry = entry_among(_located(stage, written, places, place), problems)
        if entry is not None:
            functions.append(_deployed(stage, written, places, place, entry))
    entries.cache_clear()
    return Declared(tuple(functions), tuple(dict.fromkeys(problems)))


_Stage = tuple[Mapping[str, str], Mapping[str, Span]]


def _stages(place: Place) -> Mapping[str, _Stage]:
    """Return the texts of each stage by name, with the places of the names.

    Raises UnreadableError.
    """
    text = decode(read_bytes(place.template, place.disk))
    if place.template.suffix == ".toml":
        try:
            document = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise UnreadableError(f"not readable as TOML: {error}", 0, "correct it") from error
        return {
            stage: (_with_variables(_strings(written), _strings(written.get(_VARIABLES))), {})
            for stage, written in document.items()
            if isinstance(written, dict)
        }
    documents = compose(text)
    found = entries(documents[0] if documents else None)
    return {stage: _texts(node, place) for stage, (_, node) in found.items()}


def _with_variables(written: Mapping[str, str], variables: Mapping[str, str]) -> Mapping[str, str]:
    """Return the settings of a stage with the function's own variables among them."""
    return {**written, **{f"{_VARIABLES}.{name}": text for name, text in variables.items()}}


def _texts(node: Node, place: Place) -> _Stage:
    written = entries(node)
    texts = _with_variables(_scalars(node), _scalars(value_of(node, _VARIABLES)))
    return texts, {name: place.span(key) for name, (key, _) in written.items() if line_of(key)}


def _scalars(node: Node | None) -> Mapping[str, str]:
    return {name: text for name, (_, value) in entries(node).items() if (text := scalar(value))}


def _strings(written: object) -> Mapping[str, str]:
    mapping = written if isinstance(written, dict) else {}
    return {str(name): str(value) for name, value in mapping.items()}


def _located(
    stage: str, written: Mapping[str, str], places: Mapping[str, Span], place: Place
) -> Iterator[EntryPoint | Problem]:
    name = next((each for each in _FUNCTIONS if each in written), None)
    folder = place.template.parent
    handler = written[name] if name is not None else _django(written, folder, place.disk)
    if handler is None:
        return
    line = places[name].line if name is not None and name in places else 0
    yield from locate(
        Code(
            function=stage,
            handler=handler,
            handler_line=line,
            sources=(Source("the code", folder, line),),
            layers=(),
            # Where Zappa is told of no runtime it takes that of the Python that runs it.
            runtime=written.get("runtime", "python3"),
            snapstart=_snapstart(written),
            correct=name or _DJANGO,
            requested=Requested.by(lambda name: written.get(f"{_VARIABLES}.{name}")),
        ),
        place,
    )


def _django(written: Mapping[str, str], folder: Path, disk: Disk) -> str | None:
    """Return the WSGI application beside the settings of a Django project."""
    package = written.get(_DJANGO, "").rpartition(".")[0]
    file = folder / package.replace(".", "/") / "wsgi.py"
    return f"{package}.wsgi.application" if package and disk.is_file(file) else None


def _snapstart(written: Mapping[str, str]) -> bool:
    return written.get("snap_start") == "PublishedVersions"


def _deployed(
    stage: str,
    written: Mapping[str, str],
    places: Mapping[str, Span],
    place: Place,
    entry: EntryPoint,
) -> Deployed:
    nowhere = Span(place.name, 1, 1, 1, 1)
    runtime = written.get("runtime")
    span = places.get("snap_start", nowhere)
    return Deployed(
        name=stage,
        declared_in=place.name,
        entry=entry,
        runtime=Setting(runtime, places.get("runtime", nowhere)) if runtime else None,
        snapstart=Setting("snap_start", span) if _snapstart(written) else None,
        # Zappa 0.63 publishes a version, and points an alias of its own and the API to it.
        published=True if _snapstart(written) else None,
    )
