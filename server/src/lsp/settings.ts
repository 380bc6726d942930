// The section `alertpath` of the editor's settings. What is wrong in it is said once, and the rest holds.
import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver'
import { readSettings, type Settings } from '../core/workspace'
import type { InitializationOptions } from '../protocol'

export class Preferences {
  readonly #said = new Set<string>()

  constructor(
    private readonly connection: Connection,
    private readonly options: InitializationOptions,
  ) {}

  /** Asks the client. One that cannot answer gets the defaults. */
  async ask(canAnswer: boolean): Promise<Settings> {
    return this.read(canAnswer ? await this.connection.workspace.getConfiguration('alertpath').catch(() => undefined) : undefined)
  }

  read(value: unknown): Settings {
    const { settings, wrong } = readSettings(value ?? {})
    for (const one of wrong) if (!this.#said.has(one)) this.#say(one)
    return { ...settings, otherYaml: settings.otherYaml || this.options.yamlExtension === true }
  }

  #say(sentence: string): void {
    this.#said.add(sentence)
    const message = `Alertpath settings: ${sentence} It is left out.`
    this.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message }).catch(() => undefined)
  }
}

/** Initialization options come from outside: only what has the right type is taken. */
export function readOptions(value: unknown): InitializationOptions {
  const all = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  return {
    files: all.files === true,
    yamlExtension: all.yamlExtension === true,
    ...(typeof all.pages === 'string' && /^[a-z][\w+.-]*:\/\//i.test(all.pages) && { pages: all.pages }),
    ...(typeof all.sample === 'string' && /^[a-z][\w+.-]*:/i.test(all.sample) && { sample: all.sample }),
  }
}
