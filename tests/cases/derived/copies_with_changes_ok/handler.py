# Copies of frozen tables and tuples in which the handler replaces what was frozen: copy and assign, `dict(base, ...)`, `_replace`.
# about: SNAP201
# oracle: ok
from forms import BLANK, SHEET, TICKET
from forms.filling import filled, ticket_for


def handler(event, context):
    sheet = dict(SHEET)
    sheet.update(id=filled({})["id"], owner=event.get("owner", "ann"))
    return {
        "sheet": sheet,
        "blank": filled(BLANK),
        "ticket": ticket_for(TICKET, event.get("seat", "A1"))._asdict(),
        "template": {key: value for key, value in BLANK.items() if key != "id"},
    }
