// The few messages that the Language Server Protocol has no word for, shared by client and server. Plain types and names only:
// nothing here knows VS Code, Node or the core.

export * from './live'

/** What a file can be, as `--kind` and `# alertpath: kind=…` spell it. */
export const kinds = [
  'prometheus',
  'rules',
  'rule-tests',
  'scrape-configs',
  'file-sd',
  'web-config',
  'alertmanager',
  'alert-template',
  'kestra',
  'compose',
] as const

export type KindName = (typeof kinds)[number]

/** `none`: leave the file alone, whatever it looks like. */
export type Choice = KindName | 'none'

/** Files larger than this (bytes) are never read: no text of theirs is longer than what is parsed. */
export const sizeLimit = 20_000_000

/** Names that can be one of `kinds`; nothing else is listed or reported as changed. */
export const listed = /(?:\.(?:ya?ml|json|rules?|tmpl|gotmpl)|^\.env(?:\..+)?)$/i

/** How the client presents itself (`initializationOptions`). Another editor sends none of it, and all of it may be missing. */
export interface InitializationOptions {
  /** True when the client answers `list` and `read` and sends `changed`; otherwise the server looks at the disk itself. */
  readonly files?: boolean
  /** True when another extension reports plain YAML syntax errors. */
  readonly yamlExtension?: boolean
  /** A problem's code links to this plus the code. */
  readonly pages?: string
  /** A folder outside the workspace whose documents are understood when they are open. */
  readonly sample?: string
}

// Server → client: what there is, and what it says. Only inside the workspace folders, after links are resolved.

export const list = 'alertpath/list'
export interface ListParams {
  /** A workspace folder, or a folder inside one. */
  readonly uri: string
}
export interface ListedFile {
  readonly uri: string
  /** Bytes. */
  readonly size: number
}
/** Without what `files.exclude` and `.gitignore` leave out; `truncated` when there were too many. */
export interface ListResult {
  readonly files: readonly ListedFile[]
  /** What exists and is not to be read: files that are left out, folders that nobody looks into. */
  readonly others?: readonly string[]
  readonly truncated: boolean
}

export const read = 'alertpath/read'
export interface ReadParams {
  readonly uri: string
}
/** Exactly one member is there. `outside`: not in a workspace folder, so it was not looked at. */
export interface ReadResult {
  readonly text?: string
  readonly missing?: true
  readonly tooLarge?: true
  readonly binary?: true
  readonly outside?: true
}

// Client → server.

export const changed = 'alertpath/changed'
/** Everything that was created, changed or deleted within some 100 ms, each once: read them again, `missing` tells the deleted. */
export interface ChangedParams {
  readonly uris: readonly string[]
  /** Folders to list again: what is ignored in them may have changed, or they are new. Deleted folders are among `uris`. */
  readonly folders: readonly string[]
}

export const kind = 'alertpath/kind'
/** What the user says a file is, until the window closes; without `kind` the content decides again. */
export interface KindParams {
  readonly uri: string
  readonly kind?: Choice
}

export const statusReport = 'alertpath/statusReport'
/** For people; holds no text of any file, no secret and no path outside the workspace. */
export interface StatusReport {
  /** Of the server. */
  readonly version: string
  readonly versions: readonly { readonly program: string; readonly version: string; readonly source: string }[]
  /** Number of files by kind. */
  readonly files: Readonly<Record<string, number>>
  readonly problems: Readonly<Record<string, number>>
  /** Name → ms. */
  readonly timings: Readonly<Record<string, number>>
  /** Bytes, where the host can tell. */
  readonly memory?: number
}

export const snippets = 'alertpath/snippets'
export interface SnippetsParams {
  readonly uri: string
  readonly position: { readonly line: number; readonly character: number }
}
/** What can stand at the position, in VS Code's snippet syntax, indented for it. */
export interface Snippet {
  readonly label: string
  readonly detail?: string
  readonly body: string
}

// Server → client.

export const status = 'alertpath/status'
/** For each open document when it is recognised and whenever something of this changes; without `uri` for the whole workspace. */
export interface StatusParams {
  readonly uri?: string
  /** Absent: not recognised. */
  readonly kind?: Choice
  /** Program → version in use, `3.16`; what is not known is absent. */
  readonly versions?: Readonly<Record<string, string>>
  /** The workspace is still being read. */
  readonly busy?: boolean
  /** Recognised files in the workspace. */
  readonly files?: number
}
