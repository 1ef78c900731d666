// The settings page: brings what Telegram signed, shows screens that the server wrote, sends forms.
"use strict";
(() => {
  const KEEP = "jianbao-session";
  const main = document.getElementById("main");
  const nav = document.getElementById("nav");
  const said = document.getElementById("said");
  const given = new URLSearchParams(location.hash.slice(1));
  let session = "", timer = 0, asked = 0, hiding = 0;

  // Telegram's apps are told by a proxy of theirs, its web clients by a message to their frame.
  function tell(event) {
    if (window.TelegramWebviewProxy) window.TelegramWebviewProxy.postEvent(event, "{}");
    else if (window.parent !== window) window.parent.postMessage(JSON.stringify({ eventType: event, eventData: {} }), "*");
  }

  function theme() {
    try {
      const color = JSON.parse(given.get("tgWebAppThemeParams") || "{}").bg_color || "";
      const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
      if (!parts) return;
      const [red, green, blue] = parts.slice(1).map((part) => parseInt(part, 16));
      document.documentElement.dataset.theme = 0.3 * red + 0.6 * green + 0.1 * blue < 128 ? "dark" : "light";
    } catch { /* An app that names no colours has the system's. */ }
  }

  function say(text) {
    clearTimeout(hiding);
    said.textContent = text;
    said.hidden = false;
    hiding = setTimeout(() => { said.hidden = true; }, 5000);
  }

  const word = (name) => document.getElementById("words")?.dataset[name] || "…";

  function fail(status) {
    if (status === 401) sessionStorage.removeItem(KEEP);
    say(word(status === 429 ? "busy" : status === 403 ? "start" : "expired"));
  }

  async function send(path, body) {
    const headers = session ? { Authorization: `Bearer ${session}` } : {};
    const answer = await fetch(`app/${path}`, { method: "POST", headers, body: new URLSearchParams(body), credentials: "omit" });
    if (!answer.ok) throw answer.status;
    return answer.json();
  }

  function mark(screen) {
    for (const button of nav.querySelectorAll("[data-screen]")) {
      if (button.dataset.screen === screen) {
        button.setAttribute("aria-current", "page");
        button.scrollIntoView({ block: "nearest", inline: "center" });
      } else button.removeAttribute("aria-current");
    }
  }

  async function show(screen, action, body, focus = true) {
    try {
      const answer = await send(`${screen}/${action}`, body);
      main.innerHTML = answer.html;
      mark(screen);
      if (focus) main.focus();
      window.scrollTo(0, 0);
    } catch (status) { fail(status); }
  }

  // What a form would do is shown a moment after a change; of several answers the last one counts.
  function preview(form) {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const turn = ++asked;
      try {
        const answer = await send(`${form.dataset.screen}/${form.dataset.live}`, new FormData(form));
        const live = document.getElementById("live");
        if (turn === asked && live) live.innerHTML = answer.html;
      } catch (status) { if (status === 429) preview(form); else fail(status); }
    }, 350);
  }

  nav.addEventListener("click", (event) => {
    const button = event.target.closest("[data-screen]");
    if (button) show(button.dataset.screen, "show", {});
  });
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    const form = event.target, action = event.submitter?.value;
    if (action) show(form.dataset.screen, action, new FormData(form));
    else if (form.dataset.live) preview(form);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-live]");
    if (form) preview(form);
  });

  async function begin() {
    theme();
    tell("web_app_ready");
    tell("web_app_expand");
    const kept = JSON.parse(sessionStorage.getItem(KEEP) || "null");
    try {
      // The page may be loaded again: what Telegram signed counts once.
      const data = given.get("tgWebAppData") || "";
      const isKept = kept && kept.data === data;
      const answer = isKept ? kept : await send("in", { data });
      session = answer.session;
      document.documentElement.lang = answer.lang;
      nav.innerHTML = answer.nav;
      sessionStorage.setItem(KEEP, JSON.stringify({ data, session, lang: answer.lang, nav: answer.nav }));
      if (isKept) await show("subscriptions", "show", {}, false);
      else { main.innerHTML = answer.html; mark("subscriptions"); }
    } catch (status) {
      main.innerHTML = '<p class="wait">/start · /settings</p>';
      fail(status);
    }
  }
  begin();
})();
