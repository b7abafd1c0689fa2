# The same in a class: the expiry is an attribute, the renewal a method.
# about: SNAP201, SNAP301
# oracle: ok
import time
import uuid


class SessionToken:
    def __init__(self, lifetime):
        self.lifetime = lifetime
        self.renew()

    def renew(self):
        self.value = uuid.uuid4().hex  # ok: expires by the wall clock
        self.expires_at = time.time() + self.lifetime  # ok: decides the renewal

    def get(self):
        if self.expires_at < time.time():
            self.renew()
        return self.value


token = SessionToken(300)


def handler(event, context):
    return {"session": token.get()}
