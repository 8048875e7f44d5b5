// Draws what /control/look tells and sends back what fingers do. Texts become text nodes, never
// markup; entity offsets are UTF-16 units, which is how strings count here.
"use strict";
const KINDS = ["photo", "voice", "document", "location", "contact", "sticker", "video"];
const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", text_link: "a", url: "a", spoiler: "span" };
const SYMBOLS = { photo: "🖼", voice: "🎤", document: "📄", location: "📍", contact: "👤", video: "🎬" };
const PLACEHOLDERS = { en: "Message", fr: "Message", es: "Mensaje", ar: "رسالة", ru: "Сообщение", pt: "Mensagem" };
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

class Phone {
  constructor(person, chat) {
    Object.assign(this, { person, chat, revision: -1, drawn: new Map(), answers: 0, open: true });
    this.root = document.getElementById("phone").content.cloneNode(true).firstElementChild;
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
    document.getElementById("phones").append(this.root);
    this.follow();
  }

  act(action, body) {
    return ask(action, { person: this.person, chat: this.chat, language: language.value, ...body });
  }

  write(text) {
    this.input.value = "";
    this.find(".menu").hidden = true;
    if (text.trim()) this.act("write", { text }).catch(() => { this.input.value = text; });
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

  async follow() {
    while (this.open) {
      try {
        this.draw(await this.act("look", { since: this.revision }));
      } catch {
        await pause(1000);
      }
    }
    this.root.remove();
  }

  draw(seen) {
    this.commands = seen.commands;
    this.input.placeholder = PLACEHOLDERS[language.value];
    this.find("h1").textContent = seen.title;
    showSteps(seen.status, seen.bad_network);
    if (seen.revision === this.revision) return;
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
    const grew = seen.messages.length > this.drawn.size;
    const shown = seen.messages.map((message) => this.bubble(message));
    this.list.replaceChildren(...(shown.length ? shown : [this.chips(seen.examples)]));
    // A long answer is read from its beginning.
    if (atEnd || grew) this.list.scrollTop = this.list.lastElementChild.offsetTop - this.list.offsetTop - 64;
    if (this.revision >= 0 && seen.answers.length > this.answers) this.toast(seen.answers.at(-1).text);
    Object.assign(this, { revision: seen.revision, answers: seen.answers.length });
  }

  bubble(message) {
    const version = JSON.stringify(message), known = this.drawn.get(message.message_id);
    if (known?.version === version) return known.element;
    const mine = message.from.id === this.person;
    const content = make("div", { className: "bubble", dir: "auto" }, ...this.content(message));
    const time = new Date(1000 * message.date).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    content.append(make("span", { className: "time", textContent: (message.edit_date ? "✎ " : "") + time }));
    const rows = (message.reply_markup?.inline_keyboard || []).map((row) =>
      make("div", { className: "row" }, ...row.map((button) => this.button(button, message))));
    const element = make("article", { className: mine ? "message mine" : "message" }, content, ...rows);
    element.dataset.id = message.message_id;
    this.drawn.set(message.message_id, { version, element });
    return element;
  }

  content(message) {
    const parts = [], reply = message.reply_to_message;
    if (reply) parts.push(make("div", { className: "replied", dir: "auto", textContent: reply.text || reply.caption || "…" }));
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

function showSteps(status, badNetwork) {
  const steps = document.getElementById("steps");
  steps.hidden = status.ready;
  steps.replaceChildren(...status.steps.map(({ label, state, done, total }) =>
    make("li", { className: state, textContent: total ? `${label} ${done}/${total}` : label })));
  document.getElementById("network").checked = badNetwork;
}

const language = document.getElementById("language");
const direct = () => { document.documentElement.lang = language.value;
  document.getElementById("phones").dir = language.value === "ar" ? "rtl" : "ltr"; };
language.value = localStorage.language || [...language.options].map((option) => option.value)
  .find((code) => navigator.language.startsWith(code)) || "en";
direct();
let mediator = new Phone(Number(localStorage.person) || 1001);
language.onchange = () => {
  localStorage.language = language.value;
  direct();
  mediator.revision = -1;
  mediator.act("look", { since: -1 }).then((seen) => mediator.draw(seen));
};
document.getElementById("network").onchange = (event) => mediator.act("network", { bad: event.target.checked });
document.getElementById("restart").onclick = () => {
  localStorage.person = 2000 + Math.floor(Math.random() * 1e9);
  mediator.open = false;
  mediator.root.remove();
  mediator = new Phone(Number(localStorage.person));
};
