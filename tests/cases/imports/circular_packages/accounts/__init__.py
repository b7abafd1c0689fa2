# (module of the case) re-exports before it imports what it needs of payments
from .numbers import open_account as open_account
from . import limits as limits
