import uuid
from super_parent import SuperParent
class Parent(SuperParent):
    def __init__(self):
        self.parent_id = uuid.uuid4()  # expect: SNAP201  # peer: detected
