# A decorator with and without arguments, over more functions than are told apart: it calls none.
# about: SNAP201, SNAP301
# oracle: ok
import time
import uuid

REGISTERED = {}
LEDGER = {}


def command(*args, **options):
    if len(args) == 1 and not options and callable(args[0]):
        return command()(args[0])

    def register(function):
        REGISTERED[options.get("name", function.__name__)] = function
        return function

    return register


@command(name="open_it")
def open(state):
    LEDGER["open"] = time.time()
    return {**state, **LEDGER}


@command
def close(state):
    LEDGER["close"] = uuid.uuid4().hex
    return {**state, **LEDGER}


@command(name="freeze_it")
def freeze(state):
    LEDGER["freeze"] = uuid.uuid4().hex
    return {**state, **LEDGER}


@command
def thaw(state):
    LEDGER["thaw"] = time.time()
    return {**state, **LEDGER}


@command(name="credit_it")
def credit(state):
    LEDGER["credit"] = uuid.uuid4().hex
    return {**state, **LEDGER}


@command
def debit(state):
    LEDGER["debit"] = uuid.uuid4().hex
    return {**state, **LEDGER}


@command(name="hold_it")
def hold(state):
    LEDGER["hold"] = time.time()
    return {**state, **LEDGER}


@command
def release(state):
    LEDGER["release"] = uuid.uuid4().hex
    return {**state, **LEDGER}


@command(name="note_it")
def note(state):
    LEDGER["note"] = uuid.uuid4().hex
    return {**state, **LEDGER}


@command
def label(state):
    LEDGER["label"] = time.time()
    return {**state, **LEDGER}


@command(name="merge_it")
def merge(state):
    LEDGER["merge"] = uuid.uuid4().hex
    return {**state, **LEDGER}


@command
def split(state):
    LEDGER["split"] = uuid.uuid4().hex
    return {**state, **LEDGER}


def handler(event, context):
    before = dict(LEDGER)
    REGISTERED[event.get("name", "open_it")]({})
    return {"before": before, "after": LEDGER}
