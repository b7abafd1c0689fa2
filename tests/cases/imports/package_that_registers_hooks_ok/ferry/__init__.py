# A part of the same program.
from .lifecycle import arm

arm()
