# A region that an unknown library reads.
# oracle: PER-INVOKE-CLIENT
import boto3
from hive_settings import load


class Sender:
    def __init__(self):
        self.region = load()["region"]

    def send(self, text):
        queue = boto3.client("sqs", region_name=self.region)  # expect: SNAP602
        queue.send_message(QueueUrl="hives", MessageBody=text)


def handler(event, context):
    Sender().send(event["text"])
