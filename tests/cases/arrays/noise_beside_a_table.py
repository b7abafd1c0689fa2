# The global generator is in the snapshot once pandas is imported.
# oracle: COLLIDES
import numpy as np
import pandas as pd

CATALOGUE = pd.read_csv("catalogue.csv")


def handler(event, context):
    noise = np.random.normal(size=len(CATALOGUE))  # expect: SNAP103
    return list((CATALOGUE["price"] + noise).head())
