// One walk over a Pebble template that knows what is local where and what a fallback protects. Checks and mentions listen.
import type { Argument, Expression, Node, Pebble } from './node'
import { fallbacks } from './operators'
import { type Locals, type Path, pathOf } from './path'

export interface Place {
  readonly locals: Locals
  /** A `??`, `default`, `is defined` around it: undefined is provided for. */
  readonly protected: boolean
  /** Inside `render(…)`. */
  readonly rendered: boolean
  /** The value is the object of a longer chain, which was visited already. */
  readonly inChain: boolean
}

export type Visit = (value: Expression, place: Place) => void

const nowhere: Place = { locals: new Map(), protected: false, rendered: false, inChain: false }

export function walk(
  tree: Pebble,
  visit: Visit,
  visitFilters?: (filter: { name: { name: string; span: { start: number; end: number } }; arguments: readonly Argument[] }, place: Place) => void,
): void {
  const body = (nodes: readonly Node[], place: Place): void => {
    let here = place
    for (const node of nodes) here = statement(node, here)
  }
  const deep = (value: Expression, place: Place): void => expression(value, place, visit)

  /** Returns the place for what follows: `set` adds a name. */
  const statement = (node: Node, place: Place): Place => {
    switch (node.kind) {
      case 'print':
        deep(node.value, place)
        return place
      case 'set':
        deep(node.value, place)
        return node.variable ? withLocal(place, node.variable.name, pathOf(node.value, place.locals)) : place
      case 'if':
        conditions(node, place)
        return place
      case 'for':
        loop(node, place)
        return place
      case 'macro':
        for (const one of node.parameters) deep(one.value, place)
        body(
          node.body,
          node.parameters.reduce((at, one) => withLocal(at, one.name?.name ?? '', undefined), place),
        )
        return place
      case 'filters':
        for (const one of node.filters) {
          visitFilters?.(one, place)
          for (const argument of one.arguments) deep(argument.value, place)
        }
        body(node.body, place)
        return place
      case 'block':
        body(node.body, place)
        return place
    }
  }

  const conditions = (node: Extract<Node, { kind: 'if' }>, place: Place): void => {
    let asked = false
    for (const branch of node.branches) {
      if (branch.condition) {
        deep(branch.condition, { ...place, protected: place.protected || asked })
        asked ||= asksDefined(branch.condition)
      }
      body(branch.body, { ...place, protected: place.protected || asked })
    }
  }

  const loop = (node: Extract<Node, { kind: 'for' }>, place: Place): void => {
    deep(node.list, place)
    const list = pathOf(node.list, place.locals)
    const element: Path | undefined = list && { ...list, steps: [...list.steps, { name: '*', span: list.rootSpan }] }
    const inside = withLocal(withLocal(place, 'loop', undefined), node.variable?.name ?? '', element)
    body(node.body, inside)
    body(node.otherwise, place)
  }

  body(tree.nodes, nowhere)
}

function withLocal(place: Place, name: string, path: Path | undefined): Place {
  return name === '' ? place : { ...place, locals: new Map([...place.locals, [name, path]]) }
}

function expression(value: Expression, place: Place, visit: Visit): void {
  visit(value, place)
  const inner: Place = place.inChain ? { ...place, inChain: false } : place
  const deep = (one: Expression, at: Place = inner): void => expression(one, at, visit)
  switch (value.kind) {
    case 'joined':
    case 'list':
      for (const one of value.items) deep(one)
      break
    case 'map':
      for (const [key, one] of value.entries) {
        deep(key)
        deep(one)
      }
      break
    case 'group':
      deep(value.inner, place)
      break
    case 'unary':
      deep(value.operand)
      break
    case 'binary':
      binary(value, inner, deep)
      break
    case 'filter':
      deep(value.input, filtered(value, place))
      for (const one of value.arguments) deep(one.value)
      break
    case 'test':
      deep(value.input, value.name.name === 'defined' ? { ...inner, protected: true } : inner)
      for (const one of value.arguments) deep(one.value)
      break
    case 'choice':
      choice(value, inner, deep)
      break
    case 'call':
      for (const one of value.arguments) deep(one.value, value.name.name.startsWith('render') ? { ...inner, rendered: true } : inner)
      break
    case 'member':
      deep(value.object, value.arguments ? inner : { ...place, inChain: true })
      for (const one of value.arguments ?? []) deep(one.value)
      break
    case 'item':
      deep(value.object, { ...place, inChain: true })
      deep(value.key)
      break
  }
}

type Deep = (one: Expression, at?: Place) => void

/** `first` and `last` belong to the chain around them. */
function filtered(value: Extract<Expression, { kind: 'filter' }>, place: Place): Place {
  const element = value.name.name === 'first' || value.name.name === 'last'
  return { ...place, inChain: place.inChain && element, protected: place.protected || value.name.name === 'default' }
}

function binary(value: Extract<Expression, { kind: 'binary' }>, place: Place, deep: Deep): void {
  const spare = fallbacks.has(value.operator.name)
  deep(value.left, spare ? { ...place, protected: true } : place)
  // `trigger is defined and trigger.body.x`: the right side only counts when the left one holds.
  const guarded = (value.operator.name === 'and' || value.operator.name === 'or') && asksDefined(value.left)
  deep(value.right, guarded ? { ...place, protected: true } : place)
}

function choice(value: Extract<Expression, { kind: 'choice' }>, place: Place, deep: Deep): void {
  const guarded = asksDefined(value.condition) ? { ...place, protected: true } : place
  deep(value.condition)
  deep(value.yes, guarded)
  deep(value.no, guarded)
}

/** Does a condition ask whether something is there? */
function asksDefined(value: Expression): boolean {
  switch (value.kind) {
    case 'test':
      return value.name.name === 'defined'
    case 'group':
      return asksDefined(value.inner)
    case 'unary':
      return asksDefined(value.operand)
    case 'binary':
      return fallbacks.has(value.operator.name) || asksDefined(value.left) || asksDefined(value.right)
    default:
      return false
  }
}
