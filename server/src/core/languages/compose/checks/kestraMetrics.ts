// Kestra's metrics, where a job scrapes them: closed without a login since 2.0, and on a random port with "server local".
import { type Host, tagOf } from '../../../alertpath'
import type { Check, FileView, World } from '../../language'
import { type KestraTarget, kestraTargets } from '../../prometheus/kestraTargets'

const scrapers = (file: FileView, world: World): KestraTarget[] => [...world.files('prometheus', file)].flatMap(one => kestraTargets(one, world))

export const kestraMetrics: Check = {
  code: 'kestra-metrics-closed',
  across: true,
  *run(file, world) {
    const hosts = world.path.services(file, 'kestra').filter(one => one.spot.uri === file.uri && closed(one))
    if (hosts.length === 0) return
    const targets = scrapers(file, world)
    for (const host of hosts) {
      const target = targets.find(one => one.host === host && one.port === 8081)
      const configuration = host.environment.get('KESTRA_CONFIGURATION')
      const at = configuration ?? (host.imageSpot && { spot: host.imageSpot })
      if (!target || !at || at.spot.uri !== file.uri) continue
      yield {
        code: 'kestra-metrics-closed',
        severity: 'warning',
        message: `Since 2.0 Kestra answers 401 at "/prometheus" unless its configuration says "endpoints.prometheus.sensitive: false": the job stays down, and its alerts never fire.`,
        span: at.spot.span,
        related: [{ uri: target.uri, span: target.span, message: 'This job scrapes it.' }],
        ...fixOf(host, file),
      }
    }
  },
}

/** 2.0 or newer, all of its configuration in sight, and nothing in it opens the metrics. */
function closed(host: Host): boolean {
  const tag = tagOf(host.image)
  if (!tag || tag[0] < 2 || host.opaque || host.hasEnvFile) return false
  if (host.command.some(one => /^(?:-c$|--config)/.test(one.text)) || host.mounts.some(one => /application|confs|\.ya?ml$/.test(one.target))) return false
  const configuration = host.environment.get('KESTRA_CONFIGURATION')?.text ?? ''
  const told = [...host.environment].some(
    ([name, { text }]) => (/^ENDPOINTS_(?:PROMETHEUS|ALL)_SENSITIVE$/i.test(name) && !/^\s*true\s*$/i.test(text)) || /^\$\{?\w+\}?$/.test(text.trim()),
  )
  return !told && !/sensitive["']?\s*:\s*["']?false/i.test(configuration) && !/^MICRONAUT/.test([...host.environment.keys()].join('\n'))
}

/** Writes the key as the first lines of the configuration, at its indentation. */
function fixOf(host: Host, file: FileView) {
  const key = host.environment.get('KESTRA_CONFIGURATION')?.spot.span
  if (!key || /^endpoints:/m.test(host.environment.get('KESTRA_CONFIGURATION')?.text ?? '')) return undefined
  const { text } = file.doc
  const head = /^[^\n]*[|>][-+\d]*[^\S\n]*\n([ \t]+)\S/.exec(text.slice(key.end))
  const [, indent = ''] = head ?? []
  if (!head) return undefined
  const start = key.end + head[0].indexOf('\n') + 1
  const lines = `${indent}endpoints:\n${indent}  prometheus:\n${indent}    sensitive: false\n`
  return { fixes: [{ title: 'Open the metrics', edits: [{ span: { start, end: start }, text: lines }] }] }
}

export const randomManagementPort: Check = {
  code: 'random-management-port',
  across: true,
  *run(file, world) {
    const hosts = world.path.services(file, 'kestra').filter(one => !one.opaque && isLocal(one))
    if (hosts.length === 0) return
    const targets = scrapers(file, world)
    for (const host of hosts) {
      const target = targets.find(one => one.host === host && one.port === 8081)
      const word = host.command.find(one => one.text === 'local')
      if (!target || word?.spot.uri !== file.uri) continue
      yield {
        code: 'random-management-port',
        severity: 'warning',
        message: `"server local" opens the management port at a random number, whatever the settings say: the job that scrapes ${target.port} never reaches it. Use "server standalone", with H2 as its database if need be.`,
        span: word.spot.span,
        related: [{ uri: target.uri, span: target.span, message: 'This job scrapes it.' }],
      }
    }
  },
}

const isLocal = (host: Host): boolean => host.command[0]?.text === 'server' && host.command[1]?.text === 'local'
