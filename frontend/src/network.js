// The slider for the day of a picture: month by month since the charter, beside the field that holds the day itself.
for (const slider of document.querySelectorAll("input[type=range][data-day]")) {
  const field = document.getElementById(slider.dataset.day);
  const [year, month] = slider.dataset.since.split("-").map(Number);
  const last = slider.dataset.until;
  const said = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  const dayAt = (months) =>
    months >= Number(slider.max) ? last : new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
  const placeOf = (day) => {
    if (day >= last) return Number(slider.max);
    const [atYear, atMonth] = day.split("-").map(Number);
    return (atYear - year) * 12 + atMonth - month;
  };
  const tell = () => {
    const at = new Date(`${field.value}T00:00:00Z`);
    if (!Number.isNaN(at.getTime())) slider.setAttribute("aria-valuetext", said.format(at));
  };
  const follow = () => {
    if (field.value) slider.value = placeOf(field.value);
    tell();
  };
  slider.addEventListener("input", () => {
    field.value = dayAt(Number(slider.value));
    tell();
  });
  field.addEventListener("input", follow);
  slider.hidden = false;
  follow();
}
