# Connections and generators in boxes that values lie in, too.
# oracle: none (generators in such boxes are not looked into)
import contextlib
import itertools
import random
import types

import psycopg2

box = types.SimpleNamespace(link=psycopg2.connect("harbour"))  # expect: SNAP401
dice = dict.fromkeys(["red", "blue"], random.Random())  # expect: SNAP102
endless = itertools.repeat(random.Random())  # expect: SNAP102
best = max([random.Random()], key=str)  # expect: SNAP102
stack = contextlib.ExitStack()
third = stack.enter_context(contextlib.nullcontext(random.Random()))  # expect: SNAP102


def handler(event, context):
    cursor = box.link.cursor()
    cursor.execute("select 1")
    return {"f0": cursor.fetchone(), "f1": dice["red"].random(), "f2": next(endless).random(), "f3": best.random(), "f4": third.random()}
