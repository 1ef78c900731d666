// What the page knows of the sandbox, and how it acts in it.
export const $ = (id) => document.getElementById(id);
export const seen = { chat: 0, topic: null, changed: -1, answered: new Set(), commands: [], place: null, first: true, state: null, reply: null, query: "" };
let poll = () => {};
export const whenActed = (again) => { poll = again; };

// In a private chat one speaks for oneself; in a group anybody may be chosen.
export const person = () => (seen.chat > 0 ? seen.chat : Number($("person").value) || 10001);

export async function post(what, data) {
  const body = { chat: seen.chat, person: person(), thread: seen.topic || 0, ...data };
  const sent = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await (await fetch(`/sandbox/${what}`, sent)).json();
  if (!answer.ok) toast(answer.error);
  poll();
  return answer.result;
}

export function choose(chat, topic = null) {
  Object.assign(seen, { chat, topic, changed: -1, reply: null });
  $("app").dataset.view = "chat";
  $("messages").replaceChildren();
  $("replying").hidden = true;
  poll();
}

export function toast(text, sticky) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { $("toast").hidden = true; }, sticky ? 6000 : 3000);
}

export function node(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
// What is no button and yet pressed: by mouse, and by Enter and the space bar.
export function pressable(made, act, label) {
  made.tabIndex = 0;
  made.setAttribute("role", "button");
  if (label) made.setAttribute("aria-label", label);
  made.onclick = act;
  made.onkeydown = (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); } };
  return made;
}
