# (module of the case) a function middleware: the outer part runs before the snapshot, the inner in each request
import random
import uuid


def request_ids(get_response):
    lanes = random.SystemRandom()  # ok: no state

    def middleware(request):
        request.id = uuid.uuid4().hex  # ok: in each request
        response = get_response(request)
        response["X-Request"] = request.id
        response["X-Lane"] = str(lanes.randrange(10**9))
        return response

    return middleware
