// Places of a file at which the editor offers something live: lenses above alerts and flows, links on names of jobs and groups.
import type { LivePlace } from '../languages'
import type { Workspace } from '../workspace'
import { openFile } from './opened'

export type { LivePlace }

export function livePlaces(workspace: Workspace, uri: string): LivePlace[] {
  const opened = openFile(workspace, uri)
  return [...(opened?.language.live?.places(opened.view) ?? [])]
}
