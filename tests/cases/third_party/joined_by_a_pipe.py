# A secret in a part of a chain that operators put together.
# oracle: STALE-SECRET
import boto3
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI

key = boto3.client("secretsmanager").get_secret_value(SecretId="openai")["SecretString"]  # expect: SNAP501
llm = ChatOpenAI(model="small", api_key=key)
chain = ChatPromptTemplate.from_template("Say {x}") | llm | StrOutputParser()


def handler(event, context):
    return chain.invoke({"x": event["x"]})
