# package: random-password-generator
# inside: password_generator.py SNAP103
from password_generator import PasswordGenerator

generator = PasswordGenerator()


def handler(event, context):
    return {
        "password": generator.generate(),  # expect: SNAP104
        "pin": generator.shuffle_password("0123456789", 6),  # expect: SNAP104
    }
