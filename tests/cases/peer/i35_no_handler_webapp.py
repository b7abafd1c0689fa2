# oracle: none
# served by a web adapter: no Lambda handler at all, the WSGI callable is the entry point
import uuid
class UnicornController:
    def __init__(self):
        self.id = uuid.uuid4()  # expect: SNAP201  # peer: missed (open issue 35)
controller = UnicornController()
def application(environ, start_response):
    start_response("200 OK", [])
    return [controller.id.bytes]
