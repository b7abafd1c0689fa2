# about: SNAP401
from ldap3 import Connection, Server

connection = Connection(Server("directory"), auto_bind=True)


def handler(event, context):
    connection.search("ou=people", f"(uid={event['user']})")
    return len(connection.entries)
