// What Kestra answers to a webhook, and what Alertmanager makes of it.
import type { FileView } from '../language'

/** Markdown, for the version that reads the flow. */
export function answers({ version }: FileView): string {
  const old = version?.major === 1
  return [
    '| answer | meaning |',
    '| --- | --- |',
    '| 200 | an execution was created; whether it succeeds is not waited for |',
    `| ${old ? '409' : '204'} | the conditions of the trigger are not met: nothing runs |`,
    `| ${old ? '409' : '422'} | inputs of the trigger cannot be filled in: nothing runs |`,
    '| 401 | the address is not open without a login |',
    '| 404 | wrong namespace, flow or key, or something after the key |',
    '',
    'Alertmanager repeats a request only after 5xx or when no answer comes. After 4xx it waits for the next `group_interval`.',
  ].join('\n')
}
