import type { CorrelationMatrix, Profile } from '@datapilot/contracts'
import { html, type Html } from './html.ts'
import { dataTable } from './page.ts'
import { strengthCell } from './plots.ts'
import type { ReportLanguage } from './report-language.ts'

/** Columns of one matrix; a wider one is read on a screen, in the product. */
const WIDEST = 40
const LISTED = 50

interface Matrix {
  readonly columns: readonly string[]
  readonly rows: readonly string[]
  readonly values: readonly (readonly (number | null)[])[]
}

/** What columns say about each other; parts that a basic profile does not have are left out. */
export function relationSections(profile: Profile, said: ReportLanguage): Html[] {
  const { words, more } = said
  const correlations = profile.correlations.map((found) => {
    const name = found.method === 'pearson' ? more.methods.pearson : more.methods.spearman
    return titled(`${words.terms.correlations} (${name})`, matrix(squareOf(found), said), found.exact, said)
  })
  return [
    ...correlations,
    associations(profile, said),
    strongest(profile, said),
    dependencies(profile, said),
    nearDuplicates(profile, said),
  ]
}

function titled(title: string, body: Html, exact: boolean, { more }: ReportLanguage): Html {
  const note = exact ? html`` : html`<p class="small">${more.terms.from_sample}</p>`
  return html`<section class="block">
    <h2>${title}</h2>
    ${note} ${body}
  </section>`
}

function squareOf({ columns, values }: Pick<CorrelationMatrix, 'columns' | 'values'>): Matrix {
  return { columns, rows: columns, values }
}

function matrix({ columns, rows, values }: Matrix, { format, words }: ReportLanguage): Html {
  const shown = columns.slice(0, WIDEST)
  const left = columns.length - shown.length
  const lines = rows.slice(0, WIDEST).map((name, i) => {
    const cells = shown.map((_, j) => {
      const value = values[i]?.[j] ?? null
      return strengthCell(value, value === null ? '–' : format.figure(Number(value.toFixed(2))))
    })
    return html`<tr>
      <th scope="row">${name}</th>
      ${cells}
    </tr>`
  })
  const rest = left > 0 ? html`<p class="quiet">+ ${format.count(left)} ${words.terms.more_columns}</p>` : html``
  return html`<div class="wide">
      <table class="matrix">
        <thead>
          <tr>
            <td></td>
            ${shown.map((name) => html`<th scope="col"><span>${name}</span></th>`)}
          </tr>
        </thead>
        <tbody>
          ${lines}
        </tbody>
      </table>
    </div>
    ${rest}`
}

function associations({ associations: found }: Profile, said: ReportLanguage): Html {
  if (!found) return html``
  const { methods } = said.more
  const parts: Html[] = []
  if (found.cramers_v)
    parts.push(
      html`<h3>${methods.cramers_v}</h3>
        ${matrix(squareOf(found.cramers_v), said)}`,
    )
  if (found.correlation_ratio) {
    const { categories, numbers, values } = found.correlation_ratio
    parts.push(
      html`<h3>${methods.correlation_ratio}</h3>
        ${matrix({ columns: numbers, rows: categories, values }, said)}`,
    )
  }
  if (parts.length === 0) return html``
  return titled(said.more.terms.associations, html`${parts}`, found.exact, said)
}

function strongest({ associations: found }: Profile, { more, words, format }: ReportLanguage): Html {
  if (!found || found.strongest.length === 0) return html``
  const rows = found.strongest
    .slice(0, LISTED)
    .map(({ columns, method, value }) => [
      columns.join(' ~ '),
      more.methods[method],
      format.figure(Number(value.toFixed(3))),
    ])
  return html`<section class="block">
    <h2>${more.terms.strongest}</h2>
    ${dataTable([words.terms.columns, more.terms.method, more.terms.value], rows, [2])}
  </section>`
}

/** Which columns miss how much, and which together. */
export function missingSection(profile: Profile, said: ReportLanguage): Html {
  const { more, words, format } = said
  const missing = profile.columns
    .filter((column) => column.missing > 0)
    .sort((a, b) => b.missing - a.missing || a.index - b.index)
  if (missing.length === 0) return html``
  const bars = missing
    .slice(0, LISTED)
    .map((column) => [
      column.name,
      html`<span class="meter"><i style="width: ${Number((column.missing_share * 100).toFixed(1))}%"></i></span>`,
      format.count(column.missing),
      format.share(column.missing_share),
    ])
  const patterns = (profile.missing_patterns?.patterns ?? []).map(({ columns, rows }) => [
    columns.length === 0 ? more.terms.complete_rows : columns.join(', '),
    format.count(rows),
    format.share(profile.rows === 0 ? null : rows / profile.rows),
  ])
  const together =
    patterns.length === 0
      ? html``
      : html`<h3>${more.terms.missing_patterns}</h3>
          ${dataTable([words.terms.columns, words.terms.rows, more.terms.share], patterns, [1, 2])}`
  return html`<section class="block">
    <h2>${more.terms.missing_values}</h2>
    ${dataTable([words.terms.column, '', words.terms.missing, more.terms.share], bars, [2, 3])} ${together}
  </section>`
}

function dependencies({ dependencies: found }: Profile, { more, format }: ReportLanguage): Html {
  if (!found || found.length === 0) return html``
  const { terms } = more
  const rows = found
    .slice(0, LISTED)
    .map(({ from, to, violations, share }) => [from.join(' + '), to, format.count(violations), format.share(share)])
  return html`<section class="block">
    <h2>${terms.dependencies}</h2>
    ${dataTable(['', terms.decides, terms.violations, terms.share], rows, [2, 3])}
  </section>`
}

function nearDuplicates({ near_duplicate_columns: found }: Profile, said: ReportLanguage): Html {
  if (!found || found.length === 0) return html``
  const { more, words, format } = said
  const rows = found.slice(0, LISTED).map(({ columns, relation, factor, offset, differing, share }) => {
    const scale = relation === 'scaled' ? ` (× ${format.figure(factor)} + ${format.figure(offset)})` : ''
    return [columns.join(' ~ '), more.relations[relation] + scale, format.count(differing), format.share(share)]
  })
  return html`<section class="block">
    <h2>${more.terms.near_duplicates}</h2>
    ${dataTable([words.terms.columns, more.terms.relation, more.terms.differing, more.terms.share], rows, [2, 3])}
  </section>`
}
