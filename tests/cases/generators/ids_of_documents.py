# Ids of documents are made from a counter and a number that the snapshot holds.
# oracle: none (needs a server)
import os

from bson import ObjectId
from pymongo import MongoClient

farm = MongoClient(os.environ["DATABASE_URL"]).farm


def handler(event, context):
    number = ObjectId()  # expect: SNAP104
    farm.cows.insert_one({"_id": number, "tag": event["tag"]})
    return str(number)
