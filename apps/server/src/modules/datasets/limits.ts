/** Datasets of one organization, deleted ones left out. */
export const MAX_DATASETS = 10_000

/** Each may fill the disk up to the size limit, so their number is limited per organization. */
export const MAX_OPEN_UPLOADS = 200
