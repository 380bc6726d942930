// One guard around everything that a client can set off: what goes wrong is logged and answered with nothing, never thrown on.
import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver'

export interface Guard {
  /** A request: cancelled ones are not computed; a failure answers `empty`. Without parameters there may be no token. */
  request<P, R>(name: string, empty: R, answer: (params: P) => R | Promise<R>): (params: P, token?: CancellationToken) => Promise<R>
  notification<P>(name: string, run: (params: P) => void | Promise<void>): (params: P) => void
  /** Work that nobody waits for. */
  background(name: string, work: Promise<unknown>): void
  /** Something that may fail and has nothing to answer. */
  attempt(name: string, run: () => void): void
}

/** Refusals that the user should read are `ResponseError`s and pass. */
export function guarded(connection: Connection): Guard {
  const log = (name: string, error: unknown): void => {
    try {
      connection.console.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    } catch {
      // The client is gone: there is nobody to tell.
    }
  }
  const background = (name: string, work: Promise<unknown>): void => {
    work.catch((error: unknown) => log(name, error))
  }
  return {
    background,
    request: (name, empty, answer) => async (params, token) => {
      if (token?.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.')
      try {
        return await answer(params)
      } catch (error) {
        if (error instanceof ResponseError) throw error
        log(name, error)
        return empty
      }
    },
    notification: (name, run) => params => {
      try {
        const done = run(params)
        if (done) background(name, done)
      } catch (error) {
        log(name, error)
      }
    },
    attempt(name, run) {
      try {
        run()
      } catch (error) {
        log(name, error)
      }
    },
  }
}
