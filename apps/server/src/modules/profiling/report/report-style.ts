/** Colours and sizes of the product's design, light and dark; the report loads nothing. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --canvas: #fff; --surface: #f6f8f9; --border: #dde3e7; --text: #151e26; --text-2: #46535f;
  --text-3: #5f6c78; --mark: #6b9799; --pale: #c3ced2; --accent: #0b5f5d; --warn: #8a5200; --bad: #b02a22; }
@media (prefers-color-scheme: dark) { :root { --canvas: #12181d; --surface: #0d1216; --border: #26313a; --text: #e7edf1;
  --text-2: #aab6c0; --text-3: #8d9aa6; --mark: #4f8a8b; --pale: #3c4a55; --accent: #5cc4bf; --warn: #e8b35a; --bad: #f18b82; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 1120px; background: var(--canvas); color: var(--text);
  font: 13px/20px 'Inter Variable', Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1 { font-size: 22px; line-height: 28px; letter-spacing: -0.018em; margin: 0 0 4px; }
h2 { font-size: 15px; line-height: 24px; margin: 32px 0 8px; }
h3 { font-size: 15px; line-height: 24px; margin: 12px 0 0; } header h3 { margin: 0; }
.quiet { color: var(--text-2); } .small { font-size: 12px; line-height: 16px; color: var(--text-3); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 8px; margin: 16px 0; padding: 0; }
.tiles div { background: var(--surface); border: 1px solid var(--border); border-radius: 6px; padding: 8px 12px; }
.tiles dt { color: var(--text-3); font-size: 12px; } .tiles dd { margin: 0; font-size: 15px; font-weight: 600; }
ul.alerts { list-style: none; padding: 0; margin: 0; border: 1px solid var(--border); border-radius: 6px; }
ul.alerts li { padding: 4px 12px; border-top: 1px solid var(--border); } ul.alerts li:first-child { border-top: 0; }
.error::before { content: '■ '; color: var(--bad); } .warning::before { content: '▲ '; color: var(--warn); }
.info::before { content: '● '; color: var(--text-3); }
section.column { border: 1px solid var(--border); border-radius: 6px; padding: 12px 16px; margin: 8px 0; break-inside: avoid; }
section.column header { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; }
.parts { columns: 4 220px; column-gap: 24px; margin-top: 8px; } .parts > * { break-inside: avoid; margin-bottom: 12px; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 12px 24px; margin-top: 8px; }
table { border-collapse: collapse; width: 100%; } td, th { padding: 2px 8px 2px 0; text-align: left; font-weight: 400; vertical-align: top; }
td.n { text-align: right; white-space: nowrap; } th { color: var(--text-2); }
.wide { overflow-x: auto; } .matrix td, .matrix th { padding: 2px 6px; text-align: right; font-size: 12px; white-space: nowrap; }
svg { display: block; width: 100%; height: 64px; } svg rect { fill: var(--mark); } svg rect.base { fill: var(--pale); }
svg.line { height: 96px; } svg.line path { fill: none; stroke: var(--accent); stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.ends { display: flex; justify-content: space-between; gap: 8px; }
table.figures { table-layout: fixed; } table.figures th { width: 50%; } table.figures td.n { white-space: normal; }
table.data { font-size: 12px; } table.data th { color: var(--text-3); border-bottom: 1px solid var(--border); } table.data td { border-bottom: 1px solid var(--border); padding-right: 16px; }
th.n { text-align: right; } table.data tr { break-inside: avoid; }
.meter { display: inline-block; width: 120px; height: 8px; background: var(--surface); border: 1px solid var(--border); vertical-align: middle; }
.meter i { display: block; height: 100%; background: var(--mark); }
.level::before { content: '○ '; color: var(--text-3); } .level.moderate::before { content: '▲ '; color: var(--warn); } .level.strong::before { content: '■ '; color: var(--bad); }
.key { display: inline-block; width: 8px; height: 8px; background: var(--mark); } .key.base { background: var(--pale); }
.matrix { width: auto; } .matrix th span { display: inline-block; max-width: 96px; overflow: hidden; text-overflow: ellipsis; }
.s3 { background: color-mix(in srgb, var(--mark) 18%, transparent); }
.s4 { background: color-mix(in srgb, var(--mark) 24%, transparent); }
.s5 { background: color-mix(in srgb, var(--mark) 30%, transparent); }
.s6 { background: color-mix(in srgb, var(--mark) 36%, transparent); }
.s7 { background: color-mix(in srgb, var(--mark) 42%, transparent); }
.s8 { background: color-mix(in srgb, var(--mark) 48%, transparent); }
.s9 { background: color-mix(in srgb, var(--mark) 54%, transparent); }
.s10 { background: color-mix(in srgb, var(--mark) 60%, transparent); }
footer { margin-top: 32px; color: var(--text-3); font-size: 12px; }
@page { size: A4; margin: 14mm 12mm; }
@media print {
  :root { color-scheme: light; --canvas: #fff; --surface: #f6f8f9; --border: #bbb; --text: #000; --text-2: #333; --text-3: #555;
    --mark: #6b9799; --pale: #c3ced2; --accent: #0b5f5d; --warn: #8a5200; --bad: #b02a22; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 10px; line-height: 14px; }
  footer, .small, table.data, .tiles dt { font-size: 9px; line-height: 12px; }
  .parts { columns: 4; column-gap: 14px; } .parts > * { margin-bottom: 6px; } .plots { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 8px 16px; }
  section.column { padding: 6px 8px; margin: 5px 0; } td, th { padding: 0 6px 0 0; } h2 { margin: 14px 0 4px; }
  ul.alerts li { padding: 1px 8px; } .tiles { gap: 4px; margin: 8px 0; } .tiles div { padding: 4px 8px; } .tiles dd { font-size: 12px; }
  .tiles { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .wide { overflow: visible; } .matrix td, .matrix th { font-size: 7px; padding: 1px 2px; white-space: normal; } .matrix th span { max-width: 48px; }
  h2, h3 { break-after: avoid; } svg { height: 36px; } svg.line { height: 64px; }
}`
