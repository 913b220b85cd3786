// The draft that the register keeps for a Quartier. The token goes into a header of the request, and nowhere else.
export class Register {
  #form;
  #part;
  #said;

  constructor(form, part, said) {
    this.#form = form;
    this.#part = part;
    this.#said = said;
  }

  listen() {
    this.#part.hidden = false;
    this.#part.querySelector("[data-keep]").addEventListener("click", () => this.#keep());
    this.#part.querySelector("[data-take]").addEventListener("click", () => this.#take());
    // Enter in the field of the token would send the form, with nothing to say to it.
    this.#part.querySelector("input").addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.#keep();
    });
  }

  async #keep() {
    const state = this.#form.elements.state.value;
    const answer = await this.#ask({ method: "PUT", body: state, headers: { "Content-Type": "text/turtle" } });
    if (answer?.ok) this.#tell(this.#said.kept);
  }

  async #take() {
    const answer = await this.#ask({ headers: { Accept: "*/*" } });
    if (!answer?.ok) return;
    const type = answer.headers.get("Content-Type") ?? "";
    if (!type.startsWith("text/turtle")) {
      this.#tell(this.#said.refused.replace("{}", type)); // somebody else's program keeps it in another syntax
      return;
    }
    this.#form.elements.state.value = await answer.text();
    this.#form.requestSubmit(this.#form.querySelector('.steps ol button[value=""]'));
  }

  async #ask({ headers, ...rest }) {
    const token = this.#part.querySelector("input").value.trim();
    try {
      const said = { Authorization: `Bearer ${token}`, "Accept-Language": document.documentElement.lang };
      const answer = await fetch(this.#part.dataset.draft, {
        ...rest,
        headers: { ...headers, ...said },
        cache: "no-store",
        referrerPolicy: "no-referrer",
      });
      if (!answer.ok) await this.#refused(answer);
      return answer;
    } catch {
      this.#tell(this.#said.lost);
      return null;
    }
  }

  async #refused(answer) {
    let reason = String(answer.status);
    try {
      const problem = await answer.json();
      reason = [problem.detail, problem.remedy].filter(Boolean).join(" ");
    } catch {
      // no problem details: the status says it
    }
    this.#tell(this.#said.refused.replace("{}", reason));
  }

  #tell(text) {
    this.#part.querySelector("[data-said]").textContent = text;
  }
}
