# Keys of services are put into variables, which clients read without being told.
# oracle: none (needs the clients of two services)
import os

import anthropic
import boto3
from openai import OpenAI

ssm = boto3.client("ssm")


def parameter(name):
    return ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]


os.environ["OPENAI_API_KEY"] = parameter("/chat/openai")  # expect: SNAP501
os.environ["ANTHROPIC_API_KEY"] = parameter("/chat/anthropic")  # expect: SNAP501

chat = OpenAI(timeout=20)


def handler(event, context):
    asked = [{"role": "user", "content": event["question"]}]
    first = chat.chat.completions.create(model="a", messages=asked)
    other = anthropic.Anthropic().messages.create(model="b", max_tokens=99, messages=asked)
    return [first.choices[0].message.content, other.content[0].text]
