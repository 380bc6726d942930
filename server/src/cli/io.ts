// What a command may touch of the process around it; tests give it another.
export interface Io {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Colours are welcome on standard output. */
  readonly terminal: boolean
  /** The folder of the program: its pages lie beside it. */
  readonly home: string
  out(text: string): unknown
  err(text: string): unknown
  /** All of standard input. */
  input(): Promise<string>
  /** Asks somebody and gives the answer; absent where nobody can be asked. */
  ask?(question: string): Promise<string>
}

/** The promise of the command line: 0 nothing to complain of, 1 something, 2 wrong usage or unreadable input. */
export type Exit = 0 | 1 | 2

/** Wrong usage: said in one sentence, exit status 2. */
export class Usage extends Error {}
