"""Functions of Zappa."""

from __future__ import annotations

from pathlib import Path

from hostile import bounded
from tables import Row, check, table


def zappa(settings: str, expected: str, file: str = "zappa_settings.json", **also: str) -> Row:
    return Row(file, settings, expected, tuple(also.items()))


ZAPPA = [
    zappa(
        '{"dev": {"app_function": "src.app.app", "runtime": "python3.12"}}',
        "src/app.py:app python3.12 off",
    ),
    zappa(
        '{"dev": {"lambda_handler": "src/app.handler", "runtime": "python3.12"}}',
        "src/app.py:handler python3.12 off",
    ),
    zappa(
        '{"dev": {"app_function": "app.app", "runtime": "python3.13", "snap_start": "PublishedVersions"}}',
        "app.py:app python3.13 on",
    ),
    zappa(
        '{"dev": {"django_settings": "web.site.settings", "runtime": "python3.12"}}',
        "web/site/wsgi.py:application python3.12 off",
    ),
    zappa(
        "dev:\n  app_function: src.app.app\n  runtime: python3.12\n",
        "src/app.py:app python3.12 off",
        "zappa_settings.yml",
    ),
    zappa(
        '[dev]\napp_function = "src.app.app"\nruntime = "python3.12"\n',
        "src/app.py:app python3.12 off",
        "zappa_settings.toml",
    ),
]


@table(ZAPPA)
def test_a_function_and_its_entry_point(given: Row, tmp_path: Path) -> None:
    check(given, tmp_path)


def test_broken_toml_is_one_problem(tmp_path: Path) -> None:
    (problem,) = bounded(tmp_path, {"zappa_settings.toml": "[dev\n"}).problems
    assert problem.message.startswith("not readable as TOML: ")
