"""Groups and channels: membership, and a channel that its admin manages from a
private chat.
"""
