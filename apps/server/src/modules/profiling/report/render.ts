import type { Comparison, Language, Profile, ReportFormat } from '@datapilot/contracts'
import { comparisonCsv } from './comparison-csv.ts'
import { comparisonMarkdown } from './comparison-markdown.ts'
import { comparisonPage } from './comparison-page.ts'
import { profileCsv } from './csv.ts'
import { profileMarkdown } from './profile-markdown.ts'
import { renderReport } from './report.ts'

/** A report as a file. */
export interface RenderedReport {
  readonly body: string
  readonly contentType: string
  /** Of the file's name, without the dot. */
  readonly extension: ReportFormat
}

export interface ReportOptions {
  readonly format: ReportFormat
  readonly language: Language
}

/** Excel takes a CSV file for the system's code page unless a byte order mark says otherwise. */
const BYTE_ORDER_MARK = '\uFEFF'

/** A profile as a page, its data, the table of its columns, or Markdown. */
export function renderProfile(profile: Profile, { format, language }: ReportOptions): RenderedReport {
  return fileOf(format, {
    html: () => renderReport(profile, { language }),
    json: () => profile,
    csv: () => profileCsv(profile),
    md: () => profileMarkdown(profile, language),
  })
}

/** A comparison in the same forms; its CSV is the table of columns with their drift. */
export function renderComparison(comparison: Comparison, { format, language }: ReportOptions): RenderedReport {
  return fileOf(format, {
    html: () => comparisonPage(comparison, language),
    json: () => comparison,
    csv: () => comparisonCsv(comparison),
    md: () => comparisonMarkdown(comparison, language),
  })
}

interface Makers {
  readonly html: () => string
  readonly json: () => object
  readonly csv: () => string
  readonly md: () => string
}

function fileOf(extension: ReportFormat, make: Makers): RenderedReport {
  switch (extension) {
    case 'html':
      return { extension, contentType: 'text/html; charset=utf-8', body: make.html() }
    case 'json':
      return {
        extension,
        contentType: 'application/json; charset=utf-8',
        body: `${JSON.stringify(make.json(), null, 2)}\n`,
      }
    case 'csv':
      return { extension, contentType: 'text/csv; charset=utf-8', body: BYTE_ORDER_MARK + make.csv() }
    case 'md':
      return { extension, contentType: 'text/markdown; charset=utf-8', body: make.md() }
  }
}
