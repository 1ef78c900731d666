"""The screen of formats: the look of posts, shown on one of the newest stories."""

from __future__ import annotations

from markupsafe import Markup

from bot.rendering.posts import write_post
from bot.web.app.desk import Visit
from news.post_format import (
    BODIES,
    LINK_PLACES,
    SWITCHES,
    USUAL,
    Post,
    PostFormat,
    parse,
    write,
)
from store.news import stories

# Minutes between two messages that the screen offers.
INTERVALS = (0, 30, 120, 360)


async def show(visit: Visit) -> str:
    """Return the whole screen."""
    own = parse(visit.chat.post_format) or PostFormat()
    form = _whole(visit, own)
    return visit.render(
        "formats.html",
        form=form,
        bodies=BODIES,
        links=LINK_PLACES,
        switches=[(name, getattr(form, name)) for name in SWITCHES],
        intervals=INTERVALS,
        shown=await _sample(visit, form),
    )


async def preview(visit: Visit) -> str:
    """Return a story in the chosen look; nothing is saved."""
    form = _whole(visit, _chosen(visit))
    return visit.render("post.html", shown=await _sample(visit, form))


async def save(visit: Visit) -> str:
    """Save the look of posts."""
    changed = await visit.change(post_format=write(_chosen(visit)))
    return await show(changed.noted(visit.say("format.set")))


def _chosen(visit: Visit) -> PostFormat:
    """Return the format in the form; an unknown word leaves the default."""
    chosen = set(visit.fields("switch"))
    words = [visit.field("body"), visit.field("link")]
    words += [name if name in chosen else f"no-{name}" for name in SWITCHES]
    words.append(f"every-{visit.number('every')}")
    name = visit.field("name")
    written = " ".join(filter(None, words))
    return parse(f"{written} name={name}" if name else written) or PostFormat()


def _whole(visit: Visit, form: PostFormat) -> PostFormat:
    look = PostFormat(silent=visit.chat.silent, media=visit.chat.images)
    return form.over(look).over(USUAL)


async def _sample(visit: Visit, form: PostFormat) -> Markup | None:
    """Return a story as a post, in Telegram's markup, which is ours and safe;
    None without news.
    """
    newest = await visit.desk.db.read(
        stories.latest, limit=1, reader=visit.chat.id
    )
    if not newest:
        return None
    story = newest[0]
    post = Post(story, form, text="\n".join(story.summary))
    first = write_post(post, visit.chat, visit.desk.now(), visit.desk.root)[0]
    # `write_post` escapes what sources say; its tags are Telegram's few.
    return Markup(first.html)  # noqa: S704
