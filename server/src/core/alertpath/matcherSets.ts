// What can be proven about sets of matchers: one covers another, nothing fits, here are labels that fit. Where no proof is found, the
// answer is "no": equality, inequality and plain alternatives decide exactly, other expressions only by being the same.
import { type LabelMatcher, matches } from '../inline'

/** Values that a label may have: one of `only`, or any but `except`; `opaque` are matchers that no set can say. */
export interface ValueSet {
  readonly only?: ReadonlySet<string>
  readonly except: ReadonlySet<string>
  readonly opaque: readonly LabelMatcher[]
}

/** What some matchers leave of each label that they name. */
export type ValueSets = ReadonlyMap<string, ValueSet>

const everything: ValueSet = { except: new Set(), opaque: [] }
const open: ValueSets = new Map()

/** What the matchers leave of what was left before. */
export function valueSets(matchers: readonly LabelMatcher[], before: ValueSets = open): ValueSets {
  if (matchers.length === 0) return before
  const sets = new Map(before)
  for (const matcher of matchers) sets.set(matcher.name, narrowed(sets.get(matcher.name) ?? everything, matcher))
  return sets
}

/** Every alert that fulfils `narrow` fulfils `broad`. */
export const covers = (broad: readonly LabelMatcher[], narrow: readonly LabelMatcher[]): boolean => coversSets(broad, valueSets(narrow))

export function coversSets(broad: readonly LabelMatcher[], narrow: ValueSets): boolean {
  for (const matcher of broad) if (!implied(matcher, narrow.get(matcher.name) ?? everything)) return false
  return true
}

/** Every alert that fulfils `narrow` fulfils one of `broads`: shown by trying, for one label, each value that they name and any other. */
export function coveredTogether(narrow: readonly LabelMatcher[], broads: readonly (readonly LabelMatcher[])[]): boolean {
  if (broads.length < 2 || broads.length > 100) return false
  const sets = valueSets(narrow)
  return isEmpty(sets) || broads.some(broad => coversSets(broad, sets)) || coveredOnlyTogether(narrow, sets, broads)
}

/** As `coveredTogether`, where some alert fulfils `narrow` and none of `broads` alone takes all such. `sets` are those of `narrow`. */
export function coveredOnlyTogether(narrow: readonly LabelMatcher[], sets: ValueSets, broads: readonly (readonly LabelMatcher[])[]): boolean {
  if (broads.length < 2 || broads.length > 100) return false
  for (const name of divisible(sets, broads)) {
    // all that keeps it from covering is what it asks of this label
    const near = broads.filter(broad => broad.every(one => one.name === name || implied(one, sets.get(one.name) ?? everything)))
    if (near.length > 0 && coveredByValue(name, narrow, sets.get(name) ?? everything, near)) return true
  }
  return false
}

/** Labels by which a set may fall apart: it has several values, or somebody takes all but some. */
function divisible(sets: ValueSets, broads: readonly (readonly LabelMatcher[])[]): Set<string> {
  const names = new Set<string>()
  for (const [name, { only }] of sets) if (only && only.size > 1) names.add(name)
  for (const broad of broads) for (const one of broad) if (!sets.get(one.name)?.only && !isListed(one)) names.add(one.name)
  return names
}

/** It takes certain values only. */
const isListed = ({ op, value }: LabelMatcher): boolean => op === '=' || (op === '=~' && alternatives(value) !== undefined)

function coveredByValue(name: string, narrow: readonly LabelMatcher[], set: ValueSet, broads: readonly (readonly LabelMatcher[])[]): boolean {
  const asked = broads.map(broad => broad.filter(one => one.name === name))
  const values = new Set([...narrow.filter(one => one.name === name), ...asked.flat()].flatMap(namedBy))
  if (values.size > 50) return false
  const taken = (left: ValueSet): boolean => left.only?.size === 0 || asked.some(matchers => matchers.every(one => implied(one, left)))
  let rest = set
  for (const value of values) rest = narrowed(rest, { name, op: '!=', value })
  return taken(rest) && [...values].every(value => taken(narrowed(set, { name, op: '=', value })))
}

const namedBy = ({ op, value }: LabelMatcher): readonly string[] =>
  op === '=' || op === '!=' ? [value] : (alternatives(value) ?? (value === '.+' ? [''] : []))

/** No alert can fulfil all of them. */
export const contradict = (matchers: readonly LabelMatcher[]): boolean => isEmpty(valueSets(matchers))

export function isEmpty(sets: ValueSets): boolean {
  for (const set of sets.values()) if (set.only?.size === 0) return true
  return false
}

/** Labels that fulfil all matchers; undefined when none are found. */
export const witness = (matchers: readonly LabelMatcher[]): Readonly<Record<string, string>> | undefined => witnessOf(valueSets(matchers))

export function witnessOf(sets: ValueSets): Readonly<Record<string, string>> | undefined {
  const labels: Record<string, string> = {}
  for (const [name, set] of sets) {
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
  const { op, value } = matcher
  if (set.only) {
    if (op === '=') return set.only.size === 0 || (set.only.size === 1 && set.only.has(value))
    if (op === '!=') return !set.only.has(value)
    for (const one of set.only) if (!matches(matcher, { [matcher.name]: one })) return false
    return true
  }
  if (set.opaque.some(one => one.op === op && one.value === value)) return true
  if (op === '=') return false
  if (op === '=~') return value === '.*' || (value === '.+' && set.except.has(''))
  const listed = op === '!=' ? [value] : alternatives(value)
  return listed?.every(one => set.except.has(one)) ?? false
}

/** Words of which a set must have one for a matcher to take it whole; undefined: it takes everything. See `offered`. */
export function wanted({ name, op, value }: LabelMatcher): readonly string[] | undefined {
  if (op === '=~' && value === '.*') return undefined
  const listed = op === '=' || op === '!=' ? [value] : alternatives(value)
  if (listed && (op === '=' || op === '=~')) return listed.map(one => `${name}=${one}`)
  if (listed || (op === '=~' && value === '.+')) return [`${name}*`, `${name}!${listed?.[0] ?? ''}`]
  return [`${name}*`, `${name}${op}${value}`]
}

/** The words of sets: whatever takes them whole wants one of these with each of its matchers. */
export function offered(sets: ValueSets): string[] {
  const words: string[] = []
  for (const [name, { only, except, opaque }] of sets) {
    const [first] = only ?? []
    if (only) words.push(`${name}*`, `${name}=${first ?? ''}`)
    else for (const value of except) words.push(`${name}!${value}`)
    if (!only) for (const one of opaque) words.push(`${name}${one.op}${one.value}`)
  }
  return words
}

/** Labels for which `witness` finds no value; more matchers help only when they name values. */
export function stuckLabels(sets: ValueSets): string[] {
  const labels: string[] = []
  for (const [name, set] of sets) if (!set.only && someValue(name, set) === undefined) labels.push(name)
  return labels
}

function someValue(name: string, set: ValueSet): string | undefined {
  if (set.only) return [...set.only].find(value => value !== '') ?? (set.only.has('') ? '' : undefined)
  const guesses = ['', 'other', 'another']
  return guesses.find(value => !set.except.has(value) && set.opaque.every(one => matches(one, { [name]: value })))
}
