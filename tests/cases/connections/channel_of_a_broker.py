# A channel over a connection of INIT: one finding, where the connection is kept.
# oracle: RESTORE-ERROR
import pika

link = pika.BlockingConnection(pika.ConnectionParameters("mq.example"))  # expect: SNAP401
lane = link.channel()  # step: SNAP401
lane.queue_declare("orders")


def handler(event, context):
    lane.basic_publish("", "orders", event["body"])
