"""Set when messages come: schedule, quiet hours, alerts."""
