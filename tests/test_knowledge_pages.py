"""Every kind of mistake of a rule's page is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from knowledge_folders import (
    FENCE_MISTAKE,
    FILLED,
    LIBRARY,
    PAGE,
    PAGE_NAME,
    PAGE_PLACE,
    mistakes,
    page_mistakes,
    write,
)

from snapcheck.knowledge import (
    HEADINGS,
    MESSAGE_WORDS,
    load,
)
from snapcheck.model import Question


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('summary = "something frozen"\n', "", ': missing field "summary"'),
        ("summary", "sumary", ': missing field "summary"'),
        (
            'level = "error"',
            'level = "fatal"',
            ': unknown level "fatal" (known: error, note, warning)',
        ),
        ('["test"]', '"test"', ': "tags" must be a list of strings'),
        (
            'check = "kept"',
            'check = "keep"',
            ': question 1: unknown check "keep" (did you mean "kept"?)',
        ),
        ('check = "kept", ', "", ': question 1: missing field "check"'),
        (
            'hazard = "unique-id"',
            'hazard = "unique"',
            ': question 1: check "kept" knows no hazard "unique" (did you mean "unique-id"?)',
        ),
        (
            'check = "kept", hazard = "unique-id"',
            'check = "absent", hazard = "seed"',
            ': question 1: unknown field "hazard" (known: apis, check)',
        ),
        (
            'check = "kept", hazard = "unique-id"',
            'check = "drawn", case = "seeds"',
            ': question 1: check "drawn" knows no case "seeds" (did you mean "seed"?)',
        ),
        (
            'check = "kept", hazard = "unique-id"',
            'check = "flagged", flag = "secrets-extension", phases = ["INTI"]',
            ': question 1: unknown phase "INTI" (did you mean "INIT"?)',
        ),
        (
            'check = "kept", hazard = "unique-id"',
            'check = "flagged", apis = ["acme.*"]',
            ': question 1: "acme.*" must be the full name of an API where no flag is given',
        ),
        (
            'check = "kept", hazard = "unique-id"',
            'check = "hooks", case = "late", names = ["X"]',
            ': question 1: field "names" does not go with case "late"',
        ),
        (
            'check = "kept", hazard = "unique-id"',
            'check = "kept", hazard = "unique-id", apis = ["uuid.uid4"]',
            ': "uuid.uid4" names no API that has a row',
        ),
        (
            '[{ check = "kept", hazard = "unique-id" }]',
            '["kept"]',
            ': "questions" must be a list of tables',
        ),
        ("{used}.", "{used}", ': "message" must end with a full stop'),
        (
            "{used}.",
            "{where}.",
            ': "message" has the unknown word {where}; known: {name}, {api}, {used}, {behaviour}',
        ),
        (
            "{used}.",
            "{}.",
            ': "message" has the unknown word {}; known: {name}, {api}, {used}, {behaviour}',
        ),
        ("{used}.", "{used.", ": \"message\" is no template: expected '}' before end of string"),
        (
            'tags = ["test"]',
            'tags = ["test"]\nsecurity-severity = "11"',
            ': "security-severity" must be a number from 0.0 to 10.0, as a string',
        ),
        ("Prose.", "## Prose", f": must have exactly these headings: {', '.join(HEADINGS)}"),
        ("## Use instead\n", "", f": must have exactly these headings: {', '.join(HEADINGS)}"),
        (
            "X = 1\n```\n",
            "X = 1\n```\n\nThe end.\n",
            ":30: only examples may follow the first example",
        ),
        ("```python good\nX = 1\n```", "", ": needs at least one good example"),
        (
            "```python bad\nX = make()  # expect: SNAP999\n```\n",
            "",
            ": needs at least one bad example",
        ),
        (
            "# expect: SNAP999",
            "# expect: SNAP998",
            ':23: bad example without a line marked "# expect: SNAP999"',
        ),
        ("X = 1", "X = 1  # expect: SNAP1", ':27: good example with a line marked "# expect:"'),
        ("X = 1\n```", "X = 1", ":26: this code block is not closed"),
        (
            "```python good",
            "```python ugly",
            f":26: {FENCE_MISTAKE}",
        ),
        (
            "Prose.",
            "```\nprose\n```",
            f":14: {FENCE_MISTAKE}",
        ),
    ],
)
def test_a_mistake_of_a_rule_page(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert PAGE_PLACE + said in page_mistakes(tmp_path, old, new)


def test_broken_front_matter_is_named_by_its_line_in_the_page(tmp_path: Path) -> None:
    (said,) = page_mistakes(tmp_path, 'tags = ["test"]', "tags = ]")
    assert re.fullmatch(rf"{PAGE_PLACE}:9: [A-Z].*[^)]", said)


@pytest.mark.parametrize("text", ["", "No front matter.\n", '+++\ncode = "SNAP999"\n'])
def test_a_page_without_front_matter(tmp_path: Path, text: str) -> None:
    said = mistakes(tmp_path, {PAGE_NAME: text})
    assert said == (f"{PAGE_PLACE}:1: must begin with TOML between two lines of +++",)


def test_a_page_is_called_by_code_and_name(tmp_path: Path) -> None:
    said = mistakes(tmp_path, {"SNAP999-other.md": PAGE})
    place = "rules/SNAP999-other.md"
    assert said == (f"{place}: the page of this rule must be called {PAGE_NAME}",)


def test_a_code_is_snap_and_three_digits(tmp_path: Path) -> None:
    said = mistakes(tmp_path, {"SNAP99-test-rule.md": PAGE.replace("SNAP999", "SNAP99")})
    (line,) = said
    assert line == (
        'rules/SNAP99-test-rule.md: "SNAP99" is no code: '
        "SNAP (or your own letters) and three digits"
    )


def test_a_code_has_one_page(tmp_path: Path) -> None:
    other = PAGE.replace("test-rule", "other-rule")
    said = mistakes(tmp_path, {PAGE_NAME: PAGE, "SNAP999-other-rule.md": other})
    assert said == ("SNAP999 has two pages, named other-rule and test-rule",)


def test_two_rules_of_a_folder_may_not_ask_exactly_the_same(tmp_path: Path) -> None:
    other = PAGE.replace("SNAP999", "SNAP998")
    said = mistakes(tmp_path, {PAGE_NAME: PAGE, "SNAP998-test-rule.md": other})
    assert said == (f"{PAGE_PLACE}: SNAP999 asks exactly what SNAP998 asks",)


def test_two_rules_may_ask_about_one_hazard_of_different_apis(tmp_path: Path) -> None:
    asked = 'hazard = "unique-id"'
    other = PAGE.replace("SNAP999", "SNAP998").replace(asked, f'{asked}, apis = ["dice.*"]')
    files = {PAGE_NAME: PAGE, "SNAP998-test-rule.md": other, "apis/dice.toml": LIBRARY}
    rules = load(write(tmp_path, files)).rules
    assert rules["SNAP998"].questions == (Question("kept", "unique-id", ("dice.*",)),)
    assert rules["SNAP999"].questions == (Question("kept", "unique-id"),)


def test_a_bad_example_of_a_template_needs_no_marker(tmp_path: Path) -> None:
    page = PAGE.replace("```python bad\nX = make()  # expect: SNAP999", "```yaml bad\nA: 1")
    example = load(write(tmp_path, {PAGE_NAME: page})).rules["SNAP999"].examples[0]
    assert (example.language, example.text) == ("yaml", "A: 1\n")


def test_the_words_of_a_message_are_those_that_the_checks_fill_in() -> None:
    assert set(MESSAGE_WORDS) == set(FILLED)
