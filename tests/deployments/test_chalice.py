"""Functions of Chalice."""

from __future__ import annotations

from pathlib import Path

from deployed_project import project
from tables import Row, check, table

CHALICE_APP = """\
from chalice import Chalice

app = Chalice(app_name="shop")
"""
CHALICE = [
    Row("shop/.chalice/config.json", "{}", "shop/app.py:app - -", (("shop/app.py", CHALICE_APP),)),
]


@table(CHALICE)
def test_a_function_and_its_entry_point(given: Row, tmp_path: Path) -> None:
    check(given, tmp_path)


def test_chalice_deploys_decorated_functions_by_themselves(tmp_path: Path) -> None:
    text = CHALICE_APP + (
        "\n\n@app.route('/')\ndef index(): ...\n"
        "\n\n@app.lambda_function(name='x')\ndef pay(event, context): ...\n"
        "\n\n@app.on_sqs_message(queue='q')\ndef note(event): ...\n"
        "\n\n@app.schedule('rate(1 day)')\ndef sweep(event): ...\n"
    )
    found = project(tmp_path, {"shop/.chalice/config.json": "{}", "shop/app.py": text})
    assert [entry.function for entry in found.entry_points] == ["app", "pay", "note", "sweep"]
