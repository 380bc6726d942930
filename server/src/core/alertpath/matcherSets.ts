// What can be proven about sets of matchers: one covers another, nothing fits, here are labels that fit. Where no proof is found, the
// answer is "no": equality, inequality and plain alternatives decide exactly, other expressions only by being the same.
import { type LabelMatcher, matches } from '../inline'

/** Every alert that fulfils `narrow` fulfils `broad`. */
export function covers(broad: readonly LabelMatcher[], narrow: readonly LabelMatcher[]): boolean {
  const sets = valueSets(narrow)
  return broad.every(matcher => implied(matcher, sets.get(matcher.name) ?? everything))
}

/** Every alert that fulfils `narrow` fulfils one of `broads`: shown by trying, for one label, each value that they name and any other. */
export function coveredTogether(narrow: readonly LabelMatcher[], broads: readonly (readonly LabelMatcher[])[]): boolean {
  if (broads.length < 2 || broads.length > 100) return false
  const taken = (more: readonly LabelMatcher[]): boolean => contradict([...narrow, ...more]) || broads.some(broad => covers(broad, [...narrow, ...more]))
  for (const name of new Set(broads.flatMap(broad => broad.map(one => one.name)))) {
    const values = new Set([...narrow, ...broads.flat()].flatMap(one => (one.name === name ? namedBy(one) : [])))
    if (values.size > 50) continue
    const rest = [...values].map((value): LabelMatcher => ({ name, op: '!=', value }))
    if (taken(rest) && [...values].every(value => taken([{ name, op: '=', value }]))) return true
  }
  return false
}

const namedBy = ({ op, value }: LabelMatcher): readonly string[] =>
  op === '=' || op === '!=' ? [value] : (alternatives(value) ?? (value === '.+' ? [''] : []))

/** No alert can fulfil all of them. */
export function contradict(matchers: readonly LabelMatcher[]): boolean {
  for (const set of valueSets(matchers).values()) if (set.only?.size === 0) return true
  return false
}

/** Labels that fulfil all matchers; undefined when none are found. */
export function witness(matchers: readonly LabelMatcher[]): Readonly<Record<string, string>> | undefined {
  const labels: Record<string, string> = {}
  for (const [name, set] of valueSets(matchers)) {
    const value = someValue(name, set)
    if (value === undefined) return undefined
    if (value !== '') labels[name] = value
  }
  return labels
}

/** The texts that a regular expression of plain alternatives matches: `a|b`, `^(a|b)$`; undefined for anything else. */
export function alternatives(pattern: string): string[] | undefined {
  let text = pattern
  for (let before = ''; before !== text; ) {
    before = text
    text = text
      .replace(/^\^/, '')
      .replace(/([^\\]|^)\$$/, '$1')
      .replace(/^\((?:\?:)?([^()]*)\)$/, '$1')
  }
  if (text.length > 5000 || !/^(?:[^\\.+*?()[\]{}^$]|\\[^a-zA-Z0-9])*$/.test(text)) return undefined
  return text.split(/(?<!\\)\|/).map(part => part.replace(/\\(.)/gs, '$1'))
}

/** Values that a label may have: one of `only`, or any but `except`; `opaque` are matchers that no set can say. */
interface ValueSet {
  readonly only?: ReadonlySet<string>
  readonly except: ReadonlySet<string>
  readonly opaque: readonly LabelMatcher[]
}

const everything: ValueSet = { except: new Set(), opaque: [] }

function valueSets(matchers: readonly LabelMatcher[]): Map<string, ValueSet> {
  const sets = new Map<string, ValueSet>()
  for (const matcher of matchers) sets.set(matcher.name, narrowed(sets.get(matcher.name) ?? everything, matcher))
  return sets
}

function narrowed(set: ValueSet, matcher: LabelMatcher): ValueSet {
  if (set.only) return { ...set, only: new Set([...set.only].filter(value => matches(matcher, { [matcher.name]: value }))) }
  const { op, value } = matcher
  const listed = op === '=' || op === '!=' ? [value] : alternatives(value)
  const wanted = op === '=' || op === '=~'
  if (listed && wanted) return keep(set, listed, matcher.name)
  if (listed) return { ...set, except: new Set([...set.except, ...listed]) }
  if (value === '.*') return wanted ? set : { ...set, only: new Set() }
  if (value === '.+') return wanted ? { ...set, except: new Set([...set.except, '']) } : keep(set, [''], matcher.name)
  return { ...set, opaque: [...set.opaque, matcher] }
}

const keep = (set: ValueSet, values: readonly string[], name: string): ValueSet => ({
  ...set,
  only: new Set(values.filter(value => !set.except.has(value) && set.opaque.every(one => matches(one, { [name]: value })))),
})

function implied(matcher: LabelMatcher, set: ValueSet): boolean {
  if (set.only) return [...set.only].every(value => matches(matcher, { [matcher.name]: value }))
  const { op, value } = matcher
  if (set.opaque.some(one => one.op === op && one.value === value)) return true
  if (op === '=') return false
  if (op === '=~') return value === '.*' || (value === '.+' && set.except.has(''))
  const listed = op === '!=' ? [value] : alternatives(value)
  return listed?.every(one => set.except.has(one)) ?? false
}

function someValue(name: string, set: ValueSet): string | undefined {
  if (set.only) return [...set.only].find(value => value !== '') ?? (set.only.has('') ? '' : undefined)
  const guesses = ['', 'other', 'another']
  return guesses.find(value => !set.except.has(value) && set.opaque.every(one => matches(one, { [name]: value })))
}
