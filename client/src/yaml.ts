// Peace with Red Hat's YAML extension: it keeps plain syntax, layout and formatting, and is told to apply no schema of its own to
// the files that were recognised here.
import { Disposable, extensions, type LogOutputChannel } from 'vscode'
import type { Choice } from '../../server/src/protocol'

const id = 'redhat.vscode-yaml'
const schema = 'alertpath://schema/empty'

interface YamlApi {
  registerContributor?(id: string, requestSchema: (uri: string) => string | undefined, requestSchemaContent: (schema: string) => string | undefined): boolean
}

export interface YamlExtension extends Disposable {
  present(): boolean
  /** Claims the files of which `kindOf` knows a kind. Resolves to nothing: a failure is logged, and both then speak. */
  claim(): Disposable
}

export function yamlExtension(log: LogOutputChannel, kindOf: (uri: string) => Choice | undefined): YamlExtension {
  let claimed = false
  const recognised = (uri: string): string | undefined => {
    const kind = kindOf(uri)
    return kind === undefined || kind === 'none' || kind === 'compose' ? undefined : schema
  }
  const claim = async (): Promise<void> => {
    const extension = extensions.getExtension<YamlApi>(id)
    if (!extension || claimed) return
    claimed = true
    const api = await extension.activate()
    const done = api?.registerContributor?.('alertpath', recognised, asked => (asked === schema ? '{}' : undefined))
    log.info(done === false ? 'The YAML extension did not accept the claim.' : 'The YAML extension leaves recognised files to Alertpath.')
  }
  const changes: Disposable[] = []
  return {
    present: () => extensions.getExtension(id) !== undefined,
    claim: () => {
      const attempt = (): Promise<void> => claim().catch((error: unknown) => log.warn(`The YAML extension: ${String(error)}`))
      void attempt()
      const listener = extensions.onDidChange(() => void attempt())
      changes.push(listener)
      return listener
    },
    dispose: () => Disposable.from(...changes).dispose(),
  }
}
