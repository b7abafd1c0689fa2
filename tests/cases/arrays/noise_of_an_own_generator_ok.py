# A generator that the invocation builds.
# about: SNAP103
# oracle: ok
import numpy as np
import pandas as pd

CATALOGUE = pd.read_csv("catalogue.csv")


def handler(event, context):
    noise = np.random.default_rng().normal(size=len(CATALOGUE))
    return list((CATALOGUE["price"] + noise).head())
