// Dossiers on their way, kept in this browser: the last few. Each work has its own: two dossiers may have one address,
// as those have that nobody named, and another site may send a text that has that of somebody's.
const KEY = "quartierkg.drafts";
const WORK = "quartierkg.draft"; // of this tab
const MOST = 5;
const LARGEST = 1_000_000;

export class Drafts {
  /** What is kept, the newest first. */
  all() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(found) ? found.filter((one) => typeof one?.state === "string") : [];
    } catch {
      return []; // a browser that keeps nothing, or something else there
    }
  }

  keep(work, dossier, state) {
    if (state.length > LARGEST) return;
    const others = this.all().filter((one) => one.work !== work);
    this.#write([{ work, dossier, state, at: new Date().toISOString() }, ...others].slice(0, MOST));
  }

  drop(work) {
    this.#write(this.all().filter((one) => one.work !== work));
  }

  /** The work of this tab, which its pages go on with. */
  work() {
    const fresh = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    try {
      const found = sessionStorage.getItem(WORK) ?? fresh;
      sessionStorage.setItem(WORK, found);
      return found;
    } catch {
      return fresh; // a browser that keeps nothing
    }
  }

  /** Whoever begins has another work; whoever goes on with a draft has its. */
  #take(work) {
    try {
      if (work) sessionStorage.setItem(WORK, work);
      else sessionStorage.removeItem(WORK);
    } catch {
      // nothing is kept
    }
  }

  #write(drafts) {
    try {
      localStorage.setItem(KEY, JSON.stringify(drafts));
    } catch {
      // full, or not allowed: the page holds the dossier all the same
    }
  }

  /** Offer what is kept, where one begins. */
  show(shelf, said) {
    const list = shelf.querySelector("ul");
    const language = document.documentElement.lang;
    this.#take(null);
    const fill = () => {
      const found = this.all();
      list.replaceChildren(...found.map(entry));
      shelf.hidden = found.length === 0;
    };
    const entry = (one) => {
      const line = document.createElement("li");
      const name = document.createElement("span");
      const when = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
      name.textContent = [titled(one), when.format(new Date(one.at))].join(", ");
      const open = button(said.open, () => {
        this.#take(one.work);
        send(shelf.dataset.drafts, one.state);
      });
      const drop = button(said.drop, () => {
        this.drop(one.work);
        fill();
        (list.querySelector("button") ?? document.querySelector("main button"))?.focus();
      });
      drop.className = "quiet";
      for (const made of [open, drop]) made.setAttribute("aria-label", `${made.textContent} – ${name.textContent}`);
      line.append(name, open, drop);
      return line;
    };
    fill();
  }
}

/** What a dossier is called, as far as its text tells at a glance. */
function titled({ state, dossier }) {
  return /dcterms:title "((?:[^"\\]|\\.)*)"/.exec(state)?.[1] ?? /rdfs:label "((?:[^"\\]|\\.)*)"/.exec(state)?.[1] ?? dossier;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

/** Go on with a dossier: its text is sent as the pages of the form send theirs. */
function send(address, state) {
  const form = document.createElement("form");
  Object.assign(form, { action: address, method: "post", enctype: "multipart/form-data", hidden: true });
  const area = document.createElement("textarea");
  area.name = "state";
  area.value = state;
  form.append(area);
  document.body.append(form);
  form.submit();
}
