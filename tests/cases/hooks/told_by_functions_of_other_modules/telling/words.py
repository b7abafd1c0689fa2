# (module of the case) what tells of a value, and puts it nowhere
import logging


def say(what):
    logging.info("now %s", what)
