// What Kestra answers to a webhook, and what Alertmanager makes of it.
import type { Version } from '../../schema'
import type { FileView } from '../language'

/** The line that answers 409 where the conditions of a trigger are not met; those before (0.20 to 1.0 were looked at) and after it say 204. */
export const refusesUnmet = (version: Version | undefined): boolean => version?.major === 1 && version.minor >= 3

/** Markdown, for the version that reads the flow. */
export function answers({ version }: FileView): string {
  const refuses = refusesUnmet(version)
  const inputs = version === undefined || version.major >= 2 ? '422' : refuses ? '409' : '409, 422'
  return [
    '| answer | meaning |',
    '| --- | --- |',
    '| 200 | an execution was created; whether it succeeds is not waited for |',
    `| ${refuses ? '409' : '204'} | the conditions of the trigger are not met: nothing runs |`,
    `| ${inputs} | inputs of the trigger cannot be filled in: nothing runs |`,
    '| 401 | the address is not open without a login |',
    '| 404 | wrong namespace, flow or key, or something after the key |',
    '',
    'Alertmanager repeats a request only after 5xx or when no answer comes. After 4xx it waits for the next `group_interval`.',
  ].join('\n')
}
