// What is dropped on the page, or pasted anywhere, goes into the form. Without this script the form is the same.
const form = document.querySelector("form[data-takes]");
const file = form.querySelector("input[type=file]");
const text = form.querySelector("textarea");
const told = form.querySelector("[role=status]");

function taken(what) {
  told.textContent = `${form.dataset.takes} ${what}`;
  form.querySelector("button[type=submit]").focus();
}

function take(data) {
  if (data.files.length > 0) {
    file.files = data.files;
    text.value = "";
    taken([...file.files].map((one) => one.name).join(", "));
    return true;
  }
  const found = data.getData("text/plain");
  if (found.trim() === "") return false;
  text.value = found;
  file.value = "";
  taken(form.dataset.pasted);
  return true;
}

form.querySelector("[data-drop]").hidden = false;
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  take(event.dataTransfer);
});
document.addEventListener("paste", (event) => {
  // A field takes what is pasted into it by itself.
  if (event.target.closest && event.target.closest("input, textarea")) return;
  if (take(event.clipboardData)) event.preventDefault();
});
