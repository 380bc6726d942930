// Where the programs of a stack can be reached from the machine that runs it: what its Compose file publishes, and the flags that move it.
import { flagIn, type Host } from '../alertpath'
import { type FileView, isInterpolated } from '../languages'
import { servicesAround, type Workspace } from '../workspace'

export const livePrograms = ['prometheus', 'alertmanager', 'kestra'] as const
export type LiveProgram = (typeof livePrograms)[number]

export interface Published {
  readonly service: string
  /** Without a slash at its end: `http://localhost:9090/prometheus`. */
  readonly address: string
  /** The Compose file. */
  readonly uri: string
}

export type Addresses = Readonly<Partial<Record<LiveProgram, Published>>>

/** `file`: the one that somebody looks at; without it all stacks of the workspace. Two different answers are none. */
export function liveAddresses(workspace: Workspace, file: FileView | undefined): Addresses {
  const hosts = servicesAround(workspace, file?.uri)
  const out: Partial<Record<LiveProgram, Published>> = {}
  for (const program of livePrograms) {
    const found = hosts.filter(one => one.program?.id === program).flatMap(one => publishedBy(one, program) ?? [])
    const [first] = found
    if (first && (file || found.every(one => one.address === first.address))) out[program] = first
  }
  return out
}

function publishedBy(host: Host, program: LiveProgram): Published | undefined {
  const port = portOf(host, program)
  if (port === undefined) return undefined
  const published = host.mode === 'host' ? port : host.ports.find(one => one.target === port)?.published
  return published === undefined ? undefined : { service: host.name, address: `http://localhost:${published}${prefixOf(host, program)}`, uri: host.spot.uri }
}

function portOf(host: Host, program: LiveProgram): number | undefined {
  const said = program === 'kestra' ? (flagIn(host, '--port') ?? flagIn(host, '-p')) : flagIn(host, '--web.listen-address')
  if (said === undefined) return host.program?.ports[0]
  const found = /(?:^|:)(\d+)$/.exec(said.text)?.[1]
  return found === undefined ? undefined : Number(found)
}

/** The path that comes before every page. */
function prefixOf(host: Host, program: LiveProgram): string {
  if (program === 'kestra') return contextPath(host)
  const prefix = flagIn(host, '--web.route-prefix')?.text
  if (prefix !== undefined) return isInterpolated(prefix) ? '' : trimmed(prefix)
  const external = flagIn(host, '--web.external-url')?.text ?? ''
  if (isInterpolated(external)) return ''
  return trimmed(/^\w+:\/\/[^/]*(\/[^?#]*)?/.exec(external)?.[1] ?? (external.startsWith('/') ? external : ''))
}

function contextPath({ environment }: Host): string {
  for (const { text } of environment.values()) {
    const found = /^\s*context-?path:\s*["']?(\/?[\w./-]+)/im.exec(text)?.[1]
    if (found) return trimmed(found)
  }
  const said = environment.get('MICRONAUT_SERVER_CONTEXT_PATH')?.text
  return said === undefined || isInterpolated(said) ? '' : trimmed(said)
}

function trimmed(path: string): string {
  const inner = path.replace(/^\/+|\/+$/g, '')
  return inner === '' ? '' : `/${inner}`
}
