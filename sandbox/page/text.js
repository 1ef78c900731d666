// Text and entities become nodes; nothing is ever put in as markup. Offsets count UTF-16 units, as JavaScript's strings do.
import { follow } from "./links.js";
import { node, post, pressable } from "./world.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };

export function rich(text, entities) {
  const box = document.createDocumentFragment();
  const walk = (parent, from, to, inner) => {
    let at = from;
    for (let i = 0; i < inner.length; i += 1) {
      const e = inner[i];
      if (e.offset < at) continue;
      if (e.offset > at) parent.append(text.slice(at, e.offset));
      const end = Math.min(e.offset + e.length, to);
      const made = element(e, text.slice(e.offset, end));
      walk(made, e.offset, end, inner.slice(i + 1).filter((other) => other.offset >= e.offset && other.offset + other.length <= end));
      parent.append(made);
      at = end;
    }
    if (at < to) parent.append(text.slice(at, to));
  };
  walk(box, 0, text.length, entities || []);
  return box;
}
function element(e, shown) {
  if (e.type === "text_link" || e.type === "url") {
    const a = node("a");
    follow(a, e.url || (shown.includes("://") ? shown : `https://${shown}`));
    return a;
  }
  if (e.type === "bot_command") return pressable(node("span", "command"), () => post("write", { text: shown }));
  if (e.type === "spoiler") {
    const hidden = node("span", "spoiler");
    return pressable(hidden, () => hidden.classList.toggle("open"), "Hidden text");
  }
  if (e.type === "expandable_blockquote") {
    const quote = node("blockquote", "folded");
    return pressable(quote, () => quote.classList.toggle("folded"));
  }
  return node(TAGS[e.type] || "span", e.type === "hashtag" || e.type === "mention" ? "named" : "");
}
export function withCommands(text, entities) {
  const known = entities || [];
  const found = [...text.matchAll(/(^|\s)(\/[a-z_]{2,32})/g)].map((m) => ({ type: "bot_command", offset: m.index + m[1].length, length: m[2].length }));
  const free = found.filter((f) => !known.some((e) => f.offset < e.offset + e.length && e.offset < f.offset + f.length));
  return [...known, ...free].sort((a, b) => a.offset - b.offset || b.length - a.length);
}
