# (module of the case) another name for the library's function
import snapshot_restore_py

on_restore = snapshot_restore_py.register_after_restore
