# A part of the same program.
import boto3

from alarms.registry import alarm

CODE = boto3.client("ssm").get_parameter(Name="/bell", WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501


@alarm
class Bell:
    name = "bell"

    def send(self, text):
        queue = boto3.client("sqs")  # expect: SNAP602
        return queue.send_message(QueueUrl="bell", MessageBody=CODE + text)
