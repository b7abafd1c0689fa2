# (module of the case) codes by gate, of which the handler shows none
import secrets

CODES = {gate: secrets.token_hex(4) for gate in ("north", "south", "east")}  # ok: only the keys are used
