// Adds Kestra to an Alertmanager that is there: a receiver, a route, the flow, and the secret that both know.
import { webhookPath } from '../../alertpath'
import { parseMatchers } from '../../inline'
import { type Route, receiversOf, routeTree } from '../../languages/alertmanager/model'
import { basename, dirname, join, relativePath, type Workspace } from '../../workspace'
import type { Placed } from '../../workspace/stack'
import { At } from '../../yaml'
import { flowText } from '../flow'
import { type Secrets, toBase64 } from '../secrets'
import { type Lines, scalar, text } from '../stack'
import { type Change, collect, isBroken, type NewFile, type Refused } from './change'
import { addItem, addKey, isOwn } from './insert'
import { findFlow, flowUri, isFlowName, kestraAddress, kestraLine, openedAt, secretName, servicesRunning, stackFolder, takesTimeout } from './surroundings'

export interface ReceiverRequest {
  readonly name: string
  readonly namespace: string
  readonly flow: string
  /** Which alerts; none = all. As Alertmanager writes them: `severity = critical`. */
  readonly matchers: readonly string[]
  /** The others that get these alerts now get them no more. */
  readonly only: boolean
}

interface Asked extends ReceiverRequest {
  readonly workspace: Workspace
  readonly uri: string
  readonly root: At
  readonly tree: Route
}

/** `secrets.webhookKey` is used for a new flow. */
export function addReceiver(workspace: Workspace, uri: string, request: ReceiverRequest, secrets: Secrets): Change | Refused {
  const file = workspace.files.get(uri)
  const root = file && At.root(file.doc)
  const tree = routeTree(root)
  if (!root || !tree) return { refused: `There is no "route" in ${basename(uri)}, so nothing can be sent by it yet.` }
  if (isBroken(file)) return { refused: `${basename(uri)} cannot be read to its end: its mistakes have to be mended first.` }
  const unfit = misfit(request)
  if (unfit !== undefined) return { refused: unfit }
  if (receiversOf(root).some(one => one.name === request.name))
    return { refused: `There is a receiver "${request.name}" already: give the new one another name.` }
  const asked: Asked = { ...request, workspace, uri, root, tree }
  const flow = findFlow(workspace, uri, request.namespace, request.flow)
  if (flow && flow.hooks.length === 0) return { refused: `The flow "${request.flow}" in "${request.namespace}" is there, and has no webhook trigger.` }
  const known = flow?.hooks[0]?.key
  const key = flow ? (known ?? '') : (secrets.webhookKey ?? '')
  const secretFile = join(dirname(uri), `secrets/${request.name.replace(/[^\w.-]/g, '_')}_url`)
  const routed = routing(asked, secretFile)
  // A route without its receiver keeps Alertmanager from starting; a receiver without a route gets nothing.
  if (routed.some(one => !one.edit)) return { refused: unchangeable(asked) }
  const changes = collect([...routed, ...(flow ? [] : secretVariables(asked)), ...mounting(asked, secretFile)])
  return {
    edits: changes.edits,
    files: [addressFile(asked, secretFile, key), ignoring(asked, secretFile), ...(flow ? [] : flowFiles(asked, key))],
    notes: [
      ...changes.notes,
      ...(flow && known === undefined ? [`Write the key of the flow's webhook to the end of the address in ${shown(asked, secretFile)}.`] : []),
      ...(!flow && servicesRunning(workspace, uri, 'kestra').length === 0
        ? [`Start Kestra with the variable SECRET_${secretOf(asked)} that .env holds now; it reads secrets only when it starts.`]
        : []),
    ],
  }
}

/** What Alertmanager or Kestra would not take; a flow is named in an address and in the name of a file. */
function misfit({ namespace, flow, matchers }: ReceiverRequest): string | undefined {
  if (!isFlowName(namespace, flow)) return `Kestra takes no flow "${flow}" in "${namespace}".`
  const bad = matchers.find(one => parseMatchers(one).error !== undefined || parseMatchers(one).matchers.length === 0)
  return bad === undefined ? undefined : `"${bad}" is no matcher such as severity = critical.`
}

function unchangeable({ uri, root, tree }: Asked): string {
  const places = [tree.at, tree.at.get('routes'), root.get('receivers')]
  return places.every(one => !one || isOwn(one))
    ? `The list of receivers or of routes in ${basename(uri)} is written in a way that nothing can be added to, so both have to be added by hand.`
    : `An alias in ${basename(uri)} names the list or map to which the receiver or its route belongs, so both have to be added by hand.`
}

const secretOf = ({ workspace, uri, flow }: Asked): string => secretName(workspace, uri, flow)

const shown = ({ workspace, uri }: Asked, file: string): string => relativePath(file, stackFolder(workspace, uri))

function routing(asked: Asked, secretFile: string) {
  const { uri, root, tree, name } = asked
  const opened = openedAt(asked.workspace, uri, secretFile) ?? `/etc/alertmanager/secrets/${basename(secretFile)}`
  const receiver: Lines = [
    `- name: ${scalar(name)}`,
    '  webhook_configs:',
    `    - url_file: ${scalar(opened)}`,
    '      send_resolved: true',
    '      max_alerts: 100',
    takesTimeout(asked.workspace, uri) && '      timeout: 10s',
  ]
  const rest = tree.routes.length > 0 && restRoute(asked)
  // The receiver comes last: where both are added at the end of the text, the route belongs to the key before.
  return [
    addItem(tree.at, 'routes', routeLines(asked), 'first'),
    ...(rest ? [addItem(tree.at, 'routes', rest)] : []),
    addItem(root, 'receivers', receiver),
  ].map(edit => ({ uri, edit, otherwise: '' }))
}

/** Before all others, so that it is reached; without a route of its own for what else there is, the root would get nothing of it. */
function routeLines(asked: Asked): Lines {
  const { name, matchers, only, tree } = asked
  const rest = tree.routes.length === 0 && restRoute(asked)
  return [
    matchers.length > 0 ? ['- matchers:', matchers.map(one => `    - ${matcherScalar(one)}`), `  receiver: ${scalar(name)}`] : `- receiver: ${scalar(name)}`,
    !only && '  continue: true',
    rest,
  ]
}

/** What is sent on from the new route and fits no other went to the root's receiver before: it goes there still. */
function restRoute({ only, tree }: Asked): Lines | undefined {
  const caught = tree.routes.some(one => one.matchers.length === 0 && !one.broken && !one.continue)
  return only || caught || !tree.receiver ? undefined : [`- receiver: ${scalar(tree.receiver)}`]
}

const matcherScalar = (matcher: string): string =>
  /^[A-Za-z_][\w.]* ?(?:=|!=|=~|!~) ?(?:"[^"'\\#]*"|[\w.|*+-]+)$/.test(matcher) ? matcher : `'${matcher.replace(/'/g, "''")}'`

/** A container sees only what is mounted: the folder of secrets too, where only the file was. */
function mounting({ workspace, uri }: Asked, secretFile: string) {
  const services = servicesRunning(workspace, uri, 'alertmanager')
  if (services.length === 0 || openedAt(workspace, uri, secretFile) !== undefined) return []
  return services.map(({ service, folder, uri: compose }) => ({
    uri: compose,
    edit: addItem(service.at, 'volumes', [`- ./${relativePath(dirname(secretFile), folder)}:/etc/alertmanager/secrets:ro`]),
    otherwise: `Mount ${relativePath(dirname(secretFile), folder)} at /etc/alertmanager/secrets in the service "${service.name}".`,
  }))
}

/** Kestra's service has to be given the variable. */
function secretVariables(asked: Asked) {
  const variable = `SECRET_${secretOf(asked)}`
  return servicesRunning(asked.workspace, asked.uri, 'kestra')
    .filter(({ service }) => !service.environment.has(variable) && service.envFiles.length === 0)
    .map(placed => ({
      uri: placed.uri,
      edit: environmentEdit(placed, variable),
      otherwise: `Give the service "${placed.service.name}" the variable ${variable} of .env.`,
    }))
}

function environmentEdit({ service }: Placed, variable: string) {
  const value = `\${${variable}:?see .env}`
  const environment = service.at.get('environment')
  if (!environment) return addKey(service.at, 'environment', [`  ${variable}: ${value}`])
  return environment.kind === 'seq' ? addItem(service.at, 'environment', [`- ${variable}=${value}`]) : addKey(environment, variable, { inline: value })
}

function addressFile({ workspace, uri, namespace, flow }: Asked, secretFile: string, key: string): NewFile {
  const inside = servicesRunning(workspace, uri, 'alertmanager').length > 0
  const address = `http://${kestraAddress(workspace, uri)}${webhookPath('main', namespace, flow, key)}`
  return { uri: secretFile, text: `${address}\n`, mode: inside ? 0o644 : 0o600, ignored: true, once: true }
}

function ignoring(asked: Asked, secretFile: string): NewFile {
  const folder = stackFolder(asked.workspace, asked.uri)
  return { uri: join(folder, '.gitignore'), text: text('.env', `${relativePath(dirname(secretFile), folder)}/`), merge: true }
}

function flowFiles(asked: Asked, key: string): NewFile[] {
  const { workspace, uri, namespace, flow } = asked
  const name = secretOf(asked)
  const folder = stackFolder(workspace, uri)
  const flowFile = flowUri(workspace, uri, namespace, flow)
  return [
    { uri: flowFile, text: flowText({ namespace, flow, kestra: kestraLine(workspace, flowFile), key: `{{ secret('${name}') }}` }) },
    { uri: join(folder, '.env'), text: text(`SECRET_${name}=${toBase64(key)}`), mode: 0o600, ignored: true, merge: true },
    { uri: join(folder, '.env.example'), text: text(`# The key at the end of the address of "${flow}", in Base64.`, `SECRET_${name}=`), merge: true },
  ]
}
