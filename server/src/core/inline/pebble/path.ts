// A chain such as `trigger.body.alerts[0].labels['a.b']` as its steps, followed through loop variables, `set`, `first`, `last`.
import type { Span } from '../../text'
import type { Expression } from './node'

export interface Step {
  /** `*` for an element whose key is not written out. */
  readonly name: string
  readonly span: Span
}

export interface Path {
  readonly root: string
  readonly rootSpan: Span
  /** Steps that a loop variable stands for, before those written here. */
  readonly before: readonly string[]
  readonly steps: readonly Step[]
}

/** What names of this text stand for: the path of a loop variable or `set`, or undefined when it is something else. */
export type Locals = ReadonlyMap<string, Path | undefined>

export function pathOf(value: Expression, locals: Locals): Path | undefined {
  switch (value.kind) {
    case 'name':
      return ofName(value.name, value.span, locals)
    case 'group':
      return pathOf(value.inner, locals)
    case 'member':
      return value.arguments ? undefined : extend(pathOf(value.object, locals), { name: value.name.name, span: value.name.span })
    case 'item':
      return extend(pathOf(value.object, locals), keyStep(value.key))
    case 'filter':
      return value.name.name === 'first' || value.name.name === 'last' ? extend(pathOf(value.input, locals), { name: '*', span: value.name.span }) : undefined
    default:
      return undefined
  }
}

function ofName(name: string, span: Span, locals: Locals): Path | undefined {
  if (!locals.has(name)) return { root: name, rootSpan: span, before: [], steps: [] }
  const stands = locals.get(name)
  return stands && { root: stands.root, rootSpan: span, before: [...stands.before, ...stands.steps.map(one => one.name)], steps: [] }
}

const extend = (path: Path | undefined, step: Step): Path | undefined => path && { ...path, steps: [...path.steps, step] }

export const keyStep = (key: Expression): Step => {
  if (key.kind === 'string') return { name: key.value, span: key.inner }
  return { name: '*', span: key.span }
}

/** All names of the path behind its root. */
export const allSteps = (path: Path): readonly string[] => [...path.before, ...path.steps.map(one => one.name)]

/** `body.alerts.*.labels."k8s.io/name"`: a step that is no plain word is quoted, any element is `*`. */
export const joinPath = (steps: readonly string[]): string => steps.map(one => (plain.test(one) ? one : JSON.stringify(one))).join('.')

const plain = /^(?:[\p{L}_][\p{L}\p{Nd}_-]*|\*)$/u

/** Undoes `joinPath`. */
export function splitPath(path: string): readonly string[] {
  return [...path.matchAll(/"(?:[^"\\]|\\.)*"|[^.]+/g)].map(([step]) => (step.startsWith('"') ? unquote(step) : step))
}

function unquote(text: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    return text
  }
}
