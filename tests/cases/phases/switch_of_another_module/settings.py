# A switch of the environment.
import os

DEBUG = False
if os.environ.get("DEBUG"):
    DEBUG = True
