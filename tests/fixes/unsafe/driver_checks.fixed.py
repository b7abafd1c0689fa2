# about: SNAP402
import os

from neo4j import GraphDatabase

driver = GraphDatabase.driver(os.environ["GRAPH"], liveness_check_timeout=0)
driver.verify_connectivity()


def handler(event, context):
    with driver.session() as session:
        return session.run("match (n) return count(n)").single()[0]
