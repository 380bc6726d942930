// Rules that stand twice. Two recording rules that write the same series mix their samples (the default lint of promtool); the same one
// in two files of a server writes each sample twice, and an alert that is a copy of another says nothing new.
import type { At } from '../../../yaml'
import type { Check, FileView } from '../../language'
import { groupLabelsOf } from '../stations'

const code = 'duplicate-rule'

export const duplicateRule: Check = {
  code,
  *run(file) {
    const first = new Map<string, At>()
    for (const rule of file.found('recording-rule')) {
      const record = rule.get('record')
      if (!record) continue
      const key = seriesKey(rule)
      const before = first.get(key)
      if (!before) first.set(key, record)
      else
        yield {
          code,
          severity: 'warning',
          message: `Another rule records "${record.text}" with the same labels: samples of both get mixed up.`,
          span: record.span,
          related: [{ span: before.span, message: 'The first rule that records it.' }],
        }
    }
  },
}

export const copiedAlert: Check = {
  code,
  *run(file) {
    if (groupLabelsOf(file).size > 0) return
    const first = new Map<string, number>()
    for (const { value, start } of file.each('rule', alertKey)) {
      const before = first.get(value)
      if (before === undefined) {
        first.set(value, start)
        continue
      }
      const alert = file.root?.find(start)
      const name = nameIn(alert)
      const original = nameIn(file.root?.find(before))
      if (name)
        yield {
          code,
          severity: 'information',
          message: `The alert "${name.text}" stands here a second time, with the same expression and labels: it is computed twice and says nothing new.`,
          span: name.span,
          ...(original && { related: [{ span: original.span, message: 'The first one.' }] }),
        }
    }
  },
}

/** The name in the rule around a place. */
function nameIn(at: At | undefined): At | undefined {
  for (let one = at; one; one = one.parent) if (one.get('alert')) return one.get('alert')
  return undefined
}

/** Files of one server that record the same series by the same expression; said in the one whose address comes last. */
export const recordedElsewhere: Check = {
  code,
  across: true,
  *run(file, world) {
    const mine = recordsOf(file)
    if (mine.size === 0) return
    const loaders = new Set(world.path.loaders(file))
    if (loaders.size === 0) return
    for (const other of world.files('rules', file)) {
      if (other.uri >= file.uri) continue
      const theirs = recordsOf(other)
      const both = [...mine].flatMap(([key, record]) => (theirs.has(key) ? [{ record, there: theirs.get(key) ?? record }] : []))
      // asked last: finding out who loads a file costs more than comparing names
      if (both.length === 0 || !world.path.loaders(other).some(one => loaders.has(one))) continue
      for (const { record, there } of both)
        yield {
          code,
          severity: 'warning',
          message: `The same server records "${record.text}" by the same expression in another file, too: each sample is written twice.`,
          span: record.span,
          related: [{ uri: other.uri, span: there.span, message: 'The other rule.' }],
        }
    }
  },
}

const recordsOf = (file: FileView): ReadonlyMap<string, At> => file.once(readRecords)

function readRecords(file: FileView): ReadonlyMap<string, At> {
  const found = new Map<string, At>()
  if (groupLabelsOf(file).size > 0) return found
  for (const rule of file.found('recording-rule')) {
    const record = rule.get('record')
    const key = JSON.stringify([seriesKey(rule), expressionOf(rule)])
    if (record && !found.has(key)) found.set(key, record)
  }
  return found
}

/** Undefined for what is no alert. */
function alertKey(rule: At): string | undefined {
  const name = rule.get('alert')?.string
  return name === undefined ? undefined : JSON.stringify([name, expressionOf(rule), labelsOf(rule)])
}

const expressionOf = (rule: At): string => (rule.get('expr')?.text ?? '').replace(/\s+/g, ' ').trim()

/** Name and labels. Group labels differ by group, so only rules of equal own labels compare. */
const seriesKey = (rule: At): string => JSON.stringify([rule.get('record')?.text, labelsOf(rule)])

const labelsOf = (rule: At): readonly string[] => [...(rule.get('labels')?.entries() ?? [])].map(one => `${one.key?.text}=${one.text}`).sort()
