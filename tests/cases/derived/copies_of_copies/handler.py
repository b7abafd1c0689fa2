# A renewed binding copied on its way through packages: re-exports, class attributes, tuples, partials, other objects.
# oracle: COLLIDES
from warehouse import NODE, Labels, Printer, addresses, stamp
from warehouse.state import STATE

printer = Printer(Labels())


def handler(event, context):
    return {
        "exported": NODE,
        "class": Labels.node,
        "printer": printer.title,
        "stamp": stamp("x"),
        "first": addresses()[0],
        "state": STATE.node,
    }
