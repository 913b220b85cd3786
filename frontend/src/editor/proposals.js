// What the editor proposes: terms of the lexicon by their prefixed names or by what they are called, variables, keywords.

const KEYWORDS = [
  "SELECT", "DISTINCT", "CONSTRUCT", "DESCRIBE", "ASK", "WHERE", "FROM", "FROM NAMED", "GRAPH", "OPTIONAL", "UNION", "MINUS",
  "FILTER", "FILTER NOT EXISTS", "FILTER EXISTS", "BIND", "VALUES", "GROUP BY", "HAVING", "ORDER BY", "ASC", "DESC", "LIMIT",
  "OFFSET", "PREFIX", "AS", "COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT", "LANG", "LANGMATCHES", "STR",
  "DATATYPE", "REGEX", "CONTAINS", "STRSTARTS", "STRENDS", "LCASE", "UCASE", "CONCAT", "REPLACE", "IF", "COALESCE", "BOUND",
  "IN", "NOT IN", "YEAR", "MONTH", "NOW",
];
const MOST = 60;

/** Text as it is compared: without accents and case. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The lexicon of the service, fetched when it is first wanted; null where it cannot be had. */
export function lexicon(address, said, language) {
  let found;
  return () => (found ??= fetched(address, said, language).catch(() => ((found = undefined), null)));
}

/** A source of completions. */
export function proposals(read, said) {
  return async (context) => {
    const variable = context.matchBefore(/[?$][\w]*/);
    if (variable) return variables(context, variable, said);
    const word = context.matchBefore(/<[^<>\s]*|[\p{L}\p{N}_][\p{L}\p{N}_.:’'-]*/u);
    if (!word && !context.explicit) return null;
    if (inComment(context)) return null;
    const known = await read();
    if (context.aborted) return null;
    const from = word?.from ?? context.pos;
    const options = ranked(known, word?.text ?? "", context.state.sliceDoc(0, from), said);
    return options.length ? { from, options, filter: false } : null;
  };
}

async function fetched(address, said, language) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const { prefixes, ...parts } = await answer.json();
  const number = new Intl.NumberFormat(language);
  const kinds = { classes: "class", properties: "property", things: "thing", graphs: "graph" };
  const entries = Object.entries(kinds).flatMap(([part, kind]) =>
    parts[part].map(([term, label, count = 0]) => ({
      kind,
      count,
      key: plain(term),
      words: plain(label),
      option: {
        label: term,
        detail: named(label, term, said[kind]),
        info: count ? said.times.replace("{}", number.format(count)) : undefined,
        apply: inserted(term, prefixes),
      },
    })),
  );
  const declared = Object.entries(prefixes).map(([name, space]) => ({
    label: `${name}:`,
    detail: said.prefix,
    info: space,
    key: name,
    line: `${name}: <${space}>`,
  }));
  return { entries, declared, prefixes };
}

/** The line that declares a prefix, with its end. */
export const declaration = (name, prefixes) => `PREFIX ${name}: <${prefixes[name]}>\n`;

const named = (label, term, kind) => (label === term ? kind : `${label} – ${kind}`);

/** What a term of the query is called, beside it. */
export function meaning(read) {
  return async (view, at) => {
    const line = view.state.doc.lineAt(at);
    for (const found of line.text.matchAll(/<[^<>\s]+>|[\w-]+:[\w.-]*\w/g)) {
      const [from, to] = [line.from + found.index, line.from + found.index + found[0].length];
      if (at < from || at > to) continue;
      const option = (await read())?.entries.find((entry) => entry.option.label === found[0])?.option;
      return option ? { pos: from, end: to, above: true, create: () => ({ dom: told(option) }) } : null;
    }
    return null;
  };
}

function told({ detail, info }) {
  const dom = document.createElement("div");
  dom.className = "cm-meaning";
  dom.textContent = info ? `${detail}, ${info}` : detail;
  return dom;
}

/** Put a term in, and declare its prefix where the query does not. */
function inserted(term, prefixes) {
  const name = /^([\w-]+):/.exec(term)?.[1];
  return (view, _, from, to) => {
    const text = view.state.doc.toString();
    const declared = !name || !(name in prefixes) || new RegExp(`^\\s*PREFIX\\s+${name}:`, "im").test(text);
    const line = declared ? "" : declaration(name, prefixes);
    view.dispatch({
      changes: [...(line ? [{ from: 0, insert: line }] : []), { from, to, insert: term }],
      selection: { anchor: from + line.length + term.length },
      userEvent: "input.complete",
    });
  };
}

/** The options for a word, the likeliest first: behind "a" classes, behind a subject properties. */
function ranked(known, typed, before, said) {
  const wanted = plain(typed);
  if (/PREFIX\s+$/i.test(before)) {
    const fits = (known?.declared ?? []).filter((one) => one.key.startsWith(wanted.replace(/:.*$/, "")));
    return fits.map(({ label, detail, info, line }) => ({ label, detail, info, apply: line }));
  }
  const place = placeOf(before);
  const terms = (known?.entries ?? [])
    .map((entry) => [score(entry, wanted, place), entry])
    .filter(([value]) => value > 0)
    .sort(([one, first], [other, second]) => other - one || second.count - first.count)
    .slice(0, MOST)
    .map(([, entry]) => entry.option);
  const words = KEYWORDS.filter((keyword) => wanted && keyword.toLowerCase().startsWith(wanted)).map((keyword) => ({
    label: keyword,
    detail: said.keyword,
    apply: `${keyword} `,
  }));
  return place === "any" ? [...words, ...terms] : [...terms, ...words];
}

function score({ kind, key, words }, wanted, place) {
  const local = key.slice(key.indexOf(":") + 1);
  const fit = !wanted
    ? 1
    : key.startsWith(wanted) || local.startsWith(wanted)
      ? 4
      : words.startsWith(wanted)
        ? 3
        : new RegExp(`[^\\p{L}\\p{N}]${escaped(wanted)}`, "u").test(` ${words}`)
          ? 2
          : wanted.length > 2 && key.includes(wanted)
            ? 1
            : 0;
  return fit && fit + (kind === place ? 4 : 0);
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What is likely to stand at a place, by the words before it. */
function placeOf(before) {
  if (/(?:\sa|rdf:type)\s+$/.test(before)) return "class";
  if (/\b(?:GRAPH|FROM|NAMED)\s+$/i.test(before)) return "graph";
  if (/[;{.]\s*[?$][\w]+\s+$|[;]\s*$|(?:^|[{.]\s*)<[^>]*>\s+$/.test(before)) return "property";
  if (/[\w]+:[\w-]+\s+$/.test(before)) return "thing";
  return "any";
}

function variables(context, { from, text }, said) {
  const names = new Set(context.state.doc.toString().match(/[?$]\w+/g));
  names.delete(text);
  const options = [...names].sort().map((label) => ({ label, detail: said.variable }));
  return options.length ? { from, options, validFor: /^[?$]\w*$/ } : null;
}

function inComment(context) {
  const line = context.state.doc.lineAt(context.pos);
  return /^\s*#/.test(line.text);
}
