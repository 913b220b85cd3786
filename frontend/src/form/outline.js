// Outlines as text: WKT or GeoJSON in, rings of longitudes and latitudes out, and WKT back.

/** The rings of a text, each without its closing point; several is true where the map cannot change them. */
export function read(text) {
  const plain = text.trim();
  try {
    const rings = plain.startsWith("{") ? ofJson(JSON.parse(plain)) : ofWkt(plain);
    const open = rings.map(opened).filter((ring) => ring.length && ring.every(isOnEarth));
    return { rings: open, several: open.length > 1 };
  } catch {
    return { rings: [], several: false };
  }
}

function ofWkt(text) {
  const swapped = /^<[^>]*EPSG\/0\/4326>/.test(text);
  const rings = text.match(/\([^()]+\)/g) ?? [];
  return rings.map((ring) =>
    ring
      .slice(1, -1)
      .split(",")
      .map((point) => point.trim().split(/\s+/).slice(0, 2).map(Number))
      .map(([x, y]) => (swapped ? [y, x] : [x, y])),
  );
}

function ofJson(found) {
  if (found.type === "FeatureCollection") return ofJson(found.features[0]);
  if (found.type === "Feature") return ofJson(found.geometry);
  const { type, coordinates } = found;
  if (type === "Point") return [[coordinates]];
  if (type === "LineString") return [coordinates];
  return type === "Polygon" ? coordinates : coordinates.flat();
}

function opened(ring) {
  const points = ring.map(([x, y]) => [x, y]);
  const [first, last] = [points[0], points.at(-1)];
  return points.length > 1 && first[0] === last[0] && first[1] === last[1] ? points.slice(0, -1) : points;
}

function isOnEarth([x, y]) {
  return Math.abs(x) <= 180 && Math.abs(y) <= 90;
}

/** One ring as WKT: a point, a line, or from three corners on a polygon. */
export function write(ring) {
  const said = ring.map(([x, y]) => `${rounded(x)} ${rounded(y)}`);
  if (!ring.length) return "";
  if (ring.length === 1) return `POINT (${said[0]})`;
  if (ring.length === 2) return `LINESTRING (${said.join(", ")})`;
  return `POLYGON ((${[...said, said[0]].join(", ")}))`;
}

/** Six decimals: some ten centimetres. */
function rounded(degrees) {
  return Number(degrees.toFixed(6));
}

/** The area in square kilometres, on a sphere; good enough to see whether an outline is what one meant. */
export function area(ring) {
  const radius = 6371.0072;
  const flat = ring.map(([x, y]) => [(x * Math.PI) / 180, Math.sin((y * Math.PI) / 180)]);
  let sum = 0;
  flat.forEach(([x, y], at) => {
    const [nextX, nextY] = flat[(at + 1) % flat.length];
    sum += x * nextY - nextX * y;
  });
  return (Math.abs(sum) / 2) * radius * radius;
}
