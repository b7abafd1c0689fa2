# What names the system is made in INIT, and asked for the host's name in the handler.
# oracle: STALE-HOST
# unmended: SNAP203 the name is mostly taken where the system is asked
import os
import platform

system = os.uname()
other = platform.uname()


def handler(event, context):
    node = system.nodename  # known-miss: SNAP203 the object is no hazard before it is asked
    return {"node": node, "other": other.node}  # known-miss: SNAP203 as above
