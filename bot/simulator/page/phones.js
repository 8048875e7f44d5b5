// Draws what /control/look tells and sends back what fingers do. Texts become text nodes, never
// markup; entity offsets are UTF-16 units, which is how strings count here.
"use strict";
const KINDS = ["photo", "voice", "document", "location", "contact", "sticker", "video"];
const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", text_link: "a", url: "a", spoiler: "span" };
const SYMBOLS = { photo: "🖼", voice: "🎤", document: "📄", location: "📍", contact: "👤", video: "🎬" };
const WORDS = { en: ["Message", "Mediator", "Team"], fr: ["Message", "Médiatrice", "Équipe"],
  es: ["Mensaje", "Mediadora", "Equipo"], ar: ["رسالة", "الوسيطة", "الفريق"],
  ru: ["Сообщение", "Посредник", "Команда"], pt: ["Mensagem", "Mediadora", "Equipe"] };
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

async function ask(action, body) {
  const response = await fetch(`/control/${action}`, { method: "POST",
    headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

function formatted(text, entities, from = 0, to = text.length) {
  const parts = document.createDocumentFragment();
  while (entities.length && entities[0].offset < to) {
    const [first, ...rest] = entities, end = first.offset + first.length;
    const inner = rest.filter((entity) => entity.offset < end);
    parts.append(text.slice(from, first.offset), styled(first, formatted(text, inner, first.offset, end), text));
    from = end;
    entities = rest.slice(inner.length);
  }
  parts.append(text.slice(from, to));
  return parts;
}

function styled(entity, content, text) {
  const element = make(TAGS[entity.type] || "span", {}, content);
  const address = entity.url || text.slice(entity.offset, entity.offset + entity.length);
  if (element.tagName === "A" && /^https?:/i.test(address))
    Object.assign(element, { href: address, target: "_blank", rel: "noreferrer noopener" });
  if (entity.type === "expandable_blockquote") foldable(element);
  if (entity.type === "spoiler") {
    element.className = "spoiler";
    element.onclick = () => element.classList.add("seen");
  }
  return element;
}

function foldable(quote) {
  const fold = () => quote.setAttribute("aria-expanded", !quote.classList.toggle("folded"));
  Object.assign(quote, { className: "folded", tabIndex: 0, role: "button", onclick: fold });
  quote.setAttribute("aria-expanded", false);
  quote.onkeydown = (event) => { if (event.key === "Enter") fold(); };
}

// One conversation on a screen: `chat` 0 is the private one with the assistant, `thread` the topic of
// a group, 0 what stands in none.
class Phone {
  constructor(person, view) {
    Object.assign(this, { person, view, chat: 0, thread: 0, open: true });
    this.root = document.getElementById("phone").content.cloneNode(true).firstElementChild;
    this.root.dataset.phone = view;
    this.find = (selector) => this.root.querySelector(selector);
    this.list = this.find(".messages");
    this.input = this.find("textarea");
    this.find("form").onsubmit = (event) => { event.preventDefault(); this.write(this.input.value); };
    this.input.onkeydown = (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.write(this.input.value); }
    };
    this.find(".open-menu").onclick = () => this.menu(this.commands.map(({ command, description }) =>
      [`/${command}`, description, () => this.write(`/${command}`)]));
    this.find(".open-kinds").onclick = () => this.menu(KINDS.map((kind) =>
      [SYMBOLS[kind] || "🙂", kind, () => this.act("send", { kind })]));
    this.find(".replying button").onclick = () => this.replyTo(null);
    this.forget();
    phones.append(this.root);
    this.follow();
  }

  forget() {
    Object.assign(this, { revision: -1, drawn: new Map(), last: 0, answers: 0 });
    this.list.replaceChildren();
    this.replyTo(null);
  }

  act(action, body) {
    return ask(action, { person: this.person, chat: this.chat, language: language.value, ...body });
  }

  write(text) {
    this.input.value = "";
    this.find(".menu").hidden = true;
    const placed = { thread_id: this.thread || null, message_id: this.reply?.message_id || 0 };
    if (text.trim()) this.act("write", { text, ...placed }).catch(() => { this.input.value = text; });
    this.replyTo(null);
  }

  replyTo(message) {
    this.reply = message;
    this.find(".replying").hidden = !message;
    this.find(".replying span").textContent = message?.text || "…";
    if (message) this.input.focus();
  }

  menu(entries) {
    const menu = this.find(".menu");
    menu.replaceChildren(...entries.map(([name, label, act]) => {
      const button = make("button", { type: "button", dir: "auto", onclick: () => { menu.hidden = true; act(); } },
        make("b", { textContent: name }), label);
      return make("li", {}, button);
    }));
    menu.hidden = !menu.hidden || !entries.length;
  }

  async look(since) {
    const { person, chat, thread } = this, seen = await this.act("look", { since });
    if (person === this.person && chat === this.chat && thread === this.thread) this.draw(seen);
  }

  async follow() {
    while (this.open) {
      try {
        await this.look(this.revision);
      } catch {
        await pause(1000);
      }
    }
    this.root.remove();
  }

  draw(seen) {
    this.commands = seen.commands;
    this.input.placeholder = WORDS[language.value][0];
    this.find("h1").textContent = seen.title;
    showSteps(seen.status, seen.bad_network);
    if (seen.revision === this.revision) return;
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
    const messages = seen.messages.filter((message) => this.isHere(message)), newest = messages.at(-1);
    const grew = newest?.message_id > this.last;
    const shown = messages.map((message) => this.bubble(message));
    this.list.replaceChildren(...(shown.length ? shown : [this.chips(seen.examples)]));
    if (grew && this.revision >= 0) this.announce(newest);
    this.last = newest?.message_id || 0;
    // A long answer is read from its beginning.
    if (shown.length && (atEnd || grew)) this.list.scrollTop = this.list.lastElementChild.offsetTop - this.list.offsetTop - 64;
    if (this.revision >= 0 && seen.answers.length > this.answers) this.toast(seen.answers.at(-1).text);
    Object.assign(this, { revision: seen.revision, answers: seen.answers.length });
  }

  isHere(message) {
    const place = message.is_topic_message ? message.message_thread_id : 0;
    return place === this.thread && !Object.keys(message).some((key) => key.startsWith("forum_topic"));
  }

  announce(message) {
    if (message.force_reply) this.replyTo(message);
    if (this.root.offsetParent === null) tab(this.view).classList.add("new");
  }

  bubble(message) {
    const version = JSON.stringify(message), known = this.drawn.get(message.message_id);
    if (known?.version === version) return known.element;
    const mine = message.from.id === this.person;
    const content = make("div", { className: "bubble", dir: "auto" }, ...this.content(message));
    if (this.chat && !mine) content.prepend(make("b", { className: "author", dir: "auto", textContent: message.from.first_name }));
    const time = new Date(1000 * message.date).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    content.append(make("span", { className: "time", textContent: (message.edit_date ? "✎ " : "") + time },
      make("button", { type: "button", className: "reply", textContent: "↩", ariaLabel: "Reply", onclick: () => this.replyTo(message) })));
    const rows = (message.reply_markup?.inline_keyboard || []).map((row) =>
      make("div", { className: "row" }, ...row.map((button) => this.button(button, message))));
    const element = make("article", { className: mine ? "message mine" : "message" }, content, ...rows);
    element.dataset.id = message.message_id;
    this.drawn.set(message.message_id, { version, element });
    return element;
  }

  content(message) {
    const parts = [], reply = message.reply_to_message;
    if (reply && !reply.forum_topic_created) parts.push(make("div", { className: "replied", dir: "auto", textContent: reply.text || reply.caption || "…" }));
    const kind = KINDS.find((name) => message[name]);
    if (kind) parts.push(`${SYMBOLS[kind] || message.sticker.emoji} ${message[kind].file_name || kind}\n`);
    const entities = message.entities || message.caption_entities || [];
    return [...parts, formatted(message.text || message.caption || "", entities)];
  }

  button(button, message) {
    if (button.url) return make("a", { href: button.url, target: "_blank", rel: "noreferrer noopener", textContent: button.text });
    const press = () => button.copy_text ? navigator.clipboard.writeText(button.copy_text.text)
      : this.act("press", { button: button.callback_data, message_id: message.message_id });
    return make("button", { type: "button", dir: "auto", textContent: button.text, onclick: press });
  }

  chips(examples) {
    if (this.view === "team") return "";
    const questions = examples[language.value] || examples.en || [];
    return make("div", { className: "chips" }, ...["/start", ...questions].map((text) =>
      make("button", { type: "button", dir: "auto", textContent: text, onclick: () => this.write(text) })));
  }

  toast(text) {
    const toast = this.find(".toast");
    Object.assign(toast, { textContent: text, hidden: !text });
    clearTimeout(this.fading);
    this.fading = setTimeout(() => { toast.hidden = true; }, 5000);
  }
}

// An officer's screen: first the list of what there is (the assistant, the group, its topics), then one of them.
class TeamPhone extends Phone {
  constructor({ chat, officers }) {
    super(officers[0].id, "team");
    Object.assign(this, { group: chat, officers, read: new Map() });
    const who = this.find(".who");
    who.append(...officers.map(({ id, first_name }) => make("option", { value: id, textContent: first_name })));
    Object.assign(who, { hidden: false, onchange: () => { this.person = Number(who.value); this.go(this.chat, this.thread, this.title); } });
    this.find(".back").onclick = () => this.go(this.group, null, null);
    this.go(this.group, null, null);
  }

  go(chat, thread, title) {
    Object.assign(this, { chat, thread, title });
    this.forget();
    this.root.classList.toggle("listing", thread === null);
    this.find(".back").hidden = thread === null;
    this.find(".places").hidden = thread !== null;
    this.find(".menu").hidden = true;
    this.look(-1);
  }

  draw(seen) {
    super.draw(seen);
    if (this.title) this.find("h1").textContent = this.title;
    if (this.thread !== null) { this.read.set(`${this.chat} ${this.thread}`, this.last); return; }
    const latest = (id) => seen.messages.filter((message) => (message.is_topic_message ? message.message_thread_id : 0) === id).at(-1);
    const topics = [...seen.topics, { id: 0, name: "General" }].map((topic) => ({ ...topic, last: latest(topic.id) }));
    topics.sort((one, other) => (other.last?.message_id || 0) - (one.last?.message_id || 0));
    this.find(".places").replaceChildren(this.place("✦", seen.assistant, "", () => this.go(0, 0, seen.assistant)),
      ...topics.map(({ id, name, last }) => this.place("#", name, last?.text || "", () => this.go(this.group, id, name),
        last && last.message_id > (this.read.get(`${this.group} ${id}`) || 0))),
      make("li", { className: "note", textContent: "The experts of this team's pool are made up." }));
  }

  place(sign, name, preview, onclick, isNew) {
    return make("li", {}, make("button", { type: "button", onclick, className: isNew ? "new" : "" }, make("b", { textContent: sign }),
      make("span", { dir: "auto", textContent: name }), make("small", { dir: "auto", textContent: preview })));
  }
}

const tab = (view) => document.querySelector(`[data-view=${view}]:not(main)`);
function showSteps(status, badNetwork) {
  const steps = document.getElementById("steps");
  steps.hidden = status.ready;
  steps.replaceChildren(...status.steps.map(({ label, state, done, total }) =>
    make("li", { className: state, textContent: total ? `${label} ${done}/${total}` : label })));
  document.getElementById("network").checked = badNetwork;
}

const language = document.getElementById("language");
const phones = document.getElementById("phones");
const direct = () => {
  document.documentElement.lang = language.value;
  phones.dir = language.value === "ar" ? "rtl" : "ltr";
  for (const [number, view] of ["mediator", "team"].entries()) tab(view).textContent = WORDS[language.value][number + 1];
};
function view(name) {
  phones.dataset.view = name;
  tab(name).classList.remove("new");
  for (const one of ["mediator", "team"]) tab(one).setAttribute("aria-pressed", one === name);
}
language.value = localStorage.language || [...language.options].map((option) => option.value)
  .find((code) => navigator.language.startsWith(code)) || "en";
direct();
view("mediator");
let mediator = new Phone(Number(localStorage.person) || 1001, "mediator"), team = null;
mediator.act("look", { since: -1 }).then((seen) => { if (seen.team) team = new TeamPhone(seen.team); else document.getElementById("views").hidden = true; });
document.getElementById("views").onclick = (event) => { if (event.target.dataset.view) view(event.target.dataset.view); };
language.onchange = () => {
  localStorage.language = language.value;
  direct();
  for (const phone of [mediator, team].filter(Boolean)) {
    phone.revision = -1;
    phone.look(-1);
  }
};
document.getElementById("network").onchange = (event) => mediator.act("network", { bad: event.target.checked });
document.getElementById("restart").onclick = () => {
  localStorage.person = 2000 + Math.floor(Math.random() * 1e9);
  mediator.open = false;
  mediator.root.remove();
  mediator = new Phone(Number(localStorage.person), "mediator");
  phones.prepend(mediator.root);
};
