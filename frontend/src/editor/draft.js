// What was typed and not yet asked, kept as long as the tab is open: for a change of language, or a look at another page.

const KEY = "draft";

export class Draft {
  /** What the editor opens with: what the address asks for, else the draft, else what the page proposes. */
  static of(area) {
    const asked = new URLSearchParams(location.search);
    const draft = new Draft();
    draft.text = asked.has("query") || asked.has("example") ? area.value : (draft.kept() ?? area.value);
    return draft;
  }

  kept() {
    try {
      return sessionStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  keep(text) {
    try {
      sessionStorage.setItem(KEY, text);
    } catch {
      // nothing is kept by this browser
    }
  }
}
