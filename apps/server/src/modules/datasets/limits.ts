/** Datasets of one organization, deleted ones left out. */
export const MAX_DATASETS = 10_000
