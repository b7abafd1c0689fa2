# A decorator with and without arguments, over more functions than are told apart: it calls none.
# about: SNAP201, SNAP301
# oracle: ok
import time
import uuid

REGISTERED = {}


def command(*args, **options):
    if len(args) == 1 and not options and callable(args[0]):
        return command()(args[0])

    def register(function):
        REGISTERED[options.get("name", function.__name__)] = function
        return function

    return register


@command(name="open_it")
def open(state):
    state["open"] = time.time()
    return state


@command
def close(state):
    state["close"] = uuid.uuid4().hex
    return state


@command(name="freeze_it")
def freeze(state):
    state["freeze"] = uuid.uuid4().hex
    return state


@command
def thaw(state):
    state["thaw"] = time.time()
    return state


@command(name="credit_it")
def credit(state):
    state["credit"] = uuid.uuid4().hex
    return state


@command
def debit(state):
    state["debit"] = uuid.uuid4().hex
    return state


@command(name="hold_it")
def hold(state):
    state["hold"] = time.time()
    return state


@command
def release(state):
    state["release"] = uuid.uuid4().hex
    return state


@command(name="note_it")
def note(state):
    state["note"] = uuid.uuid4().hex
    return state


@command
def label(state):
    state["label"] = time.time()
    return state


@command(name="merge_it")
def merge(state):
    state["merge"] = uuid.uuid4().hex
    return state


@command
def split(state):
    state["split"] = uuid.uuid4().hex
    return state


STATE = {}


def handler(event, context):
    state = dict(STATE)
    for function in REGISTERED.values():
        state = function(state)
    return sorted(state)
