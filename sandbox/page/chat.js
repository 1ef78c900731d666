// The page: which chats there are, the one that is open, and looking for news of it.
import { answers, start } from "./compose.js";
import { open } from "./links.js";
import { arrange } from "./messages.js";
import { $, choose, node, seen, toast, whenActed } from "./world.js";

const EVERY = 400; // milliseconds between two looks
let low = true; // whether the newest message was in view
let looking = false;
let again = false;

function chatRow(chat) {
  const item = node("li");
  const button = node("button");
  const name = chat.title || chat.first_name;
  const face = node("span", "face", [...name][0]);
  face.setAttribute("aria-hidden", "true");
  const text = node("span", "about");
  text.append(node("span", "name", chat.type === "private" ? `${name} ↔ 简报` : name));
  if (chat.last) text.append(node("small", "", chat.last.text || "…"));
  button.append(face, text);
  if (chat.last) button.append(node("time", "", new Date(chat.last.date * 1000).toTimeString().slice(0, 5)));
  button.setAttribute("aria-current", String(chat.id === seen.chat));
  button.onclick = () => choose(chat.id);
  item.append(button);
  return item;
}
// A list that did not change keeps its nodes: the focus stays where it was.
function chats(listed) {
  const mark = JSON.stringify([listed, seen.chat]);
  if ($("chats").mark === mark) return;
  $("chats").mark = mark;
  const at = [...$("chats").children].findIndex((child) => child.contains(document.activeElement));
  $("chats").replaceChildren(...listed.map(chatRow));
  if (at >= 0) $("chats").children[at]?.firstElementChild.focus();
}
function topics(listed) {
  $("topics").hidden = !listed.length;
  const every = [{ id: null, name: "All", state: "open" }, ...listed];
  $("topics").replaceChildren(...(listed.length ? every : []).map((topic) => {
    const button = node("button", "", `${topic.name}${topic.state === "closed" ? " (closed)" : ""}`);
    button.type = "button";
    button.setAttribute("aria-pressed", String(topic.id === seen.topic));
    button.onclick = () => choose(seen.chat, topic.id);
    return button;
  }));
}
// Who speaks in a group; the choice stays while the page is open.
function people(listed) {
  const box = $("person");
  box.hidden = seen.chat > 0;
  $("speaker").hidden = box.hidden;
  if (box.childElementCount === listed.length) return;
  box.replaceChildren(...listed.map((one) => new Option(one.first_name, one.id)));
  box.onchange = () => { seen.changed = -1; poll(); };
}
function head(place) {
  $("about").textContent = place ? `${place.type} · ${{ member: "bot is a member", administrator: "bot is an admin" }[place.bot] || `bot: ${place.bot}`}` : "";
  $("title").textContent = place && place.type !== "private" ? place.title : "简报 Jianbao";
  document.querySelector(".chat .face").textContent = [...$("title").textContent][0];
  $("block").hidden = seen.chat < 0;
  $("block").textContent = place && place.bot === "blocked" ? "Unblock" : "Block";
}
function told(queries) {
  for (const [id, answer] of Object.entries(queries)) {
    const news = !seen.answered.has(id) && !seen.first;
    if (news && answer.text) toast(answer.text, answer.alert);
    if (news && answer.url) open(answer.url);
    seen.answered.add(id);
  }
  seen.first = false;
}
function show(state) {
  seen.state = state;
  seen.place = state.chats.find((chat) => chat.id === seen.chat);
  seen.bot = state.bot;
  seen.commands = state.commands;
  chats(state.chats);
  topics(state.topics);
  people(state.people);
  head(seen.place);
  const box = $("messages");
  low = box.scrollHeight - box.scrollTop - box.clientHeight < 120 || !box.childElementCount;
  if (arrange(box, state) && low) box.scrollTop = box.scrollHeight;
  answers(state.queries);
  told(state.queries);
}

// One look at a time: what is asked for meanwhile is looked for right after.
async function poll() {
  again = true;
  if (looking) return;
  looking = true;
  while (again) {
    again = false;
    await look();
  }
  looking = false;
}
async function look() {
  const asked = { chat: seen.chat, changed: seen.changed };
  try {
    const state = await (await fetch(`/sandbox/state?chat=${asked.chat}&changed=${asked.changed}`)).json();
    // An answer that was overtaken, by another chat or a later change, shows nothing.
    if (asked.chat !== seen.chat || asked.changed !== seen.changed || !state.messages) return;
    if (!seen.chat && state.chats.length) { seen.chat = state.chats[0].id; again = true; return; }
    seen.changed = state.changed;
    show(state);
  } catch (error) { $("about").textContent = `the sandbox is not running (${error.message})`; }
}

// Who looks at the newest message goes on doing so when a picture above it arrives.
$("messages").addEventListener("load", () => { if (low) $("messages").scrollTop = $("messages").scrollHeight; }, true);
whenActed(poll);
start();
$("back").addEventListener("click", () => { $("app").dataset.view = "list"; $("chats").querySelector("button")?.focus(); });
poll();
setInterval(() => { if (!looking) poll(); }, EVERY);
