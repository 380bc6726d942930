// The shape that every dialect has, and the little that its checks may see of the world around a file.
import type { AlertShape, FlowStation, Host, Reach, Sender, WebhookEdge } from '../alertpath'
import type { Facts, Grammar, Names, Schema, Version, Wanted } from '../schema'
import type { Mention, Problem, Severity, Source, Span } from '../text'
import type { At, Document, YamlNode } from '../yaml'
import type { Receiver, Route } from './alertmanager/model'
import type { AlertStation } from './rules/stations'

export type Kind =
  | 'prometheus'
  | 'rules'
  | 'rule-tests'
  | 'scrape-configs'
  | 'file-sd'
  | 'web-config'
  | 'alertmanager'
  | 'alert-template'
  | 'kestra'
  | 'compose'
  | 'project'
  | 'chart'

export type Program = 'prometheus' | 'alertmanager' | 'kestra' | 'compose' | 'alertpath'

/** What names of a kind belong to. `document` and `file` are alike for one-document files; `loaded` = what one configuration loads. */
export type NameScope = 'file' | 'loaded' | 'namespace' | 'stack'

/** What the engines do with names of a kind: a row of the language's table. */
export interface NameKind {
  /** `receiver`, for messages and menus. */
  readonly label: string
  readonly scope: NameScope
  /** A use in this file that nothing declares. Only for scope `file`; wider scopes have checks. */
  readonly unknown?: { readonly code: string; readonly severity: Severity; readonly say?: string }
  /** A second declaration in this file. */
  readonly duplicate?: { readonly code: string; readonly severity: Severity; readonly say?: string }
  /** Names that need no declaration. */
  readonly builtin?: readonly string[]
  /** Outline and workspace symbols list declarations of this kind; the icon is VS Code's symbol kind. */
  readonly symbol?: 'class' | 'function' | 'event' | 'variable' | 'constant' | 'module' | 'interface' | 'key'
  /** What a new name must look like, for rename. */
  readonly pattern?: RegExp
  /** Which of several of one name a mention in a file means; undefined = it may be any. */
  readonly sense?: (file: FileView, mention: Mention) => string | undefined
  /**
   * Where such a name may stand in texts that nobody understands: a pattern (flag `g`) whose first group is the name, which is given
   * escaped. `sense`: which of several of that name is meant, escaped, where that is known. What is found there and is no mention makes
   * rename refuse.
   */
  elsewhere?(name: string, sense: string | undefined): RegExp
}

export interface Language {
  readonly kind: Kind
  readonly program: Program
  /** `Alertmanager configuration`, for the status item. */
  readonly label: string
  /**
   * How sure we are that a text is of this kind: 1 proven, 0.5 likely, 0 no. Content decides; the name (last path segment) only tips
   * the balance. `root` is undefined for texts that are not YAML.
   */
  recognise(root: At | undefined, name: string, text: string): number
  /**
   * How the lines of the program that we carry read such a file. One grammar when the version is known or all lines agree; several when
   * it is unknown and they differ: then an error is what all refuse, a hint what one refuses.
   */
  grammars(version: Version | undefined): readonly Grammar[]
  /** Oldest line carried: for an older version what only our line refuses is at most information. */
  readonly oldest: Version
  /** An error that older versions give as well; without it none is sure to be one for them. */
  settled?(problem: Problem, version: Version): boolean
  readonly names: Readonly<Record<string, NameKind>>
  /** Checks of a whole file and of what it meets in other files. Local checks of one object live in the grammar. */
  readonly checks: readonly Check[]
  /** The text is something else altogether, such as an older format: this one problem says so and stands for all others. */
  instead?(root: At | undefined, text: Source): Problem | undefined
  /**
   * What becomes of errors while content alone says that a file is of this kind, when it may be another program's after all: nothing is
   * seen to load it. Undefined = there is no doubt.
   */
  doubt?(file: FileView, world: World): Severity | 'off' | undefined
  /** Something else in the file fills in what a problem misses. */
  excuses?(file: FileView, problem: Problem): boolean
  /** The program follows no aliases: `*name` is the text `name`, whether or not something is marked so. */
  readonly aliasesAreText?: boolean
  /** The whole text is in this inline language and is no YAML (template files). */
  readonly text?: { readonly inline: string; readonly flavour?: string }
  /** The documentation page of a key, by its path of keys and its schema. */
  link?(schema: Schema, path: readonly string[]): string | undefined
  /** What its files add to the path of an alert. */
  readonly stations?: Stations
  /** What of its files can be looked up, or tried, on a running server. */
  readonly live?: Live
}

/** Stations of the path in one file, in order of the text. What files of a language never have is left out. */
export interface Stations {
  alerts?(file: FileView): readonly AlertStation[]
  /** The tree of routes; undefined where none is written. */
  routes?(file: FileView): Route | undefined
  receivers?(file: FileView): readonly Receiver[]
  /** What webhooks start. */
  flow?(file: FileView): FlowStation | undefined
  /** What the answers to a call of the flow mean to the caller; Markdown. */
  answers?(file: FileView): string
  /** Hosts in the addresses of a file. */
  hosts?(file: FileView): readonly NamedHost[]
}

export interface NamedHost {
  readonly host: string
  readonly span: Span
}

export interface Live {
  /** Where the editor offers something. */
  places(file: FileView): Iterable<LivePlace>
  /** What an offset stands in. */
  at(file: FileView, offset: number): LiveAt
}

export interface LivePlace {
  readonly span: Span
  /** The key before the name: links stand there, since the name leads to where it is declared and used. */
  readonly key?: Span
  readonly kind: 'alert' | 'record' | 'job' | 'flow' | 'trigger' | 'receiver'
  readonly name: string
}

export interface LiveAt {
  readonly rule?: LiveRule
  readonly route?: Route
  readonly receiver?: string
  readonly job?: string
  readonly flow?: FlowStation
}

export interface LiveRule {
  /** Of the alert, or of the metric that it records. */
  readonly name: string
  /** Where the rule starts. */
  readonly start: number
  readonly query?: string
  /** As written, templates included. */
  readonly annotations: Readonly<Record<string, string>>
}

/** A check that needs more than one object. Reports with absolute places of `file`. */
export interface Check {
  readonly code: string
  /** Reads other files: its answer is not kept when only they change. */
  readonly across?: true
  /** Where the line of the program is unknown, the answer for the newest one holds for all. */
  readonly sameForAll?: true
  /** The same work in small steps: what they find stays with parts of the text, so that `run` costs little after them. */
  steps?(file: FileView): Iterable<unknown>
  run(file: FileView, world: World): Iterable<Problem>
}

/** One file, as checks see it. Cheap to ask: all is computed once per text. */
export interface FileView {
  readonly uri: string
  readonly kind: Kind
  readonly doc: Document
  readonly root: At | undefined
  readonly facts: Facts
  /** All of it was read: what is asked of `facts`, `found`, `mentions` and `names` costs little. Else asking reads it all at once. */
  readonly isRead: boolean
  /** What touches a part of the text: of a large file that nobody has read yet, only that part is read. */
  factsIn(start: number, end: number): Facts
  readonly grammar: Grammar
  /** Version in use, undefined when unknown. */
  readonly version: Version | undefined
  /** Objects whose schema names the model, in order of the text. */
  found(model: string): Iterable<At>
  /**
   * What `compute` says of each object of a model, remembered with the object while it stays the same: it must look at nothing else, and
   * its places count from the object's start. Empty answers (undefined) are left out.
   */
  each<T>(model: string, compute: (at: At) => T | undefined): Iterable<{ readonly value: T; readonly start: number }>
  /** Of these kinds; if given, of this role and with such a name. Who asks again for the same names does it with the same object. */
  mentions(kinds: readonly string[], role?: Mention['role'], wanted?: Wanted): Iterable<Mention>
  /** Distinct names. */
  names(kind: string, role?: Mention['role']): Names
  /** Names that are declared more than once. */
  repeated(kind: string): ReadonlySet<string>
  /** Once per file and compute function. */
  once<T>(compute: (file: FileView) => T): T
}

/** What surrounds a file. Everything that is not known for sure is undefined or "maybe", never "no". */
export interface World {
  /** All recognised files of a kind that share a stack with `file`. */
  files(kind: Kind, file: FileView): Iterable<FileView>
  view(uri: string): FileView | undefined
  /**
   * Files that a path or glob written in `file` names, as the program resolves it (relative to the file, through mounts). `known: false`
   * when something stands in between that cannot be followed.
   */
  loaded(file: FileView, path: string): { readonly uris: readonly string[]; readonly known: boolean }
  /** The first thing in another file that its program refuses on its own; undefined when there is none or the file is not known. */
  errorIn(uri: string): Problem | undefined
  /** Does a file or folder exist? undefined = outside what we can see. */
  exists(uri: string): boolean | undefined
  /** It is a folder with something in it. */
  isFolder(uri: string): boolean
  readonly path: AlertPath
}

/** The joined path of an alert, as seen from one file: its stack only. */
export interface AlertPath {
  /** Webhooks of a configuration of Alertmanager, each with where it leads. */
  webhooks(file: FileView): readonly WebhookEdge[]
  /** Webhooks that call the flow of a file, or that surely mean it. */
  callers(file: FileView): readonly WebhookEdge[]
  /** What an address in a file leads to for the services that read it; undefined when they differ or none is known. */
  reach(file: FileView, host: string, port: number, wanted?: string): Reached | undefined
  /** Alerts of the stack that a file belongs to; without `names` those that differ in nothing else are one. */
  alerts(file: FileView, names: boolean): readonly PlacedAlert[]
  /** The same, all of them and with their places. */
  stations(file: FileView): readonly PlacedStation[]
  /** Files with routes that alerts of the file's stack may take, itself included. */
  routings(file: FileView): readonly FileView[]
  /** What the servers of a rule file add to its alerts. */
  sender(file: FileView): Sender
  /** Configurations of Prometheus that load a rule file; empty = none is seen to. */
  loaders(file: FileView): readonly FileView[]
  /** Services of the file's stacks, of one program or all. */
  services(file: FileView, program?: string): readonly Host[]
}

export interface PlacedStation {
  readonly file: FileView
  readonly station: AlertStation
  readonly sender: Sender
}

/** An alert with what its server adds. */
export interface PlacedAlert {
  readonly file: FileView
  readonly shape: AlertShape
  readonly sender: Sender
}

export interface Reached {
  readonly reach: Reach
  readonly from: Host
}

/** A node found by a model, walked without its parents. */
export interface Place {
  readonly node: YamlNode
  readonly start: number
}
