// One list of problems from several lines of a program: what all say stays, what one says becomes a hint about that line.
import { type Grammar, versionText } from '../schema'
import { compareSeverity, type Problem } from '../text'

export function combine(lists: readonly (readonly Problem[])[], grammars: readonly Grammar[]): readonly Problem[] {
  const [first] = lists
  if (lists.length < 2) return first ?? []
  const said = new Places()
  const out: Problem[] = []
  const byPlace = lists.map(list => new Places(list))
  lists.forEach((list, i) => {
    for (const problem of list) {
      if (said.at(problem, one => one.code === problem.code)) continue
      said.add(problem)
      const here = byPlace.map(other => other.at(problem, one => one.code === problem.code || bothErrors(one, problem)))
      out.push(here.every(Boolean) ? (mildest(here) ?? problem) : onlyIn(problem, grammars[i]))
    }
  })
  return withoutOverlaps(out)
}

/** Problems by what they stand at. */
class Places {
  private readonly byStart = new Map<number, Problem[]>()

  constructor(problems: readonly Problem[] = []) {
    for (const one of problems) this.add(one)
  }

  add(problem: Problem): void {
    const here = this.byStart.get(problem.span.start)
    if (here) here.push(problem)
    else this.byStart.set(problem.span.start, [problem])
  }

  /** The first at exactly the place of `problem` that is asked for. */
  at({ span }: Problem, isAsked: (one: Problem) => boolean): Problem | undefined {
    return this.byStart.get(span.start)?.find(one => one.span.end === span.end && isAsked(one))
  }
}

/** What one line refuses and another only warns of is no error where the line is unknown. */
const mildest = (all: readonly (Problem | undefined)[]): Problem | undefined =>
  all.reduce((least, one) => (one && least && compareSeverity(one.severity, least.severity) < 0 ? one : least))

const bothErrors = (a: Problem, b: Problem): boolean => a.severity === 'error' && b.severity === 'error'

/** The same word refused by all lines for different reasons is one problem. */
function withoutOverlaps(problems: readonly Problem[]): Problem[] {
  const errors = new Places()
  // "deprecated" says already that a later line has it no more
  const deprecated = new Places(problems.filter(one => one.code.startsWith('deprecated-')))
  return problems.filter(one => {
    if (one.severity === 'hint' && one.code.startsWith('removed-')) return !deprecated.at(one, any)
    if (one.severity !== 'error') return true
    if (errors.at(one, any)) return false
    errors.add(one)
    return true
  })
}

const any = (): boolean => true

function onlyIn(problem: Problem, grammar: Grammar | undefined): Problem {
  if (problem.severity === 'hint' || !grammar?.version) return problem.severity === 'error' ? { ...problem, severity: 'hint' } : problem
  return { ...problem, severity: 'hint', message: `${problem.message} (${grammar.program} ${versionText(grammar.version)} only.)` }
}
