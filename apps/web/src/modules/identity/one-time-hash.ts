/**
 * The secret of a one-time link stands after `#`, which browsers never send to a server. It is taken out of the
 * address bar and the history at once.
 */
export function takeHashToken(
  location: Pick<Location, 'hash' | 'pathname' | 'search'> = window.location,
  history: Pick<History, 'replaceState' | 'state'> = window.history,
): string {
  const token = decodeURIComponent(location.hash.replace(/^#/, '').replace(/^token=/, ''))
  history.replaceState(history.state, '', location.pathname + location.search)
  return token
}
