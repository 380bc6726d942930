// Services that somebody who looks at a file means: those of its stacks, else all that are known.
import type { Host } from '../alertpath'
import { projects } from './net'
import { stacksOf } from './stack'
import type { Workspace } from './workspace'

export function servicesAround(workspace: Workspace, uri: string | undefined): readonly Host[] {
  const all = projects(workspace)
  const stacks = uri === undefined ? undefined : stacksOf(workspace, uri)
  const own = stacks ? all.filter(one => stacks.has(one.folder)) : []
  return (own.length > 0 ? own : all).flatMap(one => one.net.hosts)
}
