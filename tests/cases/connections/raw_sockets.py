# Sockets that are connected in INIT: at once, or by the method connect.
# oracle: RESTORE-ERROR
import os
import socket

HOST, PORT = os.environ["ECHO_HOST"], int(os.environ["ECHO_PORT"])

pricing = socket.create_connection((HOST, PORT), timeout=3)  # expect: SNAP401
stock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)  # expect: SNAP401
stock.connect((HOST, PORT))


def ask(line, question):
    line.sendall(question)
    return line.recv(64).decode()


def handler(event, context):
    return {"price": ask(pricing, b"price"), "stock": ask(stock, b"stock")}
