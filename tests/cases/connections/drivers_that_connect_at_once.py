# Drivers and clients that connect when they are built.
# oracle: none (needs the drivers and their servers)
import os

import MySQLdb
import oracledb
import pika
import pyodbc
import redshift_connector
from ldap3 import Connection, Server

HOST = os.environ["DB_HOST"]

orders = MySQLdb.connect(host=HOST, user="app", passwd="", db="orders")  # expect: SNAP401
billing = oracledb.connect(user="app", password="", dsn=f"{HOST}/billing")  # expect: SNAP401
legacy = pyodbc.connect("DRIVER={ODBC Driver 18 for SQL Server};SERVER=" + HOST)  # expect: SNAP401
warehouse = redshift_connector.connect(host=HOST, database="dev", user="app", password="")  # expect: SNAP401
broker = pika.BlockingConnection(pika.ConnectionParameters(HOST))  # expect: SNAP401
directory = Connection(Server(HOST), "cn=app", "", auto_bind=True)  # expect: SNAP401


def rows(connection):
    cursor = connection.cursor()
    cursor.execute("select 1 from dual")
    return cursor.fetchall()


def handler(event, context):
    found = [rows(each) for each in (orders, billing, legacy, warehouse)]
    broker.channel().basic_publish(exchange="", routing_key="orders", body=b"{}")
    directory.search("dc=example", "(objectClass=person)")
    return {"found": len(found), "people": len(directory.entries)}
