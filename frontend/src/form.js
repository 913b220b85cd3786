// The form of a dossier: the gauge while one writes, drafts in this browser, the register's draft, and the map.
import { Drafts } from "./form/drafts.js";
import { Gauge } from "./form/gauge.js";
import { draw } from "./form/map.js";
import { Register } from "./form/register.js";

const filling = document.querySelector("form[data-form]");
const shelf = document.querySelector("[data-drafts]");
const drafts = new Drafts();

if (shelf) drafts.show(shelf, JSON.parse(shelf.dataset.words));
if (filling) start(filling, JSON.parse(filling.dataset.words));

function start(form, said) {
  const work = drafts.work();
  const gauge = new Gauge(form, said, (found) => drafts.keep(work, found.dossier, found.state));
  gauge.listen();
  const local = form.querySelector("[data-local]");
  if (local) {
    local.hidden = false;
    local.querySelector("[data-forget]").addEventListener("click", (event) => {
      drafts.drop(work);
      event.target.disabled = true;
    });
  }
  const register = form.querySelector("[data-draft]");
  if (register) new Register(form, register, said).listen();
  for (const area of form.querySelectorAll("textarea[data-outline]")) draw(area, said, form.dataset.land ?? "");
}
