# (module of the case) re-exports
from .base import Kennel
from .species import Cat, Dog

__all__ = ["Cat", "Dog", "Kennel"]
