export const dataset = {}
