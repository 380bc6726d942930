// Files that hold the address of a webhook (`url_file`): which ones the configurations name, and what they say. They are secrets, mostly
// ignored by git and in no listing, so whoever has the files is asked for exactly these. Their text is compared, and never shown.
import { type AddressFile, startFolder } from '../alertpath'
import { isInterpolated, webhooksOf } from '../languages'
import { viewsOf } from './problems'
import { foldersWithCompose, hostFile, mounting, type Placed, runs, servicesByFolder, stacksOf } from './stack'
import { dirname, join, pathOf } from './uri'
import { filesByKind, once, type Workspace } from './workspace'

/** Characters: a longer text is no address. */
export const longestAddress = 8192

/** The files that configurations name, whether they are there or not. */
export const addressFiles = (workspace: Workspace): ReadonlySet<string> => once(workspace, named)

function named(workspace: Workspace): ReadonlySet<string> {
  const uris = new Set<string>()
  for (const file of once(workspace, filesByKind).get('alertmanager') ?? []) {
    const [view] = viewsOf(workspace, file)
    for (const one of view ? webhooksOf(view) : []) {
      const uri = one.file === undefined ? undefined : fileNamed(workspace, file.uri, one.file)
      if (uri !== undefined) uris.add(uri)
    }
  }
  return uris
}

/** What the file holds that a configuration names; undefined when that is not known. A text that is open in the editor counts. */
export function addressIn(workspace: Workspace, configuration: string, path: string): AddressFile | undefined {
  const uri = fileNamed(workspace, configuration, path)
  const text = uri === undefined ? undefined : (workspace.files.get(uri)?.text ?? workspace.secrets.get(uri))
  return uri === undefined || text === undefined || text.length > longestAddress ? undefined : { uri, text }
}

/**
 * In a container the path goes through the mounts of the service, a relative one from where it starts. Without Compose, where Alertmanager
 * was started is not known: most people do it beside the configuration. Undefined when two services would read two files.
 */
function fileNamed(workspace: Workspace, configuration: string, path: string): string | undefined {
  if (isInterpolated(path)) return undefined
  const stacks = stacksOf(workspace, configuration)
  const inCompose = [...stacks].some(one => once(workspace, foldersWithCompose).has(one))
  // drives are spelt as everywhere else
  if (!inCompose)
    return join(
      dirname(configuration),
      path.replace(/^[A-Z]:/, drive => drive.toLowerCase()),
    )
  const found = new Set(readers(workspace, configuration, stacks).map(one => fileSeen(workspace, one, path)))
  return found.size === 1 ? [...found][0] : undefined
}

/** Services that run Alertmanager with the configuration; where none mounts it (it may be in the image), all of the stack. */
function readers(workspace: Workspace, configuration: string, stacks: ReadonlySet<string>): readonly Placed[] {
  const reading = mounting(workspace, configuration)
  if (reading.length > 0) return reading.some(isAlertmanager) ? reading.filter(isAlertmanager) : reading
  return [...stacks].flatMap(stack => once(workspace, servicesByFolder).get(stack) ?? []).filter(isAlertmanager)
}

const isAlertmanager = ({ service }: Placed): boolean => runs(service, 'alertmanager')

function fileSeen(workspace: Workspace, placed: Placed, path: string): string | undefined {
  const { workingDir, image } = placed.service
  const from = path.startsWith('/') ? '/' : (workingDir ?? startFolder(image?.string))
  return from === undefined ? undefined : hostFile(workspace, placed, pathOf(join(`c://x${from}`, path)))
}
