# (module of the case) the functions by their names
import snapshot_restore_py as library

after = getattr(library, "register_after_restore")
before = getattr(library, "register_before_snapshot")
