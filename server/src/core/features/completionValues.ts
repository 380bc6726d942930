// Values: what an enumeration allows, true and false, examples by format, names in scope, files on disk.
import { formats, isThere, resolve, type Schema, typesOf } from '../schema'
import { dirname, filesByKind, once, relativePath, sameStack } from '../workspace'
import type { Cursor } from '../yaml'
import type { Completed, CompletionKind } from './completed'
import { isJson, leadOf } from './completionSpot'
import { namesInScope } from './names'
import type { Opened } from './opened'

interface Candidate {
  readonly text: string
  readonly kind: CompletionKind
  readonly sort: string
  readonly detail?: string
  readonly documentation?: string
  /** A number, true, false or null: without quotes in JSON. */
  readonly literal?: boolean
}

export function valueItems(opened: Opened, schemas: readonly Schema[], spot: Cursor): Completed[] {
  const seen = new Set<string>()
  const lead = leadOf(opened, spot)
  return schemas.flatMap(schema =>
    candidates(opened, schema).flatMap(one => {
      if (seen.has(one.text)) return []
      seen.add(one.text)
      return [
        {
          label: one.text,
          kind: one.kind,
          edit: { span: spot.word, text: `${lead}${isJson(opened.file.uri) && !one.literal ? JSON.stringify(one.text) : quotedIfNeeded(one.text, spot.flow)}` },
          snippet: false,
          sort: one.sort,
          ...(one.detail !== undefined && { detail: one.detail }),
          ...(one.documentation !== undefined && { documentation: one.documentation }),
        },
      ]
    }),
  )
}

function* every(opened: Opened, schema: Schema): Generator<Candidate> {
  const types = typesOf(schema)
  const names = schema.uses === undefined ? [] : [...namesInScope(opened, schema.uses, 'declares')]
  for (const name of names) yield { text: name, kind: 'name', sort: `1${name}`, ...(schema.uses !== undefined && { detail: schema.uses }) }
  for (const one of schema.enum ?? [])
    yield {
      text: String(one),
      kind: 'value',
      literal: typeof one !== 'string',
      sort: `2${one === schema.default ? 0 : 1}${one}`,
      ...(one === schema.default && { detail: 'default' }),
    }
  if (types.includes('string')) yield* branchNames(opened, schema)
  if (types.includes('boolean'))
    for (const one of [true, false])
      yield {
        text: String(one),
        kind: 'value',
        literal: true,
        sort: `2${one === schema.default ? 1 : 0}`,
        ...(one === schema.default && { detail: 'default' }),
      }
  if (schema.files !== undefined) for (const path of paths(opened, schema.files)) yield { text: path, kind: 'file', sort: `1${path}` }
  if (types.some(type => type !== 'object' && type !== 'array' && type !== 'boolean') && !schema.enum && names.length === 0) yield* examples(schema)
}

function* branchNames({ view: { grammar } }: Opened, { discriminator }: Schema): Generator<Candidate> {
  for (const [value, written] of Object.entries(discriminator?.mapping ?? {})) {
    const branch = resolve(written, grammar.schema)
    if (!isThere(branch, grammar.version)) continue
    const words = branch.description === undefined ? {} : { documentation: branch.description }
    yield { text: value, kind: 'value', sort: `${branch.deprecated ? 4 : 2}${value}`, ...words }
  }
}

const candidates = (opened: Opened, schema: Schema): Candidate[] => [...every(opened, schema)]

function* examples(schema: Schema): Generator<Candidate> {
  if (schema.default !== undefined && schema.default !== '' && typeof schema.default !== 'object')
    yield { text: String(schema.default), kind: 'value', literal: typeof schema.default !== 'string', sort: '30', detail: 'default' }
  const given = [...(schema.examples ?? []), ...(schema.format === undefined ? [] : (formats[schema.format]?.examples ?? []))]
  for (const [i, one] of given.entries())
    if (typeof one !== 'object') yield { text: String(one), kind: 'value', literal: typeof one !== 'string', sort: `31${i}`, detail: 'example' }
}

/** Recognised files of a kind in the same stack, as paths from this file. */
function paths(opened: Opened, kind: string): string[] {
  const { workspace, file } = opened
  const out: string[] = []
  for (const [other, files] of once(workspace, filesByKind)) {
    if (other !== kind) continue
    for (const one of files) if (one.uri !== file.uri && sameStack(workspace, one.uri, file.uri)) out.push(pathFrom(dirname(file.uri), one.uri))
  }
  return out
}

function pathFrom(folder: string, uri: string): string {
  let up = ''
  for (let base = folder; ; base = dirname(base)) {
    const path = relativePath(uri, base)
    if (uri.startsWith(`${base}/`)) return up + path
    if (base === dirname(base)) return path
    up += '../'
  }
}

/** A value that YAML would read as something else, or not at all, is quoted. */
function quotedIfNeeded(text: string, flow: boolean): string {
  const safe = /^[A-Za-z0-9_./$+-][^#:'"]*$/.test(text) || /^[A-Za-z0-9_./-]+:\/?\/?[^\s#]*$/.test(text)
  if (text === '') return "''"
  return safe && !(flow && /[,[\]{}]/.test(text)) && !/\s$/.test(text) ? text : `'${text.replace(/'/g, "''")}'`
}
