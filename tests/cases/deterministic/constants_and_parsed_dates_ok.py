# Deterministic values are silent: uuid3/uuid5 of constants, uuid of a literal, parsed and given dates, formatted epochs.
# about: SNAP201, SNAP301
# settles: deterministic values
# oracle: ok
import time
import uuid
from datetime import date, datetime, timedelta, timezone

TENANT = uuid.uuid5(uuid.NAMESPACE_DNS, "orders.example.com")  # ok
LEGACY = uuid.uuid3(uuid.NAMESPACE_URL, "https://example.com")  # ok
FIXED = uuid.UUID("12345678-1234-5678-1234-567812345678")  # ok
LAUNCH = datetime.strptime("2024-05-01", "%Y-%m-%d")  # ok
FISCAL = date(2024, 4, 1) + timedelta(days=364)  # ok
EPOCH = datetime.fromtimestamp(0, timezone.utc)  # ok
CUTOFF = datetime.fromisoformat("2024-05-01T12:00:00")  # ok
LABEL = time.strftime("%Y", time.gmtime(0))  # ok
COPYRIGHT = time.ctime(1714550400)  # ok


def handler(event, context):
    return [str(value) for value in (TENANT, LEGACY, FIXED, LAUNCH, FISCAL, EPOCH, CUTOFF, LABEL, COPYRIGHT)]
