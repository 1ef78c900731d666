"""What buttons do: one dataclass an action, with the code that stands for it in a button's data.

A code is never given another meaning: buttons of years ago are still pressed. A field that is added
later has a default, so that older buttons go on working.
"""
