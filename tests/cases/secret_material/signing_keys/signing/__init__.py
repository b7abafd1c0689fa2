# (module of the case) the signer of the application
from .keys import KeyRing
from .tokens import Signer

signer = Signer(KeyRing.generate())  # expect: SNAP202
