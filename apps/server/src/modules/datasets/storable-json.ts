/** What JSON may say and jsonb refuses: U+0000 and halves of surrogate pairs. */
const REFUSED = /\\+u(?:0000|d[89a-f][0-9a-f]{2})/giu

/**
 * The same value in a form that PostgreSQL's jsonb stores: characters that it refuses become U+FFFD. Cells of dirty
 * files end up in readings and profiles, and one of them must not lose the whole.
 * https://www.postgresql.org/docs/current/datatype-json.html
 */
export function storableJson<T>(value: T): T {
  const text = JSON.stringify(value)
  const cleaned = text.replaceAll(REFUSED, (escape) => {
    const backslashes = escape.lastIndexOf('\\') + 1
    // An even number of backslashes is text that shows an escape, not an escape.
    return backslashes % 2 === 0 ? escape : `${escape.slice(0, backslashes)}ufffd`
  })
  return cleaned === text ? value : (JSON.parse(cleaned) as T)
}
