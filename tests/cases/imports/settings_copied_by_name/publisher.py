# (module of the case) a second copy, under another name
from settings import SESSION as PUBLISHER_ID
from settings import STAGE


def publish(number: int) -> dict:
    return {"source": f"{STAGE}:{PUBLISHER_ID}", "number": number}
