// "Open Prometheus…", "Open Alertmanager…", "Open Kestra…": a pick of pages, and the pages themselves.
import { l10n } from 'vscode'
import type { LiveContext, LiveProgram } from '../../../server/src/protocol'
import { programNames, type Target } from './address'
import { asked } from './answers'
import { contextAt, deskOf, type Here, hereOf, isAllowed, type Live, selectedQuery, shown, targetFor } from './live'
import { type Looked, type Page, type PageId, pageIds, pageOf, pagesOf, programOfPage } from './pages'

/** Resolves to the address that was opened. */
export async function openProgram(live: Live, program: LiveProgram, argument?: unknown): Promise<string | undefined> {
  if (!(await isAllowed(live))) return undefined
  const here = hereOf(argument)
  const context = await contextAt(live, here)
  const target = await targetFor(live, program, context)
  if (!target) return undefined
  const rows = pagesOf(program, lookedAt(here, context, target), l10n).map(page => ({
    label: page.label,
    ...(page.about !== undefined && { description: page.about }),
    value: page,
  }))
  const page = await deskOf(live).pick<Page>(rows, l10n.t('Open {0} ({1})', programNames[program], shown(target)))
  return page && open(live, target, page)
}

/** A certain page, from a lens or a link. */
export async function openPage(live: Live, id: unknown, argument?: unknown, receiver?: unknown): Promise<string | undefined> {
  const known = pageIds.find(one => one === id)
  if (!known || !(await isAllowed(live))) return undefined
  const here = hereOf(argument)
  const context = await contextAt(live, here)
  const target = await targetFor(live, programOfPage(known), context)
  if (!target) return undefined
  const looked = { ...lookedAt(here, context, target), ...(typeof receiver === 'string' && { receiver }) }
  const page = pageOf(known, looked, l10n)
  return page && open(live, target, page)
}

export function lookedAt(here: Here | undefined, context: LiveContext, target: Target): Looked {
  const query = selectedQuery(here, context)
  return { ...context, ...(query !== undefined && { query }), ...(target.tenant !== undefined && { tenant: target.tenant }) }
}

/** Paths that answer fast and tell that the program is there. */
export const readyPaths: Readonly<Record<LiveProgram, string>> = { prometheus: '/-/ready', alertmanager: '/-/ready', kestra: '/ping' }

export async function open(live: Live, target: Target, page: Pick<Page, 'path'>): Promise<string | undefined> {
  const address = target.address + page.path
  // Only who was allowed to be asked before is asked whether it is there.
  const answer = live.answering.has(target.program)
    ? await live.gate.request(target, { method: 'GET', path: readyPaths[target.program], timeout: 2_000 })
    : undefined
  if (answer && 'failed' in answer) {
    const anyway = l10n.t('Open Anyway')
    if ((await deskOf(live).tell('warning', asked(answer, target, l10n).text, anyway)) !== anyway) return undefined
  }
  await deskOf(live).open(address)
  return address
}

export type { PageId }
