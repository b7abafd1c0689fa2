# (module of the case) what the hook sets by name
session = None
