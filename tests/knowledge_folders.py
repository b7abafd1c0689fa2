"""Folders of knowledge that tests write, and what is said of the mistakes in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from snapcheck.knowledge import (
    Api,
    KnowledgeError,
    load,
)

SHIPPED = load()
APIS = [api for apis in SHIPPED.apis.values() for api in apis]
WORDS = (Path(__file__).parent.parent / "rules" / "hazards.toml").read_text(encoding="utf-8")
FILLED = {
    "name": "`RUN_ID`",
    "api": "`uuid.uuid4()`",
    "used": "used in `handler` (app.py:31)",
    "behaviour": "It is drawn from the `random` module.",
}

PAGE = """\
+++
code = "SNAP999"
name = "test-rule"
summary = "something frozen"
level = "error"
questions = [{ check = "kept", hazard = "unique-id" }]
message = "{name} is made by {api} and {used}."
instead = "Make it in the handler."
tags = ["test"]
+++

## What it does

Prose.

## Why it is wrong after a restore

## Use instead

## When it is fine

```python bad
X = make()  # expect: SNAP999
```

```python good
X = 1
```
"""
PAGE_NAME = "SNAP999-test-rule.md"
PAGE_PLACE = f"rules/{PAGE_NAME}"

LIBRARY = """\
library = "dice"
about = "Dice."

[[api]]
names = ["dice.roll"]
effect = "draws"
generators = ["dice"]
behaviour = "Draws."
instead = "Reseed."
evidence = "measured"
"""
LIBRARY_PLACE = "rules/apis/dice.toml"

ARGUMENT_FORMS = "name, name@2, name=Value or name@2=Value"
FENCE_MISTAKE = (
    "a code block must begin with ``` and one of python, yaml, json, hcl, and bad or good"
)


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write the files, given by their path below rules/, and return that folder.

    The words are those that come with snapcheck, where the files bring none.
    """
    for name, text in {"hazards.toml": WORDS, **files}.items():
        path = folder / "rules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "rules"


def mistakes(folder: Path, files: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(KnowledgeError) as caught:
        load(write(folder, files))
    return caught.value.mistakes


def page_mistakes(folder: Path, old: str, new: str) -> tuple[str, ...]:
    """What is said of the page with one text replaced."""
    assert old in PAGE
    return mistakes(folder, {PAGE_NAME: PAGE.replace(old, new)})


def library_mistakes(folder: Path, old: str, new: str) -> tuple[str, ...]:
    """What is said of the library with one text replaced."""
    assert old in LIBRARY
    return mistakes(folder, {"apis/dice.toml": LIBRARY.replace(old, new)})


def rows_of(name: str) -> list[Api]:
    return list(SHIPPED.apis[name])


def row_of(name: str) -> Api:
    (api,) = SHIPPED.apis[name]
    return api


def hazard_of(api: Api) -> str:
    return api.hazard.name if api.hazard is not None else ""


def cost_of(api: Api) -> str:
    return api.cost.name if api.cost is not None else ""
