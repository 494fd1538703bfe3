/** How a room looks: one column for a thumb, light and dark, our words in one voice and the customer's in another. */
export const roomStyle = `
:root { color-scheme: light dark; --bg: #f6f5f1; --surface: #fff; --sunk: #efede7; --ink: #1c1a17; --ink2: #524e47; --ink3: #69645b;
  --line: #d8d4ca; --control: #8c867a; --accent: #0b5c64; --on: #fff; --danger: #a8201a; --soft: #fae9e6; }
@media (prefers-color-scheme: dark) { :root { --bg: #121211; --surface: #1a1918; --sunk: #232220; --ink: #f0ede7; --ink2: #bab4a9;
  --ink3: #979085; --line: #45423c; --control: #7b766c; --accent: #6fc9ca; --on: #06201f; --danger: #ff9e91; --soft: #371915; } }
*, *::before, *::after { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; }
html.large { font-size: 137.5%; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 1rem/1.5 Inter, ui-sans-serif, system-ui, 'Segoe UI', Roboto,
  'Helvetica Neue', Arial, sans-serif; overflow-wrap: anywhere; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 12px; top: 8px; padding: 8px 12px; background: var(--surface); z-index: 1; }
header, main { max-width: 35rem; margin: 0 auto; padding: 0 20px; }
header { display: flex; align-items: center; gap: 12px; min-height: 56px; font-weight: 620; }
header a { flex: none; margin-left: auto; padding: 10px 0; font-weight: 430; }
main { padding-bottom: 48px; }
h1 { margin: 6px 0; font-size: 1.625rem; line-height: 1.2; letter-spacing: -0.022em; font-weight: 620; }
h2 { margin: 0 0 10px; font-size: 1.0625rem; line-height: 1.35; letter-spacing: -0.01em; font-weight: 620; }
p { margin: 0 0 12px; }
section { margin-top: 28px; }
.lead, .hint, footer { color: var(--ink2); }
.hint, footer, .by, .said { font-size: 0.875rem; line-height: 1.43; }
.card { margin-top: 16px; padding: 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); }
.card p:last-child, .card dl { margin-bottom: 0; }
dl { margin: 14px 0 0; }
dl div { display: flex; flex-wrap: wrap; gap: 2px 10px; padding: 9px 0; border-top: 1px solid var(--line); }
dl div:last-child { padding-bottom: 0; }
dt { flex: 1 0 6.5rem; color: var(--ink3); }
dd { flex: 999 1 8rem; margin: 0; }
.late { color: var(--danger); font-weight: 620; }
ul.talk, ul.plain, ol.steps { margin: 0; padding: 0; list-style: none; }
ul.talk > li { margin-bottom: 10px; }
.ours { padding: 12px 14px; border-radius: 8px; background: var(--sunk); }
.theirs { padding-left: 14px; border-left: 2px solid var(--line); }
.theirs .text { font: 1.0625rem/1.5 'Source Serif 4', 'Iowan Old Style', Charter, Georgia, serif; }
.public { border-left: 4px double var(--control); padding-left: 12px; }
.text { margin: 0; white-space: pre-line; }
.by { margin: 0 0 2px; color: var(--ink3); }
ul.plain a { display: inline-block; padding: 6px 0; }
form { margin: 0; }
label, legend { display: block; margin: 0 0 4px; padding: 0; font-weight: 560; }
fieldset { margin: 0 0 16px; padding: 0; border: 0; min-width: 0; }
textarea, input[type=email], input[type=file], select { width: 100%; min-height: 48px; padding: 10px 12px; border: 1px solid var(--control);
  border-radius: 8px; background: var(--surface); color: var(--ink); font: inherit; }
textarea { min-height: 96px; resize: vertical; font: 1.0625rem/1.5 'Source Serif 4', 'Iowan Old Style', Charter, Georgia, serif; }
input[type=checkbox] { width: 22px; height: 22px; margin: 0 10px 0 0; vertical-align: -5px; accent-color: var(--accent); }
.field { margin: 0 0 14px; }
.check { display: flex; align-items: center; min-height: 44px; }
button, .button { display: block; width: 100%; min-height: 48px; margin: 0 0 8px; padding: 10px 16px; border: 1px solid var(--control); border-radius: 8px;
  background: var(--surface); color: var(--ink); font: inherit; font-weight: 560; text-align: start; cursor: pointer; }
button.go { border-color: var(--accent); background: var(--accent); color: var(--on); text-align: center; }
button.quiet { width: auto; border: 0; padding: 10px 0; background: none; color: var(--accent); text-decoration: underline; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
.pair button { text-align: center; }
[aria-pressed=true] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
a { color: var(--accent); }
.code { display: block; margin: 4px 0 12px; padding: 14px 16px; border: 1px dashed var(--control); border-radius: 8px; background: var(--surface);
  font: 620 1.375rem/1.4 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; letter-spacing: 0.04em; user-select: all; }
ol.do { padding-left: 1.4em; }
.note, .fault { margin: 16px 0; padding: 12px 14px; border-left: 4px solid var(--accent); background: var(--surface); }
.note p, .fault p { margin: 0; }
.fault { border-color: var(--danger); background: var(--soft); color: var(--ink); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
footer { margin-top: 28px; padding-top: 14px; border-top: 1px solid var(--line); }
`
