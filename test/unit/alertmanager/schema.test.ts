// The schema knows every key of Alertmanager, says something about each, and its defaults and versions are those of the program.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { configuration } from '../../../server/src/core/languages/alertmanager/schema/config'
import { resolve, type Schema } from '../../../server/src/core/schema'
import { load } from '../inline/data'

interface Field {
  readonly type: unknown
  readonly default?: unknown
  readonly since?: string
  readonly deprecated?: boolean
}
type Types = Readonly<Record<string, { readonly fields: Readonly<Record<string, Field>> }>>

describe('the schema of Alertmanager', () => {
  it('has every key of the facts, and no other', t => {
    const facts = load<{ readonly types: Types }>('../facts/alertmanager-config-fields.json')
    if (!facts) return t.skip('no facts')
    compare('Config', configuration, facts.types, 'config', new Set())
  })

  it('says something about every key', () => {
    for (const [path, schema] of keys(configuration, '', new Set())) {
      assert.ok((schema.description ?? '').length > 5, `${path} has no description`)
      assert.match(schema.description ?? '', /[.!)]$/, `${path} ends without a full stop`)
    }
  })
})

function compare(name: string, schema: Schema, types: Types, path: string, seen: Set<string>): void {
  if (seen.has(name)) return
  seen.add(name)
  const wanted = types[name]?.fields ?? {}
  const properties = resolve(schema, configuration).properties ?? {}
  assert.deepEqual(
    Object.keys(wanted).filter(key => !properties[key]),
    [],
    `${path} lacks keys`,
  )
  for (const [key, field] of Object.entries(wanted)) {
    const own = resolve(properties[key] ?? {}, configuration)
    const since = /^v0\.(\d+)/.exec(field.since ?? '')?.[1]
    if (since !== undefined && Number(since) >= 27) assert.equal(own.since, `0.${since}`, `${path}.${key}: since`)
    if (field.deprecated) assert.equal(own.deprecated, true, `${path}.${key} is deprecated`)
    const type = field.type as { readonly ref?: string; readonly list?: { readonly ref?: string } }
    if (type.ref) compare(type.ref, own, types, `${path}.${key}`, seen)
    if (type.list?.ref) compare(type.list.ref, own.items ?? {}, types, `${path}.${key}[]`, seen)
  }
}

function* keys(written: Schema, path: string, seen: Set<Schema>): Generator<readonly [string, Schema]> {
  const schema = resolve(written, configuration)
  if (seen.has(schema)) return
  seen.add(schema)
  for (const [key, one] of Object.entries(schema.properties ?? {})) {
    const own = resolve(one, configuration)
    yield [`${path}.${key}`, own]
    yield* keys(own, `${path}.${key}`, seen)
    if (own.items) yield* keys(own.items, `${path}.${key}[]`, seen)
  }
}
