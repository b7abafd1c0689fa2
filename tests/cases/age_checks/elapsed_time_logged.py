# An elapsed time that is logged is a finding.
# oracle: ok (only returned values are seen)
import logging
from datetime import datetime, timezone

logger = logging.getLogger(__name__)
BOOTED = datetime.now(timezone.utc)  # expect: SNAP301


def handler(event, context):
    logger.info("container age %s", datetime.now(timezone.utc) - BOOTED)
    return {"ok": True}
