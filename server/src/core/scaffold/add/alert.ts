// Adds an alert to rules that are there, a test of it, and a route where its receiver would not get it.
import { hits } from '../../alertpath'
import { type PromTree, parseDuration, parsePromql, selectors } from '../../inline'
import { routeTree } from '../../languages/alertmanager/model'
import type { Edit } from '../../text'
import { basename, dirname, type File, filesByKind, join, makeFile, relativePath, sameStack, type Workspace, withFiles } from '../../workspace'
import { loadedFrom } from '../../workspace/loaded'
import { containerPaths } from '../../workspace/stack'
import { At } from '../../yaml'
import { indent, type Lines, scalar, text } from '../stack'
import { type Change, collect, isBroken, type NewFile, type Refused } from './change'
import { addItem, append } from './insert'
import { servicesRunning } from './surroundings'
import { testLines } from './test'

export interface AlertRequest {
  readonly alert: string
  readonly expr: string
  readonly for: string
  readonly severity: string
  readonly summary: string
  /** A receiver that has to get it. */
  readonly receiver?: string
}

/** `uri`: the rule file, which need not be there yet. */
export function addAlert(workspace: Workspace, uri: string, request: AlertRequest): Change | Refused {
  const tree = parsePromql(request.expr)
  if (tree.lost.length > 0 || request.expr.trim() === '') return { refused: `"${request.expr}" is no expression of PromQL.` }
  if (parseDuration(request.for).error !== undefined) return { refused: `"${request.for}" is no duration such as 5m.` }
  const file = workspace.files.get(uri)
  if (file && isBroken(file)) return { refused: `${basename(uri)} cannot be read to its end: its mistakes have to be mended first.` }
  const rule = file && ruleEdit(file, request)
  if (file && !rule) return { refused: `${basename(uri)} has no list of groups of its own, so the alert has to be added by hand.` }
  const test = testPart(workspace, uri, request, tree)
  const route = routePart(workspace, uri, request)
  const added: NewFile[] = file ? [] : [{ uri, text: text('groups:', indent(2, groupLines(uri, request))) }]
  const after = withFiles(
    workspace,
    added.map(one => makeFile(one.uri, one.text)),
  )
  const parts = collect([...(rule ? [{ uri, edit: rule, otherwise: '' }] : []), ...test.edits, ...loadingEdits(after, uri), ...route.edits])
  return { edits: parts.edits, files: [...added, ...test.files], notes: [...parts.notes, ...test.notes, ...route.notes] }
}

/** Rules that no Prometheus of the stack loads never fire: the first one is told of them. */
function loadingEdits(workspace: Workspace, uri: string): Part['edits'] {
  const servers = (filesByKind(workspace).get('prometheus') ?? []).filter(one => sameStack(workspace, one.uri, uri))
  const [server] = servers
  const root = server && At.root(server.doc)
  if (!server || !root) return []
  const found = servers.flatMap(one => [...(At.root(one.doc)?.get('rule_files')?.items() ?? [])].map(item => loadedFrom(workspace, one.uri, item.string ?? '')))
  if (found.some(one => !one.known || one.uris.includes(uri))) return []
  const path = seenFrom(workspace, server.uri, uri)
  const edit = path === undefined || isBroken(server) ? undefined : addItem(root, 'rule_files', [`- ${scalar(path)}`])
  const otherwise = `${basename(server.uri)} does not load ${basename(uri)} yet: ${path === undefined ? `mount it beside ${basename(server.uri)} and name it` : `name ${path}`} in "rule_files".`
  return [{ uri: server.uri, edit, otherwise }]
}

/** A file as a configuration of Prometheus names it; undefined where its container does not have the file. */
function seenFrom(workspace: Workspace, config: string, uri: string): string | undefined {
  const services = servicesRunning(workspace, config, 'prometheus').filter(one => containerPaths(one, config).length > 0)
  const [service] = services
  if (!service) return relativePath(uri, dirname(config))
  const [own = ''] = containerPaths(service, config)
  const folder = own.slice(0, own.lastIndexOf('/') + 1)
  const [seen] = containerPaths(service, uri)
  return seen?.startsWith(folder) ? seen.slice(folder.length) : seen
}

const groupName = (uri: string): string => scalar(basename(uri).replace(/\.[^.]*$/, ''))

const ruleLines = ({ alert, expr, for: wait, severity, summary }: AlertRequest): Lines => [
  `- alert: ${scalar(alert)}`,
  expr.includes('\n') ? ['  expr: >-', indent(4, expr.trim())] : `  expr: ${scalar(expr)}`,
  `  for: ${wait}`,
  '  labels:',
  `    severity: ${scalar(severity)}`,
  '  annotations:',
  `    summary: ${scalar(summary)}`,
]

const groupLines = (uri: string, request: AlertRequest): Lines => [`- name: ${groupName(uri)}`, '  rules:', indent(4, ruleLines(request))]

/** Into the last group; without groups, into one of its own. */
function ruleEdit({ uri, doc }: File, request: AlertRequest): Edit | undefined {
  const root = At.root(doc)
  if (!root || root.isNull) return append(doc.text, ['groups:', indent(2, groupLines(uri, request))])
  const group = [...(root.get('groups')?.items() ?? [])].at(-1)
  if (group) return group.resolved.kind === 'map' ? addItem(group, 'rules', ruleLines(request)) : undefined
  return root.kind === 'map' ? addItem(root, 'groups', groupLines(uri, request)) : undefined
}

interface Part {
  readonly edits: readonly { readonly uri: string; readonly edit: Edit | undefined; readonly otherwise: string }[]
  readonly files: readonly NewFile[]
  readonly notes: readonly string[]
}

function testPart(workspace: Workspace, uri: string, request: AlertRequest, tree: PromTree): Part {
  const lines = testLines(request, tree, selectors(tree))
  if (!lines) return { edits: [], files: [], notes: [`Write a test of "${request.alert}": nothing is known of when it fires.`] }
  const tests = testsOf(workspace, uri)
  const root = tests && At.root(tests.doc)
  if (tests && root)
    return { edits: [{ uri: tests.uri, edit: addItem(root, 'tests', lines), otherwise: `Add a test of "${request.alert}" by hand.` }], files: [], notes: [] }
  const added = newTests(uri)
  const path = added.rules
  return {
    edits: [],
    files: [{ uri: added.uri, text: text('rule_files:', `  - ${scalar(path)}`, '', 'evaluation_interval: 1m', '', 'tests:', indent(2, lines)) }],
    notes: [],
  }
}

/** The test file that names the rule file. */
const testsOf = (workspace: Workspace, uri: string): File | undefined =>
  (filesByKind(workspace).get('rule-tests') ?? []).find(file =>
    [...(At.root(file.doc)?.get('rule_files')?.items() ?? [])].some(one => one.string !== undefined && join(dirname(file.uri), one.string) === uri),
  )

/** Never beside the rules: a glob that loads them would load the tests as rules, and Prometheus refuses those. */
function newTests(uri: string): { readonly uri: string; readonly rules: string } {
  const folder = dirname(uri)
  const name = basename(uri).replace(/(?:\.rules?)?\.[^.]*$/, '')
  const outside = /^(?:rules?|alerts?)(?:\.d)?$/.test(basename(folder))
  const tests = join(outside ? dirname(folder) : folder, 'tests')
  return { uri: join(tests, `${name}.test.yml`), rules: outside ? `../${basename(folder)}/${basename(uri)}` : `../${basename(uri)}` }
}

/** Where the receiver is not among those that get the alert, a route before all others. */
function routePart(workspace: Workspace, uri: string, { alert, severity, receiver }: AlertRequest): Part {
  const none: Part = { edits: [], files: [], notes: [] }
  if (receiver === undefined) return none
  const config = (filesByKind(workspace).get('alertmanager') ?? []).find(one => sameStack(workspace, one.uri, uri))
  const tree = config && routeTree(At.root(config.doc))
  if (!config || !tree) return { ...none, notes: [`No configuration of Alertmanager was found that could send the alert to "${receiver}".`] }
  if (hits(tree, { alertname: alert, severity }).some(one => one.receiver === receiver)) return none
  const lines: Lines = ['- matchers:', `    - alertname = ${/^[\w.-]+$/.test(alert) ? alert : JSON.stringify(alert)}`, `  receiver: ${scalar(receiver)}`]
  const otherwise = `Add a route for "${alert}" to "${receiver}" by hand.`
  const known = [...(At.root(config.doc)?.get('receivers')?.items() ?? [])].some(one => one.get('name')?.string === receiver)
  return known
    ? { ...none, edits: [{ uri: config.uri, edit: addItem(tree.at, 'routes', lines, 'first'), otherwise }] }
    : { ...none, notes: [`There is no receiver "${receiver}" in ${relativePath(config.uri, dirname(config.uri))}.`] }
}
