# The documents have ids of their own, or ids that are read.
# about: SNAP104
# oracle: none (needs a server)
import os
import uuid

from bson import ObjectId
from pymongo import MongoClient

farm = MongoClient(os.environ["DATABASE_URL"]).farm


def handler(event, context):
    farm.cows.find_one({"_id": ObjectId(event["id"])})
    return uuid.uuid4().hex
