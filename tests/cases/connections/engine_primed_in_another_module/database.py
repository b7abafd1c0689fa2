# The engine and its sessions.
import os

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

engine = create_engine(os.environ["DATABASE_URL"])  # known-miss: SNAP402 used through a session of another module
SessionLocal = sessionmaker(autoflush=False, bind=engine)
