// The query editor: the form of /sparql with completion, errors at their place, history, and answers without a new page.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightSpecialChars,
  hoverTooltip,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { sparql } from "codemirror-lang-sparql";
import { Draft } from "./editor/draft.js";
import { colours, look } from "./editor/look.js";
import { declaration, lexicon, meaning, proposals } from "./editor/proposals.js";
import { Recent } from "./editor/recent.js";
import { Runner } from "./editor/runner.js";

const form = document.querySelector("form[data-editor]");
if (form) start(form);

function start(form) {
  const area = form.elements.query;
  const said = JSON.parse(form.dataset.words);
  const language = document.documentElement.lang;
  const draft = Draft.of(area);
  const read = lexicon(form.dataset.lexicon, said, language);

  const view = new EditorView({
    state: EditorState.create({
      doc: draft.text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        EditorState.allowMultipleSelections.of(true),
        EditorView.lineWrapping,
        EditorState.tabSize.of(2),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        search({ top: true }),
        sparql(),
        syntaxHighlighting(colours),
        look,
        autocompletion({ override: [proposals(read, said)], icons: false, maxRenderedOptions: 10 }),
        hoverTooltip(meaning(read)),
        EditorView.contentAttributes.of({ "aria-label": said.label }),
        keymap.of([
          { key: "Mod-Enter", run: () => (form.requestSubmit(), true) },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...searchKeymap,
          ...lintKeymap,
        ]),
        EditorView.domEventHandlers({ beforeinput: replace }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          area.value = update.state.doc.toString();
          draft.keep(area.value);
        }),
      ],
    }),
    // In a root of its own the editor adopts its sheets: no style element, which the policy of the page refuses.
    parent: rootFor(area),
  });
  area.value = draft.text;
  area.hidden = true;
  document.getElementById("query-label").addEventListener("click", (event) => {
    event.preventDefault();
    view.focus();
  });
  form.querySelector("[data-keys]").hidden = false;

  const recent = new Recent(document.querySelector("[data-history]"), language, (text) => {
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    view.focus();
  });
  const runner = new Runner(form, said, language, {
    begun: (text) => {
      recent.add(text);
      mark(view, []);
    },
    wrong: (line, column) => point(view, line, column, read, said),
  });
  const shown = document.querySelector("[data-problem][data-line]");
  if (shown) point(view, Number(shown.dataset.line), Number(shown.dataset.column), read, said);
  runner.listen();
}

function rootFor(area) {
  const host = document.createElement("div");
  host.className = "editor";
  area.after(host);
  return host.attachShadow({ mode: "open" });
}

/** Typing over a selection, done here: Chromium would style what it puts in, which the policy of the page refuses. */
function replace(event, view) {
  const plain = event.inputType === "insertText" && event.data !== null && !event.isComposing;
  if (!plain || view.state.selection.main.empty || view.composing) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

function mark(view, diagnostics) {
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** Show where a query stops making sense: the word there, or the last character. Columns count characters, from 1. */
async function point(view, line, column, read, said) {
  const { doc } = view.state;
  const { from, to, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const before = [...text].slice(0, column - 1).join("").length;
  const start = Math.min(from + before, to);
  const word = /^[\w:?$-]+|^\S/.exec(doc.sliceString(start, to))?.[0] ?? "";
  const end = Math.max(start + word.length, Math.min(start + 1, doc.length));
  const message = document.querySelector("[data-problem] [role=alert]")?.innerText.trim() ?? "";
  const found = { from: start === end ? Math.max(0, start - 1) : start, to: end, severity: "error", message };
  mark(view, [found]);
  view.dispatch({ selection: { anchor: start }, effects: EditorView.scrollIntoView(start, { y: "center" }) });
  view.focus();
  const actions = declaring(view, word, await read(), said);
  if (!actions.length || view.state.doc !== doc) return;
  mark(view, [{ ...found, actions }]);
  document.querySelector("[data-problem] [role=alert]")?.append(...actions.map(button));
}

function button({ name, apply }) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = name;
  made.addEventListener("click", () => {
    apply();
    made.remove();
  });
  return made;
}

/** The way out where a prefix that we know is not declared. */
function declaring(view, word, known, said) {
  const name = /^([\w-]+):/.exec(word)?.[1];
  if (!known || !name || !(name in known.prefixes)) return [];
  if (new RegExp(`PREFIX\\s+${name}:`, "i").test(view.state.doc.toString())) return [];
  const apply = () => {
    view.dispatch({ changes: { from: 0, insert: declaration(name, known.prefixes) } });
    mark(view, []);
    view.focus();
  };
  return [{ name: said.declare.replace("{}", `${name}:`), apply }];
}
