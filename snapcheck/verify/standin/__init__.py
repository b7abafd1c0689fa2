"""Services on the loopback that answer in the place of AWS."""
