import type { Language, Profile } from '@datapilot/contracts'
import { readingLine } from '../reading-line.ts'
import { alertSentence } from '../words/alert-sentence.ts'
import { columnSection } from './column-section.ts'
import { html, type Html } from './html.ts'
import { page, tileList } from './page.ts'
import { profileTiles } from './profile-tiles.ts'
import { readingSection } from './reading-section.ts'
import { missingSection, relationSections } from './relation-sections.ts'
import { type ReportLanguage, speak } from './report-language.ts'
import { seriesSection } from './series-section.ts'

/** Columns with a section of their own; a page with 5,000 plots opens in no browser. */
const SECTIONS = 500

/** A profile as a self-contained page: no script, no request. Prints well; follows light and dark. */
export function renderReport(profile: Profile, { language }: { readonly language: Language }): string {
  const said = speak(language)
  const { terms } = said.words
  const left = profile.columns.length - SECTIONS
  const rest = left > 0 ? html`<p class="quiet">+ ${said.format.count(left)} ${terms.more_columns}</p>` : html``
  return page(`${profile.name} · ${terms.profile}`, language, [
    html`<h1>${profile.name}</h1>
      <p class="quiet">${readingLine(profile.reading, language)}${profile.exact ? '' : ` · ${terms.sample}`}</p>`,
    tileList(profileTiles(profile, said)),
    html`<h2>${terms.alerts}</h2>
      ${alerts(profile, said)}`,
    missingSection(profile, said),
    html`<h2>${said.more.terms.schema}</h2>
      ${profile.columns.slice(0, SECTIONS).map((column) => columnSection(column, said))} ${rest}`,
    ...relationSections(profile, said),
    seriesSection(profile, said),
    readingSection(profile.reading, said),
    html`<footer>
      DataPilot · ${profile.engine.name} ${profile.engine.version} · ${profile.as_of.slice(0, 10)} · ${terms.made_in}
      ${said.format.count(profile.elapsed_ms)} ms
    </footer>`,
  ])
}

function alerts(profile: Profile, { words, language }: ReportLanguage): Html {
  if (profile.alerts.length === 0) return html`<p class="quiet">${words.terms.no_alerts}</p>`
  const items = profile.alerts.map(
    (alert) => html`<li class="${alert.severity}">${alertSentence(alert, language)}</li>`,
  )
  return html`<ul class="alerts">
    ${items}
  </ul>`
}
