import uuid
class SuperParent:
    super_parent_id = uuid.uuid4()  # expect: SNAP201  # peer: detected
