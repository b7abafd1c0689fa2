# (module of the case) deterministic
PRICES = {"lamp": 1999, "chair": 4999}


def price(product):
    return PRICES.get(product, 0)
