# (module of the case) the application's providers
import random
import uuid

from providers import Factory, Singleton
from sampling import Sampler, Ticket


def new_instance_id():
    return uuid.uuid4().hex


class Application:
    def __init__(self):
        self.rng = Singleton(random.Random)
        self.instance_id = Singleton(new_instance_id)
        self.sampler = Factory(Sampler, self.rng, owner=self.instance_id)
        self.ticket = Factory(Ticket)
