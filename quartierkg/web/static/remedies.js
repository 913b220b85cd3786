// The remedies of a verdict are asked for once its page is there, and put where the page with them has them. Without this
// script the button, or the link, leads to that page.
const box = document.querySelector("[data-advised]");
const told = box.querySelector("[role=status]");

async function answer(control) {
  const asked = control.form ? { method: "POST", body: new FormData(control.form) } : {};
  const found = await fetch(control.form ? control.formAction : control.href, {
    ...asked,
    headers: { Accept: "text/html" },
  });
  if (!found.ok) return null;
  return new DOMParser().parseFromString(await found.text(), "text/html").querySelector(".report");
}

async function ask(control) {
  control.hidden = true;
  told.textContent = box.dataset.looking;
  const page = await answer(control).catch(() => null);
  const said = page?.querySelector("[data-advised]");
  if (!said) {
    told.textContent = box.dataset.failed;
    control.hidden = false;
    return;
  }
  for (const found of page.querySelectorAll(".remedies")) {
    const place = document.getElementById(found.parentElement.id) ?? document.querySelector(".findings");
    place.append(document.importNode(found, true));
  }
  const news = said.querySelector("[role=status]");
  told.replaceChildren(...[...news.childNodes].map((node) => document.importNode(node, true)));
  control.hidden = said.querySelector("[data-ask]") === null;
}

box.addEventListener("click", (event) => {
  const control = event.target.closest("[data-ask]");
  if (control === null) return;
  event.preventDefault();
  ask(control);
});
ask(box.querySelector("[data-ask]"));
