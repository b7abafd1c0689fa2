# So are the node name, the MAC address and the kernel's boot id.
# oracle: none (all environments of the emulator share this machine's)
import platform
import uuid


def read_boot_id():
    with open("/proc/sys/kernel/random/boot_id") as stream:
        return stream.read().strip()


NODE = platform.node()  # expect: SNAP203
MAC = uuid.getnode()  # expect: SNAP203
BOOT_ID = read_boot_id()  # expect: SNAP203


def handler(event, context):
    return {"node": NODE, "mac": f"{MAC:012x}", "boot": BOOT_ID}
