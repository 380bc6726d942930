// What is wrong, where, how bad, and how to mend it. A fix travels inside its problem.
import { type Edit, type Span, shift } from './span'

/** A promise, see docs/architecture.md: `error` = the target program would not load it. */
export type Severity = 'error' | 'warning' | 'information' | 'hint'

/** Another place that explains a problem. Without `uri` it is in the problem's own file. */
export interface Related {
  readonly uri?: string
  readonly span: Span
  readonly message: string
}

/** Edits without `uri` are in the problem's own file. `safe`: may be applied by "fix all" without a look. */
export interface Fix {
  readonly title: string
  readonly edits: readonly (Edit & { readonly uri?: string })[]
  readonly safe?: boolean
}

export interface Problem {
  /** Reads as "allow ⟨code⟩": `unknown-receiver`. Has a page of that name. */
  readonly code: string
  readonly severity: Severity
  /** The user's words, a full stop at the end. */
  readonly message: string
  readonly span: Span
  readonly related?: readonly Related[]
  readonly fixes?: readonly Fix[]
  readonly tags?: readonly ('deprecated' | 'unnecessary')[]
}

/** The same problem `by` code units further on: places in its own file move, others stay. */
export function shiftProblem(problem: Problem, by: number): Problem {
  if (by === 0) return problem
  const moved = { ...problem, span: shift(problem.span, by) }
  return {
    ...moved,
    ...(problem.related && { related: problem.related.map(one => (one.uri === undefined ? { ...one, span: shift(one.span, by) } : one)) }),
    ...(problem.fixes && {
      fixes: problem.fixes.map(fix => ({
        ...fix,
        edits: fix.edits.map(edit => (edit.uri === undefined ? { ...edit, span: shift(edit.span, by) } : edit)),
      })),
    }),
  }
}

const order: Readonly<Record<Severity, number>> = { error: 3, warning: 2, information: 1, hint: 0 }

/** Positive when `a` is worse than `b`. */
export const compareSeverity = (a: Severity, b: Severity): number => order[a] - order[b]
