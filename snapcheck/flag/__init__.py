"""What is reported, found in LibCST's lossless tree of its file."""
