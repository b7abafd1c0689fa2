# (module of the case) a salt for all users, and a table of nonces
import hashlib
import secrets


class SessionStore:
    PEPPER = secrets.token_bytes(16)  # expect: SNAP202

    def __init__(self):
        self._nonces = [secrets.token_urlsafe(12) for _ in range(100)]  # expect: SNAP202

    def open(self, user):
        return f"{user}:{self._nonces[-1]}"

    def salt_of(self, user):
        return hashlib.sha256(self.PEPPER + user.encode()).hexdigest()[:16]
