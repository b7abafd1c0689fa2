# (module of the case) re-exports
from .ids import RUN_ID, new_ticket as ticket
