# (module of the case) the base class of all functions
import random
from abc import ABC, abstractmethod

from .naming import run_prefix


class Worker(ABC):
    suffix = "done"

    def __init__(self, bucket):
        self.bucket = bucket
        self.prefix = run_prefix(bucket)  # expect: SNAP201

    def __call__(self, event, context):
        keys = event.get("keys", ["cat.png"])
        return {
            "bucket": self.bucket,
            "written": [written for key in keys for written in self.operate(key)],
            "suffix": self.suffix,
            "sampled": random.random(),  # expect: SNAP103
        }

    @abstractmethod
    def operate(self, key): ...
