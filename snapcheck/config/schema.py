"""The JSON schema of the configuration, for editors: `snapcheck schema` prints it.

`schema.json` beside this module is the same, for those who link to a file.
"""

from __future__ import annotations

import json

from snapcheck import knowledge
from snapcheck.config import KEYS, Key, Kind

_Schema = dict[str, object]

# Codes of one's own, prefixes, and names.
_CODE = "^([A-Z]{1,12}[0-9]{0,3}|snap[0-9]{0,3}|[a-z][a-z0-9]*(-[a-z0-9]+)+)$"


def render() -> str:
    """Return the schema as the text of a file."""
    # The known codes by name, so that editors offer them.
    known = {"enum": list(knowledge.load().rules)}
    schema: _Schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "snapcheck",
        "description": "A snapcheck.toml, or the table [tool.snapcheck] of a pyproject.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _described(KEYS[name]) for name in sorted(KEYS)},
        "definitions": {"code": {"anyOf": [known, {"type": "string", "pattern": _CODE}]}},
    }
    return json.dumps(schema, indent=2) + "\n"


def _described(key: Key) -> _Schema:
    what = key.what.replace("`", "")
    return {"description": f"{what[0].upper()}{what[1:]}.", **_schema(key)}


def _schema(key: Key) -> _Schema:
    text: _Schema = {"type": "string", "minLength": 1}
    codes: _Schema = {"type": "array", "items": {"$ref": "#/definitions/code"}}
    match key.kind:
        case Kind.TEXTS:
            return {"type": "array", "items": text}
        case Kind.CODES:
            return codes
        case Kind.CODES_BY_PATTERN:
            by_pattern = {**codes, "minItems": 1}
            return {
                "type": "object",
                "propertyNames": {"minLength": 1},
                "additionalProperties": by_pattern,
            }
        case Kind.PATH | Kind.TEXT:
            return text
        case Kind.LEVELS:
            return {"type": "object", "additionalProperties": {"enum": list(key.words)}}
        case Kind.WORD:
            return {"enum": list(key.words)}
        case Kind.FLAG:
            return {"type": "boolean"}
