# The hooks of the function, in a module of their own.
import database
from snapshot_restore_py import register_after_restore


@register_after_restore
def reopen():
    database.primary = database.connect()
    database._lazy = None


@register_after_restore
def reopen_replicas():
    for number in range(len(database.replicas)):
        database.replicas[number] = database.connect()
