// First drafts of Alertmanager's schema sections, from the facts about its configuration: names, types, defaults, limits, first versions.
// Usage: node scripts/generate/alertmanager.mjs SECTION [--words FILE]   (no SECTION: lists them and what the schema lacks)
// The sections are owned by hand afterwards; this shows what a new release adds. Facts come from ALERTPATH_DATA (default ../shared).
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const data = process.env.ALERTPATH_DATA ?? '../shared'
const facts = join(data, 'facts/alertmanager-config-fields.json')
if (!existsSync(facts)) {
  console.log(`no facts at ${facts}: nothing to do`)
  process.exit(0)
}
const { types } = JSON.parse(readFileSync(facts, 'utf8'))

/** Types that are written once for several programs. */
const shared = { HTTPClientConfig: 'httpConfig', TLSConfig: 'tlsConfig', SigV4Config: 'sigv4', Header: 'httpHeader' }

const sections = {
  global: ['GlobalConfig'],
  route: ['Route'],
  inhibit: ['InhibitRule'],
  timeIntervals: ['TimeRange', 'TimeIntervalSpec', 'TimeInterval'],
  tracing: ['TracingConfig'],
  eventRecorder: ['FileOutputConfig', 'WebhookOutputConfig', 'KafkaOutputConfig', 'StdoutOutputConfig', 'EventRecorderConfig'],
  receiver: ['Receiver'],
  config: ['Config'],
  'integrations/webhook': ['WebhookConfig'],
  'integrations/email': ['ThreadingConfig', 'EmailConfig'],
  'integrations/slack': ['SlackConfirmationField', 'SlackAction', 'SlackField', 'SlackConfig'],
  'integrations/mattermost': ['MattermostField', 'MattermostAttachment', 'MattermostProps', 'MattermostPriority', 'MattermostConfig'],
  'integrations/rocketchat': ['RocketchatAttachmentField', 'RocketchatAttachmentAction', 'RocketchatConfig'],
  'integrations/chat': ['DiscordConfig', 'MSTeamsConfig', 'MSTeamsV2Config', 'TelegramConfig', 'WebexConfig', 'WechatConfig'],
  'integrations/paging': [
    'PagerdutyImage',
    'PagerdutyLink',
    'PagerdutyConfig',
    'OpsGenieConfigResponder',
    'OpsGenieConfig',
    'VictorOpsConfig',
    'IncidentioConfig',
  ],
  'integrations/push': ['PushoverConfig', 'SNSConfig'],
  'integrations/jira': ['JiraFieldConfig', 'JiraConfig'],
}

const helpers = {
  string: 'text',
  tmpl_string: 'templated',
  secret: 'secret',
  tmpl_secret: 'templatedSecret',
  secret_url: 'secretUrl',
  secret_template_url: 'webhookUrl',
  url: 'webUrl',
  any_url: 'text',
  duration: 'duration',
  go_duration: 'goDuration',
  go_duration_string: 'goDurationText',
  host_port: 'hostPort',
  filepath: 'path',
  bool: 'flag',
  int: 'whole',
  uint: 'count',
  float: 'real',
  any: 'anything',
}

const asked = process.argv[2]?.startsWith('--') ? undefined : process.argv[2]
const wordsAt = process.argv.indexOf('--words')
const words = wordsAt < 0 ? {} : readWords(readFileSync(process.argv[wordsAt + 1], 'utf8'))
if (asked) console.log(section(sections[asked] ?? []))
else {
  console.log(`sections: ${Object.keys(sections).join(' ')}`)
  for (const line of missing()) console.log(line)
}

/** `## Type` heads, `field: sentence` lines. */
function readWords(text) {
  const found = {}
  let type = ''
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) type = line.slice(3).trim()
    else if (line.includes(': ')) found[`${type}.${line.slice(0, line.indexOf(': '))}`] = line.slice(line.indexOf(': ') + 2).trim()
  }
  return found
}

function section(names) {
  return names.map(name => `export const ${constant(name)}: Schema = ${draft(name)}\n`).join('\n')
}

function constant(name) {
  const short = name.replace(/Config$/, '') || name
  const plain = shared[name] ?? short.replace(/^MS/, 'Ms').replace(/^SNS/, 'Sns')
  return plain[0].toLowerCase() + plain.slice(1)
}

function draft(name) {
  const type = types[name]
  const fields = Object.entries(type.fields)
    .map(([key, field]) => `${key}: ${value(name, key, field)}`)
    .join(',\n')
  const required = Object.entries(type.fields)
    .filter(([, field]) => field.required)
    .map(([key]) => `'${key}'`)
  const groups = [
    ['exactlyOne', type.exactly_one_of],
    ['atLeastOne', type.at_least_one_of],
    ['atMostOne', type.at_most_one_of],
  ]
    .filter(([, list]) => list)
    .map(([key, list]) => `${key}: ${JSON.stringify(list)}`)
  const integration = 'send_resolved' in type.fields
  const noun = name.replace(/Config$/, '')
  const more = [...(integration ? ['nullable: false'] : []), ...(required.length ? [`required: [${required.join(', ')}]`] : []), ...groups]
  return `section('${constant(name).toLowerCase()}', 'a ${noun}${integration ? ' integration' : ''}', '${noun.toLowerCase()}_config', {\n${fields}\n}, {${more.join(', ')}})`
}

function value(type, key, field) {
  const said = `${words[`${type}.${key}`] ?? 'TODO.'}${standing(field)}`
  const text = JSON.stringify(said)
  const more = []
  if (field.default !== undefined && !isFlag(field)) more.push(`default: ${JSON.stringify(field.default)}`)
  if (field.deprecated) more.push('deprecated: true')
  const since = /^v0\.(\d+)/.exec(field.since ?? '')?.[1]
  if (since && Number(since) >= 22) more.push(`since: '0.${since}'`)
  return shaped(field, text, more.length ? `, { ${more.join(', ')} }` : '', more)
}

function isFlag(field) {
  return field.type === 'bool'
}

function standing(field) {
  if (field.fallback) return ` Default: \`${field.fallback}\`.`
  if (isFlag(field) && field.default !== undefined) return ` Default: \`${field.default}\`.`
  if (typeof field.default === 'string' && !field.default.includes('{{')) return ` Default: \`${field.default}\`.`
  return typeof field.default === 'number' ? ` Default: ${field.default}.` : ''
}

function shaped(field, text, tail, more) {
  const { type } = field
  if (field.enum) return `choice(${text}, ${JSON.stringify(field.enum).replaceAll('"', "'")}${tail})`
  if (isFlag(field)) return `flag(${text}, ${field.default ?? false}${tail})`
  if (typeof type === 'string') return `${helpers[type] ?? 'text'}(${text}${tail})`
  if (type.list) return `list(${text}, ${item(type.list)}${tail})`
  if (type.map) return `mapOf(${text}, ${item(type.map)}${tail})`
  return `{ ...${type.ref ? constant(type.ref) : 'anything'}, description: ${text}${more.length ? `, ${more.join(', ')}` : ''} }`
}

function item(type) {
  if (typeof type === 'string') return type === 'tmpl_string' ? "templated('')" : "{ type: 'string' }"
  return type.ref ? constant(type.ref) : JSON.stringify(type)
}

/** Fields of the facts whose name stands nowhere in the schema's files. */
function missing() {
  const folder = 'server/src/core/languages/alertmanager/schema'
  if (!existsSync(folder)) return []
  const text = readdirSync(folder, { recursive: true })
    .filter(name => String(name).endsWith('.ts'))
    .map(name => readFileSync(join(folder, String(name)), 'utf8'))
    .join('\n')
  return Object.keys(sections)
    .flatMap(name => sections[name])
    .flatMap(name => Object.keys(types[name].fields).map(key => [name, key]))
    .filter(([, key]) => !new RegExp(`\\b${key}\\b`).test(text))
    .map(([name, key]) => `missing: ${name}.${key}`)
}
