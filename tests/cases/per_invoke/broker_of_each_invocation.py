# Opened and closed by the invocation.
# oracle: PER-INVOKE-CONNECT
import pika


def handler(event, context):
    link = pika.BlockingConnection(pika.ConnectionParameters("mq.example"))  # expect: SNAP603
    link.channel().basic_publish("", "orders", event["body"])
    link.close()
