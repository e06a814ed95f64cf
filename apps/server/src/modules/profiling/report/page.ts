import type { Language } from '@datapilot/contracts'
import { html, type Html } from './html.ts'
import { REPORT_STYLE } from './report-style.ts'

/**
 * A self-contained page: no script and no request, which its policy also forbids; everything from the data is escaped.
 * The policy is inside the page, because it is opened from a disk where no server sends one.
 */
export function page(title: string, language: Language, body: readonly Html[]): string {
  const document = html`<!doctype html>
    <html lang="${language === 'pt' ? 'pt-BR' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <style>
          ${{ markup: REPORT_STYLE }}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`
  return document.markup
}

export type Tile = readonly [label: string, value: string]

export function tileList(tiles: readonly Tile[]): Html {
  const items = tiles.map(
    ([label, value]) =>
      html`<div>
        <dt>${label}</dt>
        <dd>${value}</dd>
      </div>`,
  )
  return html`<dl class="tiles">${items}</dl>`
}

/** A table with a header; `numbers` are the columns set right-aligned. */
export function dataTable(
  header: readonly string[],
  rows: readonly (readonly (string | Html)[])[],
  numbers: readonly number[] = [],
): Html {
  const right = new Set(numbers)
  const cell = (content: string | Html, i: number) =>
    right.has(i) ? html`<td class="n">${content}</td>` : html`<td>${content}</td>`
  return html`<div class="wide">
    <table class="data">
      <thead>
        <tr>
          ${header.map((name, i) => (right.has(i) ? html`<th scope="col" class="n">${name}</th>` : html`<th scope="col">${name}</th>`))}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map(cell)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
