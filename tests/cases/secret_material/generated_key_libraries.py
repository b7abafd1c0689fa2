# Key generation of libraries is SNAP202: bcrypt salts and Fernet keys.
# oracle: none (needs bcrypt and cryptography)
import bcrypt
from cryptography.fernet import Fernet

SALT = bcrypt.gensalt()  # expect: SNAP202
KEY = Fernet.generate_key()  # expect: SNAP202


def handler(event, context):
    return {"hash": bcrypt.hashpw(event["password"].encode(), SALT).decode(), "box": Fernet(KEY).encrypt(b"order").decode()}
