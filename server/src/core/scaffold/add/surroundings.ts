// What stands around a configuration: the Compose services that run it and Kestra, where flows lie, which line of Kestra it is.
import { flowStation } from '../../languages'
import { isThere } from '../../schema'
import { dirname, type File, filesByKind, folderOf, join, makeFile, relativePath, sameStack, versionFor, viewsOf, type Workspace } from '../../workspace'
import { containerPaths, hostMounts, type Placed, placedServices, runs, stacksOf } from '../../workspace/stack'
import type { Line } from '../options'
import * as programs from '../programs'

/** The folder of the stack: of its Compose file, else above the folder of the configuration, when that is named after a program. */
export function stackFolder(workspace: Workspace, uri: string): string {
  const [stack] = stacksOf(workspace, uri)
  return stack ?? folderOf(workspace, uri) ?? dirname(uri)
}

export const servicesRunning = (workspace: Workspace, uri: string, program: 'alertmanager' | 'kestra' | 'prometheus'): Placed[] =>
  placedServices(workspace).filter(({ service, folder }) => runs(service, program) && stacksOf(workspace, uri).has(folder))

/** How Alertmanager reaches Kestra: by its service if both are in Compose, else on this machine, which a container sees from outside. */
export function kestraAddress(workspace: Workspace, uri: string): string {
  const port = programs.kestra['2'].port
  const [kestra] = servicesRunning(workspace, uri, 'kestra')
  const inside = servicesRunning(workspace, uri, 'alertmanager').length > 0
  if (!kestra) return `${inside ? 'host.docker.internal' : 'localhost'}:${port}`
  return inside ? `${kestra.service.name}:${port}` : `localhost:${kestra.service.ports.find(one => one.target === port)?.published ?? port}`
}

/** Where Alertmanager opens a file that lies at `uri`; undefined when its service does not mount it. */
export function openedAt(workspace: Workspace, config: string, uri: string): string | undefined {
  const services = servicesRunning(workspace, config, 'alertmanager')
  if (services.length === 0) return relativePath(uri, dirname(config))
  return services.flatMap(one => containerPaths(one, uri))[0]
}

export const flowsIn = (workspace: Workspace, uri: string): File[] =>
  [...(filesByKind(workspace).get('kestra') ?? [])].filter(file => sameStack(workspace, file.uri, uri))

/** `WEBHOOK_KEY` for the first flow, one of its own for each after it. */
export function secretName(workspace: Workspace, uri: string, flow: string): string {
  const taken = flowsIn(workspace, uri).some(file => /secret\(\s*['"]WEBHOOK_KEY['"]/i.test(file.text))
  return taken ? `WEBHOOK_KEY_${flow.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}` : 'WEBHOOK_KEY'
}

/** What Kestra takes as a namespace and an id; both are part of an address, and the id of the name of a file. */
export const isFlowName = (namespace: string, id: string): boolean =>
  /^[a-z0-9][a-z0-9._-]{0,149}$/.test(namespace) && /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}$/.test(id)

/** The flow of this name, if the workspace has it. */
export function findFlow(workspace: Workspace, uri: string, namespace: string, id: string) {
  for (const file of flowsIn(workspace, uri))
    for (const view of viewsOf(workspace, file)) {
      const flow = flowStation(view)
      if (flow?.namespace === namespace && flow.id === id) return flow
    }
  return undefined
}

/**
 * Where a new flow goes: beside the others, else into the folder that Kestra's service mounts for them, else `kestra/flows`. Named
 * after its id; after its namespace, too, where a flow of that id has the name already.
 */
export function flowUri(workspace: Workspace, uri: string, namespace: string, id: string): string {
  const [other] = flowsIn(workspace, uri)
  const mounted = servicesRunning(workspace, uri, 'kestra')
    .flatMap(hostMounts)
    .find(one => /flows?\b/.test(one.target))
  const folder = other ? dirname(other.uri) : (mounted?.host ?? join(stackFolder(workspace, uri), 'kestra/flows'))
  const [short, long] = [join(folder, `${id}.yml`), join(folder, `${namespace}.${id}.yml`)]
  return workspace.files.has(short) ? long : short
}

/** A webhook may have a `timeout` from Alertmanager 0.28 on; an older one does not start with it. An unknown one is read as the newest. */
export const takesTimeout = (workspace: Workspace, uri: string): boolean => isThere({ since: '0.28' }, versionFor(workspace, makeFile(uri, ''), 'alertmanager'))

export const kestraLine = (workspace: Workspace, uri: string): Line => {
  const version = versionFor(workspace, makeFile(uri, ''), 'kestra')
  return version && version.major < 2 ? '1.3' : '2'
}
