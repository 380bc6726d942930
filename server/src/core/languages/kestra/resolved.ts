// Whether a flow tells resolved alerts from firing ones. Anything that may look at the status in a way that is not seen counts as looking.
import type { HookStation } from '../../alertpath'
import type { Mention } from '../../text'
import type { At } from '../../yaml'
import type { FileView } from '../language'
import { core, flowOf, taskAt } from './model'

/** `acts`: it never looks; `refuses`: the trigger itself takes firing alerts only; `looks`: somewhere inside, or nobody knows. */
export type ResolvedHandling = 'acts' | 'refuses' | 'looks'

export function resolvedHandling(file: FileView, hook: HookStation): ResolvedHandling {
  const flow = flowOf(file)
  const trigger = flow?.triggers.find(one => one.span.start <= hook.spot.span.start && hook.spot.span.end <= one.span.end)
  if (!flow || !trigger) return 'looks'
  const guard = ['when', 'conditions'].map(key => trigger.at.get(key)).filter(one => one !== undefined)
  const inGuard = guard.map(textOf).join('\n')
  if (/status/i.test(inGuard)) return /firing|resolved/.test(inGuard) ? 'refuses' : 'looks'
  if (asksForStatus(file) || guard.length > 0) return 'looks'
  for (const use of file.mentions(['trigger-path'], 'uses')) if (isWhole(use) && !isShown(file, use)) return 'looks'
  return passesTrigger(file) || flow.sums.tasks === 0 ? 'looks' : 'acts'
}

const textOf = (at: At): string => at.doc.source.slice(at.start, at.span.end)

/** Outside comments. */
const asksForStatus = (file: FileView): boolean => file.once(readText)
const readText = (file: FileView): boolean => /\bstatus\b|resolved/i.test(file.doc.text.replace(/(^|\s)#.*$/gm, '$1'))

/** The body, the list of alerts, or one alert as it stands: whoever gets it may look at the status in it. */
const isWhole = ({ name }: Mention): boolean => /^body(?:\.alerts(?:\.\*)?)?$/.test(name)

/** It goes into a log, a message or a request: nothing of the flow looks into it. */
function isShown(file: FileView, use: Mention): boolean {
  const flow = flowOf(file)
  const task = flow && taskAt(flow, use.span.start)
  if (!flow || !task) return false
  return shows(task.type) || (leads(task.type) && file.once(onlyShows))
}

/** Only says what runs, and how often. Another flow that is started may look into what it gets. */
const leads = (type: string): boolean => type.startsWith(`${core}flow.`) && !/\.(?:Subflow|ForEachItem)$/.test(type)

/** All that the flow does. */
const onlyShows = (file: FileView): boolean => (flowOf(file)?.tasks ?? []).every(one => shows(one.type) || leads(one.type))

const shows = (type: string): boolean =>
  type === `${core}log.Log` || type === `${core}http.Request` || /\.(?:notifications|slack|telegram|discord|teams|email|mail)\./i.test(type)

/** `{{ trigger }}` as a whole. */
const passesTrigger = (file: FileView): boolean => /\{\{-?\s*trigger\s*(?:\||-?\}\})/.test(file.doc.text)
