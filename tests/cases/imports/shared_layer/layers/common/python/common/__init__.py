# (module of the case) re-exports
from .events import envelope as envelope
from .ids import sequence as sequence
