"""What buttons do: one dataclass for each action, with its code in a button's data.

A code is never given another meaning: buttons of years ago are still pressed. A field that is added
later has a default, so that older buttons go on working.
"""
