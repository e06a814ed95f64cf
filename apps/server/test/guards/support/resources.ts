/**
 * The victim's real resources by the name under which routes ask for them. `:id` is looked up as `<segment before>.id`.
 * `null` says that a field whose name looks like an id names no resource of an organization; say why beside it.
 */
export type Resources = ReadonlyMap<string, string | null>

/** Fields that look like ids and are none. */
export const NOT_RESOURCES: readonly (readonly [field: string, why: string])[] = [
  ['key', 'names of columns that tell the rows of two tables apart'],
  ['token', 'the secret of a one-time link: knowing it is the permission'],
  ['client_id', 'OAuth clients are not looked up by the password form'],
]

/** A parameter of a route that no resource is registered for. */
export class UnknownResourceError extends Error {
  constructor(route: string, name: string) {
    super(
      `${route} takes "${name}", which the guard does not know. Register a real resource of the victim under that name ` +
        'in test/guards/support/victim.ts (or, if it names no resource, in NOT_RESOURCES), so that the route is attacked with it.',
    )
    this.name = 'UnknownResourceError'
  }
}

/** Looks `name` up for the route at `url`; `id` and `*` are told apart by the segment before them. */
export function findResource(resources: Resources, url: string, name: string): string | null | undefined {
  if (name !== 'id' && name !== '*') return resources.get(name)
  const segments = url.split('/')
  const position = segments.findIndex((segment) => segment === `:${name}` || segment === name)
  return resources.get(`${segments[position - 1] ?? ''}.${name}`)
}
