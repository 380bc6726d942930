// "Check Which Servers Answer", and the item in the status menu that shows what came of it. Nothing is asked before the user does.
import { type Disposable, LanguageStatusSeverity, l10n, languages } from 'vscode'
import { type LiveContext, type LiveProgram, livePrograms } from '../../../server/src/protocol'
import { selector } from '../languages'
import { programNames, type Target, targetOf } from './address'
import { asked, plain, type Verdict } from './answers'
import { contextAt, deskOf, environmentOf, environmentsOf, hereOf, isAllowed, type Live, tellVerdict } from './live'
import { openProgram, readyPaths } from './open'

export interface Checked {
  readonly program: LiveProgram
  readonly target: Target
  readonly verdict: Verdict
  readonly version?: string
}

export class LiveItem implements Disposable {
  readonly #item = languages.createLanguageStatusItem('alertpath.live', [...selector] as never)

  constructor() {
    this.#item.name = l10n.t('Alertpath: live servers')
    this.#item.command = { command: 'alertpath.live.check', title: l10n.t('Check') }
    this.reset()
  }

  reset(): void {
    this.#item.text = l10n.t('Servers: not asked')
    this.#item.detail = ''
    this.#item.severity = LanguageStatusSeverity.Information
    this.#item.accessibilityInformation = { label: this.#item.text }
  }

  set busy(busy: boolean) {
    this.#item.busy = busy
  }

  show(environment: string, all: readonly Checked[]): void {
    const answering = all.filter(one => one.verdict.ok)
    this.#item.text = l10n.t('{0} of {1} servers answer', answering.length, all.length)
    this.#item.detail = `${environment}: ${all.map(one => `${programNames[one.program]} ${one.verdict.ok ? (one.version ?? l10n.t('yes')) : l10n.t('no')}`).join(', ')}`
    this.#item.severity = answering.length === all.length ? LanguageStatusSeverity.Information : LanguageStatusSeverity.Warning
    this.#item.accessibilityInformation = { label: `${this.#item.text}, ${this.#item.detail}` }
  }

  dispose(): void {
    this.#item.dispose()
  }
}

/** Asks all servers of the environment at once and lists what they say; choosing one opens it. */
export async function check(live: Live, item: LiveItem): Promise<readonly Checked[]> {
  if (!(await isAllowed(live))) return []
  const context = await contextAt(live, hereOf(undefined))
  const environment = environmentOf(live)
  const targets = targetsOf(live, environment, context)
  if (targets.length === 0) {
    await deskOf(live).tell('information', l10n.t('The environment "{0}" names no server that can be asked from here.', environment))
    return []
  }
  if (!(await live.gate.mayAsk(targets))) return []
  item.busy = true
  const all = (await Promise.all(targets.map(one => checkOne(live, one)))).filter(one => one !== undefined)
  item.busy = false
  item.show(environment, all)
  void list(live, environment, all)
  return all
}

function targetsOf(live: Live, environment: string, { addresses }: LiveContext): Target[] {
  return livePrograms.flatMap(program => {
    const target = live.answering.has(program) ? targetOf(program, environment, environmentsOf(), addresses) : 'not-set'
    return typeof target === 'string' ? [] : [target]
  })
}

async function checkOne(live: Live, target: Target): Promise<Checked | undefined> {
  const { program } = target
  const answer = await live.gate.request(target, { method: 'GET', path: readyPaths[program] })
  if (!answer) return undefined
  const verdict = asked(answer, target, l10n)
  const version = verdict.ok ? await versionOf(live, target) : undefined
  return { program, target, verdict, ...(version !== undefined && { version }) }
}

const versionPaths: Readonly<Record<LiveProgram, readonly [path: string, ...keys: string[]]>> = {
  prometheus: ['/api/v1/status/buildinfo', 'data', 'version'],
  alertmanager: ['/api/v2/status', 'versionInfo', 'version'],
  kestra: ['/api/v1/configs', 'version'],
}

async function versionOf(live: Live, target: Target): Promise<string | undefined> {
  const [path, ...keys] = versionPaths[target.program]
  const answer = await live.gate.request(target, { method: 'GET', path })
  if (!answer || 'failed' in answer || answer.status !== 200) return undefined
  try {
    const found = keys.reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | null)?.[key], JSON.parse(answer.text))
    return typeof found === 'string' && /^v?\d+\.[\w.+-]{1,40}$/.test(found) ? found : undefined
  } catch {
    return undefined
  }
}

async function list(live: Live, environment: string, all: readonly Checked[]): Promise<void> {
  const rows = all.map(one => ({ label: labelOf(one), description: one.target.address, detail: plain(one.verdict.remedy ?? one.verdict.text), value: one }))
  const picked = await deskOf(live).pick<Checked>(rows, l10n.t('Servers of "{0}"', environment))
  if (!picked) return
  if (picked.verdict.ok) await openProgram(live, picked.program)
  else await tellVerdict(live, picked.verdict, picked.target)
}

function labelOf({ program, verdict, version }: Checked): string {
  const name = programNames[program]
  if (verdict.ok) return `$(pass) ${name}${version === undefined ? '' : ` ${version}`}`
  return `$(error) ${name}: ${verdict.remedy === undefined ? l10n.t('not as it should') : l10n.t('no answer')}`
}
