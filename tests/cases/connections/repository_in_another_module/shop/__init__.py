# The objects of the package.
from .repository import Repository

orders = Repository("orders")
