// Asks the service and puts its answer below the form. The page that it answers with is the same as without scripts:
// what is below the form there takes the place of what is below it here.

// A longer address is refused by the service, a shorter one maybe by a server in between: then the query goes as a form,
// and its answer has no address.
const LONGEST = 60_000;
const TOO_LONG = [414, 431];

export class Runner {
  constructor(form, said, language, { begun, wrong }) {
    Object.assign(this, { form, said, begun, wrong });
    this.number = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
    this.asked = location.search;
    this.answer = document.getElementById("answer");
    this.status = form.querySelector("[data-status]");
    this.stop = form.querySelector("[data-stop]");
    this.share = form.querySelector("[data-share]");
  }

  listen() {
    this.share.hidden = false;
    this.share.addEventListener("click", () => this.copy());
    this.stop.addEventListener("click", () => this.running?.abort());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(this.address());
    });
    this.answer.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-view]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      this.ask(new URL(link.href), link.dataset.view);
    });
    // Going to another place of the page is told alike; only another question needs the page anew.
    addEventListener("popstate", () => location.search === this.asked || location.reload());
  }

  address() {
    const found = new URL(this.form.action);
    found.search = new URLSearchParams(new FormData(this.form));
    return found;
  }

  async ask(address, chosen) {
    this.running?.abort();
    const running = (this.running = new AbortController());
    this.busy(true);
    this.begun(this.form.elements.query.value);
    try {
      let long = address.href.length > LONGEST;
      let answer = long ? null : await this.fetched(address, running);
      if (!answer || TOO_LONG.includes(answer.status)) {
        long = true;
        answer = await this.fetched(this.form.action, running, new URLSearchParams(new FormData(this.form)));
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (this.running !== running) return;
      this.put(page);
      if (!long && address.search !== location.search) history.pushState(null, "", address);
      this.asked = location.search;
      this.tell(answer);
      if (chosen) this.answer.querySelector(`a[data-view="${chosen}"]`)?.focus();
    } catch {
      if (this.running === running) this.status.textContent = running.signal.aborted ? this.said.stopped : this.said.lost;
    } finally {
      if (this.running === running) this.busy(false);
    }
  }

  fetched(address, { signal }, body) {
    const request = body ? { method: "POST", body } : {};
    return fetch(address, { headers: { Accept: "text/html" }, signal, ...request });
  }

  busy(is) {
    this.form.setAttribute("aria-busy", String(is));
    this.stop.hidden = !is;
    if (is) this.status.textContent = this.said.running;
  }

  put(page) {
    const found = page.getElementById("answer");
    if (found) this.answer.replaceChildren(...found.childNodes);
    // A fault of another sort has a page of its own: what that says stands here.
    else this.answer.replaceChildren(...page.querySelectorAll("main .problem"));
    const problem = this.answer.querySelector("[data-problem][data-line]");
    if (problem) this.wrong(Number(problem.dataset.line), Number(problem.dataset.column));
  }

  /** What the headers say: how long it took, what it may take, whether it was kept, and of which revision it is. */
  tell(answer) {
    if (!answer.ok) {
      this.status.textContent = "";
      return;
    }
    const timing = new Map(
      (answer.headers.get("Server-Timing") ?? "").split(",").map((one) => [one.split(";")[0].trim(), one.split(/dur=/)[1]]),
    );
    const parts = [this.said.done];
    if (timing.has("cache")) parts.push(this.said.kept);
    if (timing.has("query")) parts.push(this.said.took.replace("{}", this.number.format(timing.get("query"))));
    if (timing.has("limit")) parts.push(this.said.limit.replace("{}", this.number.format(timing.get("limit") / 1000)));
    const revision = answer.headers.get("X-Revision");
    if (revision) parts.push(`${this.said.revision} ${revision}`);
    this.status.textContent = parts.join(" · ");
  }

  async copy() {
    const { href } = this.address();
    try {
      await navigator.clipboard.writeText(href);
      this.status.textContent = this.said.copied;
    } catch {
      const field = document.createElement("input");
      Object.assign(field, { readOnly: true, value: href, ariaLabel: this.said.copy });
      this.status.replaceChildren(`${this.said.copy} `, field);
      field.select();
    }
  }
}
