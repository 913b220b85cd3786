// How the editor looks: the colours of the page's own sheet, which reach into its root as custom properties.
import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--raised)", border: "1px solid var(--soft)", borderRadius: "3px" },
  "&.cm-focused": { outline: "3px solid var(--mark)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", fontSize: ".9rem", lineHeight: "1.5", minHeight: "14rem", maxHeight: "32rem" },
  ".cm-content": { caretColor: "var(--ink)", padding: ".6rem 0" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--soft)", backgroundColor: "var(--raised)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--line) 25%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 30%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--accent) 25%, transparent)" },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--raised)", border: "1px solid var(--soft)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: ".88rem", maxHeight: "24rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".2rem .6rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--paper)", backgroundColor: "var(--accent)" },
  ".cm-completionDetail": { fontFamily: "var(--sans)", fontStyle: "normal", color: "var(--soft)", marginLeft: ".8em" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-meaning": { padding: ".25rem .6rem", fontFamily: "var(--sans)", fontSize: ".88rem" },
  ".cm-diagnostic": { fontFamily: "var(--sans)", whiteSpace: "pre-line", maxWidth: "34rem" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--mark)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--mark)", textUnderlineOffset: "3px" },
  // Theirs is a picture in the sheet, which the policy of the page refuses.
  ".cm-lint-marker-error": { content: "normal", color: "var(--mark)", lineHeight: "1" },
  ".cm-lint-marker-error:before": { content: "'●'" },
  ".cm-diagnosticAction": { color: "var(--paper)", backgroundColor: "var(--accent)", padding: ".2rem .6rem", marginTop: ".4rem" },
  ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--paper)" },
  ".cm-panels button, .cm-panels input": { color: "var(--ink)", backgroundColor: "var(--raised)", backgroundImage: "none" },
});

export const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword], color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--mark)" },
  { tag: [tags.string, tags.special(tags.string)], color: "light-dark(#3d6416, #b3d589)" },
  { tag: [tags.number, tags.bool], color: "light-dark(#7a3f8f, #d7abe6)" },
  { tag: [tags.url, tags.link], color: "var(--soft)" },
  { tag: tags.namespace, color: "light-dark(#3a4f8f, #a9bbf2)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--soft)", fontStyle: "italic" },
]);
