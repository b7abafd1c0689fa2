# A part of the same program.
import uuid

from fastapi import FastAPI

app = FastAPI()
TREE = str(uuid.uuid4())  # expect: SNAP201


@app.get("/tree")
def tree():
    return TREE
