# A generator that is passed replaces the default one.
# about: SNAP103
# oracle: ok
import os

import torch


def handler(event, context):
    own = torch.Generator().manual_seed(int.from_bytes(os.urandom(7), "big"))
    return {"noise": torch.randn(4, generator=own).tolist()}  # ok: draws from its own generator
