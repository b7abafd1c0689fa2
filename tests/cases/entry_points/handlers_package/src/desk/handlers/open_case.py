# A package of handlers over a common package, named by the template: only what each of them reaches counts.
# handler: handler
# oracle: COLLIDES
from desk.common.base import Handler
from desk.common.numbering import numbers


class OpenCase(Handler):
    def process(self, event):
        return {"case": numbers.next("case"), "subject": event.get("subject")}


handler = OpenCase.as_handler()
