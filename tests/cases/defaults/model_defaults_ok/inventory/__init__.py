# (module of the case) re-exports the models
from .models import Item
from .movements import Movement, Shelf
from .stocktaking import StockTake

__all__ = ["Item", "Movement", "Shelf", "StockTake"]
