# An application hands its middleware what it was told to.
# oracle: none (the framework is not installed)
import uuid

from fastapi import FastAPI
from mangum import Mangum

app = FastAPI()


class Labelled:
    def __init__(self, app, label):
        self.app = app
        self.label = label

    async def __call__(self, scope, receive, send):
        scope["label"] = self.label
        await self.app(scope, receive, send)


app.add_middleware(Labelled, label=uuid.uuid4().hex)  # expect: SNAP201


@app.get("/")
def home():
    return {"ok": True}


handler = Mangum(app, lifespan="off")
