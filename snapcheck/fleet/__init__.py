"""Many repositories, one report: each is analysed apart, here or on a Dask cluster."""
