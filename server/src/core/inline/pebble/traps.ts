// Expressions that the engine takes, but not the way they read.
import type { Span } from '../../text'
import type { InlineProblem, InlineScope } from '../inline'
import type { Expression } from './node'
import { comparisons, fallbacks } from './operators'
import { pathOf } from './path'
import type { Place } from './walk'

type Binary = Extract<Expression, { kind: 'binary' }>
type Test = Extract<Expression, { kind: 'test' }>

export function traps(value: Binary | Test, place: Place, text: string, scope: InlineScope): readonly InlineProblem[] {
  if (value.kind === 'test') return notFirst(value, text)
  return [
    ...fallbackAndComparison(value, text),
    ...notFirst(value, text),
    ...dash(value, text, scope),
    // Needs no names, so it is said where the text is read without them, and only there.
    ...(scope.names ? [] : headerDash(value, text)),
    ...listComparison(value, place),
  ]
}

const replace = (span: Span, text: string): NonNullable<InlineProblem['fixes']> => [{ title: `Write "${text}"`, edits: [{ span, text }] }]

/** `a ?? b != c` reads two ways; the engine takes `(a ?? b) != c`. */
function fallbackAndComparison(value: Binary, text: string): readonly InlineProblem[] {
  if (!comparisons.has(value.operator.name)) return []
  return [value.left, value.right].flatMap(side => {
    if (side.kind !== 'binary' || !fallbacks.has(side.operator.name)) return []
    const inner = text.slice(side.span.start, side.span.end)
    const message = `"${side.operator.name}" binds tighter than "${value.operator.name}", so this compares the outcome of "${inner}". Put it in brackets to say so.`
    return [{ code: 'pebble-precedence', severity: 'information' as const, span: value.span, message, fixes: brackets(side.span) }]
  })
}

/** `not a == b` asks `(not a) == b`. */
function notFirst(value: Binary | Test, text: string): readonly InlineProblem[] {
  const left = value.kind === 'test' ? value.input : comparisons.has(value.operator.name) ? value.left : undefined
  if (left?.kind !== 'unary' || left.operator !== 'not') return []
  const operator = value.kind === 'test' ? 'is' : value.operator.name
  const { operand } = left
  const message = `"not" binds tighter than "${operator}", so only "${text.slice(operand.span.start, operand.span.end)}" is turned round. Put the whole question in brackets.`
  return [
    { code: 'pebble-precedence', severity: 'information', span: value.span, message, fixes: brackets({ start: operand.span.start, end: value.span.end }) },
  ]
}

const brackets = ({ start, end }: Span): NonNullable<InlineProblem['fixes']> => [
  {
    title: 'Put it in brackets',
    edits: [
      { span: { start, end: start }, text: '(' },
      { span: { start: end, end }, text: ')' },
    ],
  },
]

/** `inputs.a-b` subtracts. Kestra refuses to save it when an input of that name exists and `}}` follows at once. */
function dash(value: Binary, text: string, scope: InlineScope): readonly InlineProblem[] {
  const { left, operator, right } = value
  if (operator.name !== '-' || left.kind !== 'member' || left.object.kind !== 'name' || text[operator.span.start - 1] === ' ') return []
  const owner = left.object.name
  const kind = owner === 'inputs' ? 'input' : owner === 'outputs' ? 'task' : undefined
  if (!kind) return []
  const whole = /^[\p{L}\p{Nd}_-]+/u.exec(text.slice(left.name.span.start, value.span.end))?.[0] ?? ''
  const known = new Set(scope.names?.(kind) ?? [])
  if (!known.has(whole) || right.kind === 'missing') return []
  const end = left.name.span.start + whole.length
  const refused = /^\s*-?\}\}/.test(text.slice(end)) && scope.flavour !== 'trigger'
  const message = `"${owner}.${whole}" subtracts: a name with "-" is taken as "${owner}['${whole}']". ${refused ? 'Kestra refuses to save the flow.' : 'The run fails here.'}`
  const span = { start: left.name.span.start - 1, end }
  return [{ code: 'dash-in-pebble-name', severity: refused ? 'error' : 'warning', span, message, fixes: replace(span, `['${whole}']`) }]
}

/** `trigger.headers.X-Team` subtracts as well. */
function headerDash({ left, operator, right, span }: Binary, text: string): readonly InlineProblem[] {
  if (operator.name !== '-' || operator.span.end !== right.span.start || left.span.end !== operator.span.start || right.kind !== 'name') return []
  const path = pathOf(left, new Map())
  const [first, header, ...rest] = path?.steps ?? []
  if (path?.root !== 'trigger' || first?.name !== 'headers' || !header || rest.length > 0 || left.kind !== 'member') return []
  const whole = text.slice(header.span.start, span.end)
  const place = { start: header.span.start - 1, end: span.end }
  const message = `"headers.${whole}" subtracts: a name with "-" is taken as "headers['${whole}'][0]". The run fails here.`
  return [{ code: 'dash-in-pebble-name', severity: 'warning', span: place, message, fixes: replace(place, `['${whole}'][0]`) }]
}

/** Headers and parameters are lists: they never equal a text. */
function listComparison({ left, operator, right }: Binary, place: Place): readonly InlineProblem[] {
  if (!['==', '!=', 'equals'].includes(operator.name)) return []
  return [
    [left, right],
    [right, left],
  ].flatMap(([side, other]) => {
    const path = side && other?.kind === 'string' ? pathOf(side, place.locals) : undefined
    const [first, , ...rest] = path?.steps ?? []
    if (!side || path?.root !== 'trigger' || path.before.length > 0 || path.steps.length !== 2 || rest.length > 0) return []
    if (first?.name !== 'headers' && first?.name !== 'parameters') return []
    const message = `Each of "trigger.${first.name}" is a list and never equals a text: take its first element with "[0]".`
    const { end } = side.span
    return [
      {
        code: 'list-compared-with-text',
        severity: 'information' as const,
        span: side.span,
        message,
        fixes: [{ title: 'Take the first element', edits: [{ span: { start: end, end }, text: '[0]' }] }],
      },
    ]
  })
}
