# (module of the case) a mixin that cooperates
import secrets
import time


class Timed:
    def __init__(self, *arguments, **options):
        self.since = time.time()  # expect: SNAP301
        super().__init__(*arguments, **options)

    def header(self):
        return {"since": self.since, **super().header()}


class Signed:
    key_size = 8

    def __init__(self, *arguments, **options):
        self._key = secrets.token_bytes(self.key_size)  # expect: SNAP202
        super().__init__(*arguments, **options)

    def signature(self, text):
        return (text.encode() + self._key).hex()
