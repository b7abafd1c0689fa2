# The engine and its sessions.
import os

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

engine = create_engine(os.environ["DATABASE_URL"])  # expect: SNAP402
SessionLocal = sessionmaker(autoflush=False, bind=engine)
