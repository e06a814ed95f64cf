import { join } from 'node:path'
import { accessiblePath, isAccessible, READ } from './access.mjs'

/**
 * The environment for the user: everything of root's but what points into root's home or belongs to root's session.
 * Certificates, proxies and registry settings stay.
 */
export function userEnvironment(env, { home, user, npmCli }) {
  const ownHome = join(home, 'home')
  const kept = Object.entries(env).filter(
    ([name, value]) => !NOT_FOR_USER.test(name) && isUsableValue(name, value, user),
  )
  return {
    ...Object.fromEntries(kept),
    ...{ HOME: ownHome, USER: user.name, LOGNAME: user.name, SHELL: '/bin/sh', DATAPILOT_HOME: home },
    PATH: accessiblePath(env.PATH, user),
    ...(npmCli ? { npm_execpath: npmCli } : {}),
  }
}

const NOT_FOR_USER =
  /^(HOME|USER|LOGNAME|SHELL|MAIL|PWD|OLDPWD|SUDO_\w+|XDG_\w+|VIRTUAL_ENV|PYENV_\w+|(PIP|UV)_CACHE_DIR|INIT_CWD|npm_(package|lifecycle|node)_\w+|npm_(command|execpath)|npm_config_(cache|prefix|local_prefix|global_prefix|userconfig|globalconfig|init_module|node_gyp|user_agent))$/i
const NAMES_A_FILE =
  /^(TMPDIR|.*(_CA_CERTS|_CERT|_CERT_FILE|_CERT_DIR|_CAINFO|_CA_BUNDLE|_CONFIG_FILE)|npm_config_cafile)$/i

function isUsableValue(name, value, user) {
  return !NAMES_A_FILE.test(name) || !value.startsWith('/') || isAccessible(value, user, READ)
}
