# (module of the case) imports nodes, which imports this package again
from .nodes import Node


def walk(node: Node) -> list[str]:
    return [node.name, *(name for edge in node.edges for name in walk(edge))]
