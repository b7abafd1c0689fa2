# (module of the case) other names for the library's functions
import snapshot_restore_py

on_restore = snapshot_restore_py.register_after_restore
before = snapshot_restore_py.register_before_snapshot
