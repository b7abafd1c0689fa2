# (module of the case) the package
from .tracer import Tracer as Tracer
