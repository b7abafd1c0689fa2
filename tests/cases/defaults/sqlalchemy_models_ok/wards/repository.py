# (module of the case) opens a database in memory for each repository
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from .models import Base


class Patients:
    def __init__(self):
        engine = create_engine("sqlite://")
        Base.metadata.create_all(engine)
        self._sessions = sessionmaker(engine, expire_on_commit=False)

    def add(self, patient):
        with self._sessions.begin() as session:
            session.add(patient)
        return patient
