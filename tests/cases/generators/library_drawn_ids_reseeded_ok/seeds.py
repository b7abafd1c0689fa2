# (module of the case) one hook for each generator
import random

from faker import Faker
from snapshot_restore_py import register_after_restore

register_after_restore(random.seed)
register_after_restore(Faker.seed)
