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
  if (!config || host.opaque || host.command.some(one => isInterpolated(one.text))) return undefined
  const flag = flagIn(host, config.flag)
  const wanted = flag?.text ?? config.path
  // a command replaces that of the image, flags and all: then the file beside the working directory is read
  const places = flag ? [flag.text] : [config.path, `/${host.program?.id}/${host.program?.id}.yml`]
  if (places.some(path => !path.startsWith('/')) || host.mounts.some(one => places.some(path => covers(one, path)))) return undefined
  const mount = host.mounts.find(one => one.spot.uri === file.uri && holdsConfig(one, host.program?.id ?? '', world))
  if (!mount) return undefined
  const name = host.program?.id === 'prometheus' ? 'Prometheus' : 'Alertmanager'
  return {
    code: 'config-not-read',
    severity: 'warning',
    message: `${name} reads "${wanted}", and the configuration is mounted at "${mount.target}": it ${flag ? 'does not find it and stops' : 'runs with the default file of its image'}. ${flag ? `Mount it there, or change "${config.flag}".` : `Mount it there, or add "${config.flag}=${mount.target}".`}`,
    span: mount.spot.span,
    ...(flag && flag.spot.uri === file.uri && { related: [{ span: flag.spot.span, message: 'The path that is read.' }] }),
    ...withFix(fixOf(mount, wanted, file, world)),
  }
}

const withFix = (fix: Fix | undefined) => fix && { fixes: [fix] }

const covers = (mount: MountStation, path: string): boolean => path === mount.target || path.startsWith(mount.target === '/' ? '/' : `${mount.target}/`)

const holdsConfig = (mount: MountStation, kind: string, world: World): boolean => mount.source !== undefined && world.view(mount.source)?.kind === kind

/** The target within the short form `source:target`. */
function fixOf(mount: MountStation, path: string, file: FileView, world: World): Fix | undefined {
  if (mount.source === undefined || !world.view(mount.source)) return undefined
  const { start, end } = mount.spot.span
  const at = file.doc.text.slice(start, end).lastIndexOf(`:${mount.target}`)
  if (at < 0) return undefined
  const from = start + at + 1
  return { title: `Mount it at "${path}"`, edits: [{ span: { start: from, end: from + mount.target.length }, text: path }] }
}
