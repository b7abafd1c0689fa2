"""Files that are being edited: read again where they changed, with the facts of all of the text."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from snapcheck import facts
from snapcheck.facts import Fact, ModuleFacts
from snapcheck.read.editing import Editing
from snapcheck.read.python import read_module
from snapcheck.read.source import Unreadable

TYPED = (
    *("x", "\n", "    y = 1\n", "foo(1)", "'", "(", ")", "lambda: 1", "\\\n", "#", " ", ":", "é"),
    *("def f(): pass\n", "@d\n", '"""', "return 1", "; z = 2\n", "class A:\n    p = 1\n"),
)


def plain(module: ModuleFacts) -> tuple[object, ...]:
    """Facts with the numbers that sites have where there is no room between them."""
    numbers = {number: at for at, number in enumerate(module.sites)}

    def renumbered(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(map(renumbered, value))
        if not isinstance(value, Fact):
            return value
        fields = [(name, getattr(value, name)) for name in value.__struct_fields__]
        return type(value)(
            *[
                numbers[each] if name == "site" and each != facts.NO_SITE else renumbered(each)
                for name, each in fields
            ]
        )

    return *map(renumbered, (module.body, module.functions, module.classes)), module.places


def read(text: str, reader: object) -> ModuleFacts | None:
    """The facts of a text; None if it is no Python."""
    try:
        return reader(text.encode(), "app.py")  # type: ignore[operator,no-any-return]
    except Unreadable:
        return None


def edited(text: str, chance: Random) -> str:
    """A text after something was typed into it, or deleted."""
    at = chance.randrange(len(text) + 1)
    if chance.random() < 0.5:
        return text[:at] + chance.choice(TYPED) + text[at:]
    return text[:at] + text[at + chance.randrange(1, 9) :]


@pytest.mark.parametrize("seed", range(4))
def test_edits_are_read_as_whole_texts_are(seed: int) -> None:
    chance = Random(seed)
    files = sorted(Path(__file__).parent.glob("cases/*/**/*.py"))
    again = 0
    for file in chance.sample(files, 40):
        text = file.read_text(encoding="utf-8")
        editing = Editing()
        read(text, editing.read)
        for _ in range(8):
            tried = edited(text, chance)
            again += editing.reads(tried.encode(), "app.py")
            one, other = read(tried, read_module), read(tried, editing.read)
            assert (one is None) is (other is None), tried
            if one is not None and other is not None:
                assert list(other.sites) == sorted(set(other.sites))
                assert plain(one) == plain(other), tried
                assert [one.span(n) for n in one.sites] == [other.span(n) for n in other.sites]
                text = tried
    assert again > 20


APP = """\
import uuid


def first(event):
    return event["a"]


def second(event):
    return {"a": uuid.uuid4().hex, "b": first(event)}
"""


def test_what_did_not_change_keeps_its_facts() -> None:
    editing = Editing()
    one = editing.read(APP.encode(), "app.py")
    other = editing.read(
        APP.replace("    return event", "    x = 1\n    return event").encode(), "app.py"
    )
    assert other.functions[1] is one.functions[1]
    (before, now) = (one.functions[0].body[-1], other.functions[0].body[-1])
    assert before == now
    assert other.span(other.functions[1].site).line == one.span(one.functions[1].site).line + 1


def test_sites_that_have_no_room_are_numbered_anew() -> None:
    editing, text = Editing(), APP
    editing.read(text.encode(), "app.py")
    for number in range(300):
        text = text.replace("    return event", f"    f{number}(a, b, c)\n    return event", 1)
        module = editing.read(text.encode(), "app.py")
        assert list(module.sites) == sorted(set(module.sites))
    assert plain(module) == plain(read_module(text.encode(), "app.py"))
