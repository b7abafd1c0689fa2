# Keys, salts and nonces made in INIT, deep in a package for signing, and used to sign, to compare and to encrypt.
# oracle: COLLIDES
from signing import signer
from signing.sessions import SessionStore

sessions = SessionStore()


def handler(event, context):
    token = signer.sign(event.get("user", "ann"))
    return {
        "token": token,
        "valid": signer.verify(token),
        "session": sessions.open("ann"),
        "salt": sessions.salt_of("ann"),
    }
