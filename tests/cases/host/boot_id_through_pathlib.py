# The boot id is the same file through pathlib.
# oracle: none (all environments of the emulator share this machine's)
from pathlib import Path

BOOT_ID = Path("/proc/sys/kernel/random/boot_id").read_text().strip()  # expect: SNAP203


def handler(event, context):
    return {"boot": BOOT_ID}
