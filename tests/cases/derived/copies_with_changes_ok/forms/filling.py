# (module of the case) makes copies
import uuid


def filled(form):
    return dict(form, id=uuid.uuid4().hex)


def ticket_for(blank, seat):
    return blank._replace(number=uuid.uuid4().hex, seat=seat)
