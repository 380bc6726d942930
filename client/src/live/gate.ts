// Every request passes here: only in a trusted workspace, only to where the user agreed, with the credentials of that very origin, and
// with nothing in the log but the method, the origin and the status.
import { type LogOutputChannel, l10n, type Memento, type SecretStorage, Uri, workspace } from 'vscode'
import { programNames, type Target } from './address'
import type { Desk } from './desk'
import type { Incoming, Outgoing, Send } from './send'

export interface Asked {
  readonly method: 'GET' | 'POST'
  /** Behind the address; may hold secrets. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** ms; shorter than the setting says. */
  readonly timeout?: number
}

export interface Stores {
  /** Of this workspace. */
  readonly workspace: Memento
  /** Of this user. */
  readonly global: Memento
  readonly secrets: SecretStorage
}

const consents = 'live.consents'
const origins = 'live.origins'
const secretOf = (origin: string): string => `live.credentials ${origin}`
const keyOf = (origin: string, webhook: string): string => `live.key ${origin} ${webhook}`

export class Gate {
  desk: Desk

  constructor(
    private readonly stores: Stores,
    private readonly send: Send | undefined,
    private readonly log: LogOutputChannel,
    desk: Desk,
    private readonly trusted: () => boolean = () => workspace.isTrusted,
  ) {
    this.desk = desk
  }

  get isOpen(): boolean {
    return this.trusted()
  }

  agreed(origin: string): boolean {
    return this.stores.workspace.get<readonly string[]>(consents, []).includes(origin)
  }

  /** The user has said yes to this origin in this workspace. */
  async agree(origin: string): Promise<void> {
    const all = this.stores.workspace.get<readonly string[]>(consents, [])
    if (!all.includes(origin)) await this.stores.workspace.update(consents, [...all, origin])
  }

  /** Asks once for all origins that are new. */
  async mayAsk(targets: readonly Target[]): Promise<boolean> {
    if (!this.isOpen) return false
    const fresh = targets.filter(one => !this.agreed(one.origin))
    if (fresh.length === 0) return true
    const allow = l10n.t('Allow')
    const lines = fresh.map(one => `${programNames[one.program]}: ${one.origin} (${one.environment})`)
    const answer = await this.desk.confirm(
      l10n.t('May Alertpath contact these servers?'),
      [...lines, '', l10n.t('This is remembered for this workspace. Credentials are sent only to the server that you set them for.')].join('\n'),
      allow,
    )
    if (answer !== allow) return false
    for (const one of fresh) await this.agree(one.origin)
    return true
  }

  /** Undefined: it was not sent, since the workspace is not trusted, nobody agreed, or this host cannot. */
  async request(target: Target, { method, path, headers, body, timeout }: Asked): Promise<Incoming | undefined> {
    if (!this.send || !this.isOpen || !this.agreed(target.origin)) return undefined
    const url = target.address + path
    // a path that made another origin of the address would take the credentials along
    if (new URL(url).origin !== target.origin) return undefined
    const authorization = await this.stores.secrets.get(secretOf(target.origin))
    const certificates = await this.certificates(target)
    const longest = seconds() * 1000
    const request: Outgoing = {
      method,
      url,
      headers: { Accept: 'application/json', ...headers, ...(authorization && { Authorization: authorization }) },
      timeout: Math.min(timeout ?? longest, longest),
      ...(body !== undefined && { body }),
      ...(certificates !== undefined && { certificates }),
    }
    const answer = await this.send(request)
    this.log.info(`${method} ${target.origin} (${programNames[target.program]}): ${'failed' in answer ? `${answer.failed}, ${answer.detail}` : answer.status}`)
    return answer
  }

  private async certificates({ certificateAuthority }: Target): Promise<string | undefined> {
    if (certificateAuthority === undefined) return undefined
    return workspace.fs.readFile(Uri.file(certificateAuthority)).then(
      bytes => new TextDecoder().decode(bytes),
      () => {
        this.log.warn('The file that "certificateAuthority" names cannot be read.')
        return undefined
      },
    )
  }

  async hasCredentials(origin: string): Promise<boolean> {
    return (await this.stores.secrets.get(secretOf(origin))) !== undefined
  }

  /** The value of the header; undefined takes it away. */
  setCredentials(origin: string, authorization: string | undefined): Promise<void> {
    return this.keep(secretOf(origin), authorization)
  }

  /** `webhook`: namespace and flow. */
  async webhookKey(origin: string, webhook: string): Promise<string | undefined> {
    return this.stores.secrets.get(keyOf(origin, webhook))
  }

  setWebhookKey(origin: string, webhook: string, key: string | undefined): Promise<void> {
    return this.keep(keyOf(origin, webhook), key)
  }

  private async keep(name: string, text: string | undefined): Promise<void> {
    const names = this.stores.global.get<readonly string[]>(origins, []).filter(one => one !== name)
    await this.stores.global.update(origins, text === undefined ? names : [...names, name])
    if (text === undefined) await this.stores.secrets.delete(name)
    else await this.stores.secrets.store(name, text)
  }

  /** Consents of this workspace, and all credentials and keys. */
  async forget(): Promise<void> {
    for (const name of this.stores.global.get<readonly string[]>(origins, [])) await this.stores.secrets.delete(name)
    await this.stores.global.update(origins, undefined)
    await this.stores.workspace.update(consents, undefined)
  }
}

/** How long to wait for an answer. */
function seconds(): number {
  const said = workspace.getConfiguration('alertpath.live').get<number>('timeout', 10)
  return Number.isFinite(said) ? Math.min(Math.max(said, 1), 120) : 10
}
