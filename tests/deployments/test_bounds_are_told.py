"""Programs and templates that build more than is looked at: a notice says so."""

from __future__ import annotations

from pathlib import Path

from deployed_project import project
from tables import ASSET, function, stack, tf

from snapcheck.deploy.cdk.evaluator import STEP_LIMIT
from snapcheck.deploy.cdk.values import LOOP_LIMIT
from snapcheck.deploy.terraform.values import INSTANCE_LIMIT

MANY = ", ".join(f'"{number}"' for number in range(LOOP_LIMIT + 1))
FEW = ", ".join(f'"{number}"' for number in range(LOOP_LIMIT))


def test_a_loop_of_a_cdk_program(tmp_path: Path) -> None:
    for names, told in ((MANY, 1), (FEW, 0)):
        given = stack(f"for name in [{names}]:\n    {function(ASSET)}", "")
        found = project(tmp_path, {given.file: given.text})
        assert len(found.notices) == told
        assert found.functions
    given = stack(f"for name in [{MANY}]:\n    {function(ASSET)}", "")
    (notice,) = project(tmp_path, {given.file: given.text}).notices
    assert notice.startswith("infra/shop.py does too much to be followed to its end: ")


def test_a_long_cdk_program(tmp_path: Path) -> None:
    given = stack("x = 1\n" * (STEP_LIMIT + 1) + function(ASSET), "")
    (notice,) = project(tmp_path, {given.file: given.text}).notices
    assert "name them in entry-points" in notice


def test_many_instances_of_a_terraform_function(tmp_path: Path) -> None:
    names = ", ".join(f'"{number}"' for number in range(INSTANCE_LIMIT + 5))
    given = tf(f'for_each = toset([{names}])\nhandler = "app.handler"\nruntime = "python3.12"', "")
    (notice,) = project(tmp_path, {given.file: given.text}).notices
    assert notice == f"main.tf:1: of {INSTANCE_LIMIT + 5} instances, {INSTANCE_LIMIT} are looked at"
