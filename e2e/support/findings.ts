import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Serious and critical findings of the page as it stands, each with its element, and whether it scrolls sideways. */
export async function findingsOf(page: Page, where: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const width = Number(await page.evaluate('document.documentElement.scrollWidth'))
  const sideways = width > (page.viewportSize()?.width ?? 0) ? [`${where}: scrolls sideways, ${width} px`] : []
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${where}: ${id}: ${nodes[0]?.html ?? ''}`)
  return [...serious, ...sideways]
}
