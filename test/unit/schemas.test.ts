// The emitted JSON Schemas are valid 2020-12 and agree with decode over real files: ajv is the judge.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { languages } from '../../server/src/core/languages'
import { emitSchema } from '../../server/src/core/schema'
import { data } from '../data.mjs'

const folders: Readonly<Record<string, string>> = {
  prometheus: 'corpus/prometheus',
  rules: 'corpus/rules',
  'rule-tests': 'corpus/rule-tests',
  alertmanager: 'corpus/alertmanager',
}

describe('emitted schemas', () => {
  for (const language of languages) {
    const [grammar] = language.grammars(undefined)
    if (!grammar || language.text) continue
    const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: false, validateFormats: false, allowUnionTypes: true })
    const schema = emitSchema(grammar.schema, grammar.version, grammar.dialect)
    it(`${language.kind} compiles in strict mode`, () => {
      assert.equal(typeof ajv.compile(schema), 'function')
    })
    const folder = folders[language.kind]
    if (folder !== undefined) it(`${language.kind} takes what the program takes`, () => agrees(ajv.compile(schema), folder))
  }
})

function agrees(validate: (value: unknown) => boolean, folder: string): void {
  const root = data(folder)
  if (root === undefined) return
  const index = JSON.parse(readFileSync(join(root, 'index.json'), 'utf8')) as {
    file: string
    subtype?: string
    oracle?: { ok?: boolean; reliable?: boolean }
  }[]
  const names = new Set(readdirSync(root))
  const refused = index
    .filter(one => one.oracle?.ok === true && one.oracle.reliable !== false && one.subtype === undefined && names.has(one.file))
    .filter(one => {
      const value = plainValue(readFileSync(join(root, one.file), 'utf8'))
      return value !== undefined && value !== null && !validate(value)
    })
  const accepted = index.filter(one => one.oracle?.ok === true).length
  assert.ok(accepted > 0)
  assert.ok(
    refused.length <= accepted * 0.01,
    `${refused.length} of ${accepted} accepted files are refused: ${refused
      .map(one => one.file)
      .slice(0, 5)
      .join(', ')}`,
  )
}

function plainValue(text: string): unknown {
  try {
    return parse(text, { merge: true, version: '1.1', uniqueKeys: false, logLevel: 'silent' })
  } catch {
    return undefined
  }
}
