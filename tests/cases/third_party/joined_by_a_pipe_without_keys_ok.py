# A part that takes its credentials from the platform.
# about: SNAP501
# oracle: ok
from langchain_aws import ChatBedrock
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate

chain = ChatPromptTemplate.from_template("Say {x}") | ChatBedrock(model_id="small") | StrOutputParser()


def handler(event, context):
    return chain.invoke({"x": event["x"]})
