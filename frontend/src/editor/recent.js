// The queries that were asked before in this browser; they never leave it.

const KEY = "queries";
const MOST = 30;

export class Recent {
  constructor(section, language, choose) {
    this.section = section;
    this.choose = choose;
    this.date = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
    section.querySelector("[data-forget]").addEventListener("click", () => this.write([]));
    this.show();
  }

  read() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(found) ? found.filter((one) => typeof one?.text === "string") : [];
    } catch {
      return [];
    }
  }

  write(queries) {
    try {
      if (queries.length) localStorage.setItem(KEY, JSON.stringify(queries));
      else localStorage.removeItem(KEY);
    } catch {
      // nothing is kept by this browser
    }
    this.show();
  }

  add(text) {
    if (!text.trim()) return;
    const others = this.read().filter((one) => one.text !== text);
    this.write([{ text, at: Date.now() }, ...others].slice(0, MOST));
  }

  show() {
    const queries = this.read();
    this.section.hidden = !queries.length;
    this.section.querySelector("ol").replaceChildren(...queries.map((one) => this.item(one)));
  }

  item({ text, at }) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = gist(text);
    button.addEventListener("click", () => this.choose(text));
    const time = document.createElement("small");
    time.className = "tag";
    time.textContent = this.date.format(new Date(at));
    const item = document.createElement("li");
    item.append(button, " ", time);
    return item;
  }
}

/** What a query is recognised by: its text behind the prefixes, on one line. */
function gist(text) {
  const body = text.replace(/^\s*PREFIX\s+\S*\s*<[^>]*>\s*/gim, "").replace(/\s+/g, " ").trim();
  return body.length > 90 ? `${body.slice(0, 89)}…` : body || text.slice(0, 90);
}
