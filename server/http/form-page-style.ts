/** How the public pages look: one column, large enough for a thumb, light and dark, nothing from elsewhere. */
export const pageStyle = `
:root { color-scheme: light dark; --bg: #f6f5f1; --surface: #fff; --ink: #1c1a17; --ink2: #524e47; --line: #ccc7bc;
  --control: #8c867a; --accent: #0b5c64; --on: #fff; --danger: #a8201a; --soft: #fae9e6; }
@media (prefers-color-scheme: dark) { :root { --bg: #121211; --surface: #1a1918; --ink: #f0ede7; --ink2: #bab4a9;
  --line: #45423c; --control: #7b766c; --accent: #6fc9ca; --on: #06201f; --danger: #ff9e91; --soft: #371915; } }
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 16px/1.5 ui-sans-serif, system-ui, 'Segoe UI', Roboto,
  'Helvetica Neue', Arial, sans-serif; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
main { max-width: 640px; margin: 0 auto; padding: 32px 20px 48px; }
header { max-width: 640px; margin: 0 auto; padding: 18px 20px 0; font-weight: 600; }
header + main { padding-top: 18px; }
.embedded { background: var(--surface); }
.embedded main { padding: 4px 4px 16px; }
h1 { margin: 0 0 8px; font-size: 26px; line-height: 32px; letter-spacing: -0.02em; }
h2 { margin: 32px 0 8px; font-size: 18px; line-height: 24px; }
p { margin: 0 0 16px; }
.intro { white-space: pre-line; }
.soft, .hint, footer { color: var(--ink2); }
.hint, footer { font-size: 14px; line-height: 20px; }
.field { margin: 0 0 20px; }
label, legend { display: block; margin: 0 0 4px; padding: 0; font-weight: 600; }
label span { color: var(--ink2); font-weight: 400; }
.hint { margin: 0 0 6px; }
input, textarea, select { width: 100%; min-height: 44px; padding: 9px 12px; border: 1px solid var(--control);
  border-radius: 5px; background: var(--surface); color: var(--ink); font: inherit; }
input[type=file] { padding: 7px; }
::file-selector-button { min-height: 28px; margin-inline-end: 10px; padding: 0 12px; border: 1px solid var(--control);
  border-radius: 4px; background: var(--bg); color: var(--ink); font: inherit; cursor: pointer; }
textarea { min-height: 168px; resize: vertical; font-family: Charter, 'Iowan Old Style', Georgia, Cambria, serif; }
[aria-invalid=true] { border: 2px solid var(--danger); }
.fault { margin: 6px 0 0; color: var(--danger); font-weight: 600; }
.faults { margin: 0 0 24px; padding: 14px 16px; border-left: 4px solid var(--danger); background: var(--soft); }
.faults p, .note p { margin: 0; }
.faults ul, .plain { margin: 6px 0 0; padding: 0 0 0 20px; }
.faults a { color: inherit; }
.note { margin: 0 0 24px; padding: 14px 16px; border-left: 4px solid var(--accent); background: var(--surface); }
button, .button { display: inline-block; min-height: 44px; padding: 10px 22px; border: 0; border-radius: 5px;
  background: var(--accent); color: var(--on); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
button[disabled] { opacity: .6; cursor: default; }
form.says button { display: block; width: 100%; margin: 0 0 8px; border: 1px solid var(--control); background: var(--surface);
  color: var(--ink); text-align: start; }
a { color: var(--accent); }
a.button { color: var(--on); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.trap { position: absolute; left: -9999px; width: 1px; height: 1px; overflow: hidden; }
.link { padding: 10px 12px; border: 1px solid var(--line); border-radius: 5px; background: var(--surface); font-size: 14px; }
footer { margin-top: 32px; padding-top: 12px; border-top: 1px solid var(--line); }
@media print { .embedded, body { background: #fff; } button, form { display: none; } }
`
