// How long V8 waits before it makes optimised machine code of a function. Most of what is asked of us is over before such code would pay:
// on small and middling texts compiling takes more processor time than all our work. Large texts are another matter.
import { setFlagsFromString } from 'node:v8'

/** V8's own measure in Node 20 to 24, in bytes of bytecode that a function runs. */
const eager = 67_584
const patient = 500_000
/** Units of a text whose reading pays for optimised code. */
const large = 2_000_000

const budget = (bytes: number): void => setFlagsFromString(`--interrupt-budget=${bytes}`)

/** At the start of a process. */
export const compileLate = (): void => budget(patient)

/** When a text of `length` is about to be read. */
export function expectText(length: number): void {
  if (length >= large) budget(eager)
}
