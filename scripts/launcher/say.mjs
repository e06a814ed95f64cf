/** Stops the launcher with one sentence for the person, without a stack trace. */
export class Stop extends Error {}

/** Progress goes to stderr, so that a command's stdout stays its own. */
export function say(text) {
  process.stderr.write(`› ${text}\n`)
}

const NO_DISK = /ENOSPC|No space left|os error 28|disk quota/i
const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network is unreachable|name resolution|NewConnectionError|Could not connect|error sending request|dns error|tcp connect|Temporary failure/i

/**
 * Turns the output of a failed installer into the sentence a person can act on.
 *
 * @param {string} what - the step, as the subject of a sentence
 * @param {string} output - stdout and stderr of the command
 */
export function explainFailure(what, output) {
  if (NO_DISK.test(output)) return new Stop(`${what} failed: the disk is full. Free some space and run this again.`)
  if (NO_NETWORK.test(output))
    return new Stop(`${what} failed: its registry cannot be reached. Check the network (or proxy) and run this again.`)
  const telling = output.split('\n').filter((line) => line.trim() && !/^\s+at |EBADENGINE|^npm error\s*$/.test(line))
  const shown = telling.length > 24 ? [...telling.slice(0, 12), '…', ...telling.slice(-12)] : telling
  return new Stop(`${what} failed:\n${shown.join('\n')}`)
}
