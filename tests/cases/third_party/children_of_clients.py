# What a client hands out has the client's key, and so has a library that was told it once.
# oracle: none (the libraries are not installed)
import json

import boto3
import firebase_admin
import pinecone
from firebase_admin import credentials, firestore

vault = boto3.client("secretsmanager")


def load(name):
    return json.loads(vault.get_secret_value(SecretId=name)["SecretString"])


index = pinecone.Pinecone(api_key=load("pinecone")["key"]).Index("docs")  # expect: SNAP501
firebase_admin.initialize_app(credentials.Certificate(load("firebase")))  # expect: SNAP501
store = firestore.client()


def handler(event, context):
    store.collection("asked").add({"at": event["at"]})
    return index.query(vector=event["vector"])
