// What the answer of a server means, in words. Pure: the texts come through `l10n`.
import { programNames, type Target } from './address'
import type { Words } from './pages'
import type { Incoming } from './send'

export interface Verdict {
  readonly ok: boolean
  readonly text: string
  /** Nobody answered; what to do about it is the end of `text`, too. */
  readonly remedy?: string
  /** The server wants to know who asks. */
  readonly login?: true
}

const good = (text: string): Verdict => ({ ok: true, text })
const bad = (text: string): Verdict => ({ ok: false, text })

/** Texts of files and servers inside a message: links in notifications would run commands. */
export function plain(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('[', '(').replaceAll(']', ')').trim()
  return line.length > 300 ? `${line.slice(0, 299)}…` : line
}

/** What is true of every server; undefined = the program itself answered and its answer says more. */
export function general(answer: Incoming, target: Target, l10n: Words): Verdict | undefined {
  const name = programNames[target.program]
  if ('failed' in answer) {
    const what = remedy(target, l10n)
    return { ok: false, text: `${failure(answer.failed, name, target, l10n)} ${what}`, remedy: what }
  }
  if (answer.status >= 300 && answer.status < 400) {
    const to = whereTo(answer.location, target)
    return bad(
      to === undefined
        ? l10n.t('{0} at {1} answers with a redirect. It was not followed: what is sent goes only where you said.', name, target.address)
        : l10n.t(
            '{0} at {1} redirects to {2}. It was not followed: what is sent goes only where you said. If that is the right place, make it the address.',
            name,
            target.address,
            to,
          ),
    )
  }
  if (answer.status === 401 || answer.status === 403) return undefined
  if (answer.status === 407) return bad(l10n.t('The proxy on the way to {0} wants a login.', target.address))
  if (answer.status === 502 || answer.status === 503 || answer.status === 504)
    return bad(l10n.t('{0} at {1} is not ready (status {2}). It may still be starting.', name, target.address, answer.status))
  return undefined
}

/** Only the origin, since the rest of it may hold anything. */
function whereTo(location: string | undefined, { address }: Target): string | undefined {
  try {
    return location === undefined ? undefined : plain(new URL(location, address).origin)
  } catch {
    return undefined
  }
}

function failure(failed: (Incoming & { readonly failed: unknown })['failed'], name: string, { address }: Target, l10n: Words): string {
  switch (failed) {
    case 'refused':
      return l10n.t('{0} does not answer: nothing listens at {1}.', name, address)
    case 'unknown-host':
      return l10n.t('{0} does not answer: the host of {1} is not known here.', name, address)
    case 'timeout':
      return l10n.t('{0} does not answer in time at {1}.', name, address)
    case 'certificate':
      return l10n.t('{0} at {1} shows a certificate that is not trusted here, or does not speak TLS.', name, address)
    default:
      return l10n.t('{0} cannot be reached at {1}.', name, address)
  }
}

/** What to start, or where to look. */
export function remedy({ source, service, program, environment }: Target, l10n: Words): string {
  if (source === 'compose' && service !== undefined) return l10n.t('Start it with "docker compose up -d {0}".', plain(service))
  if (source === 'default') return l10n.t('Start {0}, or say where it runs in the setting "alertpath.live.environments".', programNames[program])
  return l10n.t('The address comes from the environment "{0}" in the settings: is {1} running there?', plain(environment), programNames[program])
}

const wantsLogin = (answer: { readonly status: number }, target: Target, l10n: Words): Verdict => ({
  ok: false,
  login: true,
  text:
    answer.status === 401
      ? l10n.t('{0} at {1} wants a login (401).', programNames[target.program], target.address)
      : l10n.t('{0} at {1} refuses this login (403).', programNames[target.program], target.address),
})

/** Of a question that changes nothing. */
export function asked(answer: Incoming, target: Target, l10n: Words): Verdict {
  const known = general(answer, target, l10n)
  if (known || 'failed' in answer) return known ?? bad('')
  if (answer.status === 401 || answer.status === 403) return wantsLogin(answer, target, l10n)
  if (answer.status >= 200 && answer.status < 300) return good(l10n.t('{0} answers at {1}.', programNames[target.program], target.address))
  return bad(
    l10n.t(
      'Something answers at {0}, but not as {1} does (status {2}). A path prefix may be missing.',
      target.address,
      programNames[target.program],
      answer.status,
    ),
  )
}

/** Of alerts that were posted to Alertmanager. */
export function postedAlerts(answer: Incoming, target: Target, l10n: Words): Verdict {
  const known = general(answer, target, l10n)
  if (known || 'failed' in answer) return known ?? bad('')
  const { status, text } = answer
  if (status === 200) return good(l10n.t('Alertmanager took the alert.'))
  if (status === 401 || status === 403) return wantsLogin(answer, target, l10n)
  if (status === 400 || status === 422) return bad(l10n.t('Alertmanager refuses the alert (status {0}): {1}', status, plain(text)))
  if (status === 404 || status === 405)
    return bad(l10n.t('There is no Alertmanager API at {0} (status {1}). Is it another program, or is a path prefix missing?', target.address, status))
  return bad(l10n.t('Alertmanager answers with status {0}: {1}', status, plain(text)))
}

/** Of a webhook of Kestra. `version`: `1.3`, `2.0`; undefined = not known, so both lines are told of. */
export function calledWebhook(answer: Incoming, target: Target, version: string | undefined, l10n: Words): Verdict {
  const known = general(answer, target, l10n)
  if (known || 'failed' in answer) return known ?? bad('')
  const { status, text } = answer
  switch (status) {
    case 200:
    case 201:
    case 202:
      return good(l10n.t('Kestra created an execution. Whether it succeeds is seen there: the answer does not wait for it.'))
    case 204:
      return bad(l10n.t('Kestra found the webhook but started nothing (204): its condition ("when", "conditions") is not met by this body.'))
    case 400:
      return bad(l10n.t('Kestra does not understand the request (400). In the open-source edition the tenant is always "main". {0}', plain(text)))
    case 401:
    case 403:
      return {
        ...wantsLogin(answer, target, l10n),
        text: l10n.t(
          'Kestra wants a login for the webhook ({0}). Webhooks are open by default: "kestra.server.basic-auth.open-urls" was changed, or the address is not that of a webhook.',
          status,
        ),
      }
    case 404:
      return bad(
        l10n.t(
          'Kestra knows no such webhook (404): the namespace, the flow or the key is another, the key is a secret that is not set there, or the flow is not deployed.',
        ),
      )
    case 405:
      return bad(l10n.t('This address of Kestra takes no POST (405), so it is not that of a webhook.'))
    case 409:
      return bad(conflict(version, l10n))
    case 422:
      return bad(l10n.t('Kestra cannot make the inputs of the flow from this body (422): look at "inputs" of the trigger.'))
    case 500:
      return bad(
        l10n.t('Kestra failed (500): the trigger could not be evaluated, or the flow was waited for ("wait: true") and failed. Its executions say more.'),
      )
    default:
      return bad(l10n.t('Kestra answers with status {0}: {1}', status, plain(text)))
  }
}

function conflict(version: string | undefined, l10n: Words): string {
  const major = version === undefined ? undefined : Number(version.split('.')[0])
  if (major === undefined)
    return l10n.t(
      'Kestra refuses to start the flow (409): the flow or its trigger is disabled or invalid. In 1.3 it also means that a condition is not met or the inputs cannot be made from this body.',
    )
  return major >= 2
    ? l10n.t('Kestra refuses to start the flow (409): the flow or its trigger is disabled, or the flow is invalid.')
    : l10n.t('Kestra started nothing (409): a condition is not met by this body, the inputs cannot be made from it, or the flow is disabled or invalid.')
}
