// What the editor shows in its status bar: what each open document was taken for, and how many files there are.
import { languageOf } from '../core/languages'
import { versionText } from '../core/schema'
import { filesByKind, kindOf, once, versionFor, type Workspace } from '../core/workspace'
import { type Choice, kinds, type StatusParams, type StatusReport } from '../protocol'
import type { Store } from './store'

const programs = ['prometheus', 'alertmanager', 'kestra'] as const

export class Status {
  /** Only clients of our own know the message. */
  enabled = false
  readonly #sent = new Map<string, string>()
  #busy = false

  constructor(
    private readonly store: Store,
    private readonly send: (params: StatusParams) => void,
  ) {}

  busy(busy: boolean): void {
    this.#busy = busy
    this.#tell('', { busy, files: this.#count() })
  }

  seen(uri: string, workspace: Workspace): void {
    if (!this.store.isOpen(uri)) return
    const kind = shownKind(workspace, uri)
    const versions = versionsOf(workspace, uri)
    this.#tell(uri, { uri: this.store.client(uri), ...(kind && { kind }), ...(versions && { versions }), busy: this.#busy, files: this.#count() })
  }

  closed(uri: string): void {
    this.#sent.delete(uri)
  }

  #tell(key: string, params: StatusParams): void {
    const text = JSON.stringify(params)
    if (!this.enabled || this.#sent.get(key) === text) return
    this.#sent.set(key, text)
    this.send(params)
  }

  #count(): number {
    let count = 0
    for (const [kind, files] of once(this.store.workspace, filesByKind)) if (kind !== 'project') count += files.length
    return count
  }

  files(): Record<string, number> {
    return Object.fromEntries([...once(this.store.workspace, filesByKind)].map(([kind, files]) => [kind, files.length]))
  }

  /** One line for each version of a program that is in use somewhere. */
  versions(): StatusReport['versions'] {
    const { workspace } = this.store
    const lines = new Map<string, StatusReport['versions'][number]>()
    for (const [kind, files] of once(workspace, filesByKind)) {
      const program = languageOf(kind)?.program
      if (!program || !programs.includes(program as never)) continue
      for (const file of files) {
        const version = versionFor(workspace, file, program)
        const text = version ? versionText(version) : 'unknown'
        const source = !version ? 'nothing says it' : workspace.preferred.versions[program] !== undefined ? 'settings' : 'project file or image'
        lines.set(`${program} ${text}`, { program, version: text, source })
      }
    }
    return [...lines.values()]
  }
}

function shownKind(workspace: Workspace, uri: string): Choice | undefined {
  if (workspace.chosen.get(uri) === 'none') return 'none'
  const file = workspace.files.get(uri)
  const kind = file && kindOf(workspace, file)
  return kinds.find(one => one === kind)
}

function versionsOf(workspace: Workspace, uri: string): Record<string, string> | undefined {
  const file = workspace.files.get(uri)
  const program = file && languageOf(kindOf(workspace, file))?.program
  const version = file && program && versionFor(workspace, file, program)
  return program && version ? { [program]: versionText(version) } : undefined
}
