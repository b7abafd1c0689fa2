# (module of the case) keeps its quotes by product
import time
import uuid

from pricing import price


class Quotes:
    def __init__(self):
        self._known = {}

    def quote(self, product):
        if product not in self._known:
            self._known[product] = {
                "id": uuid.uuid4().hex,  # expect: SNAP201
                "at": time.time(),  # expect: SNAP301
                "cents": price(product),
            }
        return self._known[product]
