# (module of the case) an object that is its own hook, and a class that is renewed through a classmethod
import uuid

from snapshot_restore_py import register_after_restore


class Vault:
    series = uuid.uuid4().hex  # ok: renewed by change_series

    def __init__(self):
        self.code = uuid.uuid4().hex  # ok: renewed by __call__

    def __call__(self):
        self.code = uuid.uuid4().hex

    @classmethod
    def change_series(cls):
        cls.series = uuid.uuid4().hex


vault = Vault()
register_after_restore(vault)
register_after_restore(Vault.change_series)
