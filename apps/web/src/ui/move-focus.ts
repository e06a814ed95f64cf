/** Moves the focus among the `data-row` links of a list: arrows in every table of things. */
export function moveFocus(container: HTMLElement | null, step: 1 | -1): void {
  const rows = [...(container?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  const present = rows.findIndex((row) => row === document.activeElement)
  rows[Math.max(0, Math.min(rows.length - 1, present + step))]?.focus()
}
