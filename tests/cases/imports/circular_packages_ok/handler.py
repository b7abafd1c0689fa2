# Modules that import each other, for types only, inside functions and at the bottom: nothing of them is frozen.
# about: SNAP201
# oracle: ok
from graph.nodes import Node
from graph.walks import walk


def handler(event, context):
    root = Node("root")
    root.connect(Node("leaf"))
    return {"root": root.id, "walk": walk(root), "ticket": root.ticket()}
