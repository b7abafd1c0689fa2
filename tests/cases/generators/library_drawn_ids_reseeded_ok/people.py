# (module of the case) invented people
from faker import Faker

fake = Faker()


def person():
    return {"name": fake.name(), "id": fake.uuid4(), "mail": fake.unique.email()}
