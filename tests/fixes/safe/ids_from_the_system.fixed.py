# about: SNAP103
import random
import string


def new_token():
    return "".join(random.SystemRandom().choices(string.ascii_letters, k=20))


def handler(event, context):
    request_id = random.SystemRandom().getrandbits(64)
    answer = {"id": request_id, "token": new_token()}
    answer.update(nonce=random.SystemRandom().randint(1, 10**9))
    return answer
