// Messages as bubbles: who wrote, what they answer, pictures and albums, cards of links, buttons.
import { follow, scrollTo } from "./links.js";
import { rich, withCommands } from "./text.js";
import { $, node, person, post, pressable, seen } from "./world.js";

const GROUPED = 300; // seconds in which messages of one sender stand close, as in Telegram
const day = (m) => new Date(m.date * 1000).toDateString();
const sender = (m) => (m.sender_chat ? m.sender_chat.title : m.from ? m.from.first_name : "");
const clock = (m) => `${m.edit_date ? "edited " : ""}${new Date(m.date * 1000).toTimeString().slice(0, 5)}`;
const isMine = (m) => Boolean(m.from && !m.from.is_bot && m.from.id === person());
const excerpt = (m) => (m.text || m.caption || (m.photo ? "Photo" : m.video ? "Video" : m.voice ? "Voice note" : m.document ? m.document.file_name : "…")).slice(0, 80);

function separator(m) {
  const row = node("p", "day", new Date(m.date * 1000).toLocaleDateString(undefined, { weekday: "short", month: "long", day: "numeric" }));
  row.dataset.id = `day ${day(m)}`;
  return row;
}
const isClose = (m, before) => Boolean(before) && day(before) === day(m) && sender(before) === sender(m) && m.date - before.date < GROUPED;

function draw(album, state, before, after) {
  const [m] = album;
  const last = album[album.length - 1];
  const mine = isMine(m);
  const close = isClose(m, before);
  const row = node("article", `message${mine ? " mine" : ""}${close ? " close" : ""}${after && isClose(after, m) ? "" : " last"}`);
  row.dataset.id = m.message_id;
  if (album.length > 1) row.dataset.also = album.map((one) => one.message_id).join(" ");
  const bubble = node("div", `bubble${pictured(m) ? " pictured" : ""}`);
  if (seen.place && seen.place.type !== "private" && !mine && !close) {
    const name = node("strong", "sender", sender(m));
    name.style.setProperty("--hue", String(((m.from ? m.from.id : 0) * 137) % 360));
    bubble.append(name);
  }
  bubble.append(...heads(m), ...media(album, state));
  const text = m.text || m.caption || bare(m);
  const card = m.card ? linkCard(m.card) : null;
  if (card && m.card.above) bubble.append(card);
  if (text) bubble.append(rich(text, withCommands(text, m.entities || m.caption_entities)));
  if (card && !m.card.above) bubble.append(card);
  bubble.append(node("time", "", clock(last)));
  // Without a mouse there is no pointing: a tap shows what can be done with a message.
  bubble.onclick = (event) => { if (!event.target.closest("a, [role=button]")) row.classList.toggle("tapped"); };
  row.append(bubble, actions(m));
  if (m.reply_markup) row.append(keys(m));
  return row;
}
function heads(m) {
  const found = [];
  const topic = seen.topic === null && seen.state.topics.find((one) => one.id && one.id === m.message_thread_id);
  if (topic) found.push(node("p", "forwarded", `in ${topic.name}`));
  if (m.forward_origin) {
    const from = m.forward_origin.chat ? m.forward_origin.chat.title : m.forward_origin.sender_user.first_name;
    found.push(node("p", "forwarded", `Forwarded from ${from}`));
  }
  if (m.via_bot) found.push(node("p", "forwarded", `via @${m.via_bot.username}`));
  if (m.reply_to_message) {
    const quoted = m.reply_to_message;
    const reply = pressable(node("div", "reply"), () => {
      const found = document.querySelector(`[data-id="${quoted.message_id}"]`);
      if (found) scrollTo(found);
    });
    reply.append(node("b", "", sender(quoted)), node("span", "", excerpt(quoted)));
    found.push(reply);
  }
  return found;
}
const pictured = (m) => (m.photo ? m.photo[0] : m.animation || m.video);
function media(album, state) {
  const pictures = album.filter((m) => pictured(m));
  const files = album.filter((m) => m.document);
  const found = files.map((m) => node("p", "document", `📄 ${m.document.file_name}`));
  if (pictures.length) {
    const box = node("div", `pictures of${Math.min(pictures.length, 4)}`);
    box.append(...pictures.map((m) => {
      if (m.video) return node("span", "film", "▶ Video");
      const image = node("img");
      image.src = state.pictures[pictured(m).file_id] || ""; image.alt = m.caption ? "" : "Photo";
      return image;
    }));
    found.unshift(box);
  }
  const [m] = album;
  for (const one of album.filter((other) => other.audio)) found.push(node("p", "document", `♪ ${one.audio.title || one.audio.file_name || "Audio"}`));
  if (m.voice) found.push(node("p", "voice", `▶ ▂▄▆▃▅▂▇▄▂▅▃ ${Math.floor(m.voice.duration / 60)}:${String(m.voice.duration % 60).padStart(2, "0")}`));
  if (m.contact) found.push(node("p", "document", `👤 ${m.contact.first_name} · ${m.contact.phone_number}`));
  return found;
}
const bare = (m) => (m.location ? `📍 ${m.location.latitude}, ${m.location.longitude}` : m.migrate_to_chat_id ? "The group is a supergroup now" : m.migrate_from_chat_id ? "The group was upgraded" : "");

function linkCard(card) {
  const box = node("a", `card${card.large || !card.title ? " large" : ""}`);
  follow(box, card.url);
  const text = node("span", "about");
  if (card.site) text.append(node("b", "site", card.site));
  if (card.title) text.append(node("b", "", card.title));
  if (card.text) text.append(node("span", "", card.text));
  if (card.title) box.append(text);
  if (card.image) {
    const image = node("img");
    image.src = card.image; image.alt = "";
    box.append(image);
  }
  return box;
}
function actions(m) {
  const box = node("div", "actions");
  box.setAttribute("role", "group");
  const reply = node("button", "", "↩");
  reply.title = "Reply"; reply.setAttribute("aria-label", "Reply");
  reply.onclick = () => {
    seen.reply = m.message_id;
    $("replying").hidden = false;
    $("replying").querySelector("p").textContent = `${sender(m)}: ${excerpt(m)}`;
    $("text").focus();
  };
  const forward = node("button", "", "➦");
  forward.title = "Forward to the bot"; forward.setAttribute("aria-label", "Forward to the bot");
  forward.onclick = () => post("forward", { chat: person(), source: m.chat.id, message: m.message_id, thread: 0 });
  box.append(reply, forward);
  return box;
}
function keys(m) {
  const box = node("div", "keys");
  for (const line of m.reply_markup.inline_keyboard) {
    const row = node("div");
    for (const key of line) {
      const made = node(key.url ? "a" : "button", "", key.text);
      made.title = key.text;
      if (key.url) follow(made, key.url);
      else if (key.web_app) made.onclick = () => open(key.web_app.url, key.text);
      else made.onclick = () => post("press", { message: m.message_id, data: key.callback_data });
      row.append(made);
    }
    box.append(row);
  }
  return box;
}

// A page that Telegram opens in itself: in a frame, with what its client signed.
async function open(url, title) {
  const dialog = document.getElementById("page");
  const { url: signed } = await post("app", { url, dark: matchMedia("(prefers-color-scheme: dark)").matches });
  const frame = dialog.querySelector("iframe");
  frame.src = signed;
  frame.title = dialog.querySelector("h2").textContent = title;
  dialog.querySelector("button").onclick = () => dialog.close();
  dialog.onclose = () => { frame.src = "about:blank"; };
  dialog.showModal();
}

function draftOf(draft) {
  const row = node("article", "message draft last");
  row.dataset.id = "draft";
  const bubble = node("div", "bubble");
  bubble.setAttribute("aria-busy", "true");
  if (draft.text) bubble.append(rich(draft.text, draft.entities));
  bubble.append(node("span", "writing", draft.text ? "" : "writing"));
  row.append(bubble);
  return row;
}
// Messages that share a `media_group_id` are one album.
function albums(messages) {
  const found = [];
  for (const m of messages) {
    const last = found[found.length - 1];
    if (m.media_group_id && last && last[0].media_group_id === m.media_group_id) last.push(m);
    else found.push([m]);
  }
  return found;
}
// A message that did not change keeps its node, so that nobody's press or selection is lost.
export function arrange(box, state) {
  let changed = false;
  const known = new Map([...box.children].map((child) => [child.dataset.id, child]));
  const listed = albums(state.messages.filter((m) => seen.topic === null || (m.message_thread_id || 0) === seen.topic));
  const wanted = listed.flatMap((album, at) => {
    const [m] = album;
    const before = at ? listed[at - 1][0] : null;
    const after = at + 1 < listed.length ? listed[at + 1][0] : null;
    const days = before && day(before) === day(m) ? [] : [known.get(`day ${day(m)}`) || separator(m)];
    const mark = JSON.stringify([album, person(), before && before.message_id, after && after.message_id]);
    const child = known.get(String(m.message_id));
    if (child && child.mark === mark) return [...days, child];
    changed = true;
    const made = draw(album, state, before, after);
    made.mark = mark;
    return [...days, made];
  });
  if (state.draft && (seen.topic === null || state.draft.thread === seen.topic)) {
    wanted.push(draftOf(state.draft));
    changed = true;
  }
  if (changed || wanted.length !== box.childElementCount) {
    if (!wanted.length) wanted.push(node("p", "empty", "Nothing here yet. Write /start, or press / for the commands."));
    box.replaceChildren(...wanted);
    changed = true;
  }
  return changed;
}
