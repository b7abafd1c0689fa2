# (module of the case) holds what others set
session = None
