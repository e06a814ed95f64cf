/** What followers of one analysis hear. */
export function eventsTopic(analysisId: string): string {
  return `analysis:${analysisId}`
}

/** What the runner of one analysis hears. */
export function controlTopic(analysisId: string): string {
  return `analysis:${analysisId}:control`
}
