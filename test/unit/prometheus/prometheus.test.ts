// prometheus.yml and its relatives: every field is described, files are recognised by content, verdicts agree with Prometheus.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { type Kind, languageOf, recognise } from '../../../server/src/core/languages'
import { fileSd, prometheus, scrapeConfigs, webConfig } from '../../../server/src/core/languages/prometheus'
import { decode, formats, plain, problemsOf, resolve, type Schema } from '../../../server/src/core/schema'
import { At, parse } from '../../../server/src/core/yaml'

const data = process.env.ALERTPATH_DATA ?? '../shared'
const skip = existsSync(data) ? false : `no data at ${data}`
const json = (name: string) => JSON.parse(readFileSync(join(data, name), 'utf8'))

const schemas: Readonly<Record<string, Schema>> = Object.fromEntries(
  [prometheus, scrapeConfigs, fileSd, webConfig].map(one => [one.kind, one.grammars(undefined)[0]?.schema ?? {}]),
)

/** All schemas below one, with the path of keys. */
function* below(schema: Schema, path: string, seen = new Set<Schema>()): Generator<[string, Schema]> {
  if (seen.has(schema)) return
  seen.add(schema)
  yield [path, schema]
  for (const [name, one] of Object.entries(schema.properties ?? {})) yield* below(one, `${path}.${name}`, seen)
  if (schema.items) yield* below(schema.items, `${path}[]`, seen)
  if (typeof schema.additionalProperties === 'object') yield* below(schema.additionalProperties, `${path}.*`, seen)
}

describe('schemas of Prometheus', () => {
  it('describe every key in whole sentences', () => {
    for (const [kind, schema] of Object.entries(schemas))
      for (const [path, one] of below(schema, kind))
        for (const [name, field] of Object.entries(one.properties ?? {}))
          assert.match(resolve(field, schema).description ?? '', /^[A-Z`].*[.`]$/s, `${path}.${name}`)
  })

  it('name formats that exist, and nouns for objects', () => {
    for (const [kind, schema] of Object.entries(schemas))
      for (const [path, one] of below(schema, kind)) {
        if (one.format !== undefined) assert.ok(formats[one.format], `${path}: ${one.format}`)
        if (one.properties) assert.ok(one.noun, path)
      }
  })

  it('have examples that they take themselves', () => {
    for (const [kind, schema] of Object.entries(schemas))
      for (const [path, one] of below(schema, kind)) {
        const format = one.format === undefined ? undefined : formats[one.format]
        for (const example of one.examples ?? []) assert.equal(format?.check(String(example)), undefined, `${path}: ${example}`)
      }
  })

  it('have the fields of Prometheus', { skip }, () => {
    const { sections } = json('facts/prometheus-config-fields.json')
    const missing: string[] = []
    compare('config', schemas.prometheus, sections, missing, new Set())
    compare('web_config', schemas['web-config'], sections, missing, new Set())
    compare('static_config', schemas['file-sd']?.items, sections, missing, new Set())
    assert.deepEqual(missing, [])
  })
})

type Sections = Readonly<Record<string, { readonly fields?: Readonly<Record<string, { readonly type?: string }>> }>>

function compare(section: string, schema: Schema | undefined, sections: Sections, missing: string[], seen: Set<string>): void {
  if (seen.has(section) || !sections[section]?.fields) return
  seen.add(section)
  for (const [name, field] of Object.entries(sections[section].fields)) {
    if (name.startsWith('$include:')) {
      seen.delete(name.slice(9))
      compare(name.slice(9), schema, sections, missing, new Set(seen))
      continue
    }
    const ours = schema?.properties?.[name]
    if (!ours) {
      missing.push(`${section}.${name}`)
      continue
    }
    const inner = /^list<(\w+)>$/.exec(field.type ?? '')?.[1]
    compare(inner ?? field.type ?? '', inner ? ours.items : ours, sections, missing, seen)
  }
}

const kindOf = (text: string, name: string) => {
  const doc = parse(text)
  return recognise(At.root(doc), `file:///${name}`, text)
}

describe('recognition', () => {
  it('goes by content', () => {
    assert.equal(kindOf('global:\n  scrape_interval: 15s\n', 'config.yml'), 'prometheus')
    assert.equal(kindOf('scrape_configs:\n  - job_name: a\n', 'x.yml'), 'prometheus')
    assert.equal(kindOf('rule_files: [a.yml]\nalerting: {}\n', 'x.yml'), 'prometheus')
    assert.equal(kindOf('- targets: [a:1]\n  labels: {a: b}\n', 'x.yml'), 'file-sd')
    assert.equal(kindOf('[{"targets": ["a:1"]}]', 'x.json'), 'file-sd')
    assert.equal(kindOf('basic_auth_users: {}\n', 'x.yml'), 'web-config')
    assert.equal(kindOf('tls_server_config: {cert_file: a}\n', 'web.yml'), 'web-config')
  })

  it('leaves the files of other programs alone', () => {
    const others = [
      'global: {resolve_timeout: 5m}\nroute: {receiver: a}\nreceivers: [{name: a}]\n',
      'services:\n  prometheus:\n    image: prom/prometheus\n',
      'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nspec: {}\n',
      'server: {http_listen_port: 9080}\npositions: {filename: /tmp/p}\nclients: [{url: http://loki:3100}]\nscrape_configs:\n  - job_name: a\n    static_configs: [{targets: [localhost]}]\n',
      'tracing: {enabled: false}\nserver: {http_listen_port: 9080}\nscrape_configs:\n  - job_name: a\n    static_configs: [{targets: [localhost]}]\n',
      'auth_enabled: false\nserver: {http_listen_port: 3100}\nschema_config: {}\n',
      'receivers: {prometheus: {config: {scrape_configs: []}}}\nexporters: {}\nservice: {}\n',
      'tests:\n  - interval: 1m\nrule_files: [a.yml]\n',
      '- hosts: all\n  tasks: []\n',
      'storage: {backend: s3}\n',
    ]
    for (const text of others) {
      const kind = kindOf(text, text.startsWith('storage') ? 'config.yml' : 'prometheus.yml')
      assert.ok(!['prometheus', 'scrape-configs', 'file-sd', 'web-config'].includes(kind ?? ''), `${kind}: ${text.slice(0, 60)}`)
    }
  })

  it('knows the files of the corpus', { skip }, () => {
    const wrong: string[] = []
    for (const [folder, expected] of [['prometheus', 'prometheus']] as const) {
      const root = join(data, 'corpus', folder)
      if (!existsSync(root)) continue
      for (const name of readdirSync(root).filter(one => /\.ya?ml$/.test(one))) {
        const kind = kindOf(readFileSync(join(root, name), 'utf8'), name)
        if (kind !== expected) wrong.push(`${name}: ${kind}`)
      }
    }
    // What is left has a single key that other programs have, too, or none that is known.
    assert.ok(wrong.length <= 4, wrong.join('\n'))
  })

  it('takes no file of another kind of the corpus', { skip }, () => {
    const wrong: string[] = []
    for (const folder of ['alertmanager', 'compose', 'kestra', 'rules', 'rule-tests']) {
      const root = join(data, 'corpus', folder)
      if (!existsSync(root)) continue
      for (const name of readdirSync(root).filter(one => /\.ya?ml$/.test(one))) {
        const doc = parse(readFileSync(join(root, name), 'utf8'))
        for (const language of [prometheus, scrapeConfigs, fileSd, webConfig])
          if (language.recognise(At.root(doc), name, doc.text) >= 0.5) wrong.push(`${folder}/${name}: ${language.kind}`)
      }
    }
    assert.deepEqual(wrong, [])
  })
})

describe('snippets', () => {
  for (const kind of ['prometheus', 'scrape-configs', 'file-sd'])
    it(`of ${kind} fit where they say and load`, () => {
      const snippets: Record<string, { readonly body: readonly string[]; readonly path: readonly string[] }> = JSON.parse(
        readFileSync(`snippets/${kind}.json`, 'utf8'),
      )
      for (const [name, { body, path }] of Object.entries(snippets)) {
        const grammar = languageOf(kind as Kind)?.grammars(undefined)[0]
        assert.ok(grammar)
        const text = at(path, body.map(plain))
        const problems = [...problemsOf(decode(parse(text), grammar))].filter(one => one.severity === 'error' && one.code !== 'missing-key')
        assert.deepEqual(problems, [], `${name}:\n${text}`)
      }
    })
})

/** A document in which `lines` stand at `path`. */
function at(path: readonly string[], lines: readonly string[]): string {
  const [step, ...rest] = path
  if (step === undefined) return lines.join('\n')
  const inner = at(rest, lines).split('\n')
  return step === '[]' ? inner.map((line, i) => (i === 0 ? '- ' : '  ') + line).join('\n') : [`${step}:`, ...inner.map(line => `  ${line}`)].join('\n')
}
