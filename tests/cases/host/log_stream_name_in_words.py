# A name that is None is put into words, which fails nowhere; what needs a text stands elsewhere.
# oracle: none (the emulator sets the names)
import logging

log = logging.getLogger()
HINT = "See %s, try %d"


class Gauge:
    def error(self, name):
        return "gauge/" + name


def respond(event, context, reason=None):
    return {
        "Reason": reason or "See {}".format(context.log_stream_name),
        "PhysicalResourceId": context.log_stream_name,  # expect: SNAP203
    }


def hint(context):
    return HINT % (context.log_stream_name, 2)  # expect: SNAP203  # level: SNAP203 note


def told(context):
    log.info("runs in %s", context.log_stream_name)  # expect: SNAP203  # level: SNAP203 note


def spelled(context):
    return "stream " + str(context.log_stream_name)  # expect: SNAP203  # level: SNAP203 note


def handler(event, context):
    told(context)
    gauge = Gauge().error(context.log_stream_name)  # expect: SNAP203  # level: SNAP203 warning
    return [respond(event, context), hint(context), spelled(context), gauge]
