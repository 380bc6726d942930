// Names and traps of a Pebble template that the engine meets only when it runs it.
import { closest, type Span } from '../../text'
import type { InlineProblem, InlineScope } from '../inline'
import { member, older } from '../shape'
import { context, misspelt } from './context'
import { dateUnits, needed, type PebbleName, strangers, type Table, tables } from './names'
import type { Argument, Expression, Node, Pebble, Word } from './node'
import { pathOf } from './path'
import { traps } from './traps'
import { type Place, walk } from './walk'

export function check(tree: Pebble, scope: InlineScope): readonly InlineProblem[] {
  const problems: InlineProblem[] = []
  const macros = new Set(macroNames(tree.nodes))
  const add = (found: readonly InlineProblem[]): void => {
    problems.push(...found)
  }
  walk(
    tree,
    (value, place) => {
      if (value.kind === 'call' && !macros.has(value.name.name)) add(called('function', value.name, value.arguments, scope))
      if (value.kind === 'filter') add(called('filter', value.name, value.arguments, scope))
      if (value.kind === 'test') add(called('test', value.name, value.arguments, scope))
      if (value.kind === 'name') add(root(value, place))
      if (value.kind === 'member') add(membership(value, place))
      if (value.kind === 'test' || value.kind === 'binary') add(traps(value, place, tree.text, scope))
    },
    filter => add(called('filter', filter.name, filter.arguments, scope)),
  )
  return problems
}

function* macroNames(nodes: readonly Node[]): Iterable<string> {
  for (const node of nodes) {
    if (node.kind === 'macro' && node.name) yield node.name.name
    if ('body' in node) yield* macroNames(node.body)
    if (node.kind === 'if') for (const branch of node.branches) yield* macroNames(branch.body)
  }
}

const codes: Readonly<Record<Table, string>> = { function: 'unknown-pebble-function', filter: 'unknown-pebble-filter', test: 'unknown-pebble-test' }
const replace = (span: Span, text: string): NonNullable<InlineProblem['fixes']> => [{ title: `Write "${text}"`, edits: [{ span, text }] }]

function called(table: Table, word: Word, given: readonly Argument[], scope: InlineScope): readonly InlineProblem[] {
  if (word.name === '') return []
  const found = tables[table].find(one => one.name === word.name)
  if (!found) return [unknown(table, word, scope)]
  const line = lineProblem(table, word, found, scope)
  return [...(line ? [line] : []), ...argumentNames(table, found, given), ...argumentValues(table, word, given)]
}

function unknown(table: Table, word: Word, scope: InlineScope): InlineProblem {
  // Older than what is carried here: it may have had the name.
  const severity = scope.version && older(scope.version, '1.3') ? 'information' : 'warning'
  const shared = { code: codes[table], severity, span: word.span } as const
  const start = `Kestra has no ${table} "${word.name}"`
  const other = Object.hasOwn(strangers[table], word.name) ? strangers[table][word.name] : undefined
  if (other && /^\w+$/.test(other)) return { ...shared, message: `${start}; did you mean "${other}"? The run fails here.`, fixes: replace(word.span, other) }
  if (other) return { ...shared, message: `${start}: ${other}. The run fails here.` }
  const elsewhere = (['function', 'filter'] as const).find(one => one !== table && tables[one].some(two => two.name === word.name))
  if (elsewhere)
    return {
      ...shared,
      message: `"${word.name}" is a ${elsewhere}, not a ${table}: write "${elsewhere === 'filter' ? `x | ${word.name}` : `${word.name}(x)`}". The run fails here.`,
    }
  const near = closest(
    word.name,
    tables[table].map(one => one.name),
  )
  if (near) return { ...shared, message: `${start}; did you mean "${near}"? The run fails here.`, fixes: replace(word.span, near) }
  return { ...shared, message: `${start}. The run fails here.` }
}

/** A name that only some lines have: a warning when the line is known, a hint when it is not. */
function lineProblem(table: Table, word: Word, found: PebbleName, scope: InlineScope): InlineProblem | undefined {
  const { version } = scope
  const tooOld = found.since !== undefined && (!version || older(version, found.since))
  const gone = found.until !== undefined && (!version || !older(version, found.until))
  if (!tooOld && !gone) return undefined
  const message = gone
    ? `The ${table} "${word.name}" is gone in Kestra ${found.until}${found.instead ? `; write "${found.instead}"` : ''}.`
    : `The ${table} "${word.name}" exists since Kestra ${found.since}.`
  return {
    code: codes[table],
    severity: version ? 'warning' : 'hint',
    span: word.span,
    message,
    ...(gone && found.instead && { fixes: replace(word.span, found.instead) }),
  }
}

function argumentNames(table: Table, found: PebbleName, given: readonly Argument[]): readonly InlineProblem[] {
  return given.flatMap(({ name }) => {
    if (!name || found.arguments.length === 0 || found.arguments.includes(name.name)) return []
    const near = closest(name.name, found.arguments)
    const message = `The ${table} "${found.name}" has no argument "${name.name}"${near ? `; did you mean "${near}"?` : `: it takes ${found.arguments.join(', ')}.`} The run fails here.`
    return [{ code: 'unknown-pebble-argument', severity: 'warning' as const, span: name.span, message, ...(near && { fixes: replace(name.span, near) }) }]
  })
}

/** Constants that the engine does not take: no argument at all, two texts for `replace`, a unit that is none. */
function argumentValues(table: Table, word: Word, given: readonly Argument[]): readonly InlineProblem[] {
  const wrong = (span: Span, message: string, instead?: string): readonly InlineProblem[] => [
    { code: 'wrong-pebble-argument', severity: 'warning', span, message: `${message} The run fails here.`, ...(instead && { fixes: replace(span, instead) }) },
  ]
  const least = Object.hasOwn(needed, word.name) ? (needed[word.name] ?? 0) : 0
  if (given.length < least) return wrong(word.span, `The ${table} "${word.name}" needs ${least === 1 ? 'an argument' : `${least} arguments`}.`)
  const [first, second] = given.map(one => one.value)
  if (word.name === 'replace' && first?.kind === 'string')
    return wrong(first.span, "The filter \"replace\" takes a map, such as {'old': 'new'}, not two texts.")
  if (word.name !== 'dateAdd' || second?.kind !== 'string' || given[1]?.name || dateUnits.includes(second.value)) return []
  const near = dateUnits.includes(second.value.toUpperCase()) ? second.value.toUpperCase() : dateUnits.find(one => one === `${second.value.toUpperCase()}S`)
  return wrong(second.inner, `"${second.value}" is no unit of time${near ? `; did you mean "${near}"?` : ': write DAYS, HOURS, MINUTES or the like.'}`, near)
}

/** Plugins bring variables of their own, so only what is surely meant as one of Kestra's is called wrong. */
function root(value: Extract<Expression, { kind: 'name' }>, place: Place): readonly InlineProblem[] {
  if (place.locals.has(value.name) || Object.hasOwn(context, value.name)) return []
  const near = Object.hasOwn(misspelt, value.name) ? misspelt[value.name] : closest(value.name, longNames)
  if (!near || (!place.inChain && !near.endsWith(')'))) return []
  const message = `There is no variable "${value.name}"; did you mean "${near}"? The run fails here.`
  return [{ code: 'unknown-pebble-variable', severity: 'warning', span: value.span, message, fixes: replace(value.span, near) }]
}

const longNames = ['inputs', 'outputs', 'trigger', 'execution', 'taskrun', 'labels', 'globals']

/** Members of `flow`, `execution`, `task` and the like, when one is nearly right. */
function membership(value: Extract<Expression, { kind: 'member' }>, place: Place): readonly InlineProblem[] {
  const path = pathOf(value.object, place.locals)
  if (!path || path.steps.length > 0 || path.before.length > 0 || path.root === 'trigger' || value.name.name === '') return []
  const shape = Object.hasOwn(context, path.root) ? context[path.root] : undefined
  if (shape?.kind !== 'object' || member(shape, value.name.name)) return []
  const near = closest(value.name.name, Object.keys(shape.members ?? {}))
  if (!near) return []
  const message = `"${path.root}" has no "${value.name.name}"; did you mean "${near}"? The run fails here.`
  return [{ code: 'unknown-pebble-variable', severity: 'warning', span: value.name.span, message, fixes: replace(value.name.span, near) }]
}
