"""Write one story that is sent at once, in its reader's format: title, summary
or whole text, and the lines around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import OpenStory
from bot.rendering.article_markup import rendered, unquoted
from bot.rendering.button_data import Rows, action_button
from bot.rendering.i18n import Translator, tongue
from bot.rendering.keyboards import story_actions
from bot.rendering.links import story_address
from news.attachments import choose, first
from news.models import SENTENCES, Attachment, Message, Story
from news.post_format import Post, PostFormat
from news.shorten import fit_sentences
from news.topics import catalogue
from store.rows import Chat

# Code points up to which a text is shown open; a longer one shows its first
# paragraphs and unfolds the rest at a tap.
LONG = 1200
# Paragraphs of a long text that are shown open.
OPEN = 2
# Code points of a part, with room for additions at sending.
PART = telegram_html.MAX_TEXT - 300
# Code points of one paragraph; escaping adds a few.
LINE = 3000
# Code points of a text below pictures, with room for additions at sending.
CAPTION = telegram_html.MAX_CAPTION - 100
# Characters of a title, of a publisher's or author's name, and of a summary.
TITLE, NAME, SUMMARY = 300, 60, 600
# Where a paragraph without line breaks is cut: after a word, or after a Chinese
# sentence.
_ENDS = (" ", "。", "！", "？")
# The most messages of one text; for more, people follow the link.
PARTS = 4
_SPACE = re.compile(r"\s+")


def write_post(
    post: Post, chat: Chat, now: datetime, root: str = ""
) -> list[Message]:
    """Return a post's messages: one, or the parts of a long text with the
    buttons under the last. `root` is the address of the chats' private pages.
    """
    speech = tongue(chat.locale)
    head = f"<b>{_title(post)}</b>"
    foot = _foot(post, speech, chat, now)
    page = _page(post, chat, root)
    if page:
        buttons = _buttons(post.story, speech)
        return [_with_page(post, page, foot, buttons, chat)]
    if post.form.needs_text and post.text:
        paragraphs = _paragraphs(post.text, dict(post.markup))
        texts = _parts(head, paragraphs, foot)
    else:
        lines = [head, _summary(post, chat.style), foot]
        texts = ["\n".join(filter(None, lines))]
    messages = _messages(post.story, texts, speech, chat)
    return _with_media(post, head, messages, chat)


def _page(post: Post, chat: Chat, root: str) -> str:
    """Return the page of a long text, if the reader wants long texts on a page;
    otherwise empty.
    """
    if post.form.body != "page" or len(post.text) <= LONG:
        return ""
    return story_address(root, chat.feed_token, post.story.id)


def _with_page(
    post: Post, page: str, foot: str, buttons: Rows, chat: Chat
) -> Message:
    """Return a post with a link to its page, which Telegram shows large above
    the text.
    """
    title = telegram_html.shorten(post.story.title, TITLE)
    head = f"<b>{telegram_html.link(title, page)}</b>"
    # The page holds the text, so the message shows the summary.
    summarised = replace(post, form=replace(post.form, body="summary"))
    lines = [head, _summary(summarised, chat.style), foot]
    text = "\n".join(filter(None, lines))
    return Message(
        text, buttons, preview=page, large=True, stories=(post.story.id,)
    )


def _messages(
    story: Story, texts: list[str], speech: Translator, chat: Chat
) -> list[Message]:
    """Put the preview on the first text and the buttons under the last."""
    messages = [Message(text, stories=(story.id,)) for text in texts]
    if chat.preview:
        preview = telegram_html.safe_url(story.url)
        messages[0] = replace(messages[0], preview=preview)
    buttons = _buttons(story, speech)
    messages[-1] = replace(messages[-1], buttons=buttons)
    return messages


def _with_media(
    post: Post, head: str, messages: list[Message], chat: Chat
) -> list[Message]:
    """Add a post's pictures, films or sounds. The text is their caption if it
    is short enough; otherwise the media come in a message before it, under the
    title.

    A single picture stays with the text, however long: Telegram shows it large
    above it.
    """
    wanted = chat.images if post.form.media is None else post.form.media
    if not wanted:
        return messages
    image = telegram_html.safe_url(post.story.image)
    opening = replace(messages[0], image=image)
    carried = _attachments(post)
    is_single_picture = [item.url for item in carried] == [image]
    if not carried or is_single_picture:
        return [opening, *messages[1:]]
    is_caption = telegram_html.length(opening.html) <= CAPTION
    if is_caption and len(messages) == 1:
        return [replace(opening, attachments=carried)]
    album = Message(
        head, image=image, stories=opening.stories, attachments=carried
    )
    return [album, *messages]


def _attachments(post: Post) -> tuple[Attachment, ...]:
    """Return the post's media that Telegram may fetch."""
    carried = []
    for item in choose(post.media):
        url = telegram_html.safe_url(item.url)
        if url:
            carried.append(Attachment(item.kind, url))
    return tuple(carried)


def _buttons(story: Story, speech: Translator) -> Rows:
    rows = story_actions(story, speech, saved=False)
    # A story with one report has nothing more to open.
    if story.articles > 1:
        label = f"📖 {speech.say('story.sources')}"
        rows += ((action_button(label, OpenStory(story.id)),),)
    return rows


def _title(post: Post) -> str:
    """Return the title, linked to the article if the format puts no link at the
    end.
    """
    title = telegram_html.shorten(post.story.title, TITLE)
    if post.form.link == "link-end":
        return telegram_html.escape(title)
    return telegram_html.link(title, post.story.url)


def _summary(post: Post, style: str) -> str:
    """Return the summary; without a format, the chat's style decides."""
    by_style = "title" if style == "headline" else "summary"
    wanted = post.form.body or by_style
    if wanted == "title" or not post.story.summary:
        return ""
    count = SENTENCES["full" if style == "full" else "short"]
    sentences = post.story.summary[:count]
    summary = fit_sentences(sentences, post.story.language, SUMMARY)
    return telegram_html.escape(summary)


def _foot(post: Post, speech: Translator, chat: Chat, now: datetime) -> str:
    """Return the lines below the text: hashtags, publisher and time, and the
    link if the format puts it last.
    """
    lines = [
        _hashtags(post, chat.locale),
        _credit(post, speech, chat, now),
        _media_line(post, speech),
        _link_line(post),
    ]
    return "\n".join(filter(None, lines))


def _hashtags(post: Post, locale: str) -> str:
    """Return the topics as hashtags in the chat's language, if the format wants
    them: `#Climate_change`.
    """
    if not post.form.tags:
        return ""
    names = {topic.key: topic.name(locale) for topic in catalogue()}
    tags = []
    for key in post.story.topics:
        words = _only_words(names.get(key, ""))
        if words:
            tags.append("#" + _SPACE.sub("_", words))
    return telegram_html.escape_own(" ".join(tags))


def _only_words(name: str) -> str:
    """Remove the characters that end a hashtag."""
    return re.sub(r"[^\w\s]+", " ", name).strip()


def _credit(post: Post, speech: Translator, chat: Chat, now: datetime) -> str:
    """Return the line with publisher, author and time, as the format wants it."""
    form = post.form
    story = post.story
    names = [_teller(form, story)]
    if form.author:
        names.append(post.author)
    parts = [telegram_html.shorten(name, NAME) for name in filter(None, names)]
    if story.published_at:
        parts.append(speech.stamp(story.published_at, chat.zone, now))
    credit = telegram_html.escape(" · ".join(filter(None, parts)))
    if credit:
        return telegram_html.aside(credit, speech.locale)
    return ""


def _teller(form: PostFormat, story: Story) -> str:
    """Return the source's name: the reader's own name for it, or the publisher."""
    if form.source is False:
        return ""
    return form.name or story.publisher


# A kind of attachment, the sign of its link, and the text of it.
_MEDIA_LINKS = (
    ("audio", "🎧", "post.listen"),
    ("video", "🎬", "post.watch"),
)


def _media_line(post: Post, speech: Translator) -> str:
    """Return links to the article's sound and film, because Telegram may refuse
    to send them.
    """
    if post.form.media is False:
        return ""
    links = []
    for kind, sign, key in _MEDIA_LINKS:
        address = first(post.media, kind)
        if address:
            link = telegram_html.link(speech.say(key), address)
            links.append(f"{sign} {link}")
    return " · ".join(links)


def _link_line(post: Post) -> str:
    """Return the link with the site's name, if the format puts it at the end:
    🔗 news.example.
    """
    if post.form.link != "link-end":
        return ""
    url = post.story.url
    host = urlsplit(url).hostname or ""
    return f"🔗 {telegram_html.link(host.removeprefix('www.'), url)}"


def _paragraphs(text: str, markup: Mapping[str, str]) -> list[str]:
    """Return a text's paragraphs as HTML, each short enough for a part, with
    their own markup if they have some.
    """
    paragraphs: list[str] = []
    for line in text.split("\n"):
        told = rendered(markup.get(line, ""))
        if told and _size([told]) <= LINE:
            paragraphs.append(told)
        elif line.strip():
            pieces = _fitting(line.strip())
            paragraphs += map(telegram_html.escape, pieces)
    return paragraphs


def _parts(head: str, paragraphs: list[str], foot: str) -> list[str]:
    """Split a text at its paragraphs; fold a long one after its first
    paragraphs.
    """
    shown = paragraphs
    folded: list[str] = []
    if telegram_html.length("\n\n".join(paragraphs)) > LONG:
        shown = paragraphs[:OPEN]
        folded = paragraphs[OPEN:]
    texts = ["\n\n".join(part) for part in _packed([head, *shown], 0)]
    if folded:
        texts = _with_quotes(texts, folded)
    if len(texts) > PARTS:
        texts = texts[:PARTS]
        texts[-1] = f"{texts[-1]}\n…"
    if foot:
        texts[-1] = "\n\n".join(filter(None, [texts[-1], foot]))
    return texts


def _packed(paragraphs: list[str], used: int) -> list[list[str]]:
    """Put paragraphs into as few parts as possible; `used` code points of the
    first are taken.
    """
    parts: list[list[str]] = [[]]
    for paragraph in paragraphs:
        room = PART - used if len(parts) == 1 else PART
        if _size([*parts[-1], paragraph]) > room:
            parts.append([])
        parts[-1].append(paragraph)
    return parts


def _with_quotes(texts: list[str], rest: list[str]) -> list[str]:
    """Add the rest of a text as expandable quotations, each within its message."""
    quoted = [unquoted(paragraph) for paragraph in rest]
    first, *others = _packed(quoted, telegram_html.length(texts[-1]))
    opened = "\n\n".join(filter(None, [texts[-1], _quote(first)]))
    return [*texts[:-1], opened, *map(_quote, others)]


def _quote(paragraphs: list[str]) -> str:
    """Return paragraphs as a quotation that unfolds at a tap; empty for none."""
    text = "\n\n".join(paragraphs)
    if text:
        return f"<blockquote expandable>{text}</blockquote>"
    return ""


def _size(paragraphs: Iterable[str]) -> int:
    """Count code points. Bytes have their own bound, because Telegram takes
    32,768 with all markup.
    """
    text = "\n\n".join(paragraphs)
    # A seventh of the bytes is less than a part's code points, so what fits by
    # this measure fits by both.
    return max(telegram_html.length(text), len(text.encode()) // 7)


def _fitting(line: str) -> Iterator[str]:
    """Cut a line that is too long for a part: after a sentence or word if
    possible.
    """
    while len(line) > LINE:
        # In the second half alone, so that no piece is small.
        ends = [line.rfind(end, LINE // 2, LINE) for end in _ENDS]
        at = max(ends) + 1 or LINE
        yield line[:at].rstrip()
        line = line[at:].lstrip()
    yield line
