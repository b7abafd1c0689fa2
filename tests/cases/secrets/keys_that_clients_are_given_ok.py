# Clients that are given a key read no variable; a variable that no client reads is not used.
# about: SNAP501
# oracle: none (needs the clients of two services)
import os

import anthropic
import boto3
from openai import OpenAI

ssm = boto3.client("ssm")


def parameter(name):
    return ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]


os.environ["ANTHROPIC_API_KEY"] = parameter("/chat/anthropic")
print("first four of the key:", os.environ["ANTHROPIC_API_KEY"][:4])

chat = OpenAI(timeout=20)


def handler(event, context):
    asked = [{"role": "user", "content": event["question"]}]
    first = chat.chat.completions.create(model="a", messages=asked)
    client = anthropic.Anthropic(api_key=event["key"])
    other = client.messages.create(model="b", max_tokens=99, messages=asked)
    return [first.choices[0].message.content, other.content[0].text]
