# Clients that notice a lost connection and repeat: MongoDB, Elasticsearch, OpenSearch.
# about: SNAP402
# oracle: none (needs their servers)
import os

from elasticsearch import Elasticsearch
from opensearchpy import OpenSearch
from pymongo import MongoClient

mongo = MongoClient(os.environ["MONGO_URL"])  # ok
mongo.admin.command("ping")
orders = mongo.shop.orders
elastic = Elasticsearch(os.environ["ELASTIC_URL"])  # ok
elastic.ping()
search = OpenSearch(os.environ["SEARCH_URL"])  # ok
search.info()


def handler(event, context):
    found = orders.find_one({"id": event["id"]})
    hits = elastic.search(index="orders", q=event["text"])["hits"]
    return [found["name"], hits, search.search(index="orders")["hits"]]
