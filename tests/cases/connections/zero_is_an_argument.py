# A check with a timeout of zero is a check: 0 is given, though it equals False.
# oracle: RESTORE-ERROR
import os

from neo4j import GraphDatabase

checked = GraphDatabase.driver(os.environ["GRAPH"], liveness_check_timeout=0)  # ok: each one
checked.verify_connectivity()
switched_off = GraphDatabase.driver(os.environ["GRAPH"], liveness_check_timeout=None)  # expect: SNAP402
switched_off.verify_connectivity()


def handler(event, context):
    with checked.session() as session:
        session.run("match (n) return n")
    with switched_off.session() as session:
        session.run("match (n) return n")
