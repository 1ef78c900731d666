"use strict";
const $ = (id) => document.getElementById(id);
const fresh = { chat: 0, changed: -1, answered: new Set(), commands: [], place: null, first: true };
const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };

async function post(what, data) {
  const answer = await fetch(`/sandbox/${what}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ chat: fresh.chat, person: person(), ...data }) });
  const body = await answer.json();
  if (!body.ok) toast(body.error);
  poll();
  return body.result;
}
// In a private chat one speaks for oneself; in a group anybody may be chosen.
const person = () => (fresh.chat > 0 ? fresh.chat : Number($("person").value) || 10001);
const ofBot = (url) => new RegExp(`^(?:https://t\\.me/${fresh.bot}(?:\\?start=([\\w-]*))?$|tg://resolve\\?domain=${fresh.bot}(?:&start=([\\w-]*))?$)`, "i").exec(url);

// Links to the bot stay in the page: they open its private chat, as an app would, and send what they carry.
function follow(node, url) {
  node.href = url; node.target = "_blank"; node.rel = "noopener noreferrer";
  node.addEventListener("click", (event) => { if (ofBot(url)) { event.preventDefault(); openBot(url); } });
}
function openBot(url) {
  const found = ofBot(url);
  const payload = found[1] || found[2] || "";
  choose(person());
  post("write", { text: `/start ${payload}`.trim() });
}
function choose(chat) {
  fresh.chat = chat; fresh.changed = -1;
  $("messages").replaceChildren();
  poll();
}

function toast(text, sticky) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { $("toast").hidden = true; }, sticky ? 6000 : 3000);
}

// Text and entities become nodes; nothing is ever put in as markup. Offsets count UTF-16 units, as JavaScript's strings do.
function rich(text, entities) {
  const box = document.createDocumentFragment();
  const walk = (parent, from, to, inner) => {
    let at = from;
    for (let i = 0; i < inner.length; i += 1) {
      const e = inner[i];
      if (e.offset < at) continue;
      if (e.offset > at) parent.append(text.slice(at, e.offset));
      const end = Math.min(e.offset + e.length, to);
      const node = element(e, text.slice(e.offset, end));
      walk(node, e.offset, end, inner.slice(i + 1).filter((other) => other.offset >= e.offset && other.offset + other.length <= end));
      parent.append(node);
      at = end;
    }
    if (at < to) parent.append(text.slice(at, to));
  };
  walk(box, 0, text.length, entities || []);
  return box;
}
function element(e, shown) {
  if (e.type === "text_link") {
    const a = document.createElement("a");
    follow(a, e.url);
    return a;
  }
  if (e.type === "bot_command") {
    const span = document.createElement("span");
    span.className = "command"; span.tabIndex = 0; span.setAttribute("role", "button");
    span.onclick = () => post("write", { text: shown });
    span.onkeydown = (event) => { if (event.key === "Enter") span.onclick(); };
    return span;
  }
  const node = document.createElement(TAGS[e.type] || "span");
  if (e.type === "spoiler") node.className = "spoiler";
  return node;
}
function commands(text, entities) {
  const known = entities || [];
  const found = [...text.matchAll(/(^|\s)(\/[a-z_]{2,32})/g)].map((m) => ({ type: "bot_command", offset: m.index + m[1].length, length: m[2].length }));
  const free = found.filter((f) => !known.some((e) => f.offset < e.offset + e.length && e.offset < f.offset + f.length));
  return [...known, ...free].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

const GROUPED = 300; // seconds in which messages of one sender stand close, as in Telegram
const day = (m) => new Date(m.date * 1000).toDateString();
const sender = (m) => (m.sender_chat ? m.sender_chat.title : m.from ? m.from.first_name : "");

function separator(m) {
  const row = document.createElement("p");
  row.className = "day"; row.dataset.id = `day ${day(m)}`;
  row.textContent = new Date(m.date * 1000).toLocaleDateString(undefined, { weekday: "short", month: "long", day: "numeric" });
  return row;
}
function draw(m, state, before) {
  const row = document.createElement("article");
  const close = before && day(before) === day(m) && sender(before) === sender(m) && m.date - before.date < GROUPED;
  const mine = m.from && !m.from.is_bot && m.from.id === person();
  row.className = `message${mine ? " mine" : ""}${close ? " close" : ""}`;
  row.dataset.id = m.message_id;
  const bubble = document.createElement("div");
  bubble.className = "bubble";
  if (fresh.place && fresh.place.type !== "private" && !mine && !close) {
    const name = document.createElement("strong");
    name.className = "sender"; name.textContent = sender(m);
    name.style.setProperty("--hue", String(((m.from ? m.from.id : 0) * 137) % 360));
    bubble.append(name);
  }
  if (m.reply_to_message) {
    const reply = document.createElement("div");
    reply.className = "reply";
    reply.tabIndex = 0;
    reply.onclick = () => document.querySelector(`[data-id="${m.reply_to_message.message_id}"]`)?.scrollIntoView({ block: "center" });
    reply.onkeydown = (event) => { if (event.key === "Enter") reply.onclick(); };
    reply.textContent = (m.reply_to_message.text || m.reply_to_message.caption || "…").slice(0, 80);
    bubble.append(reply);
  }
  const shown = m.photo ? m.photo[0] : m.animation;
  if (shown) {
    const image = document.createElement("img");
    image.src = state.pictures[shown.file_id] || ""; image.alt = "";
    bubble.append(image);
  }
  const text = m.text || m.caption || (m.document ? `📄 ${m.document.file_name}` : m.video ? "🎬" : m.audio ? "🎵" : m.location ? "📍" : m.migrate_to_chat_id ? "→ supergroup" : "");
  bubble.append(rich(text, commands(text, m.entities || m.caption_entities)));
  const time = document.createElement("time");
  time.textContent = `${m.edit_date ? "✎ " : ""}${new Date(m.date * 1000).toTimeString().slice(0, 5)}`;
  bubble.append(time);
  row.append(bubble);
  if (m.reply_markup) row.append(keys(m));
  return row;
}
function keys(m) {
  const box = document.createElement("div");
  box.className = "keys";
  for (const line of m.reply_markup.inline_keyboard) {
    const row = document.createElement("div");
    for (const key of line) {
      const node = document.createElement(key.url ? "a" : "button");
      node.textContent = key.text; node.title = key.text;
      if (key.url) follow(node, key.url);
      else node.onclick = () => post("press", { message: m.message_id, data: key.callback_data });
      row.append(node);
    }
    box.append(row);
  }
  return box;
}

// A message that did not change keeps its node, so that nobody's press or selection is lost.
function arrange(box, state) {
  let changed = false;
  const known = new Map([...box.children].map((node) => [node.dataset.id, node]));
  const wanted = state.messages.flatMap((m, at) => {
    const before = state.messages[at - 1];
    const days = before && day(before) === day(m) ? [] : [known.get(`day ${day(m)}`) || separator(m)];
    const mark = JSON.stringify([m, person(), before && before.message_id]);
    const node = known.get(String(m.message_id));
    if (node && node.mark === mark) return [...days, node];
    changed = true;
    const made = draw(m, state, before);
    made.mark = mark;
    return [...days, made];
  });
  if (changed || wanted.length !== box.childElementCount) { box.replaceChildren(...wanted); changed = true; }
  return changed;
}

function show(state) {
  const list = $("chats");
  list.replaceChildren(...state.chats.map((chat) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const face = document.createElement("span");
    const name = chat.title || chat.first_name;
    face.className = "face"; face.textContent = [...name][0];
    button.append(face, chat.type === "private" ? `${name} ↔ 简报` : name);
    button.setAttribute("aria-current", String(chat.id === fresh.chat));
    button.onclick = () => choose(chat.id);
    item.append(button);
    return item;
  }));
  fresh.place = state.chats.find((chat) => chat.id === fresh.chat);
  $("about").textContent = fresh.place ? `${fresh.place.type} · ${fresh.place.bot}` : "";
  $("title").textContent = fresh.place && fresh.place.type !== "private" ? fresh.place.title : "简报 Jianbao";
  document.querySelector(".chat .face").textContent = [...$("title").textContent][0];
  people(state.people);
  fresh.bot = state.bot;
  fresh.commands = state.commands;
  const box = $("messages");
  const low = box.scrollHeight - box.scrollTop - box.clientHeight < 120 || !box.childElementCount;
  if (arrange(box, state) && low) box.scrollTop = box.scrollHeight;
  for (const [id, answer] of Object.entries(state.queries)) {
    const news = !fresh.answered.has(id) && !fresh.first;
    if (news && answer.text) toast(answer.text, answer.alert);
    if (news && answer.url && ofBot(answer.url)) openBot(answer.url);
    fresh.answered.add(id);
  }
  fresh.first = false;
}

// Who speaks in a group; the choice stays while the page is open.
function people(listed) {
  const box = $("person");
  box.hidden = fresh.chat > 0;
  if (box.childElementCount === listed.length) return;
  box.replaceChildren(...listed.map((one) => new Option(one.first_name, one.id)));
  box.onchange = () => { fresh.changed = -1; poll(); };
}

async function poll() {
  try {
    const state = await (await fetch(`/sandbox/state?chat=${fresh.chat}`)).json();
    if (!fresh.chat && state.chats.length) { fresh.chat = state.chats[0].id; poll(); return; }
    if (state.changed !== fresh.changed) { fresh.changed = state.changed; show(state); }
  } catch { $("about").textContent = "the sandbox is not running"; }
}

function menu(text) {
  const word = text.startsWith("/") && !text.includes(" ") ? text.slice(1).toLowerCase() : null;
  const found = word === null ? [] : fresh.commands.filter((c) => c.command.startsWith(word));
  $("menu").hidden = !found.length;
  $("menu").replaceChildren(...found.map((c) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const name = document.createElement("b");
    name.textContent = `/${c.command}`;
    button.type = "button";
    button.append(name, c.description);
    button.onclick = () => { $("menu").hidden = true; $("text").value = ""; post("write", { text: `/${c.command}` }); };
    item.append(button);
    return item;
  }));
}

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  $("text").value = "";
  $("menu").hidden = true;
  post("write", { text });
});
$("text").addEventListener("input", () => menu($("text").value));
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Escape") $("menu").hidden = true;
  const first = $("menu").querySelector("button");
  if (event.key === "ArrowDown" && first && !$("menu").hidden) { event.preventDefault(); first.focus(); }
});
$("menu").addEventListener("keydown", (event) => {
  const item = event.target.closest("li");
  const to = { ArrowDown: item.nextElementSibling, ArrowUp: item.previousElementSibling }[event.key];
  if (event.key === "Escape" || (event.key === "ArrowUp" && !to)) { $("text").focus(); return; }
  if (to) { event.preventDefault(); to.querySelector("button").focus(); }
});
$("commands").addEventListener("click", () => { $("text").focus(); menu($("menu").hidden ? "/" : ""); });
$("place").addEventListener("click", () => post("locate", { latitude: 52.52, longitude: 13.405 }));
$("block").addEventListener("click", () => post("block", { blocked: fresh.place && fresh.place.bot !== "blocked" }));
$("file").addEventListener("change", async () => {
  const file = $("file").files[0];
  if (file) await post("upload", { name: file.name, text: await file.text() });
  $("file").value = "";
});
poll();
setInterval(poll, 400);
