import { readFileSync } from 'node:fs'
import { capture, findProgram } from './process.mjs'
import { Stop } from './say.mjs'

export const USER_NAME = 'datapilot'

/** The user's ids from a passwd file. PostgreSQL's initdb needs such an entry, so any other source does not help. */
export function findUser(name = USER_NAME, passwd = '/etc/passwd') {
  const line = readFileSync(passwd, 'utf8')
    .split('\n')
    .find((text) => text.startsWith(`${name}:`))
  if (!line) return undefined
  const [, , uid, gid] = line.split(':')
  return { name, uid: Number(uid), gid: Number(gid) }
}

/** The unprivileged user that everything runs as, made on first use. Called by root only. */
export async function ensureUser() {
  const present = findUser()
  if (present) {
    if (present.uid === 0) throw new Stop(`The user ${USER_NAME} has root's id; give it another one.`)
    return present
  }
  const [command, args] = findProgram('useradd')
    ? [
        'useradd',
        [
          '--system',
          '--user-group',
          '--no-create-home',
          '--home-dir',
          '/var/lib/datapilot',
          '--shell',
          '/usr/sbin/nologin',
          USER_NAME,
        ],
      ]
    : ['adduser', ['-S', '-D', '-H', '-h', '/var/lib/datapilot', '-s', '/sbin/nologin', USER_NAME]]
  const { output } = await capture(command, args)
  const made = findUser()
  if (!made)
    throw new Stop(
      `Nothing runs as root, and the user ${USER_NAME} could not be made (${output.trim()}). Make it, or start as another user.`,
    )
  return made
}
