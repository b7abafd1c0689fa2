# Texts and logs show that the stream has no name: nothing fails, whatever way they are made.
# oracle: none (what is shown fails nowhere)
import functools


def show(event, context):
    say = functools.partial(print, "stream", context.log_stream_name)  # expect: SNAP203 # level: SNAP203 note
    return say()


def describe(event, context):
    reason = "see {}".format(context.log_stream_name)  # expect: SNAP203 # level: SNAP203 note
    return {"reason": reason}


def join(event, context):
    path = functools.partial("/".join, ["logs", context.log_stream_name])  # expect: SNAP203 # level: SNAP203 warning
    return {"reason": path()}


def handler(event, context):
    return [show(event, context), describe(event, context), join(event, context)]
