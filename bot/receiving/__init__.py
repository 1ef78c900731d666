"""How updates reach the handlers: polled or pushed, kept until handled, in order for each chat."""
