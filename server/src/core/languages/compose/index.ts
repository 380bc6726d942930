// Compose files: read for images, mounts, ports and networks. Their structure is Docker's business, not ours.
import type { At } from '../../yaml'
import type { Language } from '../language'
import { byVersion } from '../shared/grammars'
import { checks } from './checks'
import { compose as schema } from './schema'

const serviceKeys = [
  'image',
  'build',
  'command',
  'volumes',
  'ports',
  'environment',
  'container_name',
  'networks',
  'depends_on',
  'restart',
  'extends',
  'entrypoint',
  'env_file',
  'configs',
  'profiles',
  'deploy',
]

export const compose: Language = {
  kind: 'compose',
  program: 'compose',
  label: 'Compose file',
  oldest: { major: 0, minor: 0 },
  names: {
    service: {
      label: 'service',
      scope: 'stack',
      symbol: 'module',
      pattern: /^[a-zA-Z0-9._-]+$/,
      // the host of an address
      elsewhere: name => new RegExp(`(?:\\/\\/|@|\\bservice:|\\w_host["']?\\s*[:=]\\s*["']?)(${name})(?![\\w.-])`, 'gi'),
    },
    network: { label: 'network', scope: 'file', symbol: 'interface', pattern: /^[a-zA-Z0-9._-]+$/ },
    volume: {
      label: 'volume',
      scope: 'file',
      symbol: 'key',
      pattern: /^[a-zA-Z0-9._-]+$/,
      // what a service mounts: `name:/path`
      elsewhere: name => new RegExp(`^\\s*(?:-\\s*|source:\\s*)["']?(${name})["']?\\s*(?::\\/|$)`, 'gm'),
    },
  },
  checks,
  recognise(root, name) {
    const services = root?.get('services')
    if (services?.resolved.kind !== 'map') return 0
    const named = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$|^docker-stack.*\.ya?ml$/.test(name)
    return looksLikeServices(services) ? (named ? 1 : 0.8) : named ? 0.6 : 0
  },
  grammars: byVersion(version => ({ schema, dialect: 'go', program: 'Docker Compose', version, checks: {}, inline: {} })),
}

function looksLikeServices(services: At): boolean {
  for (const service of services.entries()) return [...service.entries()].some(one => serviceKeys.includes(one.key?.text ?? ''))
  return false
}

export { type Argument, flagOf, isInterpolated, type Mount, type Port, type Service, servicesOf } from './model'
