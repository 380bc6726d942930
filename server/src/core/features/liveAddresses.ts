// Where the programs of a stack can be reached from the machine that runs it: what its Compose file publishes, and the flags that move it.
import { flagIn, type Host, type Served, served, serving } from '../alertpath'
import { type FileView, isInterpolated } from '../languages'
import { servicesAround, type Workspace } from '../workspace'

export interface Published {
  readonly service: string
  /** Without a slash at its end: `http://localhost:9090/prometheus`. */
  readonly address: string
  /** The Compose file. */
  readonly uri: string
}

export type Addresses = Readonly<Partial<Record<Served, Published>>>

/** `file`: the one that somebody looks at; without it all stacks of the workspace. Two different answers are none. */
export function liveAddresses(workspace: Workspace, file: FileView | undefined): Addresses {
  const hosts = servicesAround(workspace, file?.uri)
  const out: Partial<Record<Served, Published>> = {}
  for (const program of served) {
    const found = hosts.filter(one => one.program?.id === program).flatMap(one => publishedBy(one, program) ?? [])
    const [first] = found
    if (first && (file || found.every(one => one.address === first.address))) out[program] = first
  }
  return out
}

function publishedBy(host: Host, program: Served): Published | undefined {
  const port = portOf(host, program)
  if (port === undefined) return undefined
  const published = host.mode === 'host' ? port : host.ports.find(one => one.target === port)?.published
  return published === undefined ? undefined : { service: host.name, address: `http://localhost:${published}${prefixOf(host, program)}`, uri: host.spot.uri }
}

function portOf(host: Host, program: Served): number | undefined {
  const said = serving[program].port.map(flag => flagIn(host, flag)).find(one => one !== undefined)
  if (said === undefined) return host.program?.ports[0]
  const found = /(?:^|:)(\d+)$/.exec(said.text)?.[1]
  return found === undefined ? undefined : Number(found)
}

/** The path that comes before every page. */
function prefixOf(host: Host, program: Served): string {
  if (serving[program].path === 'environment') return contextPath(host)
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
