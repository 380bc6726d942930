// Whether `files.exclude` or a `.gitignore` leaves a file out. Reads each `.gitignore` once; a new object forgets.
import ignore, { type Ignore } from 'ignore'
import { Minimatch } from 'minimatch'
import { Uri, workspace } from 'vscode'

export class Ignored {
  readonly #rules = new Map<string, Promise<Ignore | undefined>>()
  readonly #excluded = new Map<string, readonly Minimatch[]>()

  /** True when the file or a folder above it is left out. Outside every workspace folder nothing is. */
  async has(uri: Uri, isFolder: boolean): Promise<boolean> {
    const folder = workspace.getWorkspaceFolder(uri)
    if (!folder) return false
    const path = uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1)
    if (!path) return false
    const parts = path.split('/')
    for (let end = 1; end <= parts.length; end++) {
      if (await this.#leftOut(folder.uri, parts.slice(0, end), isFolder || end < parts.length)) return true
    }
    return false
  }

  /** The nearest `.gitignore` that has an opinion decides. */
  async #leftOut(root: Uri, parts: readonly string[], isFolder: boolean): Promise<boolean> {
    if (parts.at(-1) === '.git' && isFolder) return true
    if (this.#patterns(root).some(pattern => pattern.match(parts.join('/')))) return true
    for (let depth = parts.length - 1; depth >= 0; depth--) {
      const rules = await this.#rulesIn(Uri.joinPath(root, ...parts.slice(0, depth)))
      const result = rules?.test(parts.slice(depth).join('/') + (isFolder ? '/' : ''))
      if (result?.ignored) return true
      if (result?.unignored) return false
    }
    return false
  }

  #patterns(root: Uri): readonly Minimatch[] {
    const known = this.#excluded.get(root.toString())
    if (known) return known
    const setting = workspace.getConfiguration('files', root).get<Record<string, unknown>>('exclude') ?? {}
    const patterns = Object.entries(setting).flatMap(([pattern, on]) => (on === true ? [new Minimatch(pattern, { dot: true })] : []))
    this.#excluded.set(root.toString(), patterns)
    return patterns
  }

  #rulesIn(folder: Uri): Promise<Ignore | undefined> {
    const key = folder.toString()
    const known = this.#rules.get(key)
    if (known) return known
    const reading = (async () => workspace.fs.readFile(Uri.joinPath(folder, '.gitignore')))().then(
      bytes => ignore().add(new TextDecoder().decode(bytes)),
      () => undefined,
    )
    this.#rules.set(key, reading)
    return reading
  }
}
