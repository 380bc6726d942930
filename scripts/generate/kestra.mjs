// Turns the catalogue of Kestra's core types into the tables of the Kestra language: node scripts/generate/kestra.mjs
// Reads facts/kestra-core-plugins.json below ALERTPATH_DATA (default: ../shared beside the repository); lines 1.3 and 2.0 become one
// table, in which since / until say what only one of them has. Words for people are written by hand, in schema/words/.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..')
const data = process.env.ALERTPATH_DATA ?? path.join(root, '../shared')
const facts = JSON.parse(readFileSync(path.join(data, 'facts/kestra-core-plugins.json'), 'utf8'))
const lines = { 1.3: facts.versions['1.3'], '2.0': facts.versions['2.0'] }
const core = 'io.kestra.plugin.core.'

/** `io.kestra.core.models.tasks.retrys.Constant` → `Constant`; nested classes keep their owner. */
const shortName = name =>
  name
    .replace(/<.*$/, '')
    .split('.')
    .filter(part => /^[A-Z]/.test(part))
    .join('.')
/** Written by hand in the sections of the schema. */
const byHand = new Set([
  'Label',
  'Output',
  'Concurrency',
  'Check',
  'SLA',
  'MaxDurationSLA',
  'ExecutionAssertionSLA',
  'Quota',
  'WorkerSelector',
  'WorkerGroup',
  'Cache',
  'DependsOn',
  'PluginDefault',
  'FlowPluginDefault',
  'Listener',
  'Constant',
  'Exponential',
  'Random',
  'ValueOption',
  'HttpSseEvent',
])
const isInput = name => /\.flows\.input\./.test(name)
const kinds = {
  task: 'Task',
  trigger: 'Trigger',
  condition: 'Condition',
  retry: 'Retry',
  input: 'Input',
  taskRunner: 'TaskRunner',
  asset: undefined,
  chart: undefined,
  dataFilter: undefined,
}

/** `rendered`: Kestra computes its `{{ }}`; `late`: taken as it is, judged when the task runs. */
function schemaOf(written, { rendered = false, late = false } = {}) {
  if (written.$ref && late) return loose(written.$ref)
  if (written.$ref) return { $ref: `#/$defs/${shortName(written.$ref.slice('#/definitions/'.length))}` }
  if (written.$kind) return kinds[written.$kind] ? { $ref: `#/$defs/${kinds[written.$kind]}` } : {}
  if (written.$java) return rendered ? { inline: 'pebble' } : {}
  if (written.anyOf) return written.anyOf.some(one => one.type === 'object') ? { $ref: '#/$defs/HandedLabels' } : rendered ? { inline: 'pebble' } : {}
  const out = {}
  if (written.type) out.type = written.type
  if (late) out.late = true
  if (rendered && written.type !== 'object' && written.type !== 'array') out.inline = 'pebble'
  if (written.enum) out.enum = written.enum
  if (written.format === 'duration') Object.assign(out, { type: ['number', 'string'], format: 'iso8601-duration' })
  if (written.format === 'partial-time') out.format = 'iso8601-time'
  if (written.type === 'array') out.items = schemaOf(written.items ?? {}, { rendered, late })
  if (written.type === 'object')
    out.additionalProperties = schemaOf(typeof written.additionalProperties === 'object' ? written.additionalProperties : {}, { rendered, late })
  if (written.properties)
    out.properties = Object.fromEntries(Object.entries(written.properties).map(([name, one]) => [name, schemaOf(one, { rendered, late })]))
  return out
}

/** An object below a late property: nothing in it is judged on saving, its keys are known all the same. */
function loose(ref) {
  const definitions = lines['2.0'].definitions
  const fact = definitions[ref.slice('#/definitions/'.length)] ?? lines['1.3'].definitions[ref.slice('#/definitions/'.length)] ?? {}
  const parts = [fact, ...Object.values(fact.mapping ?? {}).map(name => definitions[name] ?? {})]
  const properties = Object.fromEntries(
    parts.flatMap(part => Object.entries(part.properties ?? {})).map(([key, one]) => [key, schemaOf(one.schema, { rendered: true, late: true })]),
  )
  return { type: 'object', late: true, properties }
}

function propertySchema(fact) {
  const late = /^Property</.test(fact.type)
  const out = schemaOf(fact.schema, { rendered: Boolean(fact.dynamic), late })
  // texts that must not be blank; a list that must not be empty
  if (fact.minLength !== undefined || fact.notBlank) out.minLength = fact.minLength ?? 1
  for (const key of ['maxLength', 'minimum', 'maximum']) if (fact[key] !== undefined && out.type !== 'array') out[key] = fact[key]
  if (fact.timezone) out.format = 'zone-id'
  if (fact.default !== undefined && ['string', 'number', 'boolean'].includes(typeof fact.default)) out.default = fact.default
  if (fact.deprecated) out.deprecated = true
  return out
}

const isRequired = fact => fact.required === true && !fact.setterOnly

function objectSchema(facts, common) {
  const properties = {}
  for (const [key, fact] of Object.entries(facts.properties ?? {})) if (!common.has(key)) properties[key] = propertySchema(fact)
  const required = Object.entries(facts.properties ?? {})
    .filter(([key, fact]) => isRequired(fact) && !common.has(key))
    .map(([key]) => key)
  return { additionalProperties: false, ...(required.length && { required }), properties }
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)

/** One schema of both lines: a key of one line only says so; where the lines disagree about a key, 2.0 is meant (see schema/lines.ts). */
function merged(old, recent) {
  if (!old || !recent) return { ...(recent ? { ...recent, since: '2.0' } : { ...old, until: '2.0' }) }
  if (same(old, recent)) return recent
  const properties = {}
  for (const [key, one] of Object.entries(recent.properties)) properties[key] = old.properties[key] ? one : { ...one, since: '2.0' }
  for (const [key, one] of Object.entries(old.properties)) if (!recent.properties[key]) properties[key] = { ...one, until: '2.0' }
  const required = (recent.required ?? []).filter(key => old.required?.includes(key))
  const { required: _, ...rest } = recent
  return { ...rest, ...(required.length && { required }), properties }
}

function both(pick) {
  const out = {}
  const names = new Set([...Object.keys(pick(lines['1.3'])), ...Object.keys(pick(lines['2.0']))])
  for (const name of [...names].sort()) out[name] = merged(pick(lines['1.3'])[name], pick(lines['2.0'])[name])
  return out
}

const baseKeys = line => ({
  task: new Set(Object.keys(line.base.Task.properties)),
  trigger: new Set(Object.keys(line.base.AbstractTrigger.properties)),
  condition: new Set(['type']),
  taskRunner: new Set(['type']),
})

const typesOfKind = kind => line =>
  Object.fromEntries(
    Object.entries(line.types)
      .filter(([name, type]) => type.kind === kind && !type.internal && name.startsWith(core))
      .map(([name, type]) => [name, objectSchema(type, baseKeys(line)[kind])]),
  )

function definitions(line) {
  const out = {}
  for (const [name, fact] of Object.entries(line.definitions)) {
    const short = shortName(name)
    if (byHand.has(short) || isInput(name) || /dashboard/.test(name) || /^Loop\.Loop|^Pause\.Resumed/.test(short)) continue
    if (fact.discriminator && fact.mapping) {
      const mapping = Object.fromEntries(Object.entries(fact.mapping).map(([value, to]) => [value, { $ref: `#/$defs/${shortName(to)}` }]))
      out[short] = {
        type: 'object',
        required: [fact.discriminator],
        properties: { [fact.discriminator]: { type: 'string', minLength: 1 } },
        discriminator: { key: fact.discriminator, mapping },
      }
    } else out[short] = { type: 'object', ...objectSchema(fact, new Set()) }
  }
  return out
}

/** Definitions that something reaches, so that nobody carries the rest. */
function reached(tables, defs) {
  const seen = new Set()
  const visit = value =>
    JSON.stringify(value, (key, one) => {
      if (key === '$ref') {
        const name = one.slice('#/$defs/'.length)
        if (!seen.has(name)) {
          seen.add(name)
          if (defs[name]) visit(defs[name])
        }
      }
      return one
    })
  visit(tables)
  return Object.fromEntries(Object.entries(defs).filter(([name]) => seen.has(name)))
}

function outputs() {
  const out = {}
  for (const line of Object.values(lines))
    for (const [name, type] of Object.entries(line.types))
      if (['task', 'trigger'].includes(type.kind) && type.outputs && !type.internal)
        out[name] = [...new Set([...(out[name] ?? []), ...Object.keys(type.outputs)])]
  return Object.fromEntries(Object.entries(out).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Kinds of tasks: `flowable` ones hold tasks, `runnable` ones work. */
const flagged = flag =>
  [
    ...new Set(
      Object.values(lines).flatMap(line =>
        Object.entries(line.types)
          .filter(([, type]) => type.flags?.includes(flag) && !type.internal)
          .map(([name]) => name),
      ),
    ),
  ].sort()

const written = value => JSON.stringify(value, null, 1).replace(/"([A-Za-z_$][\w$]*)":/g, '$1:')
const table = (name, type, value) => `export const ${name}: ${type} = ${written(value)}\n`
const kept = {
  task: both(typesOfKind('task')),
  trigger: both(typesOfKind('trigger')),
  condition: both(typesOfKind('condition')),
  runner: both(typesOfKind('taskRunner')),
}
// found by running Kestra 2.0.0 (facts/kestra.md): not in the sources the catalogue was read from
kept.task[`${core}flow.Parallel`].properties.onChildFailure = { type: 'string', since: '2.0' }
kept.task[`${core}flow.Dag`].properties.onChildFailure = { type: 'string', since: '2.0' }
const defs = reached(kept, both(definitions))
const out = `// biome-ignore-all lint/suspicious/noThenProperty: a key of If is called so.
// Core types of Kestra 1.3 and 2.0. Generated by scripts/generate/kestra.mjs; words for people are in words/, what a table cannot say in lines.ts.
import type { Schema } from '../../../schema'

type Types = Readonly<Record<string, Schema>>

${table('taskTypes', 'Types', kept.task)}
${table('triggerTypes', 'Types', kept.trigger)}
${table('conditionTypes', 'Types', kept.condition)}
${table('runnerTypes', 'Types', kept.runner)}
${table('definitions', 'Types', defs)}
/** What a task or trigger leaves behind: \`outputs.ID.NAME\`, \`trigger.NAME\`. */
${table('outputNames', 'Readonly<Record<string, readonly string[]>>', outputs())}
/** Tasks that hold tasks. */
${table('flowable', 'readonly string[]', flagged('flowable'))}
/** Old type names that 1.3 still takes; 2.0 knows those of \`lasting\` only. */
${table('aliases', 'Readonly<Record<string, string>>', Object.fromEntries(Object.entries(facts.aliases1x).filter(([name, to]) => !/dashboard|Toggle\$|ForEachItem[A-Z]/.test(name) && lines['1.3'].types[to] && !lines['1.3'].types[to].internal)))}
${table('lasting', 'readonly string[]', Object.keys(facts.aliases2x))}`
const target = path.join(root, 'server/src/core/languages/kestra/schema/table.ts')
writeFileSync(target, out)
spawnSync(path.join(root, 'node_modules/.bin/biome'), ['format', '--write', target], { cwd: root })
console.log(
  `${path.relative(root, target)}: ${Object.keys(kept.task).length} tasks, ${Object.keys(kept.trigger).length} triggers, ${Object.keys(kept.condition).length} conditions, ${Object.keys(defs).length} definitions, ${out.length} characters`,
)
