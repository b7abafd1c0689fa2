# What a package names on this machine, sets messages apart by, or picks of equals is fine.
# about: SNAP104, SNAP201, SNAP301
# oracle: none (the package is not on the emulator's path)
import acme_local

profile = acme_local.Profile()


def handler(event, context):
    boundary, body = acme_local.multipart([profile.downloads_path, acme_local.COPYRIGHT])
    folder = acme_local.unpacked(event["archive"])
    answer = acme_local.resolve(event["addresses"])
    return {"type": boundary, "body": body, "at": profile.port, "in": folder, "of": answer}
