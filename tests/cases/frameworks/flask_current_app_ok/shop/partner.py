# (module of the case) what the application holds, renewed by each request
import secrets
import uuid


class Partner:
    def renew(self):
        self.session_id = uuid.uuid4().hex  # ok: each request makes it anew

    def voucher(self):
        return secrets.randbelow(10**9)  # ok: the operating system's own
