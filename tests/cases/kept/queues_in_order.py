# What a heap or a sorted list is given is in it.
# oracle: COLLIDES
import bisect
import heapq
import uuid

waiting = []
heapq.heappush(waiting, (1, uuid.uuid4().hex))  # expect: SNAP201
heapq.heappush(waiting, (2, "x"))
ordered = ["a"]
bisect.insort(ordered, uuid.uuid4().hex)  # expect: SNAP201
unseen = []
heapq.heappush(unseen, (1, uuid.uuid4().hex))


def handler(event, context):
    rank, name = heapq.heappop(waiting)
    return [name, ordered, rank, len(unseen)]
