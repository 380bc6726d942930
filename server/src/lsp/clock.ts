// Time, as Node and a web worker both know it. Only this folder has any: the core has no clock.
declare const performance: { now(): number }
declare function setTimeout(run: () => void, ms: number): unknown
declare function clearTimeout(timer: unknown): void

/** ms, from some moment on. */
export const now = (): number => performance.now()

/** Runs once, after `ms`; the answer takes it back. */
export function later(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** Lets everything run that waits: a timer and not a microtask, so that messages get their turn. */
export const breathe = (): Promise<void> => new Promise(resolve => void later(resolve, 0))
