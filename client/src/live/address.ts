// Addresses of servers: which are accepted, where they come from, and what they are called. Pure: settings and Compose come in as data.
import type { LiveContext, LiveProgram } from '../../../server/src/protocol'

/** One entry of `alertpath.live.environments`, as somebody wrote it: nothing of it is certain. */
export type Environments = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>

/** The environment that is there without a setting: Compose and the usual ports fill it. */
export const local = 'local'

export interface Target {
  readonly program: LiveProgram
  readonly environment: string
  /** Without a slash at its end. */
  readonly address: string
  /** Scheme, host and port: what credentials and consent are bound to. */
  readonly origin: string
  readonly source: 'setting' | 'compose' | 'default'
  /** The service of the Compose file, and that file. */
  readonly service?: string
  readonly uri?: string
  /** Path of a file with the certificates to trust. */
  readonly certificateAuthority?: string
  readonly tenant?: string
}

export type Missing = 'not-set' | 'not-an-address' | 'credentials'

const usual: Readonly<Record<LiveProgram, string>> = {
  prometheus: 'http://localhost:9090',
  alertmanager: 'http://localhost:9093',
  kestra: 'http://localhost:8080',
}

export const programNames: Readonly<Record<LiveProgram, string>> = { prometheus: 'Prometheus', alertmanager: 'Alertmanager', kestra: 'Kestra' }

/** A setting comes first; only `local` has Compose and the usual ports to fall back on. */
export function targetOf(program: LiveProgram, environment: string, environments: Environments, found: LiveContext['addresses']): Target | Missing {
  const settings = Object.hasOwn(environments, environment) ? environments[environment] : undefined
  const said = settings?.[program]
  const more = {
    ...(typeof settings?.certificateAuthority === 'string' && { certificateAuthority: settings.certificateAuthority }),
    ...(typeof settings?.tenant === 'string' && { tenant: settings.tenant }),
  }
  if (said !== undefined && said !== '') {
    const read = readAddress(said)
    return typeof read === 'string' ? read : { program, environment, ...read, source: 'setting', ...more }
  }
  if (environment !== local) return 'not-set'
  const published = found[program]
  const read = readAddress(published?.address ?? usual[program])
  if (typeof read === 'string') return read
  if (!published) return { program, environment, ...read, source: 'default', ...more }
  return { program, environment, ...read, source: 'compose', service: published.service, uri: published.uri, ...more }
}

/** Only http and https, without user, query and fragment: what is secret has its own place. */
export function readAddress(written: unknown): { readonly address: string; readonly origin: string } | 'not-an-address' | 'credentials' {
  const url = typeof written === 'string' ? parse(written.trim()) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '' || url.search !== '' || url.hash !== '') return 'not-an-address'
  if (url.username !== '' || url.password !== '') return 'credentials'
  return { address: url.origin + url.pathname.replace(/\/+$/, ''), origin: url.origin }
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

/** Names to choose from, `local` first. */
export const environmentNames = (environments: Environments): string[] => [local, ...Object.keys(environments).filter(name => name !== local)]
