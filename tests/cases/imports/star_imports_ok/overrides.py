# (module of the case) comes last
SESSION = "per-request"
LIMIT = 20
