"""Links that open the bot at a certain place, and links that share such a link."""

from __future__ import annotations

from urllib.parse import quote

# Characters of a sentence that are enough to find it on its page.
_FRAGMENT = 80


def deep_link(username: str, payload: str) -> str:
    """Return the address that opens the bot with a payload (A-Z, a-z, 0-9, _
    and -; at most 64); empty without a bot's name.
    """
    if username:
        return f"https://t.me/{username}?start={payload}"
    return ""


# The offset of the ids of supergroups and channels.
_SUPERGROUPS = 10**12


def message_link(chat: int, thread: int, message: int) -> str:
    """Return the address at which members open a message of a supergroup or
    channel; empty for other chats, whose messages have none.
    """
    if chat >= -_SUPERGROUPS or not message:
        return ""
    # Outside forum topics the thread is 0, and the address leaves it out.
    place = filter(None, (-chat - _SUPERGROUPS, thread, message))
    return f"https://t.me/c/{'/'.join(map(str, place))}"


def sentence_link(url: str, sentence: str) -> str:
    """Return an article's address that opens at a sentence, by a text fragment;
    browsers without text fragments open the page's top.
    """
    written = sentence
    if len(sentence) > _FRAGMENT:
        cut = sentence[:_FRAGMENT]
        # A word that is cut would not be found on the page; Chinese has no
        # spaces.
        written = cut.rpartition(" ")[0] or cut
    # A hyphen separates the parts of a text fragment, and `quote` does not
    # escape it.
    fragment = quote(written, safe="").replace("-", "%2D")
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment}"


def share_link(address: str, text: str) -> str:
    """Return the address that lets a person choose a chat to send a link to."""
    return f"https://t.me/share/url?url={quote(address, safe='')}&text={quote(text[:200], safe='')}"


def story_address(root: str, token: str, story: int) -> str:
    """Return a story's page under a chat's private address; empty without one."""
    if root and token:
        return f"{root}/d/{token}/story/{story}"
    return ""
