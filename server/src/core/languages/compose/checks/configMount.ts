// A configuration that is mounted where its program does not look for it: the program starts with the default of its image.
import type { Host, MountStation } from '../../../alertpath'
import { flagIn } from '../../../alertpath'
import type { Fix, Problem } from '../../../text'
import type { Check, FileView, World } from '../../language'
import { isInterpolated } from '../model'

export const configMount: Check = {
  code: 'config-not-read',
  across: true,
  *run(file, world) {
    for (const host of world.path.services(file)) {
      const found = problemOf(host, file, world)
      if (found) yield found
    }
  },
}

function problemOf(host: Host, file: FileView, world: World): Problem | undefined {
  const config = host.program?.config
  if (!config || host.opaque || !isOfficial(host) || host.command.some(one => isInterpolated(one.text))) return undefined
  // with one dash it is another mistake, and names the path all the same
  const flag = flagIn(host, config.flag) ?? flagIn(host, config.flag.slice(1))
  const wanted = flag?.text ?? config.path
  // a command replaces that of the image, flags and all: then the file in the working directory is read
  const beside = `${host.workingDir?.replace(/\/$/, '') ?? `/${host.program?.id}`}/${host.program?.id}.yml`
  const places = flag ? [flag.text] : host.command.length === 0 ? [config.path] : [config.path, beside]
  if (places.some(path => !path.startsWith('/'))) return undefined
  if (host.mounts.some(one => places.some(path => brings(one, path, world)))) return flag ? undefined : lostFlag(host, beside, file, world)
  const mount = host.mounts.find(one => one.spot.uri === file.uri && holdsConfig(one, host.program?.id ?? '', file, world))
  if (!mount) return undefined
  const hidden = places.some(path => covers(mount, path))
  const name = host.program?.id === 'prometheus' ? 'Prometheus' : 'Alertmanager'
  return {
    code: 'config-not-read',
    severity: 'warning',
    message: `${name} reads "${wanted}", and the configuration is mounted at "${mount.target}": it ${flag || hidden ? 'does not find it and stops' : 'runs with the default file of its image'}. Mount it there, or say where it is with "${config.flag}".`,
    span: mount.spot.span,
    ...(flag && flag.spot.uri === file.uri && { related: [{ span: flag.spot.span, message: 'The path that is read.' }] }),
    ...withFix(fixOf(mount, wanted, file, world)),
  }
}

/** The image of the project itself, or a mirror of it: others read their configuration elsewhere. */
const isOfficial = ({ image }: Host): boolean => /(?:^|\/)(?:prom|prometheus)\/(?:prometheus|alertmanager)(?:[:@]|$)/.test(image ?? '')

/** A command of flags without the one that names the configuration: the image's own, which has it, is gone. */
function lostFlag(host: Host, beside: string, file: FileView, world: World): Problem | undefined {
  const config = host.program?.config
  const [first] = host.command
  const mount = config && host.mounts.find(one => covers(one, config.path) && holdsConfig(one, host.program?.id ?? '', file, world))
  if (!config || !mount || first?.spot.uri !== file.uri || !host.command.every(one => one.text.startsWith('-'))) return undefined
  if (host.mounts.some(one => brings(one, beside, world) && one.source !== undefined)) return undefined
  return {
    code: 'config-not-read',
    severity: 'warning',
    message: `"command" replaces the flags of the image, "${config.flag}" among them: the program looks for "${beside}" and stops. Add "${config.flag}=${config.path}".`,
    span: first.spot.span,
    related: [{ ...mount.spot, message: 'The configuration is mounted here.' }],
  }
}

const withFix = (fix: Fix | undefined) => fix && { fixes: [fix] }

const covers = (mount: MountStation, path: string): boolean => path === mount.target || path.startsWith(mount.target === '/' ? '/' : `${mount.target}/`)

/** The path is there, or what is mounted cannot be seen. */
const brings = (mount: MountStation, path: string, world: World): boolean =>
  covers(mount, path) && (mount.source === undefined || world.exists(mount.source + path.slice(mount.target.length)) !== false)

/** The configuration itself, or the folder that it lies in. */
function holdsConfig({ source }: MountStation, kind: string, file: FileView, world: World): boolean {
  if (source === undefined) return false
  if (world.view(source)?.kind === kind) return true
  for (const one of world.files(kind === 'prometheus' ? 'prometheus' : 'alertmanager', file))
    if (one.uri.startsWith(`${source}/`) && !one.uri.slice(source.length + 1).includes('/')) return true
  return false
}

/** The target within the short form `source:target`. */
function fixOf(mount: MountStation, path: string, file: FileView, world: World): Fix | undefined {
  if (mount.source === undefined || !world.view(mount.source)) return undefined
  const { start, end } = mount.spot.span
  const at = file.doc.source.slice(start, end).lastIndexOf(`:${mount.target}`)
  if (at < 0) return undefined
  const from = start + at + 1
  return { title: `Mount it at "${path}"`, edits: [{ span: { start: from, end: from + mount.target.length }, text: path }] }
}
