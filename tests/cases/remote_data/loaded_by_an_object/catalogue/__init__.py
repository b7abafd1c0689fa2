# One catalogue for all.
from .loader import Catalogue

catalogue = Catalogue("t")
