# (module of the case) keeps what the environment has issued
class MemoryInvoices:
    def __init__(self) -> None:
        self._invoices = {}

    def save(self, invoice) -> None:
        self._invoices[invoice.number] = invoice

    def __len__(self) -> int:
        return len(self._invoices)
