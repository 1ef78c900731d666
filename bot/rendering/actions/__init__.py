"""The actions of buttons: one dataclass for each, with its code in a button's
data.

A code never gets another meaning: people still press buttons from years ago. A
field added later has a default, so that older buttons keep working.
"""
