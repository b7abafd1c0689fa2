# (module of the case) imported by the entry module
from shop.numbering import SERIES


def invoice_number(number):
    return f"{SERIES}-{number:06d}"
