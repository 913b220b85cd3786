// The gauge: a while after one stops writing the server judges the dossier as it would be, and says what of each field.
const PAUSE = 900;

export class Gauge {
  #form;
  #said;
  #told;
  #timer;
  #running;

  /** @param told is given each answer of the server. */
  constructor(form, said, told) {
    this.#form = form;
    this.#said = said;
    this.#told = told;
  }

  listen() {
    this.#form.addEventListener("input", () => this.#soon());
    this.#form.addEventListener("change", () => this.#soon());
    this.#ask(); // what is there already is kept as a draft
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    const decision = this.#form.querySelector("[data-decision]");
    try {
      const answer = await fetch(this.#form.dataset.gauge, {
        method: "POST",
        body: new FormData(this.#form),
        headers: { Accept: "application/json", "Accept-Language": document.documentElement.lang },
        signal: running.signal,
      });
      const found = await answer.json();
      if (!answer.ok) {
        if (decision) decision.textContent = found.detail ?? this.#said.lost;
        return;
      }
      this.#show(found, decision);
      this.#told(found);
    } catch (error) {
      if (error.name !== "AbortError" && decision) decision.textContent = this.#said.lost;
    }
  }

  #show(found, decision) {
    if (decision && decision.textContent !== found.said) decision.textContent = found.said;
    for (const { number, outcome, sign, said } of found.criteria) {
      const button = this.#form.querySelector(`[data-level="${number}"]`);
      if (!button) continue;
      button.className = outcome;
      button.querySelector(".sign").textContent = sign;
      button.querySelector("small").textContent = said;
    }
    for (const field of this.#form.querySelectorAll("[data-field]")) {
      const name = field.dataset.field;
      this.#list(field, "fault", found.faults[name] ?? []);
      this.#list(field, "told", found.findings[name] ?? []);
      field.classList.toggle("wrong", name in found.faults);
    }
  }

  /** What is said below a field; what it says already is left alone, so that no reader hears it twice. */
  #list(field, kind, texts) {
    const old = field.querySelector(`.${kind}`);
    const before = old ? [...old.children].map((line) => line.textContent) : [];
    if (before.join("\n") === texts.join("\n")) return;
    const control = field.querySelector("input, select, textarea");
    const id = `${control?.id ?? ""}-${kind}`;
    old?.remove();
    if (texts.length) {
      const list = document.createElement("ul");
      list.className = kind;
      list.id = id;
      for (const text of texts) {
        const line = document.createElement("li");
        line.textContent = text;
        list.append(line);
      }
      field.append(list);
    }
    if (!control) return;
    const described = new Set((control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
    described.delete(id);
    if (texts.length) described.add(id);
    if (described.size) control.setAttribute("aria-describedby", [...described].join(" "));
    else control.removeAttribute("aria-describedby");
    if (kind !== "fault") return;
    if (texts.length) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}
