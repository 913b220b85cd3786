// Bundles every script of src/ for the pages: node bundle.mjs DIGEST FOLDER
//
// Names hold a hash of the content, so that browsers may keep them for ever; manifest.json says which is which.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const [digest, folder] = process.argv.slice(2);
// Who gets the bundle may do with it what he likes, as with our own code.
const licences = new Set(["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "CC0-1.0", "Unlicense"]);

const sources = (await readdir(join(here, "src"), { withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith(".js"))
  .map((entry) => join(here, "src", entry.name))
  .sort();
const { metafile, outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: sources,
  outdir: folder,
  entryNames: "[name]-[hash]",
  chunkNames: "part-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/* Licences: THIRD-PARTY.txt */" },
  loader: { ".svg": "file", ".png": "file" },
  metafile: true,
  write: false,
});

await mkdir(folder, { recursive: true });
await Promise.all(outputFiles.map((file) => writeFile(join(folder, basename(file.path)), file.contents)));
await writeFile(join(folder, "THIRD-PARTY.txt"), await notices(Object.keys(metafile.inputs)));
// The manifest comes last: where it is, everything is.
const files = named(metafile.outputs);
await writeFile(join(folder, "manifest.json"), `${JSON.stringify({ source: digest, files }, null, 1)}\n`);

/** What each source became, a sheet that a script imports among it. */
function named(outputs) {
  const found = {};
  for (const [path, output] of Object.entries(outputs)) {
    if (!output.entryPoint) continue;
    const name = basename(output.entryPoint, ".js");
    found[`${name}.js`] = basename(path);
    if (output.cssBundle) found[`${name}.css`] = basename(output.cssBundle);
  }
  return Object.fromEntries(Object.entries(found).sort());
}

/** The licence of every package of which something is in the bundle. */
async function notices(inputs) {
  const roots = new Set(inputs.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(Boolean));
  const texts = await Promise.all([...roots].sort().map(notice));
  return `What is bundled in the scripts beside this file, and under which licences.\n\n${texts.join("\n")}`;
}

async function notice(root) {
  const { name, version, license } = JSON.parse(await readFile(join(here, root, "package.json"), "utf8"));
  if (!licences.has(license)) throw new Error(`${name} ${version}: the licence ${license} is none of those we bundle`);
  const file = (await readdir(join(here, root))).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} ${version}: the package has no text of its licence`);
  const text = (await readFile(join(here, root, file), "utf8")).replaceAll("\r\n", "\n").trim();
  return `${"=".repeat(80)}\n${name} ${version} (${license})\n${"-".repeat(80)}\n${text}\n`;
}
