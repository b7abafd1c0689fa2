# (module of the case) innocent by itself
import uuid


def run_prefix(bucket):
    return f"{bucket}-{uuid.uuid4().hex[:10]}"
