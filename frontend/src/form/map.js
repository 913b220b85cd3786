// A map to draw an outline on, by pointer and by keyboard. What it shows is the text of the field, and what is drawn is
// written there: the field is what counts. No tiles: the coast of the country, a grid of degrees and a scale.
import { area, read, write } from "./outline.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDE = 600;
const HIGH = 400;
const COUNTRY = [-5.3, 41.3, 9.7, 51.2];
const STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20];
const KILOMETRES = 111.2; // of a degree of latitude
const NEAR = 8;
const FINEST = 2e-7; // degrees in a unit of the drawing
const COARSEST = 0.4;

export function draw(field, said, land) {
  new Drawing(field, said, land).show();
}

class Drawing {
  #field;
  #said;
  #land;
  #ring = [];
  #rings = [];
  #several = false;
  #middle = [0, 0];
  #degrees = 1; // of latitude, for one unit of the drawing
  #cursor = null;
  #number;

  constructor(field, said, land) {
    this.#field = field;
    this.#said = said;
    this.#land = land.split(";").map((ring) => ring.split(" ").map((point) => point.split(",").map(Number)));
    const language = document.documentElement.lang;
    this.#number = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
  }

  show() {
    const field = this.#field;
    const part = document.createElement("details");
    part.className = "draw";
    part.open = true;
    const title = document.createElement("summary");
    title.textContent = this.#said.map;
    const help = document.createElement("p");
    help.className = "hint";
    help.id = `${field.id}-map`;
    help.textContent = this.#said.mapHelp;
    this.svg = made("svg", {
      viewBox: `0 0 ${WIDE} ${HIGH}`,
      role: "application",
      tabindex: "0",
      "aria-label": this.#said.mapName,
      "aria-describedby": help.id,
    });
    this.status = document.createElement("p");
    this.status.className = "hint";
    this.status.setAttribute("role", "status");
    part.append(title, help, this.#tools(), this.svg, this.status);
    field.after(part);
    this.#read();
    this.#fit();
    field.addEventListener("input", (event) => {
      if (event.isTrusted) this.#read();
    });
    this.svg.addEventListener("keydown", (event) => this.#key(event));
    this.svg.addEventListener("pointerdown", (event) => this.#grab(event));
  }

  #tools() {
    const row = document.createElement("div");
    row.className = "tools";
    const acts = {
      in: () => this.#zoom(0.5),
      out: () => this.#zoom(2),
      fit: () => this.#fit(),
      undo: () => this.#change(this.#ring.slice(0, -1)),
      clear: () => this.#change([]),
    };
    for (const [name, act] of Object.entries(acts)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.textContent = this.#said[name];
      button.addEventListener("click", act);
      row.append(button);
    }
    return row;
  }

  // --- The text of the field

  #read() {
    const { rings, several } = read(this.#field.value);
    this.#rings = rings;
    this.#several = several;
    this.#ring = several ? [] : (rings[0] ?? []);
    this.#draw();
  }

  /** The outline is another now: write it, and tell whoever listens to the field. */
  #change(ring, focus = null) {
    if (this.#several) return;
    this.#ring = ring;
    this.#rings = ring.length ? [ring] : [];
    this.#field.value = write(ring);
    this.#field.dispatchEvent(new Event("input", { bubbles: true }));
    this.#draw(focus);
  }

  // --- Where things are

  /** How many units of the drawing a pixel of the screen is: on a small one, corners and letters stay as large. */
  get #pixel() {
    return WIDE / Math.min(WIDE, this.svg.clientWidth || WIDE);
  }

  get #narrow() {
    return Math.max(0.05, Math.cos((this.#middle[1] * Math.PI) / 180));
  }

  #at([x, y]) {
    const east = ((x - this.#middle[0]) * this.#narrow) / this.#degrees;
    const north = (y - this.#middle[1]) / this.#degrees;
    return [WIDE / 2 + east, HIGH / 2 - north];
  }

  #from([east, south]) {
    const x = this.#middle[0] + ((east - WIDE / 2) * this.#degrees) / this.#narrow;
    const y = this.#middle[1] - (south - HIGH / 2) * this.#degrees;
    return [Math.min(180, Math.max(-180, x)), Math.min(89, Math.max(-89, y))];
  }

  #fit() {
    const points = this.#rings.flat();
    let [west, south, east, north] = COUNTRY;
    if (points.length) {
      const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
      [west, east] = [Math.min(...xs), Math.max(...xs)];
      [south, north] = [Math.min(...ys), Math.max(...ys)];
    }
    this.#middle = [(west + east) / 2, (south + north) / 2];
    const wide = ((east - west) * this.#narrow) / (WIDE * 0.8);
    this.#degrees = Math.max(wide, (north - south) / (HIGH * 0.8), 4e-5);
    this.#cursor = null;
    this.#draw();
  }

  #zoom(by) {
    if (this.#cursor) this.#middle = this.#from(this.#cursor);
    if (this.#cursor) this.#cursor = [WIDE / 2, HIGH / 2];
    this.#degrees = Math.min(COARSEST, Math.max(FINEST, this.#degrees * by));
    this.#draw();
  }

  // --- The drawing

  #draw(focus = null) {
    const held = focus ?? this.#held();
    const land = this.#land.map((ring) => this.#path(ring)).join("");
    const shapes = this.#rings.map((ring) => this.#path(ring)).join("");
    const corners = this.#ring.map((point, at) => this.#corner(point, at));
    this.svg.replaceChildren(
      made("path", { class: "land", d: land }),
      made("path", { class: "grid", d: this.#grid() }),
      made("path", { class: "shape", d: shapes }),
      ...this.#scale(),
      ...corners,
      ...(this.#cursor ? [this.#cross()] : []),
    );
    if (held !== null) (corners[Math.min(held, corners.length - 1)] ?? this.svg).focus();
    this.#tell();
  }

  #held() {
    const found = [...this.svg.querySelectorAll(".corner")].indexOf(document.activeElement);
    return found < 0 ? null : found;
  }

  #path(ring) {
    const points = ring.map((point) => this.#at(point).map((one) => one.toFixed(1)).join(" "));
    return points.length > 1 ? `M${points.join("L")}Z` : "";
  }

  #corner(point, at) {
    const [x, y] = this.#at(point);
    const [longitude, latitude] = point.map((one) => one.toFixed(5));
    const name = `${this.#said.corner.replace("{}", at + 1)} (${longitude}, ${latitude})`;
    return made("circle", { class: "corner", cx: x, cy: y, r: 6.5 * this.#pixel, tabindex: 0, role: "button", "aria-label": name });
  }

  #cross() {
    const [x, y] = this.#cursor;
    return made("path", { class: "cursor", d: `M${x - 9} ${y}H${x + 9}M${x} ${y - 9}V${y + 9}` });
  }

  #grid() {
    const step = STEPS.find((one) => (HIGH * this.#degrees) / one <= 5) ?? 45;
    const [west, north] = this.#from([0, 0]);
    const [east, south] = this.#from([WIDE, HIGH]);
    const lines = [];
    for (let x = Math.ceil(west / step) * step; x <= east; x += step) lines.push(`M${this.#at([x, 0])[0].toFixed(1)} 0V${HIGH}`);
    for (let y = Math.ceil(south / step) * step; y <= north; y += step) lines.push(`M0 ${this.#at([0, y])[1].toFixed(1)}H${WIDE}`);
    return lines.join("");
  }

  #scale() {
    const unit = this.#degrees * KILOMETRES; // kilometres in a unit
    const power = 10 ** Math.floor(Math.log10(unit * 140));
    const length = [5, 2, 1].map((one) => one * power).find((one) => one <= unit * 140);
    const wide = length / unit;
    const text = made("text", { x: 14, y: HIGH - 22, "font-size": 11 * this.#pixel });
    text.textContent = length < 1 ? `${this.#number.format(length * 1000)} m` : `${this.#number.format(length)} km`;
    return [made("path", { class: "bar", d: `M14 ${HIGH - 18}v6h${wide.toFixed(1)}v-6` }), text];
  }

  #tell() {
    const size = area(this.#ring);
    const shown = size < 0.1 ? `${this.#number.format(size * 1e6)} m²` : `${this.#number.format(size)} km²`;
    const text = this.#several ? this.#said.several : this.#said.said.replace("{}", this.#ring.length).replace("{}", shown);
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  // --- By keyboard

  #key(event) {
    const corner = this.#held();
    const far = event.shiftKey ? 40 : 8;
    const moves = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, -far], ArrowDown: [0, far] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in moves) corner === null ? this.#step(moves[event.key]) : this.#shift(corner, moves[event.key]);
    else if (event.key === "+" || event.key === "=") this.#zoom(0.5);
    else if (event.key === "-") this.#zoom(2);
    else if (corner !== null && (event.key === "Delete" || event.key === "Backspace")) this.#remove(corner);
    else if (corner === null && (event.key === "Enter" || event.key === " ")) this.#put(this.#cursor ?? [WIDE / 2, HIGH / 2]);
    else return;
    event.preventDefault();
  }

  #step([east, south]) {
    const [x, y] = this.#cursor ?? [WIDE / 2, HIGH / 2];
    const to = [x + east, y + south];
    const edge = 20;
    if (to[0] < edge || to[0] > WIDE - edge || to[1] < edge || to[1] > HIGH - edge) {
      this.#middle = this.#from([WIDE / 2 + east, HIGH / 2 + south]);
      this.#cursor = [x, y];
    } else {
      this.#cursor = to;
    }
    this.#draw();
  }

  #shift(corner, [east, south]) {
    const [x, y] = this.#at(this.#ring[corner]);
    this.#move(corner, [x + east, y + south]);
  }

  #move(corner, place) {
    this.#change(this.#ring.map((point, at) => (at === corner ? this.#from(place) : point)), corner);
  }

  #remove(corner) {
    const left = this.#ring.filter((_, at) => at !== corner);
    this.#change(left, Math.max(0, corner - 1));
    if (!left.length) this.svg.focus();
  }

  /** A corner more: on the side that it is close to, else after the last. */
  #put(place) {
    const ring = [...this.#ring];
    const side = ring.length < 3 ? -1 : ring.findIndex((_, at) => this.#distance(place, at) < NEAR * this.#pixel);
    ring.splice(side < 0 ? ring.length : side + 1, 0, this.#from(place));
    this.#change(ring);
  }

  #distance([x, y], at) {
    const [startX, startY] = this.#at(this.#ring[at]);
    const [endX, endY] = this.#at(this.#ring[(at + 1) % this.#ring.length]);
    const [wide, high] = [endX - startX, endY - startY];
    const along = ((x - startX) * wide + (y - startY) * high) / (wide * wide + high * high || 1);
    const part = Math.min(1, Math.max(0, along));
    return Math.hypot(x - startX - part * wide, y - startY - part * high);
  }

  // --- By pointer

  #place(event) {
    const box = this.svg.getBoundingClientRect();
    return [((event.clientX - box.left) * WIDE) / box.width, ((event.clientY - box.top) * HIGH) / box.height];
  }

  #grab(event) {
    if (event.button) return;
    const start = this.#place(event);
    const middle = this.#middle;
    const corner = [...this.svg.querySelectorAll(".corner")].indexOf(event.target);
    let moved = false;
    const move = (next) => {
      const [x, y] = this.#place(next);
      moved ||= Math.hypot(x - start[0], y - start[1]) > 4;
      if (!moved) return;
      if (corner >= 0) {
        this.#move(corner, [x, y]);
      } else {
        this.#middle = middle;
        this.#middle = this.#from([WIDE / 2 - (x - start[0]), HIGH / 2 - (y - start[1])]);
        this.#draw();
      }
    };
    const end = () => {
      this.svg.removeEventListener("pointermove", move);
      this.svg.removeEventListener("pointerup", end);
      this.svg.removeEventListener("pointercancel", end);
      this.#cursor = null;
      if (!moved && corner < 0) this.#put(start);
    };
    this.svg.setPointerCapture(event.pointerId);
    this.svg.addEventListener("pointermove", move);
    this.svg.addEventListener("pointerup", end);
    this.svg.addEventListener("pointercancel", end);
  }
}

function made(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
