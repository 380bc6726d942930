// Which environment is in use, and what is kept of its servers: credentials in the secret storage, consents in the workspace.
import { commands, l10n } from 'vscode'
import { type LiveProgram, livePrograms } from '../../../server/src/protocol'
import { environmentNames, local, programNames } from './address'
import type { LiveItem } from './check'
import { contextAt, deskOf, environmentOf, environmentsOf, hereOf, isAllowed, type Live, setEnvironment, targetFor } from './live'

export async function chooseEnvironment(live: Live, item: LiveItem): Promise<void> {
  if (!(await isAllowed(live))) return
  const now = environmentOf(live)
  const more = '\0'
  const rows = environmentNames(environmentsOf()).map(name => ({
    label: name,
    description: [name === local ? l10n.t('what Compose publishes, else the usual ports') : '', name === now ? l10n.t('(now)') : ''].filter(Boolean).join(' '),
    value: name,
  }))
  const picked = await deskOf(live).pick([...rows, { label: l10n.t('Add one in the settings…'), value: more }], l10n.t('Which servers are meant?'))
  if (picked === more) await commands.executeCommand('workbench.action.openSettings', 'alertpath.live.environments')
  else if (picked !== undefined) {
    await setEnvironment(live, picked)
    item.reset()
  }
}

export async function setCredentials(live: Live, argument?: unknown): Promise<void> {
  if (!(await isAllowed(live))) return
  const asked = livePrograms.find(one => one === argument)
  const program =
    asked ??
    (await deskOf(live).pick<LiveProgram>(
      livePrograms.map(value => ({ label: programNames[value], value })),
      l10n.t('Credentials of which server?'),
    ))
  const context = program && (await contextAt(live, hereOf(undefined)))
  const target = program && context && (await targetFor(live, program, context))
  if (!target) return
  const title = l10n.t('Credentials for {0}', target.origin)
  const has = await live.gate.hasCredentials(target.origin)
  const kind = await deskOf(live).pick<'basic' | 'bearer' | 'none'>(
    [
      { label: l10n.t('User and password'), value: 'basic' },
      { label: l10n.t('Token'), description: 'Authorization: Bearer', value: 'bearer' },
      ...(has ? [{ label: l10n.t('Remove them'), value: 'none' as const }] : []),
    ],
    title,
  )
  if (kind === 'none') await live.gate.setCredentials(target.origin, undefined)
  const header = kind === 'basic' ? await basic(live, title) : kind === 'bearer' ? await bearer(live, title) : undefined
  if (header === undefined) return
  await live.gate.setCredentials(target.origin, header)
  await deskOf(live).tell('information', l10n.t('The credentials are kept in the secret storage of the editor and sent to {0} only.', target.origin))
}

async function basic(live: Live, title: string): Promise<string | undefined> {
  const user = await deskOf(live).input({ title, prompt: l10n.t('User'), check: text => (text.includes(':') ? l10n.t('A user has no ":".') : undefined) })
  if (!user) return undefined
  const password = await deskOf(live).input({ title, prompt: l10n.t('Password'), secret: true })
  return password ? `Basic ${base64(`${user}:${password}`)}` : undefined
}

async function bearer(live: Live, title: string): Promise<string | undefined> {
  const token = (await deskOf(live).input({ title, prompt: l10n.t('Token'), secret: true }))?.trim()
  return token && /^[\x21-\x7e]+$/.test(token) ? `Bearer ${token}` : undefined
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

export async function forget(live: Live, item: LiveItem): Promise<void> {
  const yes = l10n.t('Forget')
  const answer = await deskOf(live).confirm(
    l10n.t('Forget credentials, keys and consents?'),
    l10n.t('All credentials and webhook keys that Alertpath keeps, and what was allowed in this workspace.'),
    yes,
  )
  if (answer !== yes) return
  await live.gate.forget()
  item.reset()
}
