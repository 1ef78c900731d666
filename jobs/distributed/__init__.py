"""Run jobs on many machines: queues, workers, leader election."""
