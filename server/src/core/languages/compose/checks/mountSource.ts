// What a mount brings in: a file that is not there, a folder where a file is wanted, a single file that editors replace.
import { flagIn, type Host, type MountStation } from '../../../alertpath'
import type { Check, FileView, World } from '../../language'

/** Files that somebody writes, by names that every listing has. Data, sockets and keys are made by programs, or kept out of the repository. */
const written = /\.(?:ya?ml|rules|tmpl|json)$/i

export const missingMount: Check = {
  code: 'missing-mount-source',
  across: true,
  *run(file, world) {
    const all = mounts(file.uri, world)
    if (!hasOurs(file, world)) return
    const above = all.some(one => isReadFromAbove(file.uri, one.mount.source, world))
    for (const { mount } of all) {
      const { source } = mount
      if (source === undefined || !written.test(source) || !written.test(mount.target) || world.exists(source) !== false) continue
      if (isHidden(source) || isSecret(source) || isMade(source, world) || (above && !isReadFromAbove(file.uri, source, world))) continue
      yield {
        code: 'missing-mount-source',
        severity: above ? 'information' : 'warning',
        message: `There is no "${source.slice(source.lastIndexOf('/') + 1)}" to mount here${above ? ', unless Compose counts paths from a folder above ("--project-directory")' : ''}: Docker makes an empty folder of that name, or does not start the container, and the program does not find its file.`,
        span: mount.spot.span,
      }
    }
  },
}

/** Other stacks are none of our business: of what they lack we know nothing. */
const hasOurs = (file: FileView, world: World): boolean =>
  world.path.services(file).some(one => ['prometheus', 'alertmanager', 'kestra'].includes(one.program?.id ?? ''))

/** A path that leads to nothing from here, but does from a folder above: Compose may be told to count paths from there. */
function isReadFromAbove(uri: string, source: string | undefined, world: World): boolean {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1)
  if (!source?.startsWith(folder) || there(world, source)) return false
  const path = source.slice(folder.length)
  return path.includes('/') && foldersAbove(folder).some(above => there(world, above + path))
}

const there = (world: World, uri: string): boolean => world.exists(uri) === true

/** With the slash at the end, the nearest first. */
function foldersAbove(folder: string): string[] {
  const parts = folder.split('/').slice(0, -1)
  return parts.map((_, i) => `${parts.slice(0, parts.length - 1 - i).join('/')}/`).slice(0, Math.max(0, parts.length - 3))
}

/** What gives access somewhere is kept out of the repository. */
const isSecret = (uri: string): boolean =>
  /(?:^|[-_.])(?:credentials?|creds?|secrets?|keys?|keyfile|tokens?|acme|service[-_]?account\w*)(?:[-_.]|$)/i.test(uri.slice(uri.lastIndexOf('/') + 1))

/** Folders with a dot are not listed. */
const isHidden = (uri: string): boolean => /\/\.[^/]+\//.test(uri)

/** A template beside it says that something writes the file. */
const isMade = (uri: string, world: World): boolean =>
  ['.tmpl', '.tpl', '.template', '.example', '.sample', '.dist', '.in', '.j2', '.jinja2', '.envsubst', '.erb'].some(
    end => world.exists(uri + end) === true || world.exists(uri.replace(/(\.\w+)$/, `${end}$1`)) === true,
  )

export const folderOntoFile: Check = {
  code: 'folder-onto-file',
  across: true,
  *run(file, world) {
    for (const { mount, host } of mounts(file.uri, world)) {
      const { source, target } = mount
      const config = host.program?.config
      const wanted = config && (flagIn(host, config.flag)?.text ?? config.path)
      if (source === undefined || (target !== wanted && !/\.(?:ya?ml|rules|tmpl)$/i.test(target)) || !world.isFolder(source)) continue
      yield {
        code: 'folder-onto-file',
        severity: 'warning',
        message: `"${source.slice(source.lastIndexOf('/') + 1)}" is a folder, and "${target}" a file: Docker does not start the container, or the program finds a folder in place of its file. Mount the folder at "${target.slice(0, target.lastIndexOf('/')) || '/'}", or name the file.`,
        span: mount.spot.span,
      }
    }
  },
}

export const singleFileMount: Check = {
  code: 'single-file-mount',
  across: true,
  *run(file, world) {
    for (const { mount, host } of mounts(file.uri, world)) {
      const config = host.program?.id === 'prometheus' ? host.program.config : undefined
      if (!config || host.opaque || mount.source === undefined || mount.target !== (flagIn(host, config.flag)?.text ?? config.path)) continue
      if (host.command.some(one => /web\.enable-lifecycle|auto-reload-config|\$\{/.test(one.text)) || world.isFolder(mount.source)) continue
      yield {
        code: 'single-file-mount',
        severity: 'hint',
        message: `Many editors replace a file when they save it, and a file that is mounted alone stays the old one; nothing reloads it either. Mount its folder, and add "--web.enable-lifecycle" (then POST /-/reload).`,
        span: mount.spot.span,
      }
    }
  },
}

function mounts(uri: string, world: World): { readonly mount: MountStation; readonly host: Host }[] {
  const view = world.view(uri)
  if (!view) return []
  return world.path.services(view).flatMap(host => host.mounts.filter(one => one.spot.uri === uri).map(mount => ({ mount, host })))
}
