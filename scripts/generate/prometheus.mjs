// First drafts of the schema of prometheus.yml, from the facts about its fields: types, defaults, limits, first versions.
// Usage: node scripts/generate/prometheus.mjs [SECTION ...]   (no SECTION: lists the sections and what our schema lacks)
// The sections are owned by hand afterwards; this shows what a new release adds. Facts come from ALERTPATH_DATA (default ../shared).
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

const data = process.env.ALERTPATH_DATA ?? '../shared'
const facts = join(data, 'facts/prometheus-config-fields.json')
if (!existsSync(facts)) {
  console.log(`no facts at ${facts}: nothing to do`)
  process.exit(0)
}
const { sections } = JSON.parse(readFileSync(facts, 'utf8'))

/** Sections of other files: rules and their tests. */
const elsewhere = /^(?:rule_|rule$|unit_test|test_|alert_test|expected_alert|promql_test)/

/** What a type of the facts is in `shared/fields.ts`. */
const builders = {
  boolean: 'flag',
  duration: 'duration',
  size: 'size',
  uint: 'count',
  int: 'whole',
  float: 'real',
  secret: 'secret',
  path: 'path',
  filename: 'path',
}
const formats = { url: 'url', regex: 'relabel-regex', labelname: 'label-name', bcrypt_hash: 'bcrypt', go_duration: 'go-duration' }

function overview() {
  const written = under('server/src/core/languages', '.ts')
    .filter(file => file.includes('prometheus/schema') || file.includes('shared/http'))
    .map(file => readFileSync(file, 'utf8'))
    .join('\n')
  for (const [name, section] of Object.entries(sections)) {
    if (elsewhere.test(name)) continue
    const keys = Object.keys(section.fields ?? {}).filter(key => !key.startsWith('$'))
    const lacking = keys.filter(key => !new RegExp(`['\\n ]${key}'?:`).test(written) && !key.endsWith('_sd_configs'))
    console.log(`${name} (${keys.length})${lacking.length ? ` lacks ${lacking.join(', ')}` : ''}`)
  }
}

function draft(name) {
  const section = sections[name]
  if (!section?.fields) return console.error(`no section "${name}"`)
  const fields = Object.entries(section.fields)
  const required = fields.filter(([, field]) => field.required).map(([key]) => key)
  console.log(`export const ${camel(name)}: Schema = object(\n  'TODO.',\n  'TODO',\n  {`)
  for (const [key, field] of fields)
    console.log(key.startsWith('$include:') ? `    ...${camel(key.slice(9)).replace('Config', 'Properties')},` : `    ${key}: ${call(field)},`)
  console.log(`  },\n  { link: page('${name}')${required.length ? `, required: [${required.map(quote).join(', ')}]` : ''} },\n)`)
  for (const condition of section.conditions ?? []) console.log(`// ${condition}`)
}

function call(field) {
  const list = /^list<(.+)>$/.exec(field.type)?.[1]
  const map = /^map<(?:\w+,)?(.+)>$/.exec(field.type)?.[1]
  const text = `'TODO.${field.default === undefined || field.default === '' ? '' : ` Default: \`${field.default}\`.`}'`
  if (list) return `list(${text}, ${item(list, field)})`
  if (map) return `mapOf(${text}, ${item(map, field)})`
  if (field.enum) return `choice(${text}, [${field.enum.map(quote).join(', ')}]${more(field)})`
  if (sections[field.type]) return camel(field.type)
  const builder = builders[field.type] ?? 'text'
  return `${builder}(${text}${builder === 'flag' ? `, ${field.default ?? false}` : ''}${more(field, formats[field.type])})`
}

const item = (type, field) =>
  sections[type]
    ? `never(${camel(type)})`
    : `{ type: 'string'${field.enum ? `, enum: [${field.enum.map(quote).join(', ')}]` : ''}${formats[type] ? `, format: '${formats[type]}'` : ''} }`

function more(field, format) {
  const words = [
    ...(format ? [`format: '${format}'`] : []),
    ...(field.default !== undefined && field.default !== '' && field.type !== 'boolean'
      ? [`default: ${JSON.stringify(field.default).replace(/"/g, "'")}`]
      : []),
    ...(field.since ? [`since: '${field.since.split('.').slice(0, 2).join('.')}'`] : []),
    ...(field.deprecated ? ['deprecated: true'] : []),
    ...(field.enum_case_insensitive ? ['anyCase: true'] : []),
  ]
  return words.length ? `, { ${words.join(', ')} }` : ''
}

const quote = text => `'${text}'`
const camel = name => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())
const under = (root, ending) =>
  readdirSync(root, { recursive: true })
    .map(String)
    .filter(name => name.endsWith(ending))
    .map(name => join(root, name))

const asked = process.argv.slice(2)
if (asked.length === 0) overview()
for (const name of asked) draft(name)
