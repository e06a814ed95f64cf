import { z } from 'zod'
import { Id, PageQuery, ResultTable, Timestamp, pageOf } from './common.ts'
import { DialectOverride, ProposedRecipe, Reading, Recipe, RejectedRow } from './reading.ts'
import { FileKey } from './uploads.ts'

/** A name for people: no control characters, so that it can be stored and shown everywhere. */
export const DatasetName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u, { error: 'a name without control characters' })

export const DatasetStatus = z.enum(['queued', 'reading', 'ready', 'failed'])
export type DatasetStatus = z.infer<typeof DatasetStatus>

export const DatasetProblem = z.object({
  code: z.string(),
  detail: z.string(),
  expected: z.string().nullable(),
  where: z.string().nullable(),
})
export type DatasetProblem = z.infer<typeof DatasetProblem>

/** A file as it was uploaded. */
export const DatasetFile = z.object({
  filename: z.string(),
  bytes: z.int().nonnegative(),
  /** SHA-256 of its bytes, lower-case hex. */
  content_hash: z.string(),
})
export type DatasetFile = z.infer<typeof DatasetFile>

/** Another table of the same file. */
export const DatasetSibling = z.object({ id: Id, name: z.string(), part: z.string().nullable() })
export type DatasetSibling = z.infer<typeof DatasetSibling>

export const Dataset = z.object({
  id: Id,
  name: z.string(),
  /** The name of its table in SQL. */
  table_name: z.string(),
  filename: z.string(),
  file_key: FileKey,
  status: DatasetStatus,
  version: z.int().positive(),
  /** SHA-256 of the uploaded bytes, lower-case hex; of several files, of their hashes in order, one per line. */
  content_hash: z.string().nullable(),
  /** The table of the file that this dataset is (a sheet, a member of an archive); null where the file is one table. */
  part: z.string().nullable(),
  siblings: z.array(DatasetSibling),
  files: z.array(DatasetFile),
  bytes: z.int().nonnegative(),
  rows: z.int().nonnegative().nullable(),
  columns: z.int().nonnegative().nullable(),
  rejected_rows: z.int().nonnegative().nullable(),
  reading: Reading.nullable(),
  /** A correction that worked for a file of the same shape; null when there is none or it was applied. */
  recipe: ProposedRecipe.nullable(),
  problem: DatasetProblem.nullable(),
  /** The newest analysis of the current version. */
  analysis_id: Id.nullable(),
  created_by: Id,
  created_at: Timestamp,
})
export type Dataset = z.infer<typeof Dataset>

/** Lists leave out `reading`, `recipe`, `siblings` and `files`. */
export const DatasetSummary = Dataset.omit({ reading: true, recipe: true, siblings: true, files: true }).extend({
  alerts: z.int().nonnegative().nullable(),
  /** Filled share per column, 0 to 1, at most 60 columns. */
  fill: z.array(z.number()).nullable(),
})
export type DatasetSummary = z.infer<typeof DatasetSummary>
export const DatasetPage = pageOf(DatasetSummary)

const MOST_FILES = 1_000

/** One file, or several with the same columns that become one table. */
export const CreateDataset = z
  .object({
    file_key: FileKey.optional(),
    file_keys: z.array(FileKey).min(1).max(MOST_FILES).optional(),
    name: DatasetName.optional(),
  })
  .refine((body) => (body.file_key === undefined) !== (body.file_keys === undefined), {
    error: 'either file_key or file_keys',
  })
  .refine((body) => new Set(body.file_keys).size === (body.file_keys?.length ?? 0), {
    error: 'every file once',
    path: ['file_keys'],
  })
export type CreateDataset = z.infer<typeof CreateDataset>

export const ListDatasetsQuery = PageQuery.extend({
  /** Part of the name; case does not matter. */
  q: DatasetName.optional(),
  status: DatasetStatus.optional(),
  /** True lists the deleted ones, which can be restored. */
  deleted: z.stringbool().default(false),
})
export type ListDatasetsQuery = z.infer<typeof ListDatasetsQuery>

export const UpdateDataset = z.object({ name: DatasetName })
export type UpdateDataset = z.infer<typeof UpdateDataset>

/** What a person corrects in the reading; the file is read again into a new version. */
export const RereadDataset = z.object({
  override: DialectOverride.default({}),
  /** True: the override is the whole correction and earlier ones are forgotten; else it is added to them. */
  replace: z.boolean().default(false),
})
export type RereadDataset = z.infer<typeof RereadDataset>

/** Makes another table of the same file a dataset: a hidden sheet, or one that was deleted. */
export const AddPart = z.object({ part: z.string().min(1).max(300) })
export type AddPart = z.infer<typeof AddPart>

/** A file that takes the place of the present one; the corrections of the reading stay. */
export const ReplaceFile = z.object({ file_key: FileKey })
export type ReplaceFile = z.infer<typeof ReplaceFile>

/** How a version came to be. */
export const VersionOrigin = z.enum(['upload', 'reread', 'replace'])
export type VersionOrigin = z.infer<typeof VersionOrigin>

export const DatasetVersion = z.object({
  number: z.int().positive(),
  status: DatasetStatus,
  origin: VersionOrigin,
  /** True for the version that the dataset shows. */
  shown: z.boolean(),
  content_hash: z.string(),
  files: z.array(DatasetFile),
  part: z.string().nullable(),
  override: DialectOverride.nullable(),
  bytes: z.int().nonnegative(),
  rows: z.int().nonnegative().nullable(),
  columns: z.int().nonnegative().nullable(),
  rejected_rows: z.int().nonnegative().nullable(),
  problem: DatasetProblem.nullable(),
  analysis_id: Id.nullable(),
  created_by: Id,
  created_at: Timestamp,
})
export type DatasetVersion = z.infer<typeof DatasetVersion>

export const VersionPage = pageOf(DatasetVersion)
export const ListVersionsQuery = PageQuery

/** Without an id the recipe that the dataset proposes. */
export const ApplyRecipe = z.object({ recipe_id: Id.optional() })
export type ApplyRecipe = z.infer<typeof ApplyRecipe>

export const RecipePage = pageOf(Recipe)

export const DatasetRowsQuery = z.object({
  offset: z.coerce.number().int().min(0).max(1e12).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  /** A column name; without it rows come in the order of the file. */
  sort: z.string().min(1).max(1000).optional(),
  direction: z.enum(['asc', 'desc']).default('asc'),
})
export type DatasetRowsQuery = z.infer<typeof DatasetRowsQuery>

/** One page of the table; `row_count` is the number of rows of the whole table. */
export const DatasetRows = ResultTable.extend({ offset: z.int().nonnegative() })
export type DatasetRows = z.infer<typeof DatasetRows>

export const RejectsQuery = DatasetRowsQuery.pick({ offset: true, limit: true })
export type RejectsQuery = z.infer<typeof RejectsQuery>

/** Rejected records in the order of the file; `total` counts all of them. */
export const RejectedRows = z.object({
  items: z.array(RejectedRow),
  offset: z.int().nonnegative(),
  total: z.int().nonnegative(),
})
export type RejectedRows = z.infer<typeof RejectedRows>
