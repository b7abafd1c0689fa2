# requires: langchain-core
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate

prompt = ChatPromptTemplate.from_template("Tell a joke about {topic}")
chain = prompt | FakeListChatModel(responses=["ha"]) | StrOutputParser()


def handler(event, context):
    return {"joke": chain.invoke({"topic": event["topic"]})}
