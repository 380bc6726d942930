// Loops over the alerts of a message: what their rounds read of one alert.
import { joinPath, splitPath } from '../../inline'
import type { Mention } from '../../text'
import type { FileView } from '../language'
import { core, flowOf, type Task, taskAt } from './model'

/** What the rounds of a loop over the alerts read of theirs, as paths into the body. */
export function* alertsInRounds(file: FileView): Generator<Mention> {
  const flow = flowOf(file)
  for (const use of file.mentions(['loop-path'], 'uses')) {
    const [round, ...steps] = splitPath(use.name)
    const loop = flow && loopAround(taskAt(flow, use.span.start), round ?? '')
    if (loop && isOverAlerts(loop.at.get('values')?.text ?? loop.at.get('value')?.text ?? ''))
      yield { ...use, name: joinPath(['body', 'alerts', '*', ...steps]) }
  }
}

const loops: ReadonlySet<string> = new Set(['ForEach', 'EachSequential', 'EachParallel', 'Loop'].map(name => `${core}flow.${name}`))

/** The loop whose value is meant: that of the task itself, of the task around it, or the nearest Loop. */
function loopAround(task: Task | undefined, round: string): Task | undefined {
  const owner = task?.list.owner
  if (round === 'item') {
    for (let one = owner; one; one = one.list.owner) if (loops.has(one.type)) return one.type.endsWith('.Loop') ? one : undefined
    return undefined
  }
  const loop = round === 'parent' ? owner?.list.owner : owner
  return loop && loops.has(loop.type) && !loop.type.endsWith('.Loop') ? loop : undefined
}

const isOverAlerts = (text: string): boolean => /^\s*\{\{-?\s*trigger\.body(?:\.alerts|\['alerts'\]|\["alerts"\])\s*(?:\?\?\s*\[\s*\]\s*)?-?\}\}\s*$/.test(text)
