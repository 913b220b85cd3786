// How the pages are checked. A rule that is set otherwise than its makers do says why.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // Either is right (HTML, 13.1.1); these pages say it in small letters, as they do all of their tags.
    "doctype-style": ["error", { style: "lowercase" }],
    // What the pages load comes from where they come from: a digest beside it would guard against nobody.
    "require-sri": ["error", { target: "crossorigin" }],
    // Search engines cut titles short; what a thing or a question is called is data, and stands whole.
    "long-title": "off",
  },
};
