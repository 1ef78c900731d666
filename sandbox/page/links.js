// Links to Telegram stay in the page: the bot's own, those to a message, and those that share something.
import { $, choose, node, person, post, seen } from "./world.js";

const ofBot = (url) => new RegExp(`^(?:https://t\\.me/${seen.bot}(?:\\?start=([\\w-]*))?$|tg://resolve\\?domain=${seen.bot}(?:&start=([\\w-]*))?$)`, "i").exec(url);
const ofMessage = (url) => /^https:\/\/t\.me\/c\/(\d+)\/(?:(\d+)\/)?(\d+)$/.exec(url);
const ofShare = (url) => /^https:\/\/t\.me\/share\/url\?/.test(url);

export function follow(made, url) {
  made.href = url; made.target = "_blank"; made.rel = "noopener noreferrer";
  made.addEventListener("click", (event) => { if (open(url)) event.preventDefault(); });
}
// True for what the page opens by itself.
export function open(url) {
  const bot = ofBot(url);
  const message = ofMessage(url);
  if (bot) openBot(bot[1] || bot[2] || "");
  else if (message) openMessage(Number(`-100${message[1]}`), Number(message[3]), message[2] ? Number(message[2]) : null);
  else if (ofShare(url)) share(new URL(url).searchParams);
  return Boolean(bot || message || ofShare(url));
}
export function openBot(payload) {
  choose(person());
  post("write", { text: `/start ${payload}`.trim() });
}
function openMessage(chat, number, topic) {
  if (chat !== seen.chat) choose(chat, topic);
  const look = (tries) => {
    const found = document.querySelector(`[data-id="${number}"], [data-also~="${number}"]`);
    if (found) scrollTo(found);
    else if (tries) setTimeout(() => look(tries - 1), 100);
  };
  look(30);
}
export function scrollTo(found) {
  found.scrollIntoView({ block: "center" });
  found.classList.add("found");
  setTimeout(() => found.classList.remove("found"), 1500);
}
function share(asked) {
  const text = [asked.get("text"), asked.get("url")].filter(Boolean).join("\n");
  const list = $("share").querySelector("ul");
  list.replaceChildren(...seen.state.chats.filter((chat) => chat.type !== "channel").map((chat) => {
    const item = node("li");
    const button = node("button", "", chat.title || chat.first_name);
    button.type = "button";
    button.onclick = () => {
      const who = chat.id > 0 ? chat.id : person();
      $("share").close();
      choose(chat.id);
      post("write", { text, person: who });
    };
    item.append(button);
    return item;
  }));
  $("share").querySelector(":scope > button").onclick = () => $("share").close();
  $("share").showModal();
}
