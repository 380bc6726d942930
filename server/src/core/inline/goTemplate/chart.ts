// What a chart's own template reads that Helm does not have: names of Prometheus and Alertmanager, whose templates look alike and have to
// be escaped there. Knows nothing of YAML.
import type { Span } from '../../text'
import { type Item, lex } from './lex'

export interface Unescaped {
  /** `$labels`, or `.CommonLabels`. */
  readonly name: string
  readonly span: Span
  /** From `{{` to `}}`. */
  readonly action: Span
  /** Variables are looked up when Helm reads the template, fields when it fills it in. */
  readonly kind: 'variable' | 'field'
}

const variables: ReadonlySet<string> = new Set(['$labels', '$value', '$externalLabels', '$externalURL'])
/** Of the data that Alertmanager hands to templates; what Helm hands over has none of these names. */
const fields: ReadonlySet<string> = new Set(
  ['Receiver', 'Status', 'Alerts', 'GroupLabels', 'CommonLabels', 'CommonAnnotations', 'ExternalURL', 'Labels', 'Annotations', 'StartsAt', 'EndsAt'].map(
    one => `.${one}`,
  ),
)

/** The first such name of each action. Variables that the template declares are its own, and inside `with`, `range` and `define` the dot may be anything. */
export function unescapedIn(text: string): readonly Unescaped[] {
  const items = lex(text)
  const own = new Set(items.flatMap((one, i) => (one.kind === 'variable' && isDeclared(items, i) ? [nameOf(one)] : [])))
  const found: Unescaped[] = []
  const open: boolean[] = []
  for (const action of actions(items)) {
    const [word] = action.filter(one => one.kind === 'keyword')
    const moved = open.includes(true)
    const unescaped = action.flatMap((one, i) => strange(one, action[i - 1], own, moved) ?? [])[0]
    const [left, right] = [action[0], action.at(-1)]
    if (unescaped && left && right) found.push({ ...unescaped, action: { start: left.span.start, end: right.span.end } })
    if (word?.text === 'end') open.pop()
    else if (word && /^(?:if|with|range|define|block)$/.test(word.text)) open.push(word.text !== 'if')
  }
  return found
}

/** From each `{{` to its `}}`. */
function* actions(items: readonly Item[]): Generator<readonly Item[]> {
  let from: number | undefined
  for (const [i, one] of items.entries()) {
    if (one.kind === 'left') from = i
    if (one.kind !== 'right' || from === undefined) continue
    yield items.slice(from, i + 1)
    from = undefined
  }
}

const nameOf = ({ text }: Item): string => /^\$\w*/.exec(text)?.[0] ?? text

/** `$x :=`, `$x, $y :=`. */
function isDeclared(items: readonly Item[], at: number): boolean {
  const next = items.slice(at + 1, at + 6).filter(one => one.kind !== 'space')
  return next[0]?.kind === 'declare' || (next[0]?.text === ',' && next[1]?.kind === 'variable' && next[2]?.kind === 'declare')
}

function strange(one: Item, before: Item | undefined, own: ReadonlySet<string>, moved: boolean): Omit<Unescaped, 'action'> | undefined {
  if (one.kind === 'variable' && variables.has(nameOf(one)) && !own.has(nameOf(one)))
    return { name: nameOf(one), span: { start: one.span.start, end: one.span.start + nameOf(one).length }, kind: 'variable' }
  const starts = before === undefined || before.kind === 'space' || before.kind === 'left' || before.kind === 'open' || before.kind === 'pipe'
  if (one.kind === 'field' && starts && !moved && fields.has(one.text)) return { name: one.text, span: one.span, kind: 'field' }
  return undefined
}
