// One list of problems from several lines of a program: what all say stays, what one says becomes a hint about that line.
import { type Grammar, versionText } from '../schema'
import { compareSeverity, lookup, type Problem } from '../text'

export function combine(lists: readonly (readonly Problem[])[], grammars: readonly Grammar[]): readonly Problem[] {
  const [first] = lists
  if (lists.length < 2) return first ?? []
  const seen = new Set<string>()
  const out: Problem[] = []
  const byPlace = lists.map(placed)
  lists.forEach((list, i) => {
    for (const problem of list) {
      const key = `${place(problem)} ${problem.code}`
      if (seen.has(key)) continue
      seen.add(key)
      const here = byPlace.map(other => other.get(place(problem))?.find(one => one.code === problem.code || bothErrors(one, problem)))
      out.push(here.every(Boolean) ? (mildest(here) ?? problem) : onlyIn(problem, grammars[i]))
    }
  })
  return withoutOverlaps(out)
}

const place = ({ span }: Problem): string => `${span.start} ${span.end}`

function placed(list: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const map = new Map<string, Problem[]>()
  for (const one of list) lookup(map, place(one), () => []).push(one)
  return map
}

/** What one line refuses and another only warns of is no error where the line is unknown. */
const mildest = (all: readonly (Problem | undefined)[]): Problem | undefined =>
  all.reduce((least, one) => (one && least && compareSeverity(one.severity, least.severity) < 0 ? one : least))

const bothErrors = (a: Problem, b: Problem): boolean => a.severity === 'error' && b.severity === 'error'

/** The same word refused by all lines for different reasons is one problem. */
function withoutOverlaps(problems: readonly Problem[]): Problem[] {
  const errors = new Set<string>()
  // "deprecated" says already that a later line has it no more
  const deprecated = new Set(problems.filter(one => one.code.startsWith('deprecated-')).map(place))
  return problems.filter(one => {
    if (one.severity === 'hint' && one.code.startsWith('removed-')) return !deprecated.has(place(one))
    if (one.severity !== 'error') return true
    const key = place(one)
    if (errors.has(key)) return false
    errors.add(key)
    return true
  })
}

function onlyIn(problem: Problem, grammar: Grammar | undefined): Problem {
  if (problem.severity === 'hint' || !grammar?.version) return problem.severity === 'error' ? { ...problem, severity: 'hint' } : problem
  return { ...problem, severity: 'hint', message: `${problem.message} (${grammar.program} ${versionText(grammar.version)} only.)` }
}
