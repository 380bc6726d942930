// What the writers of files know of the stack: choices, secrets, and how one program reaches another.
import type { Exporter, Options } from './options'
import * as programs from './programs'
import type { Secrets } from './secrets'

export interface Stack extends Options {
  readonly secrets: Secrets
  readonly compose: boolean
}

export interface StackFile {
  /** Relative to the folder of the stack, `/` between segments. */
  readonly path: string
  readonly text: string
  /** Permissions; 0o644 when not said. */
  readonly mode?: number
  /** Git does not see it: it holds a secret or data. */
  readonly ignored?: true
  /** Written when missing, never changed afterwards. */
  readonly once?: true
  /** What its user should know when something else is there and is kept, in a sentence. */
  readonly kept?: string
  /** Lines that are missing are added to what is there; nothing of it is changed. */
  readonly merge?: true
}

export const stackOf = (options: Options, secrets: Secrets): Stack => ({ ...options, secrets, compose: options.run === 'compose' })

export type Part = 'prometheus' | 'alertmanager' | 'kestra' | 'management' | 'postgres' | Exporter

/** Names of the exporters' services and jobs. */
export const serviceOf: Readonly<Record<Exporter, string>> = { node: 'node-exporter', blackbox: 'blackbox-exporter', cadvisor: 'cadvisor' }

/** Outside containers cAdvisor must not take Kestra's port. */
export const cadvisorPort = 8082

/** Host and port of a part as another part of the stack sees it. */
export function addressOf(stack: Stack, part: Part): string {
  return stack.compose ? `${composeHost(part)}:${composePort(part)}` : `localhost:${processPort(stack, part)}`
}

const composeHost = (part: Part): string => (part === 'management' ? 'kestra' : part in serviceOf ? serviceOf[part as Exporter] : part)

function composePort(part: Part): number {
  switch (part) {
    case 'prometheus':
      return programs.prometheus.port
    case 'alertmanager':
      return programs.alertmanager.port
    case 'kestra':
      return programs.kestra['2'].port
    case 'management':
      return programs.managementPort
    case 'postgres':
      return programs.databases.postgres?.port ?? 5432
    default:
      return programs.exporters[part].port
  }
}

function processPort(stack: Stack, part: Part): string {
  if (part === 'cadvisor') return String(cadvisorPort)
  const chosen = { prometheus: stack.prometheusPort, alertmanager: stack.alertmanagerPort, kestra: stack.kestraPort, management: stack.managementPort }
  return part in chosen ? chosen[part as keyof typeof chosen] : String(composePort(part))
}

/**
 * The folder of Alertmanager's secrets as Alertmanager opens them: absolute in the container. Outside, relative to its working
 * directory (not to its configuration), so the script starts it in the folder of its configuration.
 */
export const secretsFolder = (stack: Stack): string => (stack.compose ? '/etc/alertmanager/secrets' : 'secrets')

export const webhookAddress = (stack: Stack): string =>
  `http://${addressOf(stack, 'kestra')}/api/v1/main/executions/webhook/${stack.namespace}/${stack.flow}/${stack.secrets.webhookKey ?? ''}`

/** Lines of a file; what is false or undefined is left out, lists are spread, texts of several lines are split. */
export type Lines = string | false | undefined | readonly Lines[]

export const text = (...parts: readonly Lines[]): string => `${flat(parts).join('\n')}\n`

export const flat = (parts: Lines): string[] => (typeof parts === 'string' ? parts.split('\n') : parts ? parts.flatMap(flat) : [])

export const indent = (columns: number, parts: Lines): string[] => flat(parts).map(line => (line === '' ? '' : ' '.repeat(columns) + line))

/** A text as a YAML value: plain where nothing can mistake it, else in single quotes. */
export const scalar = (value: string): string =>
  /^(?:[A-Za-z/]|\.\.?\/)(?:[\w./@+ -]*[\w./@+-])?$/.test(value) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value)
    ? value
    : `'${value.replace(/'/g, "''")}'`
