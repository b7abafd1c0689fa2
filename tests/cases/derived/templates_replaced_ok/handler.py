# Templates of INIT with placeholders that every copy replaces: dataclasses.replace, `{**template, ...}`, `|`, model_copy.
# about: SNAP201, SNAP301
# oracle: ok
from documents import DEFAULTS, LETTER, MEMO, NOTICE
from documents.copying import fill, numbered


def handler(event, context):
    return {
        "letter": numbered(LETTER).number,
        "memo": fill(MEMO),
        "notice": (NOTICE | fill({}))["id"],
        "default": {**DEFAULTS, **fill({"lang": "en"})},
    }
