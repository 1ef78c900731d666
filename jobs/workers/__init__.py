"""CPU work in worker processes, outside the event loop."""
