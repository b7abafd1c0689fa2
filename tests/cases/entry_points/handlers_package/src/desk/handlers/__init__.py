# (module of the case) imported by all three functions
import logging

logging.getLogger().setLevel(logging.INFO)
