import type { Dataset, MessageAnswer, Recipe, Role } from '@datapilot/contracts'
import type { App } from '../../../src/platform/http/app.ts'
import { type Caller, joinOrganization, signUpCaller } from '../../../test-support/callers.ts'
import { datasetOf, untilEnded } from '../../../test-support/analysis.ts'
import { NOT_RESOURCES, type Resources } from './resources.ts'

/** Text that only the victim's organization contains; finding it in an answer to somebody else is a leak. */
export const MARKER = 'Zwiebelmarker'

export interface Victim {
  readonly owner: Caller
  /** One person of each role. */
  readonly people: Readonly<Record<Role, Caller>>
  readonly organizationId: string
  readonly resources: Resources
}

/** Under which segments routes take the id of an analysis. */
const ANALYSIS_SEGMENTS = ['analyses', 'status-enhanced', 'results-enhanced', 'summary-for-llm', 'websocket']

/** An organization with one real resource behind every id that a route takes; `name` tells several apart. */
export async function createVictim(app: App, name: string): Promise<Victim> {
  const join = (role: Role) => joinOrganization(app, owner, `${MARKER} ${name} ${role}`, role)
  const founder = await signUpCaller(app, `${MARKER} ${name} owner`)
  const organizationId = await post(founder, '/api/v1/organizations', { name: `${MARKER} organization` })
  const owner = await founder.inOrganization(organizationId)
  const people = { owner, admin: await join('admin'), member: await join('member'), viewer: await join('viewer') }
  const colleague = await joinOrganization(app, owner, `${MARKER} ${name} colleague`, 'member')
  const filename = `${MARKER}.csv`
  const { dataset, analysis } = await datasetOf(
    app,
    owner,
    filename,
    `city,amount\n${MARKER} town,1\n${MARKER} village,2\n,3\n`,
  )
  const second = await datasetOf(app, owner, `second ${filename}`, `city\n${MARKER} hamlet\n`)
  const recipeId = await recipeOf(owner, second.dataset)
  const chat = await owner.call({ method: 'POST', url: '/chat/initiate', payload: { file_key: dataset.file_key } })
  const { chat_id: chatId } = chat.json<{ chat_id: string }>()
  const messageId = await askOnce(owner, chatId)
  const resources = new Map<string, string | null>([
    ...NOT_RESOURCES.map(([field]): [string, null] => [field, null]),
    ['organization_id', organizationId],
    ['user_id', colleague.userId],
    ['invitation_id', await post(owner, '/api/v1/invitations', { email: `${MARKER}.${name}.guest@example.com` })],
    ['storage.*', dataset.file_key],
    ['storage-parts.*', dataset.file_key],
    ['uploads.id', await announceUpload(owner, filename)],
    ['file_key', dataset.file_key],
    ['file_keys', dataset.file_key],
    ['file_path', dataset.file_key],
    ['recipe_id', recipeId],
    ['recipes.id', recipeId],
    ['dataset_id', dataset.id],
    ['number', '1'],
    ['alert_id', 'missing:city'],
    ['datasets.id', dataset.id],
    ...ANALYSIS_SEGMENTS.map((segment): [string, string] => [`${segment}.id`, analysis.analysis_id]),
    // Deleting has two names; each needs an analysis of its own to delete.
    ['analysis.id', second.analysis.analysis_id],
    ['analysis_id', analysis.analysis_id],
    ['chat_id', chatId],
    ['message_id', messageId],
    ['api_key_id', await post(owner, '/api/v1/api-keys', { name: `${MARKER} key` })],
  ])
  return { owner, people, organizationId, resources }
}

/** Corrects a reading, so that there is a recipe. */
async function recipeOf(by: Caller, { id }: Dataset): Promise<string> {
  const payload = { override: { header_line: null } }
  const made = await by.call({ method: 'POST', url: `/api/v1/datasets/${id}/reread`, payload })
  await untilEnded(by, made.json<Dataset>().analysis_id ?? '')
  const listed = await by.call({ url: '/api/v1/recipes' })
  const [recipe] = listed.json<{ items: Recipe[] }>().items
  if (recipe === undefined) throw new Error('the correction made no recipe')
  return recipe.id
}

/** Creates a resource and returns its id. */
async function post(by: Caller, url: string, payload: Record<string, unknown>): Promise<string> {
  const answer = await by.call({ method: 'POST', url, payload })
  if (answer.statusCode >= 300) throw new Error(`${url} answered ${answer.statusCode}: ${answer.body}`)
  return answer.json<{ id: string }>().id
}

/** An upload in parts that is still open. */
async function announceUpload(by: Caller, filename: string): Promise<string> {
  const answer = await by.call({ method: 'POST', url: '/api/v1/uploads', payload: { filename, bytes: 1 } })
  return answer.json<{ upload_id: string }>().upload_id
}

/** Asks a question and returns the id of its answer. */
async function askOnce(by: Caller, chatId: string): Promise<string> {
  const payload = { message: 'How many rows are there?' }
  const asked = await by.call({ method: 'POST', url: `/chat/${chatId}/message`, payload })
  if (asked.statusCode !== 200) throw new Error(`asking answered ${asked.statusCode}: ${asked.body}`)
  return asked.json<MessageAnswer>().message.id
}
