// Writing: the field, commands, what can be attached, and the bot asked inline in any chat.
import { openBot } from "./links.js";
import { $, node, post, seen, toast } from "./world.js";

const MOST = 1_500_000; // bytes of a picture: it goes through the page's own JSON
const WAIT = 250; // milliseconds after the last key before the bot is asked inline

function row(act, ...parts) {
  const item = node("li");
  const button = node("button");
  button.type = "button";
  button.append(...parts);
  button.onclick = act;
  item.append(button);
  return item;
}
function menu(text) {
  const word = text.startsWith("/") && !text.includes(" ") ? text.slice(1).toLowerCase() : null;
  const found = word === null ? [] : seen.commands.filter((c) => c.command.startsWith(word));
  $("menu").hidden = !found.length;
  $("menu").replaceChildren(...found.map((c) => row(() => { send(`/${c.command}`); }, node("b", "", `/${c.command}`), node("span", "", c.description))));
}
function send(text) {
  $("text").value = "";
  $("menu").hidden = true;
  post("write", { text, reply: seen.reply || 0 });
  replying(null);
}
function replying(number) {
  seen.reply = number;
  $("replying").hidden = number === null;
}
const asked = (text) => {
  const found = new RegExp(`^@${seen.bot}\\s+(.*)$`, "i").exec(text);
  return found ? found[1] : null;
};
function ask(text) {
  clearTimeout(ask.timer);
  const words = asked(text);
  if (words === null) { seen.query = ""; $("answers").hidden = true; return; }
  ask.timer = setTimeout(async () => { seen.query = await post("inline", { text: words }); }, WAIT);
}
export function answers(queries) {
  const found = seen.query && queries[seen.query];
  if (!found || !found.results || $("answers").dataset.query === seen.query) return;
  $("answers").dataset.query = seen.query;
  const rows = found.results.map((one) => row(() => {
    post("choose", { query: seen.query, result: one.id });
    $("text").value = "";
    $("answers").hidden = true;
  }, node("b", "", one.title), node("span", "", one.description || "")));
  if (found.button) rows.unshift(row(() => openBot(found.button.start_parameter), node("b", "", found.button.text)));
  $("answers").replaceChildren(...(rows.length ? rows : [node("li", "empty", "The bot has no answer.")]));
  $("answers").hidden = false;
}

// Arrow keys walk a list that stands above the field; Escape closes it.
function walked(list) {
  list.addEventListener("keydown", (event) => {
    const item = event.target.closest("li");
    const to = { ArrowDown: item.nextElementSibling, ArrowUp: item.previousElementSibling }[event.key];
    if (event.key === "Escape" || (event.key === "ArrowUp" && !to)) { list.hidden = true; $("text").focus(); return; }
    if (to) { event.preventDefault(); to.querySelector("button, input").focus(); }
  });
}
function attaching(shown) {
  $("things").hidden = !shown;
  $("attach").setAttribute("aria-expanded", String(shown));
}
const read = (file) => new Promise((done) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result);
  reader.readAsDataURL(file);
});

export function start() {
  $("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = $("text").value.trim();
    if (text) send(text);
  });
  $("text").addEventListener("input", () => { menu($("text").value); ask($("text").value); });
  $("text").addEventListener("keydown", (event) => {
    if (event.key === "Escape") { $("menu").hidden = true; $("answers").hidden = true; replying(null); }
    const list = [$("menu"), $("answers")].find((one) => !one.hidden);
    if (event.key === "ArrowDown" && list) { event.preventDefault(); list.querySelector("button").focus(); }
  });
  [$("menu"), $("answers"), $("things")].forEach(walked);
  $("commands").addEventListener("click", () => { $("text").focus(); menu($("menu").hidden ? "/" : ""); });
  $("replying").querySelector("button").addEventListener("click", () => replying(null));
  $("attach").addEventListener("click", () => {
    attaching($("things").hidden);
    if (!$("things").hidden) $("voice").focus();
  });
  $("things").addEventListener("click", (event) => { if (event.target.closest("button")) attaching(false); });
  document.addEventListener("click", (event) => { if (!event.target.closest(".attach")) attaching(false); });
  $("place").addEventListener("click", () => post("locate", { latitude: 52.52, longitude: 13.405 }));
  $("voice").addEventListener("click", () => post("voice", {}));
  $("contact").addEventListener("click", () => post("contact", {}));
  $("inline").addEventListener("click", () => { $("text").value = `@${seen.bot} `; $("text").focus(); ask($("text").value); });
  $("block").addEventListener("click", () => post("block", { blocked: seen.place && seen.place.bot !== "blocked" }));
  $("file").addEventListener("change", async () => {
    const [file] = $("file").files;
    if (file) await post("upload", { name: file.name, text: await file.text() });
    $("file").value = "";
    attaching(false);
  });
  $("picture").addEventListener("change", async () => {
    const [file] = $("picture").files;
    if (file && file.size > MOST) toast("The picture is over 1.5 MB.");
    else if (file) await post("photo", { picture: await read(file), caption: $("text").value.trim() });
    $("text").value = "";
    $("picture").value = "";
    attaching(false);
  });
}
