# Other names, other accounts' keys, the region, container credentials; writing is no reading.
# about: SNAP503
# oracle: ok
import os

os.environ.setdefault("APP_KEY_ID", "app")
os.environ["AWS_ACCESS_KEY_ID_OLD"] = "AKIAOLD"

OLD = os.environ["AWS_ACCESS_KEY_ID_OLD"]  # ok: another name
REGION = os.environ["AWS_REGION"]  # ok
PROFILE = os.environ.get("AWS_PROFILE")  # ok
PARTNER = os.getenv("PARTNER_AWS_ACCESS_KEY_ID", "none")  # ok: another name
LOWER = os.environ.get("aws_access_key_id")  # ok: names are case-sensitive


def handler(event, context):
    return [OLD, REGION, PROFILE, PARTNER, LOWER, os.environ["APP_KEY_ID"]]
