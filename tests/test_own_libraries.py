"""What a team says of its own library is followed as what snapcheck says of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from snapcheck import analysis
from snapcheck.knowledge import Handling, KnowledgeError, load
from snapcheck.knowledge.flows import MODELS as MODEL_NAMES
from snapcheck.link.models.registry import MODELS
from snapcheck.model import Request

USES = load().flows.rows

ROW = """\
library = "acme"
about = "The library of our company."

[[api]]
names = ["{name}"]
effect = "{effect}"
behaviour = "As its authors say."
evidence = "by its authors"
"""

# For each effect: the name that has it, a program that only the row makes fire (or be silent), and
# one that is silent (or fires) with the row, and the rule.
HANDLER = "\n\ndef handler(event, context):\n    return "
APP = """\
{made}app = acme.App()


@app.get("/run")
def run():
    return {returned}


handler = acme.serve(app)
"""
TRACED = "RUN = uuid.uuid4().hex\n\n\n@acme.traced\ndef run():\n    return RUN"
FIRING = {
    "keeps": (
        "acme.pack",
        "BOX = acme.pack(random.Random())" + HANDLER + "BOX.roll()\n",
        "BOX = acme.pack(random.SystemRandom())" + HANDLER + "BOX.roll()\n",
        "SNAP102",
    ),
    "stores-in-receiver": (
        "acme.Client.remember",
        "C = acme.Client()\nC.remember(uuid.uuid4())" + HANDLER + "C.send()\n",
        "C = acme.Client()\nC.check(uuid.uuid4())" + HANDLER + "C.send()\n",
        "SNAP201",
    ),
    "binds": (
        "acme.Log.with_id",
        "L = acme.Log().with_id(uuid.uuid4())" + HANDLER + "L.write()\n",
        "L = acme.Log().with_name('orders')" + HANDLER + "L.write()\n",
        "SNAP201",
    ),
    "resolves": (
        "acme.Box.get",
        "class C:\n    def __init__(self):\n        self.id = uuid.uuid4()\n\n\n"
        "c = acme.Box().get(C)" + HANDLER + "c.id\n",
        "class C:\n    def __init__(self):\n        self.id = uuid.uuid4()\n\n\n"
        "box = acme.Box()" + HANDLER + "box.get(C).id\n",
        "SNAP201",
    ),
    "memoises": (
        "acme.memo",
        "@acme.memo\ndef run():\n    return uuid.uuid4().hex\n\n\nrun()" + HANDLER + "run()\n",
        "@acme.memo\ndef run():\n    return uuid.uuid4().hex" + HANDLER + "1\n",
        "SNAP201",
    ),
    "memo-property": (
        "acme.lazy",
        "class C:\n    @acme.lazy\n    def id(self):\n        return uuid.uuid4().hex\n\n\n"
        "c = C()\nc.id" + HANDLER + "c.id\n",
        "class C:\n    @acme.lazy\n    def id(self):\n        return uuid.uuid4().hex\n\n\n"
        "c = C()" + HANDLER + "C().id\n",
        "SNAP201",
    ),
    "runs-callback": (
        "acme.now",
        "S = {}\n\n\ndef fill():\n    S['id'] = uuid.uuid4().hex\n\n\nacme.now(fill)"
        + HANDLER
        + "S['id']\n",
        "S = {}\n\n\ndef fill():\n    S['id'] = uuid.uuid4().hex" + HANDLER + "acme.now(fill)\n",
        "SNAP201",
    ),
    "adapter": (
        "acme.serve",
        APP.format(made="RUN = uuid.uuid4().hex\n", returned="RUN"),
        APP.format(made="", returned="uuid.uuid4().hex"),
        "SNAP201",
    ),
    'client-of-service"\nyields = "boto3.client': (
        "acme.aws",
        "P = acme.aws('secretsmanager').get_secret_value(SecretId='p')" + HANDLER + "P\n",
        "P = acme.aws('s3').list_buckets()" + HANDLER + "P\n",
        "SNAP501",
    ),
    'model"\nmodel = "first-argument': (
        "acme.same",
        "R = acme.same(random.Random())" + HANDLER + "R.random()\n",
        "R = acme.same(random.SystemRandom())" + HANDLER + "R.random()\n",
        "SNAP102",
    ),
}
SILENT = {
    "wraps": (
        "acme.traced",
        "RUN = uuid.uuid4().hex\n\n\n@acme.traced\ndef run():\n    return RUN" + HANDLER + "1\n",
        "RUN = uuid.uuid4().hex\n\n\n@acme.traced\ndef run():\n    return RUN"
        + HANDLER
        + "run()\n",
        "SNAP201",
    ),
    "computes": (
        "acme.digest",
        "RUN = uuid.uuid4().hex" + HANDLER + "len([acme.digest(RUN)])\n",
        "RUN = uuid.uuid4().hex" + HANDLER + "acme.digest(RUN)\n",
        "SNAP201",
    ),
    "inspects": (
        "acme.size",
        "RUN = uuid.uuid4().hex" + HANDLER + "acme.size(RUN)\n",
        "RUN = uuid.uuid4().hex" + HANDLER + "[acme.size(RUN), RUN]\n",
        "SNAP201",
    ),
    "consumes": (
        "acme.post",
        "ANSWER = acme.post(uuid.uuid4())" + HANDLER + "ANSWER\n",
        "RUN = uuid.uuid4().hex" + HANDLER + "acme.post(RUN)\n",
        "SNAP201",
    ),
}


def found(folder: Path, program: str, name: str = "", effect: str = "") -> list[str]:
    """The codes that are reported of a program, with a row of its own or without."""
    own = folder / "own"
    (own / "apis").mkdir(parents=True, exist_ok=True)
    if name:
        text = ROW.format(name=name, effect=effect)
        (own / "apis" / "acme.toml").write_text(text, encoding="utf-8")
    file = folder / "app.py"
    # Only what is used is imported: what is not spelled must not be needed to have a look.
    used = [module for module in ("random", "uuid", "acme") if f"{module}." in program]
    file.write_text("".join(f"import {each}\n" for each in used) + program, encoding="utf-8")
    reports = [
        analysis.check(Request(paths=(file,), root=folder, knowledge=(own,), screen=screen))
        for screen in (True, False)
    ]
    with_screen, without = [[each.rule for each in report.findings] for report in reports]
    assert with_screen == without
    return without


@pytest.mark.parametrize("effect", FIRING)
def test_what_a_row_says_makes_a_finding(tmp_path: Path, effect: str) -> None:
    name, fires, silent, code = FIRING[effect]
    assert found(tmp_path, fires) == []
    assert found(tmp_path, fires, name, effect) == [code]
    assert found(tmp_path, silent, name, effect) == []


@pytest.mark.parametrize("effect", SILENT)
def test_what_a_row_says_makes_a_program_silent(tmp_path: Path, effect: str) -> None:
    name, silent, fires, code = SILENT[effect]
    assert found(tmp_path, silent) == [code]
    assert found(tmp_path, silent, name, effect) == []
    assert found(tmp_path, fires, name, effect) == [code]


# --- the registry of models ----------------------------------------------------------------------


def test_each_model_that_a_row_may_name_is_there_and_has_a_row() -> None:
    assert MODELS.keys() == set(MODEL_NAMES)
    assert {use.detail for use in USES if use.handling is Handling.MODEL} == MODELS.keys()


def test_each_handling_has_a_row() -> None:
    assert {use.handling for use in USES} == set(Handling)


@pytest.mark.parametrize(
    ("name", "handling", "known"),
    [
        ("hashlib.sha256", Handling.COMPUTES, True),
        ("hashlib", Handling.COMPUTES, False),
        ("json.dumps", Handling.RUNS, True),
        ("json.scan", Handling.RUNS, False),
        ("house.create_client", Handling.KEEPS, True),
        ("create_client", Handling.KEEPS, False),
        ("house.Cache.update", Handling.STORES, True),
        ("house.Cache.updated", Handling.STORES, False),
        ("fastapi.Depends", Handling.DEPENDENCY, True),
    ],
)
def test_a_name_may_stand_for_many(name: str, handling: Handling, known: bool) -> None:
    assert load().flows.has(name, handling) is known


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"keeps"', '"keps"', 'api 1: unknown effect "keps" (did you mean "keeps"?)'),
        ('"keeps"', '"model"', 'api 1: missing field "model"'),
        (
            '"keeps"',
            '"model"\nmodel = "partal"',
            'api 1: unknown model "partal" (did you mean "partial"?)',
        ),
        ('"keeps"', '"keeps"\ntimed = true', 'api 1: unknown field "timed"'),
        ('"keeps"', '"client-of-service"', 'api 1: missing field "yields"'),
        ('"keeps"', '"keeps"\nhazard = "clock"', 'api 1: unknown field "hazard"'),
        (
            '"keeps"',
            '"reads-variables"\nvariables = ["ACME_KEY"]',
            'api 1: "ACME_KEY" is no keyword and the variable behind it: `key=NAME`',
        ),
        ("acme.pack", "acme.*.pack", 'api 1: "acme.*.pack" is no name of an API'),
        (
            '["acme.pack"]',
            '["acme.pack", "acme.pack"]',
            'api 1: "acme.pack" keeps is already',
        ),
    ],
)
def test_a_mistake_of_a_row(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = ROW.format(name="acme.pack", effect="keeps")
    assert old in text
    (tmp_path / "own" / "apis").mkdir(parents=True)
    (tmp_path / "own" / "apis" / "acme.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load(more=(tmp_path / "own",))
    assert any(each.startswith(f"own/apis/acme.toml: {said}") for each in caught.value.mistakes)
