# A mark that stays in what is sent is as good as an id, though it is taken out of another text.
# oracle: COLLIDES
# event: {"text": "parts"}
import random


def enclosed(text):
    mark = f"{random.getrandbits(64):x}"  # expect: SNAP103
    return {"boundary": mark, "body": mark.join(["", text.replace(mark, ""), ""])}


def handler(event, context):
    return enclosed(event["text"])
