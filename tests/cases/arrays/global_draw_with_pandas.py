# pandas, scipy.stats and sklearn import numpy.random, so the global generator is in the snapshot.
# oracle: none (needs pandas)
import numpy as np
import pandas as pd

PRICES = pd.DataFrame({"price": [1, 2, 3]})


def handler(event, context):
    return {"price": float(PRICES["price"].iloc[np.random.randint(3)])}  # expect: SNAP103
