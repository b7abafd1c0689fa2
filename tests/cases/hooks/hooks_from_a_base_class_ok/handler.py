# The constructor of a base class registers `self.renew`: each component renews what it keeps.
# about: SNAP102, SNAP201, SNAP202, SNAP701
# oracle: ok
from components.ids import Numbering
from components.sessions import Sessions

numbering = Numbering("INV")
sessions = Sessions()


def handler(event, context):
    return {"number": numbering.next(), "session": sessions.current(), "lane": sessions.lane()}
